//! What somebody looks at before a flow is switched on.

use serde_json::{Value, json};
use winfactor_domain::Locale;
use winfactor_service::{
    connections::{self, NewConnection},
    flows::{self, Flow, FlowPatch, NewFlow},
};
use winfactor_testkit::{
    TestApp,
    vendors::whatsapp::{ACCOUNT, NUMBER, TOKEN, WhatsAppStandIn},
};

use crate::{forms::Form, office::Office};

const CUSTOMER: &str = "{{trigger.data.customer.email}}";

fn step(piece: &str, action: &str, input: &Value) -> Value {
    json!({
        "name": "step_1", "type": "PIECE", "displayName": "Thank them", "valid": true,
        "settings": {
            "pieceName": format!("@activepieces/piece-{piece}"), "pieceVersion": "0.4.1",
            "actionName": action, "input": input, "propertySettings": {},
        },
    })
}

fn mail(body: &str) -> Value {
    let input = json!({
        "auth": "{{connections['office']}}", "from": "desk@window-door-solutions.example",
        "to": [CUSTOMER], "subject": "Thank you", "body_type": "plain_text", "body": body,
    });
    step("smtp", "send-email", &input)
}

fn template(step: &Value) -> String {
    json!({
        "name": "Thank", "type": "SHARED", "status": "PUBLISHED",
        "flows": [{
            "displayName": "Thank", "valid": true, "schemaVersion": "20",
            "trigger": {
                "name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Trigger",
                "valid": true, "nextAction": step,
                "settings": {
                    "pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0",
                    "triggerName": "submission_created", "input": {}, "propertySettings": {},
                },
            },
        }],
    })
    .to_string()
}

/// A flow of this step, switched off, with the connection that it names.
async fn flow(office: &Office, piece: &str, step: &Value) -> Flow {
    let props = json!({
        "host": "127.0.0.1", "port": 25, "TLS": false,
        "access_token": TOKEN, "businessAccountId": ACCOUNT,
    });
    let connection = NewConnection {
        external_id: "office".to_owned(),
        display_name: "The office's".to_owned(),
        piece_name: format!("@activepieces/piece-{piece}"),
        value: json!({"type": "CUSTOM_AUTH", "props": props})
            .as_object()
            .unwrap()
            .clone(),
    };
    let made = connections::create(office.service(), office.id(), connection, None).await;
    made.unwrap();
    let new = NewFlow {
        template: template(step),
        owner_name: Some("Eva".to_owned()),
        ..NewFlow::default()
    };
    let imported = flows::import(office.service(), office.id(), new).await;
    imported.unwrap().remove(0)
}

async fn stored(office: &Office, flow: &Flow) -> Flow {
    flows::get(office.service(), office.id(), flow.id)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_step_that_writes_to_customers_is_read_and_switched_on() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let flow = flow(
        &office,
        "smtp",
        &mail("Dear {{trigger.data.customer.name}}"),
    )
    .await;
    let address = format!("/flows/{}", flow.id);
    let action = format!("{address}/customer-steps");
    let page = eva.get(&address).await.expect(200);
    assert!(
        page.text(".notice-waiting")
            .contains("This step writes to the customer")
    );
    let shown = page.text("#customer-steps");
    for expected in [
        CUSTOMER,
        "SMTP",
        "Dear {{trigger.data.customer.name}}",
        "off, to be decided",
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    let form = Form::to(&page, &action).set("switched_on", "yes");
    let refused = eva.send(form.clone()).await.expect(422);
    assert_eq!(
        refused.wrong_fields(),
        ["seen"],
        "nobody said that they read it"
    );
    assert_eq!(
        stored(&office, &flow).await.customer_steps[0].decision,
        None
    );

    let on = eva.send(form.set("seen", "on")).await;
    assert_eq!(
        on.leads_to(),
        format!("{address}?notice=step-switched-on#customer-steps")
    );
    let decision = stored(&office, &flow)
        .await
        .customer_steps
        .remove(0)
        .decision
        .unwrap();
    assert_eq!(
        (decision.switched_on, &*decision.by),
        (true, "Eva de Vries")
    );
    let page = eva.get(&address).await.expect(200);
    assert!(
        page.text("#customer-steps")
            .contains("Decided by Eva de Vries")
    );
    eva.press(&address, &format!("{address}/enable"))
        .await
        .leads_to();
    assert!(stored(&office, &flow).await.enabled);

    let page = eva.get(&address).await.expect(200);
    let off = eva
        .send(Form::to(&page, &action).set("switched_on", "no"))
        .await;
    assert_eq!(
        off.leads_to(),
        format!("{address}?notice=step-left-out#customer-steps")
    );
    let decision = stored(&office, &flow)
        .await
        .customer_steps
        .remove(0)
        .decision
        .unwrap();
    assert!(!decision.switched_on);
}

#[tokio::test]
async fn what_was_changed_since_it_was_read_is_read_again() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let flow = flow(&office, "smtp", &mail("Dear customer")).await;
    let address = format!("/flows/{}", flow.id);
    let action = format!("{address}/customer-steps");
    let form = Form::to(&eva.get(&address).await.expect(200), &action).set("switched_on", "yes");
    let edited = FlowPatch {
        template: Some(template(&mail("Buy now"))),
        ..FlowPatch::default()
    };
    flows::update(office.service(), office.id(), flow.id, edited)
        .await
        .unwrap();
    let refused = eva.send(form.set("seen", "on")).await.expect(409);
    assert!(
        refused
            .text("#customer-steps .notice-bad")
            .contains("changed in the meantime")
    );
    assert!(refused.text("#customer-steps").contains("Buy now"));
    assert_eq!(
        stored(&office, &flow).await.customer_steps[0].decision,
        None
    );
}

#[tokio::test]
async fn these_forms_speak_the_readers_language() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let flow = flow(&office, "smtp", &mail("x")).await;
    for (locale, title) in [
        (Locale::De, "Schritte, die an Kunden schreiben"),
        (Locale::Nl, "Stappen die naar klanten schrijven"),
    ] {
        office.speak(locale).await;
        let page = eva.get(&format!("/flows/{}", flow.id)).await.expect(200);
        assert_eq!(page.text("#customer-steps-title"), title);
    }
}

#[tokio::test]
async fn a_whatsapp_step_is_tried_out_on_ones_own_phone() {
    let whatsapp = WhatsAppStandIn::start();
    let office = Office::of(TestApp::sqlite_with(whatsapp.vendors()).await);
    let eva = office.eva().await;
    let input = json!({
        "auth": "{{connections['office']}}", "phone_number_id": NUMBER, "to": "+31699999999",
        "text": "Hello",
    });
    let flow = flow(
        &office,
        "whatsapp",
        &step("whatsapp", "sendMessage", &input),
    )
    .await;
    let address = format!("/flows/{}", flow.id);
    let (send, confirm) = (
        format!("{address}/step-tests"),
        format!("{address}/step-tests/confirm"),
    );
    let page = eva.get(&address).await.expect(200);
    assert!(
        page.text(".notice-waiting").contains("never delivers"),
        "the reason is said"
    );
    assert!(page.text("#step-tests").contains("no test yet"));
    let form = Form::to(&page, &send);

    let refused = eva.send(form.clone()).await.expect(422);
    assert_eq!(refused.wrong_fields(), ["to"]);
    office.app.submit().await;
    let refused = eva
        .send(form.clone().set("to", "+31612345678"))
        .await
        .expect(422);
    assert!(
        refused
            .text(".field-error")
            .contains("belongs to a customer")
    );
    whatsapp.refuse_next(400, 131_026);
    let refused = eva
        .send(form.clone().set("to", "+4915112345678"))
        .await
        .expect(422);
    assert!(
        refused
            .text("#step-tests .notice-bad")
            .contains("not on WhatsApp")
    );
    assert_eq!(
        Form::to(&refused, &send).value("to"),
        "+4915112345678",
        "what was typed stays"
    );

    let sent = eva.send(form.set("to", "+4915112345678")).await;
    assert_eq!(
        sent.leads_to(),
        format!("{address}?notice=step-test-sent#step-tests")
    );
    assert_eq!(whatsapp.taken()[0]["to"], "+4915112345678");
    let page = eva.get(&address).await.expect(200);
    assert!(
        page.text("#step-tests")
            .contains("Sent to +4915112345678 by Eva de Vries")
    );
    let arrived = eva.send(Form::to(&page, &confirm)).await;
    assert_eq!(
        arrived.leads_to(),
        format!("{address}?notice=step-test-confirmed#step-tests")
    );
    let page = eva.get(&address).await.expect(200);
    assert!(
        page.text("#step-tests")
            .contains("Eva de Vries saw it arrive")
    );
    eva.press(&address, &format!("{address}/enable"))
        .await
        .leads_to();
    assert!(stored(&office, &flow).await.enabled);
}
