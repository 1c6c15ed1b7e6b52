//! Every page, in every language, with real data.

use winfactor_domain::Locale;
use winfactor_service::{
    inbox,
    organizations::{self, OrganizationPatch},
};
use winfactor_testkit::TestReceiver;

use crate::office::Office;

/// The addresses of every page of an organization in which everything has happened once.
async fn addresses(office: &Office, receiver: &TestReceiver) -> Vec<String> {
    office.inbox_flow().await;
    let endpoint = office.app.endpoint(receiver, "/hook").await.endpoint.id;
    let draft = office.draft().await;
    let sent = office.sent_quote().await;
    office.leave_lead("Daan Jansen").await;
    office.app.deliver().await;
    let event = office.events().await[0].id;
    let page = winfactor_service::Page {
        limit: 1,
        before: None,
    };
    let (messages, _) = inbox::list(office.service(), office.id(), page)
        .await
        .unwrap();
    let run = messages[0].run.unwrap();
    let flow = messages[0].source.clone().unwrap();
    let fixed = [
        "/",
        "/inbox",
        "/submissions",
        "/quotes",
        "/leads",
        "/events",
        "/webhooks",
        "/webhooks/new",
        "/flows",
    ];
    let of_records = [
        format!("/submissions/{}", draft.submission),
        format!("/quotes/{}", draft.id),
        format!("/quotes/{}", sent.id),
        format!("/events/{event}"),
        format!("/webhooks/{endpoint}"),
        format!("/webhooks/{endpoint}/edit"),
        format!("/flows/{flow}"),
        format!("/flow-runs/{run}"),
    ];
    let fixed = fixed.into_iter().map(str::to_owned);
    fixed.chain(of_records).collect()
}

#[tokio::test]
async fn every_page_is_in_the_language_of_its_reader() {
    let office = Office::open().await;
    let receiver = TestReceiver::start();
    let addresses = addresses(&office, &receiver).await;
    let eva = office.eva().await;
    for locale in Locale::ALL {
        office.speak(locale).await;
        for address in &addresses {
            // What the browser asks for does not matter: the reader has said it.
            let page = eva
                .get_with(address, &[("accept-language", "fr")])
                .await
                .expect(200);
            assert_eq!(page.language(), locale.code(), "{address}");
            assert!(!page.text("h1").is_empty(), "{address}");
            assert!(page.shows("Window & Door Solutions"), "{address}");
            let sign_out = match locale {
                Locale::En => "Sign out",
                Locale::De => "Abmelden",
                Locale::Nl => "Afmelden",
            };
            assert!(
                page.texts(".link-button").contains(&sign_out.to_owned()),
                "{address}"
            );
        }
    }
}

#[tokio::test]
async fn pages_are_kept_by_nobody_and_run_no_foreign_script() {
    let office = Office::open().await;
    let receiver = TestReceiver::start();
    let addresses = addresses(&office, &receiver).await;
    let eva = office.eva().await;
    for address in &addresses {
        let page = eva.get(address).await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store", "{address}");
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'self'"),
            "{address}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{address}: {policy}");
        assert!(page.texts("script:not([src])").is_empty(), "{address}");
        assert!(page.attribute("[style]", "style").is_none(), "{address}");
        assert_eq!(
            page.attribute("meta[name=robots]", "content").as_deref(),
            Some("noindex")
        );
    }
}

#[tokio::test]
async fn times_are_those_of_the_organization() {
    let office = Office::open().await;
    let submission = office.app.submit().await;
    let eva = office.eva().await;
    // Nine in the morning in Amsterdam is five in the afternoon in Tokyo.
    let address = format!("/submissions/{}", submission.id);
    let page = eva.get(&address).await.expect(200);
    assert_eq!(page.text(".page-head time"), "today, 09:00");
    let moved = OrganizationPatch {
        time_zone: Some("Asia/Tokyo".to_owned()),
        ..OrganizationPatch::default()
    };
    organizations::update(office.service(), office.id(), moved)
        .await
        .unwrap();
    let page = eva.get(&address).await.expect(200);
    assert_eq!(page.text(".page-head time"), "today, 17:00");
}

#[tokio::test]
async fn what_does_not_exist_is_said_in_the_language_of_the_reader() {
    let office = Office::open().await;
    let eva = office.eva().await;
    office.speak(Locale::De).await;
    for address in [
        "/quotes/quote_x",
        "/submissions/%00",
        "/events/nothing",
        "/flow-runs/1",
    ] {
        let page = eva.get(address).await.expect(404);
        assert_eq!(page.text("h1"), "Diese Seite gibt es nicht", "{address}");
        assert_eq!(
            page.attribute("main a", "href").as_deref(),
            Some("/"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_notice_is_said_once_and_only_if_it_is_one_of_ours() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let page = eva.get("/quotes?notice=saved").await.expect(200);
    assert_eq!(page.text("[role=status]"), "Saved.");
    let page = eva.get("/quotes?notice=You+won").await.expect(200);
    assert_eq!(page.texts("[role=status]"), Vec::<String>::new());
}
