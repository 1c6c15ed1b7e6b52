//! Ready-made flows: found, filled in, set up.

use serde_json::Value;
use winfactor_domain::EventType;
use winfactor_service::flows;

use crate::{flows::all, forms::Form, office::Office};

#[tokio::test]
async fn a_ready_made_flow_is_found_by_its_event_and_channel_and_filled_in() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let page = eva.get("/flows").await.expect(200);
    let occasions = page.texts(".occasion h3");
    assert_eq!(
        occasions.len(),
        11,
        "nine events, and two that something did not happen"
    );
    assert_eq!(occasions[0], "New submission");
    assert_eq!(
        page.texts(".occasion:first-child a"),
        [
            "Inbox",
            "Slack",
            "Teams",
            "E-mail",
            "Google Sheets",
            "HubSpot"
        ]
    );
    let recipe = "/flows/recipes/quote-unanswered-to-slack";
    assert!(
        page.html.contains(&format!("href=\"{recipe}\"")),
        "{}",
        page.html
    );

    let page = eva.get(recipe).await.expect(200);
    let form = Form::to(&page, "/flows/recipes");
    assert_eq!(form.value("setting_days"), "3");
    assert_eq!(form.value("setting_connection"), "slack");
    let asked = form
        .fields
        .iter()
        .filter(|(name, _)| name.starts_with("setting_"));
    assert_eq!(asked.count(), 3, "nothing that only ActivePieces needs");
    let refused = eva
        .send(form.clone().set("setting_days", "40"))
        .await
        .expect(422);
    assert_eq!(refused.wrong_fields(), ["setting_channel"]);
    let again = Form::to(&refused, "/flows/recipes").set("setting_channel", "C1");
    assert_eq!(again.value("setting_days"), "40", "what was typed stays");
    let refused = eva.send(again).await.expect(422);
    assert_eq!(refused.wrong_fields(), ["setting_days"]);
    assert_eq!(all(&office).await.len(), 0);

    let form = form.set("setting_channel", "C1").set("setting_days", "7");
    let made = eva.send(form.clone()).await;
    assert_eq!(
        made.leads_to(),
        eva.send(form).await.leads_to(),
        "a double click makes one"
    );
    let [flow] = &all(&office).await[..] else {
        panic!("one flow");
    };
    assert_eq!(
        made.leads_to(),
        format!("/flows/{}?notice=flow-set-up", flow.id)
    );
    assert_eq!(flow.event_types, [EventType::QuoteViewed]);
    assert_eq!(flow.owner_name.as_deref(), Some("Eva de Vries"));
    let exported = flows::export(office.service(), office.id(), flow.id).await;
    let template = exported.unwrap().to_json();
    assert!(template.contains("\"delayFor\":7"), "{template}");

    let file = eva.get(&format!("{recipe}/export")).await.expect(200);
    let template: Value = serde_json::from_str(&file.html).unwrap();
    assert_eq!(template["flows"][0]["trigger"]["name"], "trigger");
    eva.get("/flows/recipes/make-coffee").await.expect(404);
}

#[tokio::test]
async fn a_ready_made_flow_is_set_up_in_the_language_of_the_organization() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let page = eva.get("/flows").await.expect(200);
    assert!(
        page.text(".recipe h3")
            .starts_with("Tell the team about a new submission")
    );
    let form = Form::of(&page, ".recipe form");
    let set_up = eva.send(form.clone()).await;
    assert_eq!(
        eva.send(form).await.leads_to(),
        set_up.leads_to(),
        "a double click is one wish"
    );
    let [flow] = &all(&office).await[..] else {
        panic!("one flow");
    };
    // The organization's people speak Dutch, whatever Eva reads.
    assert_eq!(flow.name, "Het team informeren over een nieuwe aanvraag");
    assert_eq!(flow.event_types, [EventType::SubmissionCreated]);
    assert!(!flow.enabled);
    let address = format!("/flows/{}", flow.id);
    let on = eva.press(&address, &format!("{address}/enable")).await;
    assert_eq!(on.leads_to(), format!("{address}?notice=flow-on"));
    assert!(all(&office).await[0].enabled);
    let off = eva.press(&address, &format!("{address}/disable")).await;
    assert_eq!(off.leads_to(), format!("{address}?notice=flow-off"));
    assert!(!all(&office).await[0].enabled);
}
