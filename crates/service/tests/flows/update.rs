//! Changing a flow.

use winfactor_domain::EventType;
use winfactor_service::flows::{self, FlowPatch};
use winfactor_testkit::TestApp;

use crate::support::{import, posts, refused, template, with_trigger};

#[tokio::test]
async fn a_new_name_is_exported_and_is_no_new_version() {
    TestApp::on_both_engines(|app| async move {
        let (service, organization) = (&app.service, app.organization.id);
        let flow = import(&app, template("Old", &[posts(1, "Hello")])).await;
        let patch = FlowPatch {
            name: Some(" New ".to_owned()),
            owner_name: Some(Some("Jan".to_owned())),
            event_types: Some(vec!["lead.created".to_owned()]),
            template: None,
        };
        let updated = flows::update(service, organization, flow.id, patch).await;
        let updated = updated.unwrap();
        assert_eq!((&*updated.name, updated.revision), ("New", 1));
        assert_eq!(updated.owner_name.as_deref(), Some("Jan"));
        assert_eq!(updated.event_types, [EventType::LeadCreated]);
        let exported = flows::export(service, organization, flow.id).await.unwrap();
        assert_eq!(exported.name, "New");
        assert_eq!(exported.flows[0].display_name, "New");
    })
    .await;
}

#[tokio::test]
async fn a_new_definition_is_a_new_version_and_keeps_the_rest() {
    TestApp::on_both_engines(|app| async move {
        let (service, organization) = (&app.service, app.organization.id);
        let flow = import(&app, template("Name", &[posts(1, "Hello")])).await;
        let narrowed = FlowPatch {
            event_types: Some(vec!["lead.created".to_owned()]),
            ..FlowPatch::default()
        };
        flows::update(service, organization, flow.id, narrowed)
            .await
            .unwrap();
        let change = async |template: String| {
            let patch = FlowPatch {
                template: Some(template),
                ..FlowPatch::default()
            };
            flows::update(service, organization, flow.id, patch).await
        };
        let steps = [posts(1, "Hello"), posts(2, "Again")];
        let updated = change(template("Name there", &steps)).await.unwrap();
        assert_eq!((&*updated.name, updated.revision), ("Name", 2));
        assert_eq!(updated.steps.len(), 3);
        assert_eq!(updated.event_types, [EventType::LeadCreated]);
        let same = change(template("Name there", &steps)).await.unwrap();
        assert_eq!(same.revision, 2, "nothing changed");

        let piece = "@winfactor/piece-winfactor";
        let other = change(with_trigger("Name", piece, "quote_sent", &steps)).await;
        assert_eq!(other.unwrap().event_types, [EventType::QuoteSent]);
        let nonsense = refused(change("{}".to_owned()).await);
        assert_eq!(nonsense[0].0, "");
    })
    .await;
}
