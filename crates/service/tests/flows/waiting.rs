//! Recipes that tell that nothing came after an event: days later, and only if it is still so.

use std::time::Duration;

use winfactor_domain::{Locale, Quote};
use winfactor_service::{
    flows::{self, WantedRecipe},
    quotes::{self, ViewKind, ViewSignal, Viewed, Visitor},
    runs::RunStatus,
};
use winfactor_testkit::{TestApp, app::PUBLIC_URL};

use crate::support::{OWNER, all_runs, messages, only_run, titles};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The recipe, told in the inbox after five days, switched on. Nothing else is filled in.
async fn after_five_days(app: &TestApp, recipe: &str) {
    let wanted = WantedRecipe {
        id: recipe.to_owned(),
        locale: Some(Locale::En),
        settings: [("days".to_owned(), "5".to_owned())].into(),
    };
    let (service, organization) = (&app.service, app.organization.id);
    let made =
        flows::create_from_recipe_once(service, organization, &wanted, Some(OWNER), None).await;
    let flow = made.unwrap().created().unwrap().remove(0);
    assert_eq!(
        flow.problems,
        [],
        "it needs no connection to WinFactor here"
    );
    flows::enable(service, organization, flow.id).await.unwrap();
}

async fn open(app: &TestApp, sent: &Quote) {
    let signal = ViewSignal {
        kind: ViewKind::Human,
        visitor: Visitor::new("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/127.0"),
        viewer_is_staff: false,
    };
    let token = &sent.sending.as_ref().unwrap().token;
    let viewed = quotes::view(&app.service, token, signal).await;
    assert_eq!(viewed.unwrap(), Viewed::First);
}

#[tokio::test]
async fn a_quote_that_was_opened_and_not_answered_is_told_after_the_days() {
    TestApp::on_both_engines(|app| async move {
        after_five_days(&app, "quote-unanswered-to-inbox").await;
        let sent = app.send(&app.draft().await).await;
        open(&app, &sent).await;
        app.deliver().await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Paused);
        let app = app.crash().await;
        app.deliver_after(5 * DAY - MINUTE).await;
        assert_eq!(titles(&app).await, Vec::<String>::new());
        app.deliver_after(MINUTE).await;
        let told = messages(&app).await;
        assert_eq!(told.len(), 1);
        assert_eq!(
            told[0].title,
            format!("Still no answer to quote {}", sent.number)
        );
        assert_eq!(
            told[0].link,
            Some(format!("{PUBLIC_URL}/quotes/{}", sent.id))
        );
        assert!(
            told[0].text.starts_with("Customer: John Smith\nTotal: "),
            "{}",
            told[0].text
        );
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
    })
    .await;
}

#[tokio::test]
async fn a_quote_that_was_answered_meanwhile_is_not_told() {
    TestApp::on_both_engines(|app| async move {
        after_five_days(&app, "quote-unanswered-to-inbox").await;
        let sent = app.send(&app.draft().await).await;
        open(&app, &sent).await;
        app.deliver().await;
        app.deliver_after(3 * DAY).await;
        app.accept(&sent).await;
        app.deliver_after(3 * DAY).await;
        assert_eq!(only_run(&app).await.run.status, RunStatus::Succeeded);
        assert_eq!(titles(&app).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_quote_that_was_never_opened_is_told_and_one_that_was_is_not() {
    TestApp::on_both_engines(|app| async move {
        after_five_days(&app, "quote-unopened-to-inbox").await;
        let opened = app.send(&app.draft().await).await;
        let never = app.send(&app.draft().await).await;
        app.deliver().await;
        app.deliver_after(DAY).await;
        open(&app, &opened).await;
        app.deliver_after(4 * DAY).await;
        let told = format!("Quote {} has not been opened yet", never.number);
        assert_eq!(titles(&app).await, [told]);
        let runs = all_runs(&app).await;
        assert_eq!(runs.len(), 2);
        assert!(runs.iter().all(|run| run.status == RunStatus::Succeeded));
    })
    .await;
}

#[tokio::test]
async fn a_quote_that_was_revised_and_sent_again_has_a_clock_of_its_own() {
    TestApp::on_both_engines(|app| async move {
        after_five_days(&app, "quote-unopened-to-inbox").await;
        let first = app.send(&app.draft().await).await;
        app.deliver().await;
        app.deliver_after(4 * DAY).await;
        let (service, organization) = (&app.service, app.organization.id);
        let revised = quotes::revise(service, organization, first.id)
            .await
            .unwrap();
        app.send(&revised).await;
        app.deliver().await;
        app.deliver_after(4 * DAY).await;
        assert_eq!(
            titles(&app).await,
            Vec::<String>::new(),
            "the first version is history"
        );
        app.deliver_after(DAY).await;
        assert_eq!(
            titles(&app).await.len(),
            1,
            "the second one was never opened"
        );
    })
    .await;
}
