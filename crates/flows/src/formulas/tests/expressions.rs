use serde_json::json;

use super::assert_values;

#[test]
fn numbers_and_their_operators() {
    assert_values(&[
        ("1 + 2 * 3", json!(7)),
        ("(1 + 2) * 3", json!(9)),
        ("10 - 4 - 3", json!(3)),
        ("7 / 2", json!(3.5)),
        ("7 % 4", json!(3)),
        ("-7 % 4", json!(-3)),
        ("2 ^ 3 ^ 2", json!(512)),
        ("-2 ^ 2", json!(-4)),
        ("2 ^ -1", json!(0.5)),
        ("2 * -3", json!(-6)),
        ("0.1 + 0.2", json!(0.30000000000000004)),
        ("1 / 0", json!(null)),
        (".5 + 1.", json!(1.5)),
        ("1e3 + 0x1F + 0b11", json!(1034)),
        ("3 • 4", json!(12)),
        ("5!", json!(120)),
        ("abs(-5) + ceil 1.2", json!(7)),
        ("floor(PI)", json!(3)),
        ("sqrt 16", json!(4)),
        // `+` always adds, whatever the values are.
        ("\"1\" + \"2\"", json!(3)),
        ("{{trigger.text_number}} * 2", json!(84)),
        ("{{trigger.missing}} + 5", json!(5)),
        ("{{trigger.flag}} + 1", json!(2)),
        ("{{trigger.total}} * 1.2", json!(1500.6)),
    ]);
}

#[test]
fn comparisons_and_conditions() {
    assert_values(&[
        ("2 > 1", json!(true)),
        ("2 <= 1", json!(false)),
        ("2 >= 2", json!(true)),
        ("1 != 2", json!(true)),
        ("\"a\" == \"a\"", json!(true)),
        // The type counts.
        ("\"5\" == 5", json!(false)),
        ("{{trigger.count}} == 3", json!(true)),
        // Texts are compared by characters, a text and a number as numbers.
        ("\"10\" < \"9\"", json!(true)),
        ("\"10\" < 9", json!(false)),
        ("\"x\" < 9", json!(false)),
        ("\"x\" >= 9", json!(false)),
        ("\"b\" in {{trigger.tags}}", json!(true)),
        ("3 in [1, 2]", json!(false)),
        ("1 > 0 and 2 > 1", json!(true)),
        ("1 > 0 and \"\"", json!(false)),
        ("0 or \"x\"", json!(true)),
        ("not 0", json!(true)),
        ("!{{trigger.flag}}", json!(false)),
        ("1 > 2 or 2 > 1 and 0 > 1", json!(false)),
        ("1 > 2 ? \"a\" : 2 > 1 ? \"b\" : \"c\"", json!("b")),
        ("true ? 1 : 2", json!(1)),
        ("false or null", json!(false)),
    ]);
}

#[test]
fn texts_lists_and_what_is_in_them() {
    assert_values(&[
        ("\"a\" || 5 || {{trigger.missing}} || \"b\"", json!("a5b")),
        ("[1] || [2]", json!([1, 2])),
        (r#""say \"hi\"\n\u00e4\\""#, json!("say \"hi\"\nä\\")),
        ("'it is'", json!("it is")),
        ("\"{{trigger.name}}!\"", json!("ann lee!")),
        ("[]", json!([])),
        (
            "[1, 2.5, \"x\", true, null]",
            json!([1, 2.5, "x", true, null]),
        ),
        (
            "[a b; c ;-5; {{trigger.count}} * 2]",
            json!(["a b", "c", -5, 6]),
        ),
        ("[[a;b];[c]]", json!([["a", "b"], ["c"]])),
        (
            r#"[ {"a": [1, {"b": "x;)"}]} ]"#,
            json!([{"a": [1, {"b": "x;)"}]}]),
        ),
        ("{{trigger.tags}}[1]", json!("b")),
        ("{{trigger.tags}}[7]", json!("")),
        ("{{trigger.tags}}.length", json!(2)),
        ("{{trigger.address}}.city", json!("Graz")),
        ("first_item({{trigger.orders}}).amount + 1", json!(51)),
        (
            "{{trigger.orders}}[{{trigger.count}} - 1].status",
            json!("open"),
        ),
    ]);
}

#[test]
fn words_need_no_quotes_where_a_text_is_expected() {
    assert_values(&[
        ("combine(a; b)", json!("a b")),
        ("combine( John ;Smith)", json!(" John Smith")),
        (
            "uppercase(two words, with (parentheses))",
            json!("TWO WORDS, WITH (PARENTHESES)"),
        ),
        ("uppercase(it's fine)", json!("IT'S FINE")),
        ("combine(it's;the dogs' bone)", json!("it'sthe dogs' bone")),
        ("combine(\"a;b\";')')", json!("a;b)")),
        ("combine(1;2)", json!("12")),
        ("combine(a\\n;5 > 3)", json!("a\\n5 > 3")),
        ("uppercase({{trigger.name}})", json!("ANN LEE")),
        ("uppercase( {{trigger.name}} )", json!("ANN LEE")),
        // Where a variable stands beside words, it is part of the text.
        ("uppercase(dear {{trigger.name}}!)", json!("DEAR ANN LEE!")),
        (
            "uppercase({{trigger.name}} and more)",
            json!("ANN LEE AND MORE"),
        ),
        ("combine({{trigger.count}} * 2;x)", json!("6x")),
        ("uppercase(trim( x ))", json!("X")),
        ("uppercase(trim (\" x \"))", json!("X")),
        ("uppercase(unknown(x))", json!("UNKNOWN(X)")),
        ("if({{trigger.flag}}; yes;no)", json!(" yes")),
        ("uppercase(größe 😀)", json!("GRÖSSE 😀")),
        // Elsewhere, a value is an expression.
        ("first_n(Jonathan;1 + 2)", json!("Jon")),
        ("round(\"2.5\" * 2;0)", json!(5)),
    ]);
}

#[test]
fn as_many_parts_as_are_allowed_are_worked_out() {
    let sum = format!("{}1", "1+".repeat(499));
    let nested = format!("{}1{}", "(".repeat(60), ")".repeat(60));
    assert_values(&[(&sum, json!(500)), (&nested, json!(1))]);
}

#[test]
fn only_the_chosen_value_is_worked_out() {
    assert_values(&[
        (
            "if({{trigger.zero}} == 0;none;divide(1;{{trigger.zero}}))",
            json!("none"),
        ),
        (
            "{{trigger.zero}} == 0 ? \"none\" : divide(1;{{trigger.zero}})",
            json!("none"),
        ),
        ("false and divide(1;0)", json!(false)),
        ("true or divide(1;0)", json!(true)),
        (
            "if({{trigger.total}} > 1000;if({{trigger.flag}};a;b);c)",
            json!("a"),
        ),
    ]);
}
