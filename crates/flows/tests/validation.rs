//! What people are told about a flow.

#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use support::{EVENT_TYPES, catalog, flow, inbox, webhook_sample};
use winfactor_flows::pieces::{TriggerOutput, WINFACTOR_PIECE};
use winfactor_flows::{CompiledFlow, FlowVersion, validate, validate_with_samples};

fn problems(actions: &[Value]) -> Vec<String> {
    let problems = validate_with_samples(&flow(actions), &catalog(), &[webhook_sample()]);
    problems.iter().map(ToString::to_string).collect()
}

fn text_problems(text: &str) -> Vec<String> {
    let actions = [
        inbox(1, json!({"title": "A", "text": "x"})),
        inbox(2, json!({"title": "B", "text": text})),
        inbox(3, json!({"title": "C", "text": "x"})),
    ];
    problems(&actions)
}

fn with_trigger(trigger: Value) -> Vec<String> {
    let mut value = flow(&[inbox(1, json!({"title": "A", "text": "x"}))]).to_value();
    for (key, member) in trigger.as_object().unwrap() {
        value["trigger"][key] = member.clone();
    }
    let problems = validate(&FlowVersion::from_value(value).unwrap(), &catalog());
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_good_flow_has_no_problems() {
    let text = "{{trigger.body.data.customer.companyName}} {{ step_1.id }} {{trigger.headers['x-winfactor-event']}}";
    assert_eq!(text_problems(text), [""; 0]);
}

#[test]
fn placeholders_are_checked_against_the_sample() {
    let table = [
        ("{{trigger.body.data.customer.fax}}", Some("trigger")),
        ("{{trigger.body.customer.name}}", Some("trigger")),
        ("{{trigger.body.data.customer.name.first}}", Some("trigger")),
        ("{{trigger.body.timestamp.day}}", Some("trigger")),
        ("{{step_1.unknown}}", Some("step_1")),
        ("{{trigger.body.data.customer.companyName.length}}", None),
        ("{{trigger.body.data.customer.name[0]}}", None),
        ("{{trigger.body.data.customer.name.length}}", None),
        ("{{step_1.title}}", None),
    ];
    for (text, step) in table {
        let expected: Vec<String> = step
            .map(|step| {
                format!("step 3, Inbox 2: `{text}` is not in the data: {step} has no such field")
            })
            .into_iter()
            .collect();
        assert_eq!(text_problems(text), expected, "{text}");
    }
}

#[test]
fn a_placeholder_must_exist_in_one_of_several_samples() {
    let flow = flow(&[inbox(
        1,
        json!({"title": "{{trigger.body.a}}", "text": "{{trigger.body.b}}"}),
    )]);
    let samples = [json!({"body": {"a": 1}}), json!({"body": {"b": null}})];
    assert_eq!(validate_with_samples(&flow, &catalog(), &samples), []);
    assert_eq!(
        validate_with_samples(&flow, &catalog(), &samples[..1]).len(),
        1
    );
    assert_eq!(validate(&flow, &catalog()), []);
}

#[test]
fn a_list_may_be_longer_than_in_the_sample_but_is_no_object() {
    let check = |text: &str| {
        let flow = flow(&[inbox(1, json!({"title": "A", "text": text}))]);
        let sample = json!({"body": {"recipients": ["a@x.example"]}});
        validate_with_samples(&flow, &catalog(), &[sample]).len()
    };
    assert_eq!(check("{{trigger.body.recipients[3].anything}}"), 0);
    assert_eq!(check("{{trigger.body.recipients.length}}"), 0);
    assert_eq!(check("{{trigger.body.recipients.first}}"), 1);
    assert_eq!(check("{{trigger.body.recipients[0].first}}"), 1);
}

#[test]
fn expressions_that_cannot_run_are_named() {
    let endless = format!("{{{{ a{} }}}}", "+a".repeat(40_000));
    let table = [
        (
            endless.as_str(),
            "step 3, Inbox 2: the expression that begins with `{{ a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a` is too long".to_owned(),
        ),
        (
            "{{flattenNestedKeys(nobody, ['a'])}}",
            "step 3, Inbox 2: `{{flattenNestedKeys(nobody, ['a'])}}` refers to nobody, but the flow has no step of that name".to_owned(),
        ),
        ("{{ }}", "step 3, Inbox 2: a placeholder has nothing between its braces".to_owned()),
        (
            "{{connections['slack']}}",
            "step 3, Inbox 2: `{{connections['slack']}}` needs a connection that does not exist here".to_owned(),
        ),
        (
            "ap-formula-v1::{shout({{trigger.body.eventType}})}::ap-formula-v1",
            "step 3, Inbox 2: `shout` is no known function; check its spelling".to_owned(),
        ),
        (
            "ap-formula-v1::{uppercase({{nobody.name}})}::ap-formula-v1",
            "step 3, Inbox 2: `{{nobody.name}}` refers to nobody, but the flow has no step of that name".to_owned(),
        ),
        (
            "{{ nobody.name }}",
            "step 3, Inbox 2: `{{ nobody.name }}` refers to nobody, but the flow has no step of that name".to_owned(),
        ),
        (
            "{{ step_3.id }}",
            "step 3, Inbox 2: `{{ step_3.id }}` refers to step_3, which has not run by then".to_owned(),
        ),
        (
            "{{ step_2.id }}",
            "step 3, Inbox 2: `{{ step_2.id }}` refers to step_2, which has not run by then".to_owned(),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(text_problems(text), [expected], "{text}");
    }
}

#[test]
fn a_skipped_step_is_not_checked_and_cannot_be_referred_to() {
    let mut skipped = inbox(1, json!({"text": "{{ f() }}"}));
    skipped["skip"] = json!(true);
    let actions = [
        skipped.clone(),
        inbox(2, json!({"title": "{{step_1.id}}", "text": "x"})),
    ];
    assert_eq!(
        problems(&actions),
        [
            "step 3, Inbox 2: `{{step_1.id}}` refers to step_1, which is skipped and leaves no output"
        ]
    );
    assert_eq!(
        problems(&[skipped]),
        ["step 1, Catch Webhook: add a step that does something"]
    );
}

#[test]
fn inputs_are_checked() {
    assert_eq!(
        problems(&[]),
        ["step 1, Catch Webhook: add a step that does something"]
    );
    assert_eq!(
        problems(&[inbox(1, json!({"title": " ", "link": 5}))]),
        [
            "step 2, Inbox 1: Title is missing",
            "step 2, Inbox 1: Text is missing"
        ]
    );
    let checkbox = |value: Value| {
        problems(&[inbox(
            1,
            json!({"title": "A", "text": "x", "dropEmptyLines": value}),
        )])
    };
    let wrong =
        ["step 2, Inbox 1: Leave out lines whose fields are all empty must be true or false"];
    assert_eq!(checkbox(json!("true")), wrong);
    assert_eq!(checkbox(json!("")), wrong);
    assert_eq!(checkbox(json!(1)), wrong);
    assert_eq!(checkbox(json!(false)), [""; 0]);
    assert_eq!(checkbox(json!("{{trigger.body.version}}")), [""; 0]);
}

#[test]
fn pieces_that_are_not_built_in_run_in_activepieces_only() {
    let mut slack = inbox(1, json!({"channel": "{{ f() }}"}));
    slack["displayName"] = json!("Discord");
    slack["settings"]["pieceName"] = json!("@activepieces/piece-discord");
    assert_eq!(
        problems(&[slack]),
        ["step 2, Discord: runs in ActivePieces only: @activepieces/piece-discord is not built in"]
    );
    let mut other = inbox(1, json!({}));
    other["settings"]["actionName"] = json!("fly");
    assert_eq!(
        problems(&[other.clone()]),
        [
            "step 2, Inbox 1: runs in ActivePieces only: `fly` of @winfactor/piece-winfactor is not built in"
        ]
    );
    other["settings"]["actionName"] = Value::Null;
    assert_eq!(
        problems(&[other]),
        ["step 2, Inbox 1: choose an action of this piece"]
    );
}

#[test]
fn each_type_of_step_is_checked() {
    let step = |name: &str, step_type: &str, settings: Value, extra: Value| {
        let mut step =
            json!({"name": name, "type": step_type, "displayName": name, "settings": settings});
        for (key, value) in extra.as_object().unwrap() {
            step[key] = value.clone();
        }
        step
    };
    let inner = inbox(9, json!({"text": "x"}));
    let imports = json!({
        "code": "import axios from 'axios'; export const code = async () => axios.get('x');", "packageJson": "{}",
    });
    let actions = [
        step("code", "CODE", json!({"sourceCode": imports}), json!({})),
        step(
            "loop",
            "LOOP_ON_ITEMS",
            json!({}),
            json!({"firstLoopAction": inner}),
        ),
        step(
            "router",
            "ROUTER",
            json!({"executionType": "EXECUTE_SOME", "branches": []}),
            json!({"children": [null]}),
        ),
        step("agent", "AGENT", json!({}), json!({})),
    ];
    let problems_of_steps = problems(&actions);
    assert!(
        problems_of_steps[0].contains("the package `axios`"),
        "{}",
        problems_of_steps[0]
    );
    assert_eq!(
        problems_of_steps[1..],
        [
            "step 3, loop: Items is missing",
            "step 4, Inbox 9: Title is missing",
            "step 5, router: `EXECUTE_SOME` is no way to run a router",
            "step 6, agent: this version of the embedded runner does not run AGENT steps yet",
        ]
    );
    let mut branching = inbox(1, json!({"title": "A", "text": "x"}));
    branching["continueOnFailureBranches"] = json!({"onFailure": inbox(2, json!({"title": "B"}))});
    assert_eq!(problems(&[branching]), ["step 3, Inbox 2: Text is missing"]);
}

#[test]
fn names_must_be_usable_and_unique() {
    let mut twice = inbox(1, json!({"title": "A", "text": "x"}));
    twice["displayName"] = json!("Again");
    let mut odd = inbox(2, json!({"title": "A", "text": "x"}));
    odd["name"] = json!("step-2");
    assert_eq!(
        problems(&[inbox(1, json!({"title": "A", "text": "x"})), twice, odd]),
        [
            "step 3, Again: another step has the same name; rename one of them",
            "step 4, Inbox 2: the step's name may have letters, digits and _ only and must not begin with a digit",
        ]
    );
}

#[test]
fn the_trigger_must_be_built_in() {
    assert_eq!(
        with_trigger(json!({"type": "EMPTY", "settings": {}})),
        ["step 1, Catch Webhook: choose what starts the flow"]
    );
    assert_eq!(
        with_trigger(json!({"type": "SCHEDULE", "settings": {}})),
        ["step 1, Catch Webhook: triggers of type SCHEDULE are not known here"]
    );
    let piece = |name: &str, trigger: Value| {
        with_trigger(json!({
            "settings": {"pieceName": name, "pieceVersion": "1.0.0", "triggerName": trigger, "input": {}},
        }))
    };
    assert_eq!(
        piece("@activepieces/piece-notion", json!("new_page")),
        [
            "step 1, Catch Webhook: runs in ActivePieces only: @activepieces/piece-notion is not built in"
        ]
    );
    assert_eq!(
        piece(WINFACTOR_PIECE, json!("quote_lost")),
        [
            "step 1, Catch Webhook: runs in ActivePieces only: `quote_lost` of @winfactor/piece-winfactor is not built in"
        ]
    );
    assert_eq!(
        piece(WINFACTOR_PIECE, Value::Null),
        ["step 1, Catch Webhook: choose a trigger of this piece"]
    );
}

#[test]
fn each_trigger_takes_its_events() {
    let catalog = catalog();
    let with = |piece: &str, trigger: &str| {
        let mut value = flow(&[inbox(1, json!({"title": "A", "text": "x"}))]).to_value();
        value["trigger"]["settings"]["pieceName"] = json!(piece);
        value["trigger"]["settings"]["triggerName"] = json!(trigger);
        let flow = FlowVersion::from_value(value).unwrap();
        let output = catalog.trigger_of(&flow).unwrap().output;
        let compiled = CompiledFlow::compile(&flow, &catalog).unwrap();
        let taken: Vec<_> = EVENT_TYPES
            .into_iter()
            .filter(|it| compiled.accepts(it))
            .collect();
        (output, taken)
    };
    assert_eq!(
        with("@activepieces/piece-webhook", "catch_webhook"),
        (TriggerOutput::WebhookRequest, EVENT_TYPES.to_vec())
    );
    assert_eq!(
        with(WINFACTOR_PIECE, "any_event"),
        (TriggerOutput::Event, EVENT_TYPES.to_vec())
    );
    for event_type in EVENT_TYPES {
        let trigger = event_type.replace('.', "_");
        assert_eq!(
            with(WINFACTOR_PIECE, &trigger),
            (TriggerOutput::Event, vec![event_type])
        );
    }
}

#[test]
fn problems_are_told_to_programs_too() {
    let problems = validate(&flow(&[inbox(1, json!({"text": "x"}))]), &catalog());
    assert_eq!(
        serde_json::to_value(&problems).unwrap(),
        json!([{
            "stepNumber": 2, "stepName": "step_1", "stepDisplayName": "Inbox 1",
            "code": "input_missing", "message": "Title is missing",
        }])
    );
}

#[test]
fn only_what_prevents_a_run_refuses_it() {
    let unwise = flow(&[inbox(1, json!({"text": "{{nobody.knows}}"}))]);
    assert_eq!(validate(&unwise, &catalog()).len(), 2);
    assert!(CompiledFlow::compile(&unwise, &catalog()).is_ok());

    let mut slack = inbox(1, json!({}));
    slack["settings"]["pieceName"] = json!("@activepieces/piece-discord");
    let refused = CompiledFlow::compile(&flow(&[slack]), &catalog()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the flow cannot run: step 2, Inbox 1: runs in ActivePieces only: \
         @activepieces/piece-discord is not built in"
    );
}
