//! In ActivePieces, Node.js evaluates what stands between the braces and runs the code. Both come to
//! the same there.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value};
use winfactor_domain::Locale;
use winfactor_domain::events::sample::Fullness;
use winfactor_flows::expressions::{Connections, Evaluator, Scope, Stopwatch, Template};
use winfactor_flows::format::{ActionKind, Step};
use winfactor_flows::recipes::Recipe;
use winfactor_testkit::javascript::{evaluate, run_code};

use crate::scene::{Done, each, flow, run};

fn evaluator() -> Evaluator {
    let stopwatch = Stopwatch::counting(Duration::from_micros(1));
    Evaluator::new(Connections::default(), 0, 0, stopwatch)
}

/// The outputs of the steps by name.
fn outputs(done: &Done) -> Map<String, Value> {
    let outputs = done.result.steps.iter();
    outputs
        .map(|(name, step)| (name.clone(), step["output"].clone()))
        .collect()
}

fn scope(outputs: &Map<String, Value>) -> Scope {
    let mut scope = Scope::default();
    for (name, output) in outputs {
        scope.insert(name.as_str(), output.clone());
    }
    scope
}

/// The value with its numbers as JavaScript writes them: 1250, not 1250.0.
fn written(value: Value) -> Value {
    match value {
        Value::Number(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").unwrap_or(&text).into()
        }
        Value::Array(items) => items.into_iter().map(written).collect(),
        Value::Object(members) => {
            let members = members.into_iter();
            members.map(|(key, value)| (key, written(value))).collect()
        }
        other => other,
    }
}

/// What stands between braces in a value, connections and code aside.
fn expressions(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let inside = text.split("{{").skip(1);
            let inside = inside.map(|rest| rest.split_once("}}").unwrap().0);
            found.extend(
                inside
                    .filter(|expression| !expression.starts_with("connections"))
                    .map(str::to_owned),
            );
        }
        Value::Array(items) => items.iter().for_each(|item| expressions(item, found)),
        Value::Object(members) => members
            .iter()
            .filter(|(key, _)| *key != "sourceCode")
            .for_each(|(_, member)| expressions(member, found)),
        _ => {}
    }
}

#[test]
fn every_expression_comes_to_the_same_in_node() {
    for recipe in Recipe::all() {
        let outputs = outputs(&run(recipe, Locale::De, Fullness::Sparse));
        let flow = flow(recipe, Locale::De);
        let mut found = Vec::new();
        expressions(&flow.to_value()["trigger"]["nextAction"], &mut found);
        assert!(found.len() > 2, "{}", recipe.id());
        let theirs = evaluate(&found, &Value::Object(outputs.clone()));
        let scope = scope(&outputs);
        for (expression, theirs) in found.iter().zip(theirs) {
            let template = Template::compile(&format!("{{{{{expression}}}}}")).unwrap();
            let ours = template.resolve(&scope, &mut evaluator()).unwrap();
            // Nothing is an empty text in a flow.
            let theirs = match theirs.unwrap() {
                Value::Null => Value::from(""),
                value => value,
            };
            assert_eq!(
                written(ours),
                written(theirs),
                "{}: {expression}",
                recipe.id()
            );
        }
    }
}

#[test]
fn every_code_step_comes_to_the_same_in_node() {
    let mut steps: BTreeMap<String, Vec<(Value, Value)>> = BTreeMap::new();
    for (recipe, locale) in each() {
        for fullness in [Fullness::Full, Fullness::Sparse] {
            let outputs = outputs(&run(recipe, locale, fullness));
            let scope = scope(&outputs);
            for numbered in flow(recipe, locale).steps() {
                let Step::Action(action) = numbered.step else {
                    continue;
                };
                let ActionKind::Code(code) = &action.kind else {
                    continue;
                };
                let resolved = code.input.iter().map(|(name, value)| {
                    let template = Template::compile(value.as_str().unwrap()).unwrap();
                    let value = template.resolve(&scope, &mut evaluator()).unwrap();
                    (name.clone(), value)
                });
                let inputs = Value::Object(resolved.collect());
                let source = code.source_code.as_ref().unwrap().code.clone();
                let ran = (inputs, outputs[&action.name].clone());
                steps.entry(source).or_default().push(ran);
            }
        }
    }
    assert_eq!(steps.len(), 2, "texts and message");
    for (source, ran) in steps {
        let (inputs, ours): (Vec<_>, Vec<_>) = ran.into_iter().unzip();
        assert!(inputs.len() > 100);
        for (ours, theirs) in ours.into_iter().zip(run_code(&source, &inputs)) {
            assert_eq!(Ok(ours), theirs);
        }
    }
}
