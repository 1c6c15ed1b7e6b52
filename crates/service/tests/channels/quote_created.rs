//! `quote.created` is internal: customers hear nothing of it.

use serde_json::json;
use winfactor_service::{
    flows::{self, FlowPatch, NewFlow},
    runs::RunStatus,
};
use winfactor_testkit::{
    TestApp,
    mail_server::{MailServer, MailServerOptions},
};

use crate::{
    flows::{OWNER, alerts, all_runs, decide, only_run, refused, template, view},
    guard::{CUSTOMER, TEAM, connected, enable, get, looks_up, mail},
    support::{import_for, ready},
};

#[tokio::test]
async fn a_flow_on_quote_created_that_writes_to_the_customer_is_refused() {
    TestApp::on_both_engines(|app| async move {
        let app = &app;
        let server = MailServer::start(&MailServerOptions::default());
        connected(app, &server).await;
        let mapper = json!({
            "name": "step_1", "type": "PIECE", "displayName": "Map", "valid": true,
            "settings": {
                "pieceName": "@activepieces/piece-data-mapper", "pieceVersion": "0.3.15",
                "actionName": "advanced_mapping", "propertySettings": {},
                "input": {"mapping": {"whom": CUSTOMER}},
            },
        });
        for (events, steps) in [
            (&["quote.created"][..], vec![mail(1, &[TEAM, CUSTOMER])]),
            (&["quote.sent", "quote.created"], vec![mail(1, &[CUSTOMER])]),
            // Any event is this one, too.
            (&[], vec![mail(1, &[CUSTOMER])]),
            (
                &["quote.created"],
                vec![mapper, mail(2, &["{{step_1.whom}}"])],
            ),
        ] {
            let new = NewFlow {
                template: template("Hello", &steps),
                owner_name: Some(OWNER.to_owned()),
                event_types: Some(events.iter().map(|it| (*it).to_owned()).collect()),
                ..NewFlow::default()
            };
            let imported = flows::import(&app.service, app.organization.id, new).await;
            let flow = imported.unwrap().remove(0);
            decide(app, &flow, true).await;
            let number = steps.len() + 1;
            let errors = refused(enable(app, &flow).await);
            assert_eq!(errors[0].0, format!("/flows/0/steps/{number}"));
            let said = &errors[0].1;
            let expected = format!(
                "step {number}, Step {}: the flow starts for quote.created",
                steps.len()
            );
            assert!(said.starts_with(&expected), "{said}");
            assert!(
                said.contains("the customer has not seen the quote yet"),
                "{said}"
            );
            assert!(!get(app, &flow).await.enabled);
        }
        // The same for events of which the customer knows, and to the team.
        let sent = import_for(app, "quote.sent", &[mail(1, &[CUSTOMER])]).await;
        ready(app, &sent).await;
        let team = import_for(app, "quote.created", &[mail(1, &[TEAM])]).await;
        ready(app, &team).await;
        let changed = FlowPatch {
            event_types: Some(vec!["quote.created".to_owned()]),
            ..FlowPatch::default()
        };
        let (service, organization) = (&app.service, app.organization.id);
        let errors = refused(flows::update(service, organization, sent.id, changed).await);
        assert!(errors[0].1.contains("quote.created"), "{errors:?}");
    })
    .await;
}

#[tokio::test]
async fn quote_created_reaches_no_customer_whose_address_shows_only_in_the_run() {
    let mut server = MailServer::start(&MailServerOptions::default());
    let app = TestApp::sqlite().await;
    connected(&app, &server).await;
    for address in [
        "inputs.customer.email",
        "' John.Smith@EXAMPLE.com '",
        "'John <john.smith@example.com>'",
    ] {
        let steps = [
            looks_up(1, address),
            mail(2, &[TEAM]),
            mail(3, &["{{step_1}}"]),
        ];
        let flow = import_for(&app, "quote.created", &steps).await;
        ready(&app, &flow).await;
        app.draft().await;
        app.deliver().await;
        let run = view(&app, all_runs(&app).await[0].id).await.run;
        assert_eq!(run.status, RunStatus::Failed, "{address}");
        let failed = run.failed_step.unwrap();
        assert_eq!(failed.display_name, "Step 3");
        assert!(
            failed
                .message
                .starts_with("not sent: quote.created is internal"),
            "{}",
            failed.message
        );
        assert_eq!(server.next_mail().recipients, [TEAM]);
        flows::disable(&app.service, app.organization.id, flow.id)
            .await
            .unwrap();
    }
    assert_eq!(alerts(&app).await.len(), 3, "somebody is told");
}

#[tokio::test]
async fn sending_a_quote_by_a_flow_is_decided_by_a_person_too() {
    TestApp::on_both_engines(|app| async move {
        let send = json!({
            "name": "step_1", "type": "PIECE", "displayName": "Send it", "valid": true,
            "settings": {
                "pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0",
                "actionName": "send_quote", "propertySettings": {},
                "input": {"quoteId": "{{trigger.body.data.quote.id}}"},
            },
        });
        let flow = import_for(&app, "quote.created", &[send]).await;
        let errors = refused(enable(&app, &flow).await);
        assert!(
            errors[0].1.contains("off until somebody switches it on"),
            "{errors:?}"
        );
        ready(&app, &flow).await;
        app.draft().await;
        app.deliver().await;
        let run = only_run(&app).await.run;
        assert_eq!(
            run.status,
            RunStatus::Succeeded,
            "it makes the quote one that customers see"
        );
    })
    .await;
}
