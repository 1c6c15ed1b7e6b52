//! Reading the inbox.

use std::time::Duration;

use serde_json::json;
use winfactor_service::{Change, Page, inbox};
use winfactor_testkit::TestApp;

use crate::support::{code, messages, page, post, posts, running};

/// Messages in different seconds, newest first.
async fn filled(app: &TestApp, count: u32) -> Vec<inbox::Message> {
    running(app, &[posts(1, "Hello")]).await;
    for _ in 0..count {
        app.submit().await;
        app.deliver_after(Duration::from_secs(30)).await;
    }
    let listed = inbox::list(&app.service, app.organization.id, page()).await;
    listed.unwrap().0
}

#[tokio::test]
async fn pages_are_turned_newest_first() {
    TestApp::on_both_engines(|app| async move {
        let all = filled(&app, 3).await;
        let page = |before: Option<&inbox::Message>| Page {
            limit: 2,
            before: before.map(|message| message.id.to_string()),
        };
        let list = async |page| {
            let listed = inbox::list(&app.service, app.organization.id, page).await;
            listed.unwrap()
        };
        let (first, more) = list(page(None)).await;
        assert_eq!((first.as_slice(), more), (&all[..2], true));
        let (second, more) = list(page(first.last())).await;
        assert_eq!((second.as_slice(), more), (&all[2..], false));
    })
    .await;
}

#[tokio::test]
async fn a_reader_catches_up_on_what_was_missed() {
    TestApp::on_both_engines(|app| async move {
        let all = filled(&app, 4).await;
        let [newest, third, second, first] = all.as_slice() else {
            panic!("four messages");
        };
        let since = async |after: &inbox::Message, limit| {
            let found = inbox::since(&app.service, app.organization.id, after.id, limit).await;
            found.unwrap()
        };
        assert_eq!(since(newest, 10).await, []);
        assert_eq!(since(second, 10).await, [third.clone(), newest.clone()]);
        assert_eq!(since(first, 1).await, std::slice::from_ref(second));
    })
    .await;
}

#[tokio::test]
async fn messages_are_read_once() {
    TestApp::on_both_engines(|app| async move {
        let (service, organization) = (&app.service, app.organization.id);
        let all = filled(&app, 3).await;
        let mut changes = service.changes();
        inbox::mark_read(service, organization, all[0].id)
            .await
            .unwrap();
        assert_eq!(changes.try_recv().unwrap(), Change::Inbox(organization));
        assert_eq!(inbox::unread(service, organization).await.unwrap(), 2);
        let first_read = app.service.now();
        app.clock.advance(Duration::from_secs(60));
        inbox::mark_read(service, organization, all[0].id)
            .await
            .unwrap();
        assert!(changes.try_recv().is_err(), "nothing changed");
        let marked = inbox::mark_all_read(service, organization).await;
        assert_eq!(marked.unwrap(), 2);
        assert_eq!(inbox::unread(service, organization).await.unwrap(), 0);
        let (listed, _) = inbox::list(service, organization, page()).await.unwrap();
        assert_eq!(listed[0].read_at, Some(first_read));
        let unknown = winfactor_domain::MessageId::earliest_at(first_read);
        let missing = inbox::mark_read(service, organization, unknown).await;
        assert_eq!(code(missing), "not_found");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_shown_is_taken_out_of_a_message() {
    // PostgreSQL would refuse the text as it is.
    TestApp::on_both_engines(|app| async move {
        let title = format!("Line\nbreak \u{0}{}", "x".repeat(400));
        let step = post(1, &json!({"title": title, "text": "a\u{0}\u{1b}b\r\nc"}));
        running(&app, &[step]).await;
        app.submit().await;
        app.deliver().await;
        let message = messages(&app).await.remove(0);
        assert!(message.title.starts_with("Line break"));
        assert_eq!(message.title.chars().count(), 300);
        assert!(message.title.ends_with('…'));
        assert_eq!(message.text, "ab\nc");
    })
    .await;
}
