use std::collections::BTreeSet;

use winfactor_domain::Submission;
use winfactor_service::{
    contacts,
    idempotency::{Created, FirstAnswer, Idempotency, IdempotencyKey},
    leads,
    quotes::{self, Answered, NewQuote, RejectFields, ViewKind, ViewSignal, Viewed},
    submissions,
};

use crate::{
    answers::yes,
    leads::message,
    world::{World, new, on_both_engines, token, visitor},
};

on_both_engines!(
    of_racing_answers_exactly_one_wins,
    of_racing_views_one_is_the_first,
    of_an_answer_and_a_revision_one_wins,
    numbers_have_no_gaps_when_many_are_made_at_once,
    of_racing_repetitions_one_has_an_effect,
    of_racing_posts_of_one_message_one_is_a_lead,
    submissions_of_one_customer_at_once_are_all_counted,
);

async fn of_racing_answers_exactly_one_wins(world: World) {
    let sent = world.sent().await;
    let other = world.another_server();
    let mut answers = Vec::new();
    for number in 0..10 {
        let service = [&world.service, &other][number % 2].clone();
        let token = token(&sent);
        answers.push(tokio::spawn(async move {
            if number % 3 == 0 {
                let no = RejectFields {
                    name: None,
                    reason: None,
                    confirmed: true,
                };
                quotes::reject(&service, &token, no, visitor()).await
            } else {
                quotes::accept(&service, &token, yes(&number.to_string()), visitor()).await
            }
        }));
    }
    let (mut won, mut told) = (Vec::new(), Vec::new());
    for answer in answers {
        match answer.await.unwrap().unwrap() {
            Answered::Now(answer) => won.push(answer),
            Answered::Before(answer) => told.push(answer),
        }
    }
    assert_eq!(won.len(), 1);
    assert!(told.iter().all(|answer| *answer == won[0]));
    let places: Vec<_> = world
        .events_of(sent.id)
        .await
        .into_iter()
        .map(|(_, seq)| seq)
        .collect();
    assert_eq!(
        places,
        [1, 2, 3, 4],
        "created, sent, viewed, and one answer"
    );
}

async fn of_racing_views_one_is_the_first(world: World) {
    let sent = world.sent().await;
    let views: Vec<_> = (0..8)
        .map(|_| {
            let (service, token) = (world.service.clone(), token(&sent));
            let signal = ViewSignal {
                kind: ViewKind::Human,
                visitor: visitor(),
                viewer_is_staff: false,
            };
            tokio::spawn(async move { quotes::view(&service, &token, signal).await })
        })
        .collect();
    let mut firsts = 0;
    for view in views {
        firsts += usize::from(view.await.unwrap().unwrap() == Viewed::First);
    }
    assert_eq!(firsts, 1);
    assert_eq!(world.events_of(sent.id).await.len(), 3);
}

async fn of_an_answer_and_a_revision_one_wins(world: World) {
    for _ in 0..5 {
        let sent = world.sent().await;
        let token = token(&sent);
        let (accepted, revised) = tokio::join!(
            quotes::accept(&world.service, &token, yes("Sanne"), visitor()),
            quotes::revise(&world.service, world.id(), sent.id),
        );
        assert_ne!(
            accepted.is_ok(),
            revised.is_ok(),
            "{accepted:?} {revised:?}"
        );
        let quote = world.quote(sent.id).await;
        assert_eq!(quote.version, if revised.is_ok() { 2 } else { 1 });
    }
}

async fn numbers_have_no_gaps_when_many_are_made_at_once(world: World) {
    let submission = world.submission().await;
    let other = world.another_server();
    let drafts: Vec<_> = (0..24)
        .map(|number| {
            let service = [&world.service, &other][number % 2].clone();
            let organization = world.id();
            let mut wanted = NewQuote::default();
            // Some are refused, and leave no hole.
            if number % 4 == 0 {
                wanted.terms.validity_days = Some(0);
            }
            tokio::spawn(async move {
                quotes::create(&service, organization, submission.id, wanted, None).await
            })
        })
        .collect();
    let mut counters = BTreeSet::new();
    for draft in drafts {
        if let Ok(created) = draft.await.unwrap() {
            counters.insert(created.created().unwrap().number.counter);
        }
    }
    assert_eq!(counters, (1..=18).collect());
}

async fn of_racing_repetitions_one_has_an_effect(world: World) {
    let other = world.another_server();
    let requests: Vec<_> = (0..8)
        .map(|number| {
            let service = [&world.service, &other][number % 2].clone();
            let (organization, wanted) = (world.id(), world.configuration());
            let once = Idempotency {
                key: IdempotencyKey::parse("8f14").unwrap(),
                request_hash: "same".to_owned(),
                render: Box::new(|submission: &Submission| FirstAnswer {
                    status: 201,
                    body: submission.id.to_string(),
                }),
            };
            tokio::spawn(async move {
                submissions::create(&service, organization, wanted, Some(once)).await
            })
        })
        .collect();
    let (mut created, mut replayed) = (Vec::new(), Vec::new());
    for request in requests {
        match request.await.unwrap().unwrap() {
            Created::New(submission) => created.push(submission.id.to_string()),
            Created::Replayed(answer) => replayed.push(answer.body),
        }
    }
    assert_eq!(created.len(), 1);
    assert!(replayed.iter().all(|body| *body == created[0]));
    assert_eq!(world.events().await.len(), 1);
}

async fn of_racing_posts_of_one_message_one_is_a_lead(world: World) {
    let other = world.another_server();
    let posts: Vec<_> = (0..8)
        .map(|number| {
            let service = [&world.service, &other][number % 2].clone();
            tokio::spawn(async move {
                leads::leave(&service, "kozijnen", message("Graag een offerte"), None).await
            })
        })
        .collect();
    let mut kept = Vec::new();
    for post in posts {
        let left = new(post.await.unwrap());
        if !left.repeated {
            kept.push(left.lead.id);
        }
    }
    assert_eq!(kept.len(), 1);
    assert_eq!(world.events().await.len(), 1);
}

async fn submissions_of_one_customer_at_once_are_all_counted(world: World) {
    let submitted: Vec<_> = (0..12)
        .map(|_| {
            let (service, organization) = (world.service.clone(), world.id());
            let wanted = world.configuration();
            tokio::spawn(
                async move { submissions::create(&service, organization, wanted, None).await },
            )
        })
        .collect();
    for each in submitted {
        new(each.await.unwrap());
    }
    let contact = contacts::by_email(&world.service, world.id(), "sanne@example.nl").await;
    assert_eq!(contact.unwrap().unwrap().submission_count, 12);
    assert_eq!(world.events().await.len(), 12);
}
