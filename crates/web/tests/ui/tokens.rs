//! Every form belongs to a session. What was not made for it changes nothing.

use winfactor_service::forms::{self, FormOwner};
use winfactor_testkit::TestReceiver;

use crate::{forms::Form, office::Office};

/// Every address that changes something, and fields that would.
async fn changes(office: &Office, receiver: &TestReceiver) -> Vec<Form> {
    let flow = office.inbox_flow().await.id;
    let endpoint = office.app.endpoint(receiver, "/hook").await.endpoint.id;
    let draft = office.draft().await;
    let sent = office.sent_quote().await;
    let lead = office.leave_lead("Daan").await.lead.id;
    office.app.deliver().await;
    let event = office.events().await[0].id;
    let page = winfactor_service::Page {
        limit: 1,
        before: None,
    };
    let (messages, _) = winfactor_service::inbox::list(office.service(), office.id(), page)
        .await
        .unwrap();
    let (message, run) = (messages[0].id, messages[0].run.unwrap());
    let forms: &[(String, &[(&str, &str)])] = &[
        ("/sign-out".into(), &[]),
        (format!("/inbox/{message}/read"), &[]),
        ("/inbox/read".into(), &[]),
        (
            format!("/submissions/{}/status", draft.submission),
            &[("status", "closed")],
        ),
        (format!("/submissions/{}/quotes", draft.submission), &[]),
        (
            format!("/quotes/{}", draft.id),
            &[("tax_rate", "1"), ("validity_days", "1")],
        ),
        (
            format!("/quotes/{}/send", draft.id),
            &[("tax_rate", "1"), ("validity_days", "1")],
        ),
        (format!("/quotes/{}/revise", sent.id), &[]),
        (format!("/leads/{lead}/status"), &[("status", "closed")]),
        (format!("/events/{event}/redeliver"), &[]),
        ("/events/test".into(), &[("event_type", "lead.created")]),
        ("/webhooks".into(), &[("url", "https://example.com/")]),
        (
            format!("/webhooks/{endpoint}"),
            &[("url", "https://example.com/")],
        ),
        (format!("/webhooks/{endpoint}/pause"), &[]),
        (format!("/webhooks/{endpoint}/resume"), &[("held", "none")]),
        (format!("/webhooks/{endpoint}/rotate-secret"), &[]),
        (
            format!("/webhooks/{endpoint}/test"),
            &[("event_type", "lead.created")],
        ),
        (format!("/webhooks/{endpoint}/delete"), &[]),
        (
            "/flows".into(),
            &[("template", "{}"), ("owner_name", "Mallory")],
        ),
        (
            "/flows/recipes".into(),
            &[("recipe", "submission-to-inbox")],
        ),
        (
            format!("/flows/{flow}"),
            &[("name", "Mine"), ("owner_name", "Mallory")],
        ),
        (format!("/flows/{flow}/enable"), &[]),
        (format!("/flows/{flow}/disable"), &[]),
        (format!("/flows/{flow}/delete"), &[]),
        (format!("/flow-runs/{run}/retry"), &[]),
    ];
    let form = |(action, fields): &(String, &[(&str, &str)])| Form {
        action: action.clone(),
        fields: fields
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect(),
    };
    forms.iter().map(form).collect()
}

/// What all of it would change, in one text.
async fn state(office: &Office) -> String {
    use winfactor_service::{endpoints, flows, inbox, leads, quotes, submissions};
    let (service, id) = (office.service(), office.id());
    let all = winfactor_service::Page {
        limit: 100,
        before: None,
    };
    format!(
        "{:?}",
        (
            inbox::list(service, id, all.clone()).await.unwrap(),
            submissions::list(service, id, Default::default(), all.clone())
                .await
                .unwrap(),
            quotes::list(service, id, Default::default(), all.clone())
                .await
                .unwrap(),
            leads::list(service, id, None, all.clone()).await.unwrap(),
            endpoints::list(service, id, all.clone()).await.unwrap(),
            flows::list(service, id, all).await.unwrap(),
            office.events().await,
        )
    )
}

#[tokio::test]
async fn a_form_that_was_not_made_for_this_session_is_refused_everywhere() {
    let office = Office::open().await;
    let receiver = TestReceiver::start();
    let changes = changes(&office, &receiver).await;
    let eva = office.eva().await;
    let elsewhere = office.eva().await;
    let page = elsewhere.get("/quotes").await.expect(200);
    let of_another_session = Form::to(&page, "/sign-out").value("form_token").to_owned();
    let service = office.service();
    let of_a_public_page = forms::issue(service, FormOwner::Anyone, "desk");
    let before = state(&office).await;
    for form in &changes {
        for token in ["", "made-up", &of_another_session, &of_a_public_page] {
            let forged = form.clone().set("form_token", token);
            let refused = eva.send(forged).await.expect(403);
            let said = refused.text("h1");
            assert_eq!(said, "This form was open for too long", "{}", form.action);
            assert_eq!(refused.language(), "en");
        }
    }
    assert_eq!(state(&office).await, before, "nothing changed");
    eva.get("/").await.expect(200);
}

#[tokio::test]
async fn a_form_that_was_open_for_more_than_a_day_is_refused() {
    const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60 + 1);
    let office = Office::open().await;
    let eva = office.eva().await;
    let submission = office.app.submit().await;
    let address = format!("/submissions/{}", submission.id);
    let form = Form::to(
        &eva.get(&address).await.expect(200),
        &format!("{address}/quotes"),
    );
    office.app.clock.advance(DAY);
    eva.send(form).await.expect(403);
    assert_eq!(office.event_types().await, ["submission.created"]);
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let mut form = Form::to(&eva.get("/flows").await.expect(200), "/flows");
    form = form.set("template", &"x".repeat(7 << 20));
    eva.send(form).await.expect(413);
}
