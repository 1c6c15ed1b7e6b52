use serde_json::{Value, json};
use winfactor_flows::expressions::{Escaping, InputTemplate, Manner, ResolveError, Scope};
use winfactor_flows::formulas::FormulaError;

use super::support::{check, evaluator, resolve, scope};

#[test]
fn formulas_see_what_the_steps_gave() {
    check(&[
        (
            "ap-formula-v1::{uppercase({{trigger.body.name}})}::ap-formula-v1",
            json!("ADA"),
        ),
        (
            "ap-formula-v1::{{{trigger.body.count}} * 1.5}::ap-formula-v1",
            json!(4.5),
        ),
        (
            "ap-formula-v1::{sort_list({{trigger.body.numbers}})}::ap-formula-v1",
            json!([1, 2, 3]),
        ),
        (
            "ap-formula-v1::{sum(pluck({{trigger.body.items}};price))}::ap-formula-v1",
            json!(12.5),
        ),
        (
            "ap-formula-v1::{if({{trigger.body.count}} > 2 and {{step_1.id}} == \"msg_1\";many;few)}::ap-formula-v1",
            json!("many"),
        ),
        (
            "ap-formula-v1::{{{trigger.body.items.1.name}}}::ap-formula-v1",
            json!(""),
        ),
        (
            "{{step_2}} ap-formula-v1::{trim( x )}::ap-formula-v1 {{trigger.body.object}}",
            json!("output x [object Object]"),
        ),
        (
            "ap-formula-v1::{format_date(now();YYYY-MM-DD HH:mm)}::ap-formula-v1",
            json!("2026-11-25 10:00"),
        ),
    ]);
}

/// Unlike `null` within a formula, a variable without a value is an empty text.
#[test]
fn a_variable_without_a_value_is_an_empty_text() {
    check(&[
        (
            "ap-formula-v1::{if_null({{trigger.body.none}};fallback)}::ap-formula-v1",
            json!(""),
        ),
        (
            "ap-formula-v1::{if_empty({{trigger.body.none}};fallback)}::ap-formula-v1",
            json!("fallback"),
        ),
        (
            "ap-formula-v1::{if_empty({{nobody.name}};fallback)}::ap-formula-v1",
            json!("fallback"),
        ),
        (
            "ap-formula-v1::{{{step_1.missing}} + 1}::ap-formula-v1",
            json!(1),
        ),
        (
            "<ap-formula-v1::{{{step_1.missing}}}::ap-formula-v1>",
            json!("<>"),
        ),
    ]);
}

/// The kept input of a step would show it: what a formula makes of a secret cannot be censored.
#[test]
fn connections_are_out_of_reach() {
    check(&[(
        "ap-formula-v1::{if_empty({{connections.key.secret_text}};nothing)}::ap-formula-v1",
        json!("nothing"),
    )]);
    let template = InputTemplate::compile(&json!({
        "plain": "{{connections.key.secret_text}}",
        "formula": "ap-formula-v1::{length({{connections.key}})}::ap-formula-v1",
    }));
    let censored = template
        .unwrap()
        .resolve_censored(&scope(), &mut evaluator());
    assert_eq!(censored, Ok(json!({"plain": "**REDACTED**", "formula": 0})));
}

#[test]
fn a_formula_without_a_result_is_an_error_with_its_words() {
    let text = "total: ap-formula-v1::{divide({{trigger.body.total}};0)}::ap-formula-v1";
    let error = resolve(text).unwrap_err();
    assert!(matches!(
        error,
        ResolveError::Formula(FormulaError::DivisionByZero { .. })
    ));
    assert_eq!(error.to_string(), "divide: cannot divide by zero");
}

#[test]
fn a_formula_that_cannot_be_read_is_found_when_it_is_compiled() {
    let table = [
        (
            "ap-formula-v1::{shout(a)}::ap-formula-v1",
            "`shout` is no known function; check its spelling",
        ),
        (
            "ap-formula-v1::{uppercase(a)",
            "A formula is not closed: `}::ap-formula-v1` is missing at its end",
        ),
        (
            "ap-formula-v7::{uppercase(a)}::ap-formula-v7",
            "A formula is written in version 7 of the format, and only version 1 is known",
        ),
    ];
    for (text, expected) in table {
        let error = InputTemplate::compile(&Value::from(text)).unwrap_err();
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn what_formulas_give_is_escaped_and_the_text_around_them_is_not() {
    let mut scope = Scope::default();
    scope.insert("lead", json!({"name": "Tom & <Ann>"}));
    let html = Manner {
        escaping: Escaping::Html,
        ..Manner::default()
    };
    let table = [
        (
            "<b>ap-formula-v1::{uppercase({{lead.name}})}::ap-formula-v1</b>",
            "<b>TOM &amp; &lt;ANN&gt;</b>",
        ),
        (
            "<i>{{lead.name}}</i> ap-formula-v1::{length({{lead.name}})}::ap-formula-v1",
            "<i>Tom &amp; &lt;Ann&gt;</i> 11",
        ),
        (
            "ap-formula-v1::{lowercase({{lead.name}})}::ap-formula-v1",
            "tom &amp; &lt;ann&gt;",
        ),
    ];
    for (text, expected) in table {
        let template = InputTemplate::compile(&json!(text)).unwrap();
        let resolved = template.resolve_as(html, &scope, &mut evaluator());
        assert_eq!(resolved.unwrap(), json!(expected), "{text}");
    }
}
