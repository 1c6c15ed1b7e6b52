//! What holds for every document and every text.

#![allow(clippy::unwrap_used)]

mod support;

use std::sync::Arc;
use std::time::Duration;

use proptest::collection::{hash_map, vec};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Map, Value, json};
use support::catalog;
use winfactor_flows::expressions::{
    Connection, Connections, Evaluator, InputTemplate, Limits, Scope, Stopwatch,
};
use winfactor_flows::run::{RunLimits, RunSetup, RunStatus, StepOutcome, Waitpoints, run_offline};
use winfactor_flows::{
    CompiledFlow, FlowVersion, Problem, Run, TemplateDocument, validate_with_samples,
};

fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    }
}

/// Any JSON, with texts that look like templates among it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        any_template().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            hash_map("[a-z]{1,6}", inner, 0..4)
                .prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

fn any_template() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{{".to_owned()),
        Just("}}".to_owned()),
        Just("trigger".to_owned()),
        Just("['body']".to_owned()),
        Just("?.[0]".to_owned()),
        Just(".length".to_owned()),
        Just("\n".to_owned()),
        "[ -~äß€😀]{0,4}".prop_map(|text| text),
    ];
    vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

/// Fields of a later version, or of a person's own; none of them is known to the format.
fn unknown_fields() -> impl Strategy<Value = Map<String, Value>> {
    hash_map("x_[a-z]{1,4}", any_json(), 0..3).prop_map(|it| it.into_iter().collect())
}

fn with_fields(mut value: Value, fields: Map<String, Value>) -> Value {
    value.as_object_mut().unwrap().extend(fields);
    value
}

fn inputs() -> impl Strategy<Value = Value> {
    hash_map("[a-z]{1,5}", any_json(), 0..4).prop_map(|it| Value::Object(it.into_iter().collect()))
}

fn piece_settings(operation: &'static str) -> impl Strategy<Value = Value> {
    (inputs(), unknown_fields(), "[a-z_]{1,8}").prop_map(move |(input, fields, name)| {
        let settings = json!({
            "pieceName": format!("@activepieces/piece-{name}"), "pieceVersion": "1.2.3",
            operation: name, "input": input,
        });
        with_fields(settings, fields)
    })
}

fn chain_of(actions: Vec<Value>) -> Option<Value> {
    actions.into_iter().rev().fold(None, |next, mut action| {
        if let Some(next) = next {
            action["nextAction"] = next;
        }
        Some(action)
    })
}

fn condition() -> impl Strategy<Value = Value> {
    (any_json(), any::<bool>(), unknown_fields()).prop_map(|(first, case, fields)| {
        let condition = json!({"operator": "EXISTS", "firstValue": first, "caseSensitive": case});
        with_fields(condition, fields)
    })
}

fn branch() -> impl Strategy<Value = Value> {
    let groups = vec(vec(condition(), 0..2), 0..2);
    let branch = prop_oneof![
        groups
            .prop_map(|it| json!({"branchType": "CONDITION", "branchName": "B", "conditions": it})),
        Just(json!({"branchType": "FALLBACK", "branchName": "Otherwise"})),
        Just(json!({"branchType": "NEWER"})),
    ];
    (branch, unknown_fields()).prop_map(|(branch, fields)| with_fields(branch, fields))
}

fn action() -> impl Strategy<Value = Value> {
    let code = (inputs(), unknown_fields()).prop_map(|(input, fields)| {
        let source = json!({"code": "export const code = 1", "packageJson": "{}"});
        let settings = with_fields(json!({"sourceCode": source, "input": input}), fields);
        json!({"type": "CODE", "settings": settings})
    });
    let leaf = prop_oneof![
        piece_settings("actionName").prop_map(|it| json!({"type": "PIECE", "settings": it})),
        code,
        any_json().prop_map(|it| json!({"type": "NEWER_TYPE", "settings": it})),
    ];
    let step = named(leaf).boxed();
    step.prop_recursive(2, 12, 3, |inner| {
        let looping = (vec(inner.clone(), 0..3), unknown_fields()).prop_map(|(body, fields)| {
            let settings = with_fields(json!({"items": "{{trigger.list}}"}), fields);
            let mut step = json!({"type": "LOOP_ON_ITEMS", "settings": settings});
            if let Some(body) = chain_of(body) {
                step["firstLoopAction"] = body;
            }
            step
        });
        let router = (vec((vec(inner, 0..2), branch()), 0..3), unknown_fields()).prop_map(
            |(branches, fields)| {
                let (children, branches): (Vec<_>, Vec<_>) = branches.into_iter().unzip();
                let settings = json!({"branches": branches, "executionType": "EXECUTE_ALL_MATCH"});
                let children: Vec<_> = children.into_iter().map(chain_of).collect();
                json!({"type": "ROUTER", "settings": with_fields(settings, fields), "children": children})
            },
        );
        named(prop_oneof![looping, router]).boxed()
    })
}

fn named(step: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let skip = prop_oneof![
        Just(json!({})),
        any::<bool>().prop_map(|skip| json!({"skip": skip}))
    ];
    (step, "step_[0-9]{1,3}", ".{0,8}", skip, unknown_fields()).prop_map(
        |(step, name, label, skip, fields)| {
            let mut step = with_fields(step, fields);
            step["name"] = json!(name);
            step["displayName"] = json!(label);
            with_fields(step, skip.as_object().unwrap().clone())
        },
    )
}

fn flow() -> impl Strategy<Value = Value> {
    let trigger = prop_oneof![
        piece_settings("triggerName")
            .prop_map(|it| json!({"type": "PIECE_TRIGGER", "settings": it})),
        any_json().prop_map(|it| json!({"type": "EMPTY", "settings": it})),
    ];
    (
        trigger,
        vec(action(), 0..4),
        unknown_fields(),
        unknown_fields(),
    )
        .prop_map(|(trigger, actions, of_trigger, of_flow)| {
            let mut trigger = with_fields(trigger, of_trigger);
            trigger["name"] = json!("trigger");
            trigger["displayName"] = json!("Start");
            if let Some(first) = chain_of(actions) {
                trigger["nextAction"] = first;
            }
            let flow = json!({
                "displayName": "Any flow", "trigger": trigger, "valid": true, "schemaVersion": "20",
            });
            with_fields(flow, of_flow)
        })
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn what_is_imported_is_exported_again(flows in vec(flow(), 1..3), fields in unknown_fields()) {
        let document = with_fields(json!({"name": "T", "flows": flows}), fields);
        let read = TemplateDocument::from_value(document.clone()).unwrap();
        prop_assert_eq!(read.to_value(), document);
        prop_assert_eq!(TemplateDocument::parse(&read.to_json()).unwrap(), read);
    }

    #[test]
    fn a_flow_without_problems_runs_to_its_end(
        texts in vec((any_template(), any_template()), 1..4),
        body in any_json(),
    ) {
        let steps: Vec<_> = (1..).zip(&texts).map(|(n, (title, text))| {
            support::inbox(n, json!({"title": format!("T{title}"), "text": format!("T{text}")}))
        }).collect();
        let flow = support::flow(&steps);
        let problems = validate_with_samples(&flow, &catalog(), &[]);
        match CompiledFlow::compile(&flow, &catalog()) {
            Err(refused) => {
                let preventing = problems.into_iter().filter(Problem::prevents_a_run);
                prop_assert_eq!(refused.problems, preventing.collect::<Vec<_>>());
            }
            Ok(flow) => {
                prop_assert!(!problems.iter().any(Problem::prevents_a_run));
                let setup = RunSetup {
                    evaluator: evaluator(),
                    waitpoints: Waitpoints::new("https://x.example".parse().unwrap(), String::new),
                    limits: RunLimits::default(),
                };
                let mut run = Run::start(Arc::new(flow), json!({"body": body}), setup);
                let mut performed = 0;
                let result = run_offline(&mut run, 0, |request| {
                    performed += 1;
                    assert!(request.input["text"].is_string());
                    StepOutcome::Succeeded(json!({"id": "msg"}))
                });
                prop_assert_eq!(result.status, RunStatus::Succeeded);
                prop_assert_eq!(performed, steps.len());
            }
        }
    }

    #[test]
    fn no_document_makes_the_reader_panic(
        mut flow in flow(),
        path in vec(any::<prop::sample::Index>(), 1..8),
        replacement in any_json(),
        version in any_json(),
    ) {
        *somewhere(&mut flow, &path) = replacement;
        let read = TemplateDocument::from_value(flow.clone());
        if let Ok(document) = &read {
            // What can be read can be written and read again.
            prop_assert!(TemplateDocument::from_value(document.to_value()).is_ok());
        }
        if let Some(flow) = flow.as_object_mut() {
            flow.insert("schemaVersion".to_owned(), version);
        }
        let old = TemplateDocument::from_value(flow.clone());
        let bare = FlowVersion::from_value(flow);
        prop_assert!(old.is_err() || bare.is_ok());
    }

    #[test]
    fn no_old_document_makes_the_migrations_panic(flow in flow(), version in 0_u32..20) {
        let mut flow = flow;
        flow["schemaVersion"] = json!(version);
        if let Ok(migrated) = FlowVersion::from_value(flow) {
            prop_assert_eq!(&migrated.to_value()["schemaVersion"], "20");
        }
    }
}

proptest! {
    #![proptest_config(config(1024))]

    #[test]
    fn any_json_and_any_text_is_read_or_refused(value in any_json(), text in ".{0,40}") {
        let of_value = TemplateDocument::from_value(value.clone()).is_ok();
        prop_assert_eq!(TemplateDocument::parse(&value.to_string()).is_ok(), of_value);
        prop_assert!(TemplateDocument::parse(&text).is_err());
    }
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn any_text_resolves(text in any_template(), output in any_json()) {
        let mut scope = Scope::default();
        scope.insert("trigger", output);
        let template = InputTemplate::compile(&Value::from(text.clone())).unwrap();
        let is_literal = !text.contains("{{") || !text.contains("}}");
        // No step of that name: connections that do not exist are errors, and nothing else is.
        let resolved = template.resolve(&scope, &mut evaluator());
        if is_literal {
            prop_assert_eq!(resolved, Ok(Value::from(text)));
        } else {
            prop_assert!(resolved.is_ok_and(|value| !value.is_null()));
        }
    }

    #[test]
    fn any_expression_ends(expression in any_javascript(), output in any_json()) {
        let mut scope = Scope::default();
        scope.insert("trigger", output.clone());
        let text = Value::from(format!("{{{{{expression}}}}}"));
        let template = InputTemplate::compile(&text).unwrap();
        let mut evaluator = evaluator();
        // A value, or a limit; and the engine is as it was.
        let _ = template.resolve(&scope, &mut evaluator);
        let probe = Value::from("{{ JSON.stringify([trigger, [1, 2].map(it => it * 2), `${{}}`]) }}");
        let probe = InputTemplate::compile(&probe).unwrap();
        let seen = probe.resolve(&scope, &mut evaluator);
        prop_assert_eq!(seen, probe.resolve(&scope, &mut self::evaluator()));
    }
}

fn evaluator() -> Evaluator {
    let limits = Limits {
        expression_time: Duration::from_millis(20),
        ..Limits::default()
    };
    let connections = [("c".to_owned(), Connection::works(json!({"a": 1})))];
    let stopwatch = Stopwatch::counting(Duration::from_millis(1));
    Evaluator::new(Connections::from_iter(connections), 0, 0, stopwatch).with_limits(limits)
}

/// What looks like JavaScript, often enough to be some.
fn any_javascript() -> impl Strategy<Value = String> {
    let words = [
        "trigger",
        "(",
        ")",
        "[",
        "]",
        ".",
        "?.",
        ",",
        "=>",
        "x",
        "1",
        "'a'",
        "`${",
        "}",
        "{",
        "+",
        " = ",
        ":",
        "map",
        "sort()",
        "push(1)",
        "constructor",
        "__proto__",
        "Object.assign(",
        "Array.prototype",
        "JSON",
        ".length",
        "while",
        "...",
        "new ",
        "/",
        "x => ",
        "\\",
        "await ",
    ];
    let word = prop_oneof![
        4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => "[ -~]{0,3}".prop_map(|text| text),
    ];
    vec(word, 0..12).prop_map(|words| words.concat())
}

/// A part of the document, found by going down a path of positions.
fn somewhere<'a>(value: &'a mut Value, path: &[prop::sample::Index]) -> &'a mut Value {
    let Some((first, rest)) = path.split_first() else {
        return value;
    };
    let is_empty = match &*value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    };
    if is_empty {
        return value;
    }
    let child = match value {
        Value::Object(members) => {
            let position = first.index(members.len());
            members.values_mut().nth(position)
        }
        Value::Array(items) => {
            let position = first.index(items.len());
            items.get_mut(position)
        }
        _ => None,
    };
    somewhere(child.unwrap(), rest)
}
