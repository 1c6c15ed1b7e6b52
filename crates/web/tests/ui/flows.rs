//! Flows: brought along, set up, switched, tried out, gone on with.

use serde_json::{Value, json};
use winfactor_service::{
    Page,
    flows::{self, Flow},
};

use crate::{forms::Form, office::Office};

const ALL: Page = Page {
    limit: 100,
    before: None,
};

pub(crate) async fn all(office: &Office) -> Vec<Flow> {
    flows::list(office.service(), office.id(), ALL)
        .await
        .unwrap()
        .0
}

/// What ActivePieces exports: the ready-made flow, under another name.
pub(crate) fn exported() -> String {
    let recipe = include_str!("../fixtures/exported-flow.json");
    recipe.replace("Tell the team about a new submission", "Tell sales")
}

/// The same with a step that only ActivePieces can run.
fn foreign() -> String {
    exported().replace("@winfactor/piece-winfactor", "@activepieces/piece-airtable")
}

/// Switches the only flow on and has a submission start it; the address of its run.
pub(crate) async fn run_of_the_only_flow(office: &Office) -> String {
    let flow = all(office).await.remove(0);
    flows::enable(office.service(), office.id(), flow.id)
        .await
        .unwrap();
    office.app.submit().await;
    office.app.deliver().await;
    let eva = office.eva().await;
    let page = eva.get(&format!("/flows/{}", flow.id)).await.expect(200);
    page.attribute(".list tbody a", "href").unwrap()
}

#[tokio::test]
async fn an_exported_flow_is_taken_in_once_and_stays_off() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let page = eva.get("/flows").await.expect(200);
    let form = Form::to(&page, "/flows").set("template", &exported());
    assert_eq!(
        form.value("owner_name"),
        "Eva de Vries",
        "whoever imports it, unless said otherwise"
    );
    let imported = eva.send(form.clone()).await;
    let again = eva.send(form).await;
    assert_eq!(imported.leads_to(), again.leads_to());
    let [flow] = &all(&office).await[..] else {
        panic!("one flow");
    };
    assert_eq!(
        imported.leads_to(),
        format!("/flows/{}?notice=flow-imported", flow.id)
    );
    assert_eq!((flow.name.as_str(), flow.enabled), ("Tell sales", false));
    assert_eq!(flow.owner_name.as_deref(), Some("Eva de Vries"));
    let page = eva.follow(&imported).await.expect(200);
    assert_eq!(
        page.texts(".flow-steps li"),
        ["Submission created", "Post to the inbox"]
    );
    assert!(page.text(".page-head").contains("Switch on"));
}

#[tokio::test]
async fn what_is_no_flow_is_refused_in_place() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let page = eva.get("/flows").await.expect(200);
    let form = Form::to(&page, "/flows")
        .set("name", "Kept")
        .set("template", "{\"x\": 1}");
    let refused = eva.send(form.clone()).await.expect(422);
    let shown = Form::to(&refused, "/flows");
    assert_eq!(shown.value("name"), "Kept");
    assert!(shown.value("template").contains("{\"x\": 1}"));
    assert!(
        refused.text(".field-error").contains("not a flow exported"),
        "{}",
        refused.html
    );
    let nobody = form.set("template", &exported()).set("owner_name", " ");
    let refused = eva.send(nobody).await.expect(422);
    assert_eq!(refused.wrong_fields(), ["owner_name"]);
    assert_eq!(all(&office).await.len(), 0);
}

#[tokio::test]
async fn a_flow_that_cannot_run_here_says_why_and_cannot_be_switched_on() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let form = Form::to(&eva.get("/flows").await.expect(200), "/flows");
    let imported = eva.send(form.set("template", &foreign())).await;
    let page = eva.follow(&imported).await.expect(200);
    let said = page.text(".notice-waiting");
    assert!(said.contains("@activepieces/piece-airtable"), "{said}");
    let flow = all(&office).await.remove(0);
    let enable = format!("/flows/{}/enable", flow.id);
    let button = format!("form[action='{enable}'] button");
    assert!(page.attribute(&button, "disabled").is_some());
    // Whoever presses all the same is told the same.
    let refused = eva.send(Form::to(&page, &enable)).await.expect(422);
    assert_eq!(refused.text(".notice-waiting"), said);
    assert!(!all(&office).await[0].enabled);
}

#[tokio::test]
async fn a_trial_runs_the_flow_and_its_run_tells_what_each_step_did() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let flow = office.inbox_flow().await;
    let address = format!("/flows/{}", flow.id);
    let tested = eva.press(&address, "/events/test").await;
    assert_eq!(tested.leads_to(), format!("{address}?notice=flow-tested"));
    office.app.deliver().await;
    let page = eva.follow(&tested).await.expect(200);
    let run = page.attribute(".list tbody a", "href").unwrap();
    let page = eva.get(&run).await.expect(200);
    assert_eq!(page.texts(".journal-entry").len(), 2);
    assert!(
        page.text(".page-head").contains("Ran to the end"),
        "{}",
        page.text(".page-head")
    );
    assert!(page.text(".journal").contains("New submission received"));
    assert!(page.shows("Test"), "it says that it was a trial");
    let event = page.attribute("a[href^='/events/']", "href").unwrap();
    assert_eq!(
        eva.get(&event).await.expect(200).text(".delivery .badge"),
        "accepted by Tell the team about a new submission"
    );
    let list = eva.get("/flows").await.expect(200);
    assert_eq!(list.attribute(".runs a", "href"), Some(run));
}

#[tokio::test]
async fn a_failed_run_says_why_and_goes_on_from_the_step_that_failed() {
    let office = Office::open().await;
    let eva = office.eva().await;
    // A title that comes out empty is refused when the step runs.
    let template = exported().replace(
        "New submission received",
        "{{ trigger['body']['data']['customer']['companyName'] }}",
    );
    let form = Form::to(&eva.get("/flows").await.expect(200), "/flows");
    eva.send(form.set("template", &template)).await.leads_to();
    let run = run_of_the_only_flow(&office).await;
    let page = eva.get(&run).await.expect(200);
    assert!(
        page.text(".page-head").contains("Failed"),
        "{}",
        page.text(".page-head")
    );
    assert!(!page.text(".step-error").is_empty());
    let retry = Form::to(&page, &format!("{run}/retry"));
    let retried = eva.send(retry.clone()).await;
    assert_eq!(retried.leads_to(), format!("{run}?notice=run-retried"));
    let page = eva.follow(&retried).await.expect(200);
    assert!(
        !page.text(".page-head").contains("Failed"),
        "{}",
        page.text(".page-head")
    );
    // A second press finds it under way.
    assert_eq!(
        eva.send(retry).await.leads_to(),
        format!("{run}?notice=in-flight")
    );
    // The alert in the inbox leads to the run.
    let inbox = eva.get("/inbox").await.expect(200);
    assert_eq!(
        inbox.attribute(".message-alert .actions a", "href"),
        Some(run)
    );
}

#[tokio::test]
async fn a_flow_is_renamed_and_given_another_owner() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let flow = office.inbox_flow().await;
    let address = format!("/flows/{}", flow.id);
    let form = Form::to(&eva.get(&address).await.expect(200), &address);
    let changed = form
        .clone()
        .set("name", "Renamed")
        .set("owner_name", "Daan");
    let saved = eva.send(changed).await;
    assert_eq!(saved.leads_to(), format!("{address}?notice=saved"));
    let stored = all(&office).await.remove(0);
    assert_eq!(
        (stored.name.as_str(), stored.owner_name.as_deref()),
        ("Renamed", Some("Daan"))
    );
    assert!(
        stored.enabled && stored.revision == flow.revision,
        "what it does stays"
    );
    for (name, value) in [("name", ""), ("owner_name", "")] {
        let refused = eva.send(form.clone().set(name, value)).await.expect(422);
        assert_eq!(refused.wrong_fields(), [name]);
    }
    assert_eq!(all(&office).await.remove(0), stored);
}

#[tokio::test]
async fn an_exported_flow_is_a_file_that_is_taken_in_again() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let flow = office.inbox_flow().await;
    let file = eva
        .get(&format!("/flows/{}/export", flow.id))
        .await
        .expect(200);
    assert_eq!(file.header("content-type"), "application/json");
    let name = "attachment; filename=\"tell-the-team-about-a-new-submission.json\"";
    assert_eq!(file.header("content-disposition"), name);
    let form = Form::to(&eva.get("/flows").await.expect(200), "/flows");
    eva.send(form.set("template", &file.html)).await.leads_to();
    assert_eq!(all(&office).await.len(), 2);
}

#[tokio::test]
async fn a_deleted_flow_does_nothing_more_and_its_runs_stay() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let flow = office.inbox_flow().await;
    office.app.submit().await;
    office.app.deliver().await;
    let address = format!("/flows/{}", flow.id);
    let page = eva.get(&address).await.expect(200);
    let run = page.attribute(".list tbody a", "href").unwrap();
    let deleted = eva
        .send(Form::to(&page, &format!("{address}/delete")))
        .await;
    assert_eq!(deleted.leads_to(), "/flows?notice=deleted");
    eva.get(&address).await.expect(404);
    eva.get(&run).await.expect(200);
    office.app.submit().await;
    office.app.deliver().await;
    assert_eq!(eva.get("/inbox").await.texts(".message").len(), 1);
}

/// A loop over two words that holds a router, with a message in its branch, then an approval.
fn nested() -> String {
    let post = json!({
        "name": "step_3", "type": "PIECE", "displayName": "Tell", "valid": true,
        "settings": {
            "pieceName": "@winfactor/piece-winfactor", "pieceVersion": "0.1.0",
            "actionName": "inbox", "propertySettings": {},
            "input": {"title": "{{step_1.item}}", "text": "said"},
        },
    });
    let router = json!({
        "name": "step_2", "type": "ROUTER", "displayName": "Choose", "valid": true,
        "settings": {
            "executionType": "EXECUTE_FIRST_MATCH",
            "branches": [{"branchName": "Otherwise", "branchType": "FALLBACK"}],
        },
        "children": [post],
    });
    let approval = json!({
        "name": "step_4", "type": "PIECE", "displayName": "Ask", "valid": true,
        "settings": {
            "pieceName": "@activepieces/piece-approval", "pieceVersion": "0.1.0",
            "actionName": "wait_for_approval", "input": {}, "propertySettings": {},
        },
    });
    let mut template: Value = serde_json::from_str(&exported()).unwrap();
    template["flows"][0]["trigger"]["nextAction"] = json!({
        "name": "step_1", "type": "LOOP_ON_ITEMS", "displayName": "Each", "valid": true,
        "settings": {"items": "{{['red', 'green']}}"},
        "firstLoopAction": router, "nextAction": approval,
    });
    template.to_string()
}

#[tokio::test]
async fn steps_inside_of_others_are_indented_and_a_pause_tells_its_times() {
    let office = Office::open().await;
    let eva = office.eva().await;
    let form = Form::to(&eva.get("/flows").await.expect(200), "/flows");
    let imported = eva.send(form.set("template", &nested())).await;
    let page = eva.follow(&imported).await.expect(200);
    assert_eq!(
        page.texts(".flow-steps li[data-depth='1']"),
        ["Choose"],
        "{}",
        page.html
    );
    assert_eq!(page.texts(".flow-steps li[data-depth='2']"), ["Tell"]);
    let run = run_of_the_only_flow(&office).await;
    let page = eva.get(&run).await.expect(200);
    let names = page.texts(".journal-entry h3");
    assert_eq!(
        names[1..],
        [
            "Each step_1",
            "Choose step_2 round 1",
            "Tell step_3 round 1",
            "Choose step_2 round 2",
            "Tell step_3 round 2",
            "Ask step_4",
        ]
    );
    assert_eq!(page.texts(".journal-entry[data-depth='2']").len(), 2);
    let head = page.text(".page-head");
    assert!(head.contains("paused since"), "{head}");
    assert!(head.contains("waits for an answer, gives up on"), "{head}");
}
