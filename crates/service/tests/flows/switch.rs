//! Switching on: what is asked for, and how it is said.

use serde_json::json;
use winfactor_service::flows::{self, FlowPatch, NewFlow};
use winfactor_testkit::TestApp;

use crate::support::{import, post, posts, refused, running, template};

#[tokio::test]
async fn all_that_is_missing_is_told_at_once_and_step_by_step() {
    TestApp::on_both_engines(|app| async move {
        let slack = json!({
            "name": "step_1", "type": "PIECE", "displayName": "Slack", "valid": true,
            "settings": {
                "pieceName": "@activepieces/piece-discord", "pieceVersion": "0.17.0",
                "actionName": "send_channel_message", "input": {}, "propertySettings": {},
            },
        });
        let no_title = post(2, &json!({"text": "x"}));
        let unknown = post(
            3,
            &json!({"title": "x", "text": "{{trigger.body.data.color}}"}),
        );
        let new = NewFlow {
            template: template("Draft", &[slack, no_title, unknown]),
            ..NewFlow::default()
        };
        let app = &app;
        let (service, organization) = (&app.service, app.organization.id);
        let imported = flows::import(service, organization, new).await;
        let flow = imported.unwrap().remove(0);
        assert_eq!(flow.problems.len(), 3, "it is kept, with its problems");

        let errors = refused(flows::enable(service, organization, flow.id).await);
        let pointers: Vec<_> = errors.iter().map(|(pointer, _)| pointer.as_str()).collect();
        let expected = [
            "/ownerName",
            "/flows/0/steps/2",
            "/flows/0/steps/3",
            "/flows/0/steps/4",
        ];
        assert_eq!(pointers, expected);
        assert_eq!(
            errors[1].1,
            "step 2, Slack: runs in ActivePieces only: @activepieces/piece-discord is not built in"
        );
        assert_eq!(errors[2].1, "step 3, Post 2: Title is missing");
        assert_eq!(
            errors[3].1,
            "step 4, Post 3: `{{trigger.body.data.color}}` is not in the data: \
             trigger has no such field"
        );
        let kept = flows::get(service, organization, flow.id).await.unwrap();
        assert!(!kept.enabled);
    })
    .await;
}

#[tokio::test]
async fn a_placeholder_is_looked_up_in_the_events_that_start_the_flow() {
    let app = TestApp::sqlite().await;
    let reason = post(
        1,
        &json!({"title": "x", "text": "{{trigger.body.data.rejection.reason}}"}),
    );
    let problems = async |event_types: &[&str]| {
        let new = NewFlow {
            template: template("Draft", std::slice::from_ref(&reason)),
            event_types: Some(event_types.iter().map(|it| (*it).to_owned()).collect()),
            ..NewFlow::default()
        };
        let imported = flows::import(&app.service, app.organization.id, new).await;
        imported.unwrap().remove(0).problems.len()
    };
    assert_eq!(problems(&["quote.rejected"]).await, 0);
    assert_eq!(problems(&["submission.created", "quote.rejected"]).await, 0);
    assert_eq!(problems(&[]).await, 0, "it is in one of all events");
    assert_eq!(problems(&["submission.created"]).await, 1);
}

#[tokio::test]
async fn switching_twice_is_no_change() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let flow = running(&app, &[posts(1, "Hello")]).await;
    let again = flows::enable(service, organization, flow.id).await.unwrap();
    assert_eq!(again, flow);
    let off = flows::disable(service, organization, flow.id).await;
    assert!(!off.unwrap().enabled);
    let off = flows::disable(service, organization, flow.id).await;
    assert!(!off.unwrap().enabled);
}

#[tokio::test]
async fn a_flow_that_is_on_stays_able_to_run() {
    let app = TestApp::sqlite().await;
    let (service, organization) = (&app.service, app.organization.id);
    let flow = running(&app, &[posts(1, "Hello")]).await;
    let broken = FlowPatch {
        template: Some(template("Tell the team", &[post(1, &json!({}))])),
        ..FlowPatch::default()
    };
    let errors = refused(flows::update(service, organization, flow.id, broken.clone()).await);
    assert_eq!(errors[0].0, "/flows/0/steps/2");
    let nobody = FlowPatch {
        owner_name: Some(None),
        ..FlowPatch::default()
    };
    let errors = refused(flows::update(service, organization, flow.id, nobody).await);
    assert_eq!(errors[0].0, "/ownerName");
    let unchanged = flows::get(service, organization, flow.id).await.unwrap();
    assert_eq!(unchanged, flow);

    flows::disable(service, organization, flow.id)
        .await
        .unwrap();
    let kept = flows::update(service, organization, flow.id, broken).await;
    assert!(!kept.unwrap().problems.is_empty());
    let draft = import(&app, template("Draft", &[])).await;
    assert_eq!(draft.problems[0].code(), "nothing_to_do");
}
