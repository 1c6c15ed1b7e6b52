//! Their formula evaluator and ours give the same, but for the differences that
//! `docs/flows/formulas.md` tells people about.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use winfactor_flows::formulas::{FormulaText, function_help};
use winfactor_testkit::activepieces::{FormulaCase, constants, evaluate_formulas};

use crate::CHANGED_MS as NOW_MS;

const PAGE: &str = include_str!("../../../../docs/flows/formulas.md");

/// Functions that the package does not have.
const ONLY_HERE: [&str; 18] = [
    "add_minutes",
    "clamp",
    "contains_item",
    "end_of_day",
    "hours_between",
    "is_after",
    "is_before",
    "is_list",
    "is_number",
    "is_same_day",
    "modulo",
    "pad_left",
    "pad_right",
    "power",
    "repeat",
    "reverse",
    "reverse_list",
    "start_of_day",
];

fn wrapped(expression: &str) -> String {
    format!("ap-formula-v1::{{{expression}}}::ap-formula-v1")
}

fn data() -> Value {
    json!({"trigger": {
        "name": "ann LEE", "total": 1500.5, "texts": ["b", "a"], "nothing": null, "empty": "",
        "lines": [{"n": 2, "open": "yes"}, {"n": 10, "open": "no"}, {"n": 1}],
        "numbers": [3, 1, 2], "day": "2025-01-12", "moment": "2025-01-15T14:30:00Z", "epoch": 1_736_951_400_000_i64,
    }})
}

fn ours(text: &str) -> Result<Value, String> {
    let data = data();
    let mut lookup = |path: &str| {
        let pointer = format!("/{}", path.replace('.', "/"));
        data.pointer(&pointer).cloned()
    };
    let formula = FormulaText::parse(text).map_err(|error| error.to_string())?;
    formula
        .resolve(&mut lookup, NOW_MS)
        .map_err(|error| error.to_string())
}

/// Theirs and ours for each expression. What fails is alike whatever the words.
fn both(expressions: &[&str]) -> Vec<(Option<Value>, Option<Value>)> {
    let case = |expression: &&str| FormulaCase {
        text: wrapped(expression),
        data: data(),
        now_ms: NOW_MS,
    };
    let cases: Vec<FormulaCase> = expressions.iter().map(case).collect();
    let theirs = evaluate_formulas(&cases);
    let theirs = theirs.into_iter().map(|result| result.ok().map(comparable));
    let ours = cases
        .iter()
        .map(|case| ours(&case.text).ok().map(comparable));
    theirs.zip(ours).collect()
}

/// JavaScript knows one kind of number: 5 and 5.0 are the same. Where the evaluator gives null, the
/// field is empty in the end.
fn comparable(value: Value) -> Value {
    fn as_number(value: Value) -> Value {
        match value {
            Value::Number(number) => json!(number.as_f64()),
            Value::Array(items) => items.into_iter().map(as_number).collect(),
            other => other,
        }
    }
    match value {
        Value::Null => json!(""),
        value => as_number(value),
    }
}

/// Why ours gives something else than the package, on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// The package does not have the function.
    OnlyHere,
    /// A date without quotes: they subtract (2025-01-15 is 2009) or fail, we read the date.
    BareDate,
    /// A list of words without quotes: they fail, we read the words.
    BareWords,
    /// A list of plain numbers: they expect records and give 0 or nothing, we take the numbers.
    PlainNumbers,
}

/// The examples of the page that come out differently, with the reason.
fn differences() -> Vec<(&'static str, Reason)> {
    let examples = function_help();
    let bare_word = |example: &str| {
        ["[bug;", "[apple;", "[a;"]
            .iter()
            .any(|it| example.contains(it))
    };
    let reason = |name: &str, example: &str| match name {
        _ if ONLY_HERE.contains(&name) => Some(Reason::OnlyHere),
        "average" => Some(Reason::PlainNumbers),
        // The month is a January either way.
        "get_month" => None,
        _ if example.contains("(2025-01-") => Some(Reason::BareDate),
        _ if bare_word(example) => Some(Reason::BareWords),
        _ => None,
    };
    examples
        .filter_map(|it| Some((it.example, reason(it.name, it.example)?)))
        .collect()
}

#[test]
fn the_examples_of_the_page_come_out_alike_but_for_known_differences() {
    let examples: Vec<&str> = function_help().map(|it| it.example).collect();
    let differing: BTreeSet<&str> = examples
        .iter()
        .zip(both(&examples))
        .filter(|(_, (theirs, ours))| theirs != ours)
        .map(|(example, _)| *example)
        .collect();
    let known: BTreeSet<&str> = differences().into_iter().map(|(it, _)| it).collect();
    assert_eq!(differing, known);
}

/// What differs for how it is written agrees when it is written as they want it.
#[test]
fn dates_and_words_in_quotes_come_out_alike() {
    let written: Vec<String> = differences()
        .into_iter()
        .filter(|(_, reason)| matches!(reason, Reason::BareDate | Reason::BareWords))
        .map(|(example, _)| in_quotes(example))
        .collect();
    let written: Vec<&str> = written.iter().map(String::as_str).collect();
    for (expression, (theirs, ours)) in written.iter().zip(both(&written)) {
        assert!(theirs.is_some(), "{expression} fails there");
        assert_eq!(ours, theirs, "{expression}");
    }
}

/// The call with its texts in quotes, and with commas in lists: `f([a;b];c)` → `f(["a","b"];"c")`.
fn in_quotes(call: &str) -> String {
    let (function, values) = call.split_once('(').unwrap();
    let values = values.strip_suffix(')').unwrap();
    let quote = |value: &str| match value {
        value if value.starts_with('"') || value.parse::<f64>().is_ok() => value.to_owned(),
        value => format!("\"{value}\""),
    };
    let quote_all = |values: &str, separator: &str| {
        let values: Vec<String> = values.split(';').map(quote).collect();
        values.join(separator)
    };
    let Some((list, others)) = values.strip_prefix('[').and_then(|it| it.split_once(']')) else {
        return format!("{function}({})", quote_all(values, ";"));
    };
    let list = quote_all(list, ",");
    match others.strip_prefix(';') {
        Some(other) => format!("{function}([{list}];{})", quote(other)),
        None => format!("{function}([{list}])"),
    }
}

#[test]
fn expressions_over_variables_come_out_alike() {
    let expressions = [
        "titlecase({{trigger.name}})",
        "combine({{trigger.name}};{{trigger.total}};-)",
        "combine(a; b)",
        "combine(a;;b)",
        "first_n({{trigger.name}};3)",
        "length({{trigger.lines}})",
        "{{trigger.total}} * 1.2 + 3",
        "{{trigger.total}} > 1000 and {{trigger.name}} == \"ann LEE\"",
        "if({{trigger.total}} > 1000;High value;Standard)",
        "if(is_empty({{trigger.nothing}});none;{{trigger.name}})",
        "round({{trigger.total}} / 7;2)",
        "divide({{trigger.total}};0)",
        "add({{trigger.nothing}};1)",
        "add({{trigger.name}};1)",
        "to_number({{trigger.empty}})",
        "format_number({{trigger.total}})",
        "format_currency({{trigger.total}};€)",
        "percentage(1;3)",
        "format_date({{trigger.day}};DD.MM.YYYY)",
        "format_date({{trigger.moment}};[Week of] MMM D, YYYY h:mm A)",
        "format_date_long({{trigger.day}})",
        "relative_time({{trigger.day}})",
        "relative_time({{trigger.moment}})",
        "add_days({{trigger.day}};1.5)",
        "add_hours({{trigger.moment}};1.5)",
        "days_between({{trigger.day}};{{trigger.moment}})",
        "start_of_month({{trigger.moment}})",
        "end_of_month({{trigger.moment}})",
        "convert_timezone({{trigger.moment}};America/New_York)",
        "to_date({{trigger.empty}})",
        "get_day_of_week({{trigger.name}})",
        "now()",
        "today()",
        "pluck({{trigger.lines}};n)",
        "sum({{trigger.lines}};n)",
        "average({{trigger.lines}};n)",
        "max_in_list({{trigger.lines}};n)",
        "filter_list({{trigger.lines}};open;yes)",
        "sort_list({{trigger.lines}};n;desc)",
        "sort_list({{trigger.lines}};open;asc)",
        "deduplicate({{trigger.lines}};open)",
        "first_item({{trigger.lines}})",
        "item_at({{trigger.texts}};5)",
        "join_list({{trigger.texts}};\", \")",
        "count({{trigger.lines}})",
        "switch({{trigger.name}};ann LEE;yes;no)",
        "coalesce({{trigger.nothing}};{{trigger.empty}};x)",
        "if_null({{trigger.nothing}};x)",
        "if_empty({{trigger.empty}};x)",
        "is_equal({{trigger.total}};1500.5)",
        "not({{trigger.nothing}})",
        "unknown({{trigger.name}})",
        "{{trigger.missing.deeper}}",
        "{{trigger.lines}}",
    ];
    let different: Vec<_> = expressions
        .iter()
        .zip(both(&expressions))
        .filter(|(_, (theirs, ours))| ours != theirs)
        .collect();
    assert!(
        different.is_empty(),
        "expression, (theirs, ours): {different:#?}"
    );
}

#[test]
fn the_other_differences_are_those_of_the_page() {
    let table = [
        ("sum([1,2,6])", Some(json!(0.0)), json!(9.0)),
        ("max_in_list([1,2,6])", Some(json!("")), json!(6.0)),
        ("min_in_list([1,2,6])", Some(json!("")), json!(1.0)),
        (
            "sort_list([3,1,2])",
            Some(json!([3.0, 1.0, 2.0])),
            json!([1.0, 2.0, 3.0]),
        ),
        (
            "format_date({{trigger.epoch}};YYYY)",
            Some(json!("1743")),
            json!("2025"),
        ),
        ("today(Asia/Tokyo)", None, json!("2025-01-15")),
        ("now(UTC)", None, json!("2025-01-15T14:30:00Z")),
    ];
    let expressions = table.each_ref().map(|(expression, ..)| *expression);
    for ((expression, theirs, ours), found) in table.iter().zip(both(&expressions)) {
        assert_eq!(found, (theirs.clone(), Some(ours.clone())), "{expression}");
    }
}

#[test]
fn all_functions_of_theirs_are_known() {
    let [functions] = constants(["AP_FUNCTIONS"]);
    let functions = functions.as_array().unwrap();
    assert!(functions.len() > 50);
    let known: BTreeSet<&str> = function_help().map(|it| it.name).collect();
    for function in functions {
        let name = function["name"].as_str().unwrap();
        assert!(known.contains(name), "{name} is not known here");
    }
    let theirs: BTreeSet<&str> = functions
        .iter()
        .filter_map(|it| it["name"].as_str())
        .collect();
    for name in ONLY_HERE {
        assert!(!theirs.contains(name), "{name} is known there by now");
    }
}

#[test]
fn the_page_names_the_functions_that_are_only_here() {
    let (_, section) = PAGE.split_once("## Differences from ActivePieces").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    for (example, reason) in differences() {
        let name = example.split('(').next().unwrap();
        if reason == Reason::OnlyHere {
            assert!(section.contains(&format!("`{name}`")), "{name}");
        }
    }
}
