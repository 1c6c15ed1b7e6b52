use proptest::prelude::*;
use serde_json::json;

use super::{NOW_MS, formula, resolve_text};
use crate::formulas::FormulaText;
use crate::formulas::functions::all;

/// Pieces that formulas are made of, put together without sense.
fn fragment() -> impl Strategy<Value = String> {
    let names: Vec<&str> = all().map(|function| function.name).collect();
    prop_oneof![
        prop::sample::select(names).prop_map(|name| format!("{name}(")),
        prop::sample::select(vec![
            "(",
            ")",
            "[",
            "]",
            ";",
            ",",
            "\"",
            "'",
            "\\",
            "{{",
            "}}",
            "{{trigger.tags}}",
            "{{trigger.total}}",
            "[{\"a\":1}]",
            "+",
            "-",
            "*",
            "^",
            "!",
            "?",
            ":",
            ".",
            "==",
            "<",
            "||",
            " and ",
            " in ",
            "not ",
            " ",
            "1e400",
            "0x",
            "2025-01-15",
            "ä😀",
            "null",
            "\n",
        ])
        .prop_map(str::to_owned),
        "[a-z0-9.]{1,4}",
        any::<char>().prop_map(String::from),
    ]
}

/// Values that functions do not expect.
fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "{{trigger.tags}}",
        "{{trigger.orders}}",
        "{{trigger.address}}",
        "{{trigger.missing}}",
        "{{trigger.paid}}",
        "\"\"",
        "\"ä😀b\"",
        "\"x\"",
        "0",
        "-1",
        "1.5",
        "1e300",
        "-1e300",
        "1/0",
        "0/0",
        "true",
        "[]",
        "[[1],null]",
        "9999-12-31",
        "-271821",
    ])
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        _ = resolve_text(&text);
        _ = resolve_text(&formula(&text));
    }

    #[test]
    fn no_expression_makes_it_panic(fragments in prop::collection::vec(fragment(), 0..30)) {
        _ = resolve_text(&formula(&fragments.concat()));
    }

    #[test]
    fn no_value_makes_a_function_panic(
        function in prop::sample::select(all().map(|function| function.name).collect::<Vec<_>>()),
        values in prop::collection::vec(value(), 0..5),
        now_ms in any::<i64>(),
    ) {
        let text = formula(&format!("{function}({})", values.join(";")));
        let scope = super::scope();
        let pointer = |path: &str| format!("/{}", path.replace('.', "/"));
        if let Ok(formula) = FormulaText::parse(&text) {
            _ = formula.resolve(&mut |path| scope.pointer(&pointer(path)).cloned(), now_ms);
        }
    }

    /// Any date written by a formula is read by one.
    #[test]
    fn dates_are_read_as_they_are_written(now_ms in -62_135_596_800_000_i64..253_402_300_799_999) {
        let text = FormulaText::parse(&formula("to_date(now())")).unwrap();
        let plain = FormulaText::parse(&formula("now()")).unwrap();
        prop_assert_eq!(text.resolve(&mut |_| None, now_ms), plain.resolve(&mut |_| None, now_ms));
    }

    /// A text in quotes comes out as it is, whatever it holds.
    #[test]
    fn quoted_texts_are_kept(text in "[^{]*") {
        let quoted = text.replace('\\', "\\\\").replace('"', "\\\"");
        prop_assume!(!quoted.contains("}::ap-formula-v1"));
        let formula = FormulaText::parse(&formula(&format!("combine(\"{quoted}\";\"\")"))).unwrap();
        prop_assert_eq!(formula.resolve(&mut |_| None, NOW_MS), Ok(json!(text)));
    }
}
