use serde_json::json;

use super::{formula, resolve_text};
use crate::formulas::{FormulaError, is_formula};

#[test]
fn a_text_with_an_opening_mark_is_a_formula() {
    let table = [
        ("ap-formula-v1::{now()}::ap-formula-v1", true),
        ("Hello ap-formula-v1::{now()}::ap-formula-v1!", true),
        ("ap-formula-v12::{", true),
        ("{{trigger.name}}", false),
        ("ap-formula-v1", false),
        ("ap-formula-v::{now()}", false),
        ("ap-formula-vx ap-formula-v1::{", true),
        ("", false),
    ];
    for (text, expected) in table {
        assert_eq!(is_formula(text), expected, "{text}");
    }
}

#[test]
fn a_formula_alone_keeps_its_type() {
    let table = [
        ("1 + 1", json!(2)),
        ("{{trigger.total}}", json!(1250.5)),
        ("{{trigger.flag}}", json!(true)),
        ("{{trigger.tags}}", json!(["a", "b"])),
        ("{{trigger.address}}", json!({"city": "Graz", "zip": 8010})),
        ("5.0", json!(5)),
        // No result is an empty text; what JSON has no number for is null.
        ("{{trigger.missing}}", json!("")),
        ("{{trigger.none}}", json!("")),
        ("first_item([])", json!("")),
        ("", json!("")),
        ("   ", json!("")),
        ("add(\"x\";1)", json!(null)),
    ];
    for (expression, expected) in table {
        let text = format!("  {}\n", formula(expression));
        assert_eq!(resolve_text(&text), Ok(expected), "{expression}");
    }
}

#[test]
fn beside_other_text_everything_becomes_text() {
    let f = formula;
    let table = [
        (
            format!("Dear {},", f("titlecase({{trigger.name}})")),
            "Dear Ann Lee,",
        ),
        (format!("{}{}", f("1+1"), f("2+2")), "24"),
        (format!("{} items", f("count({{trigger.tags}})")), "2 items"),
        (format!("[{}]", f("{{trigger.missing}}")), "[]"),
        (format!("[{}]", f("{{trigger.flag}}")), "[true]"),
        (format!("[{}]", f("1/3")), "[0.3333333333333333]"),
        (format!("[{}]", f("10 ^ 21")), "[1e+21]"),
        (format!("[{}]", f("1/0")), "[Infinity]"),
        (format!("[{}]", f("0 - 1/0")), "[-Infinity]"),
        (format!("[{}]", f("add(\"x\";1)")), "[NaN]"),
        // Lists and objects out of a formula are JSON …
        (format!("is {}", f("{{trigger.tags}}")), r#"is ["a","b"]"#),
        (
            format!("is {}", f("{{trigger.address}}")),
            r#"is {"city":"Graz","zip":8010}"#,
        ),
        // … and out of a bare variable they are what JavaScript's String gives.
        (format!("{{{{trigger.tags}}}} {}", f("1")), "a,b 1"),
        (
            format!("{{{{trigger.address}}}} {}", f("1")),
            "[object Object] 1",
        ),
        (format!("{{{{ trigger.total }}}} {}", f("1")), "1250.5 1"),
        (format!("<{{{{trigger.missing}}}}> {}", f("1")), "<> 1"),
        (format!("{{{{}}}} {{x}} {}", f("1")), "{{}} {x} 1"),
        (format!("  outer blanks {}  ", f("1")), "outer blanks 1"),
        (format!("two\nlines {}", f("1 +\n 1")), "two\nlines 2"),
    ];
    for (text, expected) in table {
        assert_eq!(resolve_text(&text), Ok(json!(expected)), "{text}");
    }
}

#[test]
fn one_error_fails_the_whole_text() {
    let text = format!("{} and {}", formula("1"), formula("divide(1;0)"));
    let expected = FormulaError::DivisionByZero { function: "divide" };
    assert_eq!(resolve_text(&text), Err(expected));
}

#[test]
fn the_variables_of_a_value_that_is_not_needed_are_not_asked_for() {
    let text = formula("if(1 > 0;yes;{{never.asked}})");
    let formula = crate::formulas::FormulaText::parse(&text).unwrap();
    let mut asked = Vec::new();
    let result = formula.resolve(
        &mut |path| {
            asked.push(path.to_owned());
            None
        },
        0,
    );
    assert_eq!(result, Ok(json!("yes")));
    assert!(asked.is_empty(), "{asked:?}");
}
