//! Webhook endpoints: set up, tried out, paused, resumed, removed.

use std::time::Duration;

use winfactor_domain::EndpointId;
use winfactor_service::{
    Page,
    endpoints::{self, Endpoint, EndpointStatus},
};
use winfactor_testkit::TestReceiver;

use crate::{
    forms::Form,
    office::{Office, Person},
};

async fn all(office: &Office) -> Vec<Endpoint> {
    let page = Page {
        limit: 100,
        before: None,
    };
    endpoints::list(office.service(), office.id(), page)
        .await
        .unwrap()
        .0
}

async fn stored(office: &Office, id: EndpointId) -> Endpoint {
    endpoints::get(office.service(), office.id(), id)
        .await
        .unwrap()
}

async fn new_form(eva: &Person<'_>, url: &str) -> Form {
    let page = eva.get("/webhooks/new").await.expect(200);
    Form::to(&page, "/webhooks").set("url", url)
}

#[tokio::test]
async fn an_endpoint_is_set_up_and_its_secret_is_shown_once() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let form = new_form(&eva, &receiver.url("/hook"))
        .await
        .set("description", "ActivePieces: sales")
        .choose("event_type", &["submission.created", "quote.accepted"]);
    let made = eva.send(form).await;
    let [endpoint] = &all(&office).await[..] else {
        panic!("one endpoint");
    };
    let address = format!("/webhooks/{}", endpoint.id);
    assert_eq!(
        made.leads_to(),
        format!("{address}?notice=endpoint-created")
    );
    assert_eq!(endpoint.description, "ActivePieces: sales");
    assert_eq!(endpoint.event_types.len(), 2);
    assert!(endpoint.auto_pause);

    let page = eva.follow(&made).await.expect(200);
    let secret = page.text(".secret code");
    assert!(secret.starts_with("whsec_"), "{}", page.html);
    for address in ["/webhooks", &address] {
        let later = eva.get(address).await.expect(200);
        assert!(!later.html.contains("whsec_"), "the secret is shown once");
    }
    // It is the one that deliveries are signed with.
    office.app.submit().await;
    office.app.deliver().await;
    receiver.assert_signed(&secret, office.service().now());
}

#[tokio::test]
async fn a_double_click_makes_one_endpoint_and_shows_its_secret() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let form = new_form(&eva, &receiver.url("/hook")).await;
    let first = eva.send(form.clone()).await;
    let second = eva.send(form.clone()).await;
    assert_eq!(first.leads_to(), second.leads_to());
    assert_eq!(all(&office).await.len(), 1);
    let page = eva.follow(&second).await.expect(200);
    assert!(page.text(".secret code").starts_with("whsec_"));
    // Another address in the form that was left open is another endpoint.
    eva.send(form.set("url", &receiver.url("/other")))
        .await
        .leads_to();
    assert_eq!(all(&office).await.len(), 2);
}

#[tokio::test]
async fn the_secret_of_another_endpoint_or_person_is_not_shown() {
    const COOKIE: &str = "winfactor_shown_secret";
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let other = office.app.endpoint(&receiver, "/other").await.endpoint;
    let made = eva.send(new_form(&eva, &receiver.url("/hook")).await).await;
    let page = eva
        .get(&format!("/webhooks/{}", other.id))
        .await
        .expect(200);
    assert!(!page.html.contains("whsec_"));
    let damaged = eva.cookie(COOKIE);
    assert_eq!(
        damaged, None,
        "whatever page was opened, the browser forgets it"
    );
    eva.put_cookie(COOKIE, "bm9uc2Vuc2U");
    let page = eva.follow(&made).await.expect(200);
    assert!(!page.html.contains("whsec_"));
}

#[tokio::test]
async fn an_address_that_cannot_be_is_refused_in_place() {
    let office = Office::open().await;
    let eva = office.eva().await;
    for (url, words) in [
        ("", "Please enter a full address"),
        ("ftp://example.com/x", "Please enter a full address"),
        ("http://10.0.0.7/hook", "Addresses inside your own network"),
        (
            "https://user:pw@example.com/",
            "Please leave user name and password out",
        ),
    ] {
        let form = new_form(&eva, url)
            .await
            .set("description", "Kept")
            .choose("event_type", &["lead.created"])
            .without("auto_pause");
        let refused = eva.send(form).await.expect(422);
        assert_eq!(refused.wrong_fields(), ["url"], "{url}");
        let said = refused.text(".field-error");
        assert!(said.starts_with(words), "{url}: {said}");
        let shown = Form::to(&refused, "/webhooks");
        assert_eq!(
            (shown.value("url"), shown.value("description")),
            (url, "Kept")
        );
        assert_eq!(shown.values("event_type"), ["lead.created"]);
        assert_eq!(shown.value("auto_pause"), "");
    }
    assert_eq!(all(&office).await.len(), 0);
}

#[tokio::test]
async fn a_receiver_that_checks_something_else_is_served_and_its_secret_is_never_shown_again() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let form = new_form(&eva, &receiver.url("/hook"))
        .await
        .set("auth_kind", "header")
        .set("auth_name", "X-Shared")
        .set("auth_secret", "s3cret");
    eva.send(form.clone()).await.leads_to();
    let id = all(&office).await[0].id;
    let edit = format!("/webhooks/{id}/edit");
    let page = eva.get(&edit).await.expect(200);
    assert!(!page.html.contains("s3cret"));
    let kept = Form::to(&page, &format!("/webhooks/{id}"));
    assert_eq!(kept.value("auth_kind"), "keep");
    eva.send(kept.set("description", "Renamed"))
        .await
        .leads_to();
    office.app.submit().await;
    office.app.deliver().await;
    assert_eq!(receiver.requests()[0].header("x-shared"), Some("s3cret"));
    assert_eq!(stored(&office, id).await.description, "Renamed");

    let broken = form
        .set("auth_name", "not a header")
        .set("auth_secret", "s3cret");
    let refused = eva.send(broken).await.expect(422);
    assert_eq!(refused.wrong_fields(), ["auth_kind"]);
    assert!(!refused.html.contains("s3cret"));
}

#[tokio::test]
async fn settings_are_changed_and_wrong_ones_refused() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let id = office.app.endpoint(&receiver, "/hook").await.endpoint.id;
    let page = eva.get(&format!("/webhooks/{id}/edit")).await.expect(200);
    let form = Form::to(&page, &format!("/webhooks/{id}"));
    assert_eq!(form.value("url"), receiver.url("/hook"));
    let changed = form
        .clone()
        .set("url", &receiver.url("/moved"))
        .choose("event_type", &["quote.sent"])
        .without("auto_pause");
    let saved = eva.send(changed).await;
    assert_eq!(saved.leads_to(), format!("/webhooks/{id}?notice=saved"));
    let endpoint = stored(&office, id).await;
    assert_eq!(endpoint.url, receiver.url("/moved"));
    assert_eq!(endpoint.event_types.len(), 1);
    assert!(!endpoint.auto_pause);
    let refused = eva.send(form.set("url", "nonsense")).await.expect(422);
    assert_eq!(refused.wrong_fields(), ["url"]);
    assert_eq!(stored(&office, id).await.url, receiver.url("/moved"));
}

#[tokio::test]
async fn an_address_of_activepieces_that_does_less_is_pointed_out() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let path = "/api/v1/webhooks/kGqWfy8Nls0Y4M2iJ1xRb";
    let sample_data = receiver.url(&format!("{path}/test"));
    let refused = eva
        .send(new_form(&eva, &sample_data).await)
        .await
        .expect(422);
    assert_eq!(refused.wrong_fields(), ["url"]);
    for (suffix, words) in [("/sync", "waits"), ("x", "not complete"), ("", "")] {
        let url = receiver.url(&format!("{path}{suffix}"));
        let made = eva.send(new_form(&eva, &url).await).await;
        let page = eva.follow(&made).await.expect(200);
        let said = page.texts(".notice-waiting:not(.secret)").join(" ");
        assert!(
            said.contains(words) && said.is_empty() == words.is_empty(),
            "{suffix}: {said}"
        );
    }
}

#[tokio::test]
async fn a_new_secret_is_shown_once_and_the_former_one_stays_valid_for_a_while() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let created = office.app.endpoint(&receiver, "/hook").await;
    let address = format!("/webhooks/{}", created.endpoint.id);
    let rotated = eva
        .press(&address, &format!("{address}/rotate-secret"))
        .await;
    let page = eva.follow(&rotated).await.expect(200);
    let secret = page.text(".secret code");
    assert!(secret.starts_with("whsec_") && secret != created.secret.expose());
    assert!(!eva.get(&address).await.html.contains("whsec_"));
    office.app.submit().await;
    office.app.deliver().await;
    let now = office.service().now();
    receiver.assert_signed(&secret, now);
    receiver.assert_signed(created.secret.expose(), now);
}

#[tokio::test]
async fn a_paused_endpoint_holds_its_events_until_somebody_decides() {
    for (choice, since, sent) in [
        ("all", "", 3),
        ("none", "", 0),
        // On the clock of the organization: ten in the morning in Amsterdam.
        ("since", "2026-03-02T10:00", 2),
    ] {
        let office = Office::open().await;
        let eva = office.eva().await;
        let receiver = TestReceiver::start();
        let id = office.app.endpoint(&receiver, "/hook").await.endpoint.id;
        let address = format!("/webhooks/{id}");
        let paused = eva.press(&address, &format!("{address}/pause")).await;
        assert_eq!(paused.leads_to(), format!("{address}?notice=paused"));
        assert_eq!(
            stored(&office, id).await.state.status,
            EndpointStatus::Paused
        );
        for _ in 0..3 {
            office.app.submit().await;
            office.app.deliver_after(Duration::from_secs(3600)).await;
        }
        assert_eq!(receiver.requests().len(), 0);
        let page = eva.get(&address).await.expect(200);
        assert!(
            page.text(".page-head").contains("3 events held"),
            "{}",
            page.html
        );
        let resume = format!("{address}/resume");
        let form = Form::to(&page, &resume);
        assert_eq!(form.value("held"), "all", "the safe choice comes first");

        let without_time = form.clone().set("held", "since").set("since", "");
        let asked = eva.send(without_time).await;
        assert_eq!(asked.leads_to(), format!("{address}?notice=time-missing"));
        assert_eq!(stored(&office, id).await.held, 3);
        let nonsense = form.clone().set("held", "some");
        eva.send(nonsense).await.expect(400);

        let resumed = eva.send(form.set("held", choice).set("since", since)).await;
        assert_eq!(resumed.leads_to(), format!("{address}?notice=resumed"));
        office.app.deliver().await;
        assert_eq!(receiver.requests().len(), sent, "{choice}");
        let endpoint = stored(&office, id).await;
        assert_eq!(
            (endpoint.state.status, endpoint.held),
            (EndpointStatus::Active, 0)
        );
    }
}

#[tokio::test]
async fn a_test_event_of_each_type_leads_to_what_came_of_it() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let id = office.app.endpoint(&receiver, "/hook").await.endpoint.id;
    let address = format!("/webhooks/{id}");
    let form = Form::to(
        &eva.get(&address).await.expect(200),
        &format!("{address}/test"),
    );
    assert_eq!(form.value("event_type"), "submission.created");
    for event_type in winfactor_domain::EventType::ALL {
        let tested = eva
            .send(form.clone().set("event_type", event_type.name()))
            .await;
        office.app.deliver().await;
        let page = eva.follow(&tested).await.expect(200);
        assert!(
            page.text("[role=status]")
                .contains("test event is on its way")
        );
        assert!(
            page.text(".delivery .badge").starts_with("accepted by"),
            "{}",
            page.html
        );
        let body: serde_json::Value = receiver.requests().last().unwrap().json();
        assert_eq!(body["eventType"], event_type.name());
        assert_eq!(body["test"], true);
    }
    let sparse = form
        .clone()
        .set("event_type", "lead.created")
        .set("sparse", "yes");
    eva.send(sparse).await.leads_to();
    office.app.deliver().await;
    let body: serde_json::Value = receiver.requests().last().unwrap().json();
    assert_eq!(body["data"]["contact"]["phone"], serde_json::Value::Null);
    eva.send(form.set("event_type", "everything"))
        .await
        .expect(400);
    let page = eva.get(&address).await.expect(200);
    assert_eq!(
        page.texts(".list tbody tr").len(),
        10,
        "the endpoint's latest deliveries"
    );
}

#[tokio::test]
async fn a_deleted_endpoint_is_sent_nothing_more() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let receiver = TestReceiver::start();
    let id = office.app.endpoint(&receiver, "/hook").await.endpoint.id;
    let other = office.app.endpoint(&receiver, "/other").await.endpoint.id;
    let address = format!("/webhooks/{id}");
    let page = eva.get(&address).await.expect(200);
    let confirmation = page.text("details.removal");
    assert!(
        confirmation.contains("are given up"),
        "it is said before: {confirmation}"
    );
    let deleted = eva
        .send(Form::to(&page, &format!("{address}/delete")))
        .await;
    assert_eq!(deleted.leads_to(), "/webhooks?notice=deleted");
    let left: Vec<_> = all(&office)
        .await
        .iter()
        .map(|endpoint| endpoint.id)
        .collect();
    assert_eq!(left, [other]);
    eva.get(&address).await.expect(404);
    office.app.submit().await;
    office.app.deliver().await;
    assert_eq!(receiver.requests_to("/hook").len(), 0);
    assert_eq!(receiver.requests_to("/other").len(), 1);
}
