//! E-mail, through a real mail server.

use serde_json::{Value, json};
use winfactor_service::{connections::ConnectionStatus, runs::RunStatus};
use winfactor_testkit::{
    TestApp,
    mail_server::{MailServer, MailServerOptions},
};

use crate::{
    flows::{only_run, running},
    support::{connect, failure, output, step, submit_as},
};

fn server_at(port: u16) -> Value {
    json!({"type": "CUSTOM_AUTH", "props": {"host": "127.0.0.1", "port": port, "TLS": false}})
}

fn mail(more: Value) -> Value {
    let mut input = json!({
        "from": "desk@window-door-solutions.example", "senderName": "The desk",
        "to": ["sales@window-door-solutions.example"],
        "subject": "New: {{trigger.body.data.customer.name}}",
        "body_type": "html", "body": "<p>From {{trigger.body.data.customer.name}}</p>",
    });
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    step(1, "smtp", "send-email", input)
}

async fn office(server: &MailServer, steps: &[Value]) -> TestApp {
    let app = TestApp::sqlite().await;
    connect(&app, "smtp", server_at(server.port())).await;
    running(&app, steps).await;
    app
}

#[tokio::test]
async fn a_mail_tells_the_team() {
    let mut server = MailServer::start(&MailServerOptions::default());
    let reply_to = "{{trigger.body.data.customer.email}}";
    let app = office(&server, &[mail(json!({"replyTo": reply_to}))]).await;
    submit_as(&app, "O'Neil <b>& Sons</b>").await;
    app.deliver().await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    let read = server.next_mail();
    assert_eq!(read.header("subject"), ["New: O'Neil <b>& Sons</b>"]);
    assert_eq!(read.header("reply-to"), ["john.smith@example.com"]);
    assert_eq!(read.header("auto-submitted"), ["auto-generated"]);
    let body = |part: usize| {
        read.parts[part]
            .text
            .as_deref()
            .unwrap()
            .trim_end()
            .to_owned()
    };
    assert_eq!(body(0), "From O'Neil <b>& Sons</b>");
    assert_eq!(
        body(1),
        "<p>From O&#39;Neil &lt;b&gt;&amp; Sons&lt;/b&gt;</p>"
    );
    let output = output(&app, "step_1").await;
    assert_eq!(
        output["accepted"],
        json!(["sales@window-door-solutions.example"])
    );
    assert_eq!(json!(read.header("message-id")[0]), output["messageId"]);
    let references = read.header("references")[0].to_owned();
    assert!(references.starts_with("<sub_"), "{references}");
}

#[tokio::test]
async fn the_sender_is_one_of_the_organizations_own() {
    let server = MailServer::start(&MailServerOptions::default());
    let from = "{{trigger.body.data.customer.email}}";
    let app = office(&server, &[mail(json!({"from": from}))]).await;
    app.submit().await;
    app.deliver().await;
    let told = failure(&app).await;
    assert!(
        told.contains("put john.smith@example.com into Reply To"),
        "{told}"
    );
}

#[tokio::test]
async fn a_line_break_of_the_authors_is_rejected() {
    let server = MailServer::start(&MailServerOptions::default());
    let app = office(
        &server,
        &[mail(json!({"subject": "New\r\nBcc: thief@z.example"}))],
    )
    .await;
    app.submit().await;
    app.deliver().await;
    assert!(
        failure(&app)
            .await
            .contains("must not contain a line break")
    );
}

#[tokio::test]
async fn a_server_that_is_busy_gets_the_mail_later() {
    let recipient = "sales@window-door-solutions.example";
    let busy = MailServer::start(&MailServerOptions {
        answers: vec![(recipient.to_owned(), "451 Later".to_owned())],
        ..MailServerOptions::default()
    });
    let app = office(&busy, &[mail(json!({}))]).await;
    app.submit().await;
    app.deliver().await;
    let run = only_run(&app).await;
    assert_eq!(run.run.status, RunStatus::Running);
    assert_eq!(
        (run.steps[1].record.tries, run.steps[1].record.put_off),
        (1, 1)
    );
    // The same mailbox, free again.
    let mut free = MailServer::start(&MailServerOptions::default());
    let office =
        winfactor_service::connections::by_external_id(&app.service, app.organization.id, "office");
    let office = office.await.unwrap().unwrap();
    assert_eq!(office.state.status, ConnectionStatus::Works);
    let patch = winfactor_service::connections::ConnectionPatch {
        value: Some(crate::support::object(&server_at(free.port()))),
        ..Default::default()
    };
    let updated =
        winfactor_service::connections::update(&app.service, app.organization.id, office.id, patch);
    updated.await.unwrap();
    app.deliver_after(std::time::Duration::from_secs(5)).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(free.next_mail().recipients, [recipient]);
}
