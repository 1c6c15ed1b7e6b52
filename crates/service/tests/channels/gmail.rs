//! Gmail, against a stand-in that follows its documentation; the mails are read by Python's library.

use std::time::Duration;

use serde_json::{Value, json};
use winfactor_connectors::channels::VendorAddresses;
use winfactor_service::{connections::ConnectionStatus, runs::RunStatus};
use winfactor_testkit::{
    Answer, TestApp,
    vendors::{
        GmailStandIn,
        gmail::{OWNER, TOKEN, refusal},
    },
};

use crate::{
    flows::{only_run, retried, running},
    support::{connect, failure, output, state_of, step, submit_as},
};

fn account() -> Value {
    json!({"type": "OAUTH2", "access_token": TOKEN})
}

pub(crate) fn mail(more: Value) -> Value {
    let mut input = json!({
        "receiver": ["sales@windows.example"], "subject": "New: {{trigger.body.data.customer.name}}",
        "body_type": "html", "body": "<p>From {{trigger.body.data.customer.name}}</p>",
        "sender_name": "The desk", "draft": false,
    });
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    step(1, "gmail", "send_email", input)
}

async fn app(gmail: &GmailStandIn) -> TestApp {
    let vendors = VendorAddresses {
        gmail: gmail.address(),
        google_oauth: gmail.address(),
        ..VendorAddresses::default()
    };
    TestApp::sqlite_with(vendors).await
}

pub(crate) async fn office(gmail: &GmailStandIn, step: Value) -> TestApp {
    let app = app(gmail).await;
    connect(&app, "gmail", account()).await;
    running(&app, &[step]).await;
    app
}

#[tokio::test]
async fn a_mail_goes_through_gmail() {
    let gmail = GmailStandIn::start();
    let more = json!({
        "cc": ["eva@windows.example"], "bcc": ["sam@windows.example"],
        "reply_to": ["{{trigger.body.data.customer.email}}", "office@windows.example"],
        "attachments": [{"file": "data:application/pdf;base64,JVBERi0=", "name": "offer.pdf"}],
    });
    let app = office(&gmail, mail(more)).await;
    submit_as(&app, "O'Neil & Söhne").await;
    app.deliver().await;
    assert_eq!(
        output(&app, "step_1").await,
        json!({"status": 200, "statusText": "OK", "data": {
            "id": "18f00001", "threadId": "18f00001", "labelIds": ["SENT"],
        }})
    );
    let read = gmail.kept()[0].read();
    assert_eq!(read.defects, [""; 0]);
    assert_eq!(read.header("from"), [format!("The desk <{OWNER}>")]);
    assert_eq!(read.header("to"), ["sales@windows.example"]);
    assert_eq!(read.header("cc"), ["eva@windows.example"]);
    assert_eq!(read.header("bcc"), ["sam@windows.example"]);
    let reply_to = "john.smith@example.com, office@windows.example";
    assert_eq!(read.header("reply-to"), [reply_to]);
    assert_eq!(read.header("subject"), ["New: O'Neil & Söhne"]);
    assert_eq!(read.header("auto-submitted"), ["auto-generated"]);
    assert!(read.header("references")[0].starts_with("<sub_"));
    let texts: Vec<Option<&str>> = read
        .parts
        .iter()
        .map(|it| it.text.as_deref().map(str::trim))
        .collect();
    assert_eq!(texts[0], Some("From O'Neil & Söhne"));
    assert_eq!(texts[1], Some("<p>From O&#39;Neil &amp; Söhne</p>"));
    assert_eq!(read.parts[2].name.as_deref(), Some("offer.pdf"));
    assert_eq!(read.parts[2].bytes, b"%PDF-");
}

#[tokio::test]
async fn hostile_names_change_no_header_at_gmail() {
    let gmail = GmailStandIn::start();
    let name = r"{{trigger.body.data.customer.name + '\r\nBcc: thief@z.example'}}";
    let app = office(&gmail, mail(json!({"sender_name": name, "subject": name}))).await;
    submit_as(&app, "O'Neil <b>& \"Söhne\"</b>").await;
    app.deliver().await;
    let read = gmail.kept()[0].read();
    assert_eq!(read.defects, [""; 0]);
    assert_eq!(read.header("bcc"), [""; 0]);
    assert_eq!(read.header("to"), ["sales@windows.example"]);
    let one_line = "O'Neil <b>& \"Söhne\"</b> Bcc: thief@z.example";
    assert_eq!(read.header("subject"), [one_line]);
    assert_eq!(read.names, [one_line]);
}

#[tokio::test]
async fn a_draft_is_kept_and_not_sent() {
    let gmail = GmailStandIn::start();
    let app = office(&gmail, mail(json!({"draft": true}))).await;
    app.submit().await;
    app.deliver().await;
    let kept = gmail.kept();
    assert_eq!((kept.len(), kept[0].is_draft), (1, true));
    let output = output(&app, "step_1").await;
    assert_eq!(output["data"]["message"]["labelIds"], json!(["DRAFT"]));
}

#[tokio::test]
async fn a_service_account_sends_for_a_person_of_its_domain() {
    let gmail = GmailStandIn::start();
    for draft in [false, true] {
        let app = app(&gmail).await;
        let props = json!({"serviceAccount": gmail.key_file(), "userEmail": OWNER});
        connect(
            &app,
            "gmail",
            json!({"type": "CUSTOM_AUTH", "props": props}),
        )
        .await;
        running(&app, &[mail(json!({"draft": draft}))]).await;
        app.submit().await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    }
    let kept = gmail.kept();
    assert_eq!(kept.len(), 2);
    assert_eq!(
        kept[0].read().header("from"),
        [format!("The desk <{OWNER}>")]
    );
    assert!(kept[1].is_draft);

    let nobody = json!({"type": "CUSTOM_AUTH", "props": {"serviceAccount": gmail.key_file()}});
    let app = app(&gmail).await;
    let connection = connect(&app, "gmail", nobody).await;
    running(&app, &[mail(json!({}))]).await;
    app.submit().await;
    app.deliver().await;
    assert!(failure(&app).await.contains("userEmail"));
    let status = state_of(&app, &connection).await.status;
    assert_eq!(status, ConnectionStatus::Broken);
}

#[tokio::test]
async fn an_answer_stands_in_the_conversation() {
    let gmail = GmailStandIn::start();
    let first = office(&gmail, mail(json!({}))).await;
    first.submit().await;
    first.deliver().await;
    let id = gmail.kept()[0].read().header("message-id")[0].to_owned();
    let answer = mail(json!({"in_reply_to": id, "subject": "Re: New"}));
    let app = office(&gmail, answer).await;
    app.submit().await;
    app.deliver().await;
    let kept = gmail.kept();
    assert_eq!(kept[1].thread_id, kept[0].thread_id);
    let read = kept[1].read();
    assert_eq!(read.header("in-reply-to"), [id.as_str()]);
    assert!(read.header("references")[0].ends_with(&id));
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_is_found_and_not_sent_again() {
    let gmail = GmailStandIn::start();
    gmail.lose_next_answer();
    let app = office(&gmail, retried(mail(json!({})))).await;
    app.submit().await;
    app.deliver().await;
    app.deliver_after(Duration::from_secs(4)).await;
    assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    assert_eq!(gmail.kept().len(), 1);
    assert_eq!(output(&app, "step_1").await["data"]["id"], "18f00001");
}

#[tokio::test]
async fn a_connection_that_may_only_send_sends() {
    let gmail = GmailStandIn::start();
    gmail.forbid_reading();
    let more = json!({"sender_name": "", "in_reply_to": "<5f1d@y.example>"});
    let app = office(&gmail, mail(more)).await;
    app.submit().await;
    app.deliver().await;
    let read = gmail.kept()[0].read();
    assert_eq!(read.header("from"), [""; 0], "Gmail knows whose it is");
    assert_eq!(read.header("in-reply-to"), ["<5f1d@y.example>"]);

    for (from, told) in [("", Some("fill in Sender Email")), (OWNER, None)] {
        let app = office(&gmail, mail(json!({"from": from}))).await;
        app.submit().await;
        app.deliver().await;
        let failed = only_run(&app).await.run.failed_step;
        let said = |word: &str| failed.as_ref().is_some_and(|it| it.message.contains(word));
        assert!(told.map_or(failed.is_none(), said), "{from}: {failed:?}");
    }
    let read = gmail.kept()[1].read();
    assert_eq!(read.header("from"), [format!("The desk <{OWNER}>")]);
}

#[tokio::test]
async fn what_gmail_refuses_is_told_with_advice() {
    for (answer, advice, status) in [
        (
            refusal(401, "authError", "no"),
            "connect again",
            ConnectionStatus::Expired,
        ),
        (
            refusal(403, "insufficientPermissions", "no"),
            "gmail.send",
            ConnectionStatus::Broken,
        ),
        (
            refusal(403, "accessNotConfigured", "no"),
            "switch it on",
            ConnectionStatus::Broken,
        ),
        (
            refusal(403, "domainPolicy", "no"),
            "administrator",
            ConnectionStatus::Broken,
        ),
        (
            refusal(400, "failedPrecondition", "no"),
            "no mailbox",
            ConnectionStatus::Broken,
        ),
        (
            refusal(400, "invalidArgument", "Invalid To header"),
            "Invalid To header",
            ConnectionStatus::Works,
        ),
        (Answer::status(413), "too large", ConnectionStatus::Works),
    ] {
        let gmail = GmailStandIn::start();
        gmail.answer_next("POST", "/gmail/v1/users/me/messages/send", answer);
        let app = app(&gmail).await;
        let connection = connect(&app, "gmail", account()).await;
        running(&app, &[mail(json!({}))]).await;
        app.submit().await;
        app.deliver().await;
        let told = failure(&app).await;
        assert!(told.contains(advice), "{told}");
        assert_eq!(state_of(&app, &connection).await.status, status, "{told}");
    }
}

#[tokio::test]
async fn gmail_gets_it_later_when_it_is_too_much() {
    for answer in [
        refusal(403, "userRateLimitExceeded", "User Rate Limit Exceeded"),
        refusal(
            429,
            "rateLimitExceeded",
            "Too many concurrent requests for user",
        ),
    ] {
        let gmail = GmailStandIn::start();
        gmail.answer_next("POST", "/gmail/v1/users/me/messages/send", answer);
        let app = office(&gmail, mail(json!({}))).await;
        app.submit().await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Running);
        app.deliver_after(Duration::from_secs(5)).await;
        assert_eq!(gmail.kept().len(), 1);
    }
}
