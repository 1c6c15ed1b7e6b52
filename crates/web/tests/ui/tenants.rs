//! What belongs to another organization does not exist.

use winfactor_testkit::TestReceiver;

use crate::{forms::Form, office::Office};

#[tokio::test]
async fn nothing_of_another_organization_is_shown_or_changed() {
    let office = Office::open().await;
    let receiver = TestReceiver::start();
    let flow = office.inbox_flow().await.id;
    let endpoint = office.app.endpoint(&receiver, "/hook").await.endpoint.id;
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
    office.app.other_organization().await;
    let mallory = office.member("eva@other-windows.example").await;

    for address in [
        format!("/submissions/{}", draft.submission),
        format!("/quotes/{}", draft.id),
        format!("/events/{event}"),
        format!("/webhooks/{endpoint}"),
        format!("/webhooks/{endpoint}/edit"),
        format!("/flows/{flow}"),
        format!("/flows/{flow}/export"),
        format!("/flow-runs/{run}"),
    ] {
        mallory.get(&address).await.expect(404);
    }
    for list in [
        "/inbox",
        "/submissions",
        "/quotes",
        "/leads",
        "/events",
        "/webhooks",
        "/flows",
    ] {
        let page = mallory.get(list).await.expect(200);
        assert_eq!(
            page.texts(".list tbody tr, .message"),
            Vec::<String>::new(),
            "{list}"
        );
    }
    let home = mallory.get("/").await.expect(200);
    assert_eq!(home.texts(".tile strong"), ["0", "0", "0", "0"]);

    let token = Form::to(&home, "/sign-out").value("form_token").to_owned();
    let before = format!("{:?}", office.events().await);
    let changes: &[(String, &[(&str, &str)])] = &[
        (format!("/inbox/{message}/read"), &[]),
        (
            format!("/submissions/{}/status", draft.submission),
            &[("status", "closed")],
        ),
        (format!("/submissions/{}/quotes", draft.submission), &[]),
        (
            format!("/quotes/{}", draft.id),
            &[
                ("tax_rate", "1"),
                ("validity_days", "1"),
                ("currency", "EUR"),
            ],
        ),
        (
            format!("/quotes/{}/send", draft.id),
            &[
                ("tax_rate", "1"),
                ("validity_days", "1"),
                ("currency", "EUR"),
            ],
        ),
        (format!("/quotes/{}/revise", sent.id), &[]),
        (format!("/leads/{lead}/status"), &[("status", "closed")]),
        (format!("/events/{event}/redeliver"), &[]),
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
            format!("/flows/{flow}"),
            &[("name", "Mine"), ("owner_name", "Mallory")],
        ),
        (format!("/flows/{flow}/enable"), &[]),
        (format!("/flows/{flow}/disable"), &[]),
        (format!("/flows/{flow}/delete"), &[]),
        (format!("/flow-runs/{run}/retry"), &[]),
    ];
    for (action, fields) in changes {
        let mut form = Form {
            action: action.clone(),
            fields: vec![("form_token".into(), token.clone())],
        };
        for (name, value) in *fields {
            form = form.set(name, value);
        }
        let status = mallory.send(form).await.status.as_u16();
        assert_eq!(status, 404, "{action}");
    }
    for destination in [endpoint.to_string(), flow.to_string()] {
        let form =
            Form::to(&mallory.get("/").await, "/events/test").set("destination", &destination);
        mallory.send(form).await.expect(404);
    }
    assert_eq!(format!("{:?}", office.events().await), before);
    let eva = office.eva().await;
    let page = eva.get(&format!("/quotes/{}", draft.id)).await.expect(200);
    assert!(
        !page.texts("form.editor").is_empty(),
        "the draft is still one"
    );
    assert_eq!(
        eva.get("/").await.text("[data-unread]"),
        "2",
        "unread still"
    );
    eva.get(&format!("/webhooks/{endpoint}")).await.expect(200);
}
