//! What holds for every document and every text.

#![allow(clippy::unwrap_used)]

mod any_flow;
#[path = "../support/mod.rs"]
mod support;

use std::sync::Arc;
use std::time::Duration;

use any_flow::{any_json, any_template, flow, unknown_fields, with_fields};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value, json};
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
    fn what_is_completed_keeps_all_that_it_says(flow in flow(), last_changed in 0_i64..1 << 42) {
        let read = TemplateDocument::from_value(flow).unwrap();
        let mut completed = read.clone();
        completed.complete(last_changed);
        prop_assert_eq!(&TemplateDocument::from_value(completed.to_value()).unwrap(), &completed);
        let steps = |document: &TemplateDocument| -> Vec<_> {
            let steps = document.flows[0].steps();
            steps.iter().map(|it| (it.step.name().to_owned(), it.depth, it.skipped)).collect()
        };
        prop_assert_eq!(steps(&completed), steps(&read));
        let mut again = completed.clone();
        again.complete(0);
        prop_assert_eq!(again, completed);
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
    fn no_other_version_makes_the_migrations_panic(flow in flow(), version in 0_u32..23) {
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
