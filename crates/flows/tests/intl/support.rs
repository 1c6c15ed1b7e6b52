use std::time::Duration;

use serde_json::{Map, Value, json};
use winfactor_flows::code::CodeStep;
use winfactor_flows::expressions::{
    Connections, Evaluator, InputTemplate, ResolveError, Scope, Stopwatch,
};
use winfactor_flows::format::{CodeSettings, SourceCode};
use winfactor_testkit::javascript;

pub(crate) const LOCALES: [&str; 12] = [
    "en", "en-US", "en-GB", "de", "de-DE", "de-AT", "de-CH", "de-BE", "de-LU", "nl", "nl-NL",
    "nl-BE",
];

pub(crate) fn evaluator() -> Evaluator {
    let stopwatch = Stopwatch::counting(Duration::from_micros(1));
    Evaluator::new(Connections::default(), 1_795_600_800_000, 7, stopwatch)
}

pub(crate) fn resolve(
    expression: &str,
    data: &Value,
    evaluator: &mut Evaluator,
) -> Result<Value, ResolveError> {
    let template = InputTemplate::compile(&json!(format!("{{{{{expression}}}}}"))).unwrap();
    let mut scope = Scope::default();
    for (name, value) in data.as_object().unwrap() {
        scope.insert(name.as_str(), value.clone());
    }
    template.resolve(&scope, evaluator)
}

/// The ready-made code step "Texts".
pub(crate) const TEXTS: &str = include_str!("../../recipes/texts.ts");

pub(crate) fn code_step(code: &str) -> CodeStep {
    CodeStep::compile(&CodeSettings {
        source_code: Some(SourceCode {
            code: code.to_owned(),
            package_json: "{}".to_owned(),
        }),
        input: Map::new(),
        fields: Map::new(),
    })
    .unwrap()
}

/// Checks that expressions give here what they give in Node.js; what throws there gives "".
#[track_caller]
pub(crate) fn agree(expressions: &[String]) {
    let mut evaluator = evaluator();
    let theirs = javascript::evaluate(expressions, &json!({}));
    let mut differences = Vec::new();
    for (expression, there) in expressions.iter().zip(theirs) {
        let here = resolve(expression, &json!({}), &mut evaluator);
        let expected = match &there {
            Ok(Value::Null) | Err(_) => json!(""),
            Ok(value) => value.clone(),
        };
        if here != Ok(expected) {
            differences.push(format!("{expression}\n  there {there:?}\n  here  {here:?}"));
        }
    }
    let count = differences.len();
    differences.truncate(60);
    assert!(
        differences.is_empty(),
        "{count} of {} differ:\n{}",
        expressions.len(),
        differences.join("\n")
    );
}

/// Each of the first with each of the second.
pub(crate) fn each<A: Copy, B: Copy>(first: &[A], second: &[B]) -> Vec<(A, B)> {
    let pairs = first
        .iter()
        .flat_map(|a| second.iter().map(move |b| (*a, *b)));
    pairs.collect()
}
