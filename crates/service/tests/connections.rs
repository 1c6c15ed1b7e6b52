//! Connections: what is kept of them, what runs get, and what becomes of one that a service no
//! longer takes.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use winfactor_domain::{FlowRunId, Invalid, OrganizationId};
use winfactor_service::{
    Page, ServiceError,
    connections::{
        self, Complaint, Connection, ConnectionPatch, ConnectionStatus, Fault, FlowConnection,
        NewConnection, OpenConnection,
    },
    inbox::{self, Message},
};
use winfactor_store::connections as rows;
use winfactor_testkit::TestApp;

const PAGE: Page = Page {
    limit: 50,
    before: None,
};

fn object(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn token(text: &str) -> Value {
    json!({"type": "SECRET_TEXT", "secret_text": text})
}

fn slack(value: Value) -> NewConnection {
    NewConnection {
        external_id: "slack-office".to_owned(),
        display_name: "Slack of the office".to_owned(),
        piece_name: "@activepieces/piece-slack".to_owned(),
        value: object(value),
    }
}

async fn create(app: &TestApp, organization: OrganizationId, new: NewConnection) -> Connection {
    let made = connections::create(&app.service, organization, new, None).await;
    made.unwrap().created().unwrap().connection
}

/// What a run gets under these names.
async fn opened(
    app: &TestApp,
    organization: OrganizationId,
    names: &[&str],
) -> Vec<(String, FlowConnection)> {
    let names: BTreeSet<_> = names.iter().map(|name| (*name).to_owned()).collect();
    let found = connections::for_flow(&app.service, organization, names).await;
    found.unwrap().into_iter().collect()
}

async fn working(app: &TestApp) -> OpenConnection {
    let mut found = opened(app, app.organization.id, &["slack-office"]).await;
    match found.remove(0).1 {
        FlowConnection::Works(open) => open,
        other => panic!("{other:?}"),
    }
}

async fn reason(app: &TestApp) -> String {
    let mut found = opened(app, app.organization.id, &["slack-office"]).await;
    match found.remove(0).1 {
        FlowConnection::Broken { reason } => reason,
        other => panic!("{other:?}"),
    }
}

async fn messages(app: &TestApp) -> Vec<Message> {
    let listed = inbox::list(&app.service, app.organization.id, PAGE).await;
    listed.unwrap().0
}

fn complaint(used: &OpenConnection, fault: Fault) -> Complaint {
    Complaint {
        connection: used.id,
        revision: used.revision,
        fault,
        reason: "token_revoked".to_owned(),
        run: "run_01h455vb4pex5vsknk084sn02q"
            .parse::<FlowRunId>()
            .unwrap(),
    }
}

#[tokio::test]
async fn a_run_gets_the_values_of_the_connections_that_its_flow_names() {
    TestApp::on_both_engines(|app| async move {
        let ours = app.organization.id;
        create(&app, ours, slack(token("xoxb-hidden"))).await;
        let mail = json!({"type": "CUSTOM_AUTH", "props": {"host": "mail.example", "port": 587}});
        let smtp = NewConnection {
            external_id: "smtp".to_owned(),
            ..slack(mail.clone())
        };
        create(&app, ours, smtp).await;
        let found = opened(&app, ours, &["smtp", "unknown", "Smtp"]).await;
        assert_eq!(found.len(), 1, "{found:?}");
        let (name, FlowConnection::Works(open)) = &found[0] else {
            panic!("{found:?}");
        };
        assert_eq!(name, "smtp");
        assert_eq!(*open.value.expose(), mail);
        assert_eq!(*working(&app).await.value.expose(), token("xoxb-hidden"));

        let (other, _) = app.other_organization().await;
        assert_eq!(opened(&app, other.id, &["smtp", "slack-office"]).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_value_is_neither_stored_nor_shown_in_the_clear() {
    TestApp::on_both_engines(|app| async move {
        let new = slack(token("xoxb-hidden"));
        assert!(!format!("{new:?}").contains("hidden"));
        let made = create(&app, app.organization.id, new).await;
        assert!(!format!("{made:?}").contains("hidden"));
        assert!(!format!("{:?}", working(&app).await).contains("hidden"));
        let patch = ConnectionPatch {
            value: Some(object(token("xoxb-hidden"))),
            ..ConnectionPatch::default()
        };
        assert!(!format!("{patch:?}").contains("hidden"));
        let organization = app.organization.id;
        let row = app
            .service
            .read(move |tx| Ok(rows::get(tx, organization, made.id)?))
            .await;
        let row = row.unwrap().unwrap();
        assert!(!format!("{row:?}").contains("hidden"));
    })
    .await;
}

#[tokio::test]
async fn a_value_that_was_moved_to_another_row_does_not_open() {
    TestApp::on_both_engines(|app| async move {
        let organization = app.organization.id;
        let theirs = NewConnection {
            external_id: "other".to_owned(),
            ..slack(token("other"))
        };
        let from = create(&app, organization, theirs).await.id;
        let to = create(&app, organization, slack(token("mine"))).await.id;
        let moved = app
            .service
            .write(move |work| {
                let stolen = rows::get(work.tx, organization, from)?.unwrap().sealed;
                let mut row = rows::get_for_update(work.tx, organization, to)?.unwrap();
                row.sealed = stolen;
                Ok(rows::update(work.tx, &row)?)
            })
            .await;
        assert!(moved.unwrap());
        assert_eq!(
            reason(&app).await,
            "\"Slack of the office\" cannot be read; enter its value again"
        );
        let found = connections::get(&app.service, organization, to).await;
        let state = found.unwrap().state;
        assert_eq!(
            state.status,
            ConnectionStatus::Broken,
            "until then nothing is tried"
        );
        assert_eq!(opened(&app, organization, &["other"]).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_expired_connection_is_told_once_and_works_again_with_a_new_value() {
    TestApp::on_both_engines(|app| async move {
        let (service, organization) = (&app.service, app.organization.id);
        let made = create(&app, organization, slack(token("old"))).await;
        let used = working(&app).await;
        let expired = complaint(&used, Fault::Expired);
        for news in [true, false] {
            let told = connections::failed(service, organization, expired.clone()).await;
            assert_eq!(told.unwrap(), news);
        }
        let shown = connections::get(service, organization, made.id)
            .await
            .unwrap();
        assert_eq!(shown.state.status, ConnectionStatus::Expired);
        assert_eq!(shown.state.reason.as_deref(), Some("token_revoked"));
        assert_eq!(
            reason(&app).await,
            "\"Slack of the office\" has expired (token_revoked); connect it again"
        );
        let alerts = messages(&app).await;
        assert_eq!(alerts.len(), 1);
        // The organization speaks Dutch.
        assert_eq!(alerts[0].title, "Slack of the office: opnieuw verbinden");
        for line in ["Dienst: Slack", "Reden: token_revoked"] {
            let text = &alerts[0].text;
            assert!(text.lines().any(|it| it == line), "{line}: {text}");
        }

        let name_only = ConnectionPatch {
            display_name: Some("Slack".to_owned()),
            ..ConnectionPatch::default()
        };
        let renamed = connections::update(service, organization, made.id, name_only).await;
        assert_eq!(renamed.unwrap().connection.state, shown.state);
        let patch = ConnectionPatch {
            value: Some(object(json!({"type": "OAUTH2", "access_token": "new"}))),
            ..ConnectionPatch::default()
        };
        let renewed = connections::update(service, organization, made.id, patch).await;
        let renewed = renewed.unwrap().connection;
        assert_eq!(renewed.state.status, ConnectionStatus::Works);
        // A run that still has the old value says nothing about the new one.
        let late = connections::failed(service, organization, expired).await;
        assert!(!late.unwrap());
        let value = working(&app).await.value;
        assert_eq!(value.expose()["access_token"], "new");
        let alerts = messages(&app).await;
        assert_eq!(alerts.len(), 1);
        assert!(alerts[0].read_at.is_some(), "nobody has to act any more");
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_connection_is_named() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let new = NewConnection {
        external_id: "it's".to_owned(),
        display_name: " ".to_owned(),
        piece_name: "slack piece".to_owned(),
        value: object(json!({"type": "SECRET_TEXT"})),
    };
    let refused = connections::create(service, organization, new, None).await;
    let Err(ServiceError::Invalid(Invalid(errors))) = refused else {
        panic!("{refused:?}");
    };
    let pointers: Vec<_> = errors.iter().map(|error| &*error.pointer).collect();
    assert_eq!(
        pointers,
        [
            "/externalId",
            "/displayName",
            "/pieceName",
            "/value/secret_text"
        ]
    );
    create(&app, organization, slack(token("a"))).await;
    let again = connections::create(service, organization, slack(token("b")), None).await;
    assert!(
        matches!(
            &again,
            Err(ServiceError::Conflict {
                code: "external_id_taken",
                ..
            })
        ),
        "{again:?}"
    );
    assert_eq!(*working(&app).await.value.expose(), token("a"));
}
