use std::time::Duration;

use winfactor_domain::{QuoteId, QuoteStatus, QuoteVersion};
use winfactor_service::quotes::{self, RobotReason, ViewKind, ViewSignal, Viewed, Visitor};

use crate::world::{World, is_missing, on_both_engines, token, visitor};

on_both_engines!(
    the_first_view_of_a_version_is_told_and_later_ones_are_counted,
    a_robots_visit_is_kept_with_its_reason_and_is_no_view,
    the_organizations_own_people_never_count,
    each_version_has_a_first_view_of_its_own,
    a_view_after_the_end_or_the_answer_tells_nothing,
);

fn human() -> ViewSignal {
    ViewSignal {
        kind: ViewKind::Human,
        visitor: visitor(),
        viewer_is_staff: false,
    }
}

async fn look(world: &World, token: &str, signal: ViewSignal) -> Viewed {
    quotes::view(&world.service, token, signal).await.unwrap()
}

async fn version(world: &World, quote: QuoteId) -> QuoteVersion {
    let history = quotes::versions(&world.service, world.id(), quote).await;
    history.unwrap().sent.remove(0)
}

async fn views_told(world: &World, quote: QuoteId) -> usize {
    let events = world.events_of(quote).await;
    events
        .iter()
        .filter(|(name, _)| name == "quote.viewed")
        .count()
}

async fn the_first_view_of_a_version_is_told_and_later_ones_are_counted(world: World) {
    let sent = world.sent().await;
    let token = token(&sent);
    let due = quotes::next_due(&world.service).await.unwrap();
    let first = world.clock.advance(Duration::from_secs(60));
    assert_eq!(look(&world, &token, human()).await, Viewed::First);
    assert_eq!(world.quote(sent.id).await.status, QuoteStatus::Viewed);
    assert_eq!(
        quotes::next_due(&world.service).await.unwrap(),
        due,
        "it still ends"
    );
    let body = world.newest_body(sent.id).await;
    assert_eq!(body["eventType"], "quote.viewed");
    assert_eq!(body["data"]["view"]["viewedAt"], first.0);

    // Within half an hour of the last sign it is the same view, however long that goes on.
    for _ in 0..3 {
        world.clock.advance(Duration::from_secs(29 * 60));
        assert_eq!(look(&world, &token, human()).await, Viewed::Same);
    }
    let last = world.clock.advance(Duration::from_secs(30 * 60));
    assert_eq!(look(&world, &token, human()).await, Viewed::Again);
    let seen = version(&world, sent.id).await;
    assert_eq!(seen.viewed_at, Some(first));
    assert_eq!(seen.view_count, 2);
    assert_eq!(seen.last_viewed_at, Some(last));
    assert_eq!(views_told(&world, sent.id).await, 1);
    let nowhere = quotes::view(&world.service, "no-such-token", human()).await;
    assert!(is_missing(&nowhere));
}

async fn a_robots_visit_is_kept_with_its_reason_and_is_no_view(world: World) {
    let sent = world.sent().await;
    let token = token(&sent);
    let prefetch = ViewSignal {
        kind: ViewKind::SuspectedRobot(RobotReason::Prefetch),
        ..human()
    };
    assert_eq!(look(&world, &token, prefetch).await, Viewed::Robot);
    // It ran the page's script and waited; its name gives it away.
    let scanner = ViewSignal {
        visitor: Visitor::new("198.51.100.7", "Mozilla/5.0 (compatible; Mimecast)"),
        ..human()
    };
    let at = world.clock.advance(Duration::from_secs(5));
    assert_eq!(look(&world, &token, scanner).await, Viewed::Robot);
    let seen = version(&world, sent.id).await;
    assert_eq!((seen.view_count, seen.viewed_at), (0, None));
    assert_eq!(seen.suspected_robot_count, 2);
    let last = seen.last_suspected_robot.unwrap();
    assert_eq!((last.at, last.reason.as_str()), (at, "mail_scanner"));
    assert!(last.user_agent.contains("Mimecast"));
    assert_eq!(world.quote(sent.id).await, sent);
    assert_eq!(views_told(&world, sent.id).await, 0);

    assert_eq!(look(&world, &token, human()).await, Viewed::First);
    assert_eq!(views_told(&world, sent.id).await, 1);
}

async fn the_organizations_own_people_never_count(world: World) {
    let sent = world.sent().await;
    let staff = ViewSignal {
        viewer_is_staff: true,
        ..human()
    };
    assert_eq!(look(&world, &token(&sent), staff).await, Viewed::Staff);
    let seen = version(&world, sent.id).await;
    assert_eq!((seen.view_count, seen.suspected_robot_count), (0, 0));
    assert_eq!(world.quote(sent.id).await, sent);
}

async fn each_version_has_a_first_view_of_its_own(world: World) {
    let first = world.sent().await;
    look(&world, &token(&first), human()).await;
    quotes::revise(&world.service, world.id(), first.id)
        .await
        .unwrap();
    let second = world.send(first.id).await;
    // The customer still has the old mail: that page says so, and the new version is unseen.
    world.clock.advance(Duration::from_secs(3600));
    assert_eq!(look(&world, &token(&first), human()).await, Viewed::Again);
    assert_eq!(world.quote(first.id).await, second);
    assert_eq!(views_told(&world, first.id).await, 1);
    assert_eq!(look(&world, &token(&second), human()).await, Viewed::First);
    assert_eq!(views_told(&world, first.id).await, 2);
    let body = world.newest_body(first.id).await;
    assert_eq!(body["data"]["quote"]["version"], 2);
}

async fn a_view_after_the_end_or_the_answer_tells_nothing(world: World) {
    let (ended, answered) = (world.sent().await, world.sent().await);
    let yes = crate::answers::yes("Sanne");
    quotes::accept(&world.service, &token(&answered), yes, visitor())
        .await
        .unwrap();
    world.clock.advance(Duration::from_secs(100 * 24 * 3600));
    assert_eq!(look(&world, &token(&ended), human()).await, Viewed::First);
    assert_eq!(
        look(&world, &token(&answered), human()).await,
        Viewed::Again
    );
    assert_eq!(views_told(&world, ended.id).await, 0);
    assert_eq!(views_told(&world, answered.id).await, 1);
    assert_eq!(world.quote(answered.id).await.status, QuoteStatus::Accepted);
}
