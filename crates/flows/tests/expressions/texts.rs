use serde_json::json;
use winfactor_flows::expressions::ResolveError;

use super::support::{check, resolve};

#[test]
fn mixed_text_is_text() {
    check(&[
        (" {{ trigger.body.count + 1 }}", json!(" 4")),
        ("{{ trigger.body.count + 1 }}\n", json!("4\n")),
        ("{{ 1 }}{{ 2 }}", json!("12")),
        ("<{{ trigger.body.total * 1 }}>", json!("<5>")),
        (
            "<{{ trigger.body.big * 1 }} {{ trigger.body.small * 1 }}>",
            json!("<1e+21 1e-7>"),
        ),
        ("<{{ !1 }}>", json!("<false>")),
        (
            "<{{ NaN }} {{ 1 / 0 }} {{ -1 / 0 }}>",
            json!("<null null null>"),
        ),
        ("<{{ -0 }}>", json!("<0>")),
        (
            "<{{ null }}{{ undefined }}{{ unknown() }}{{ () => 1 }}>",
            json!("<>"),
        ),
        ("<{{ [1, undefined, () => 1] }}>", json!("<[1,null,null]>")),
        ("<{{ ({a: undefined, b: 1}) }}>", json!("<{\"b\":1}>")),
        ("<{{ {\"a\": [1, 2]} }}>", json!("<{\"a\":[1,2]}>")),
        ("<{{ [NaN] }}>", json!("<[null]>")),
        (
            "<{{ new Date(0) }}>",
            json!("<\"1970-01-01T00:00:00.000Z\">"),
        ),
        ("<{{ new Date(NaN) }}>", json!("<null>")),
        ("<{{ [trigger.body.emoji] }}>", json!("<[\"a😀\"]>")),
        ("<{{ ['a\"b\\u0001'] }}>", json!("<[\"a\\\"b\\u0001\"]>")),
        (
            "<{{ ({b: 1, 10: 2, 9: 3}) }}>",
            json!("<{\"9\":3,\"10\":2,\"b\":1}>"),
        ),
        ("<{{ 'a b' }}>", json!("<a b>")),
        ("<{{ trigger.body.token + '' }}>", json!("<{{step_1.id}}>")),
        ("<{{ trigger.body.__proto__ }}>", json!("<{\"own\":1}>")),
        ("<{{ Promise.resolve([1]) }}>", json!("<[1]>")),
    ]);
}

#[test]
fn tokens_end_at_the_first_braces() {
    check(&[
        ("{{ {\"a\":{\"b\":1}} }}", json!(" }}")),
        ("{{{x}}}", json!("}")),
        ("{{{trigger.body.count}}}", json!("}")),
        (
            "{{ trigger.body\n.count }}",
            json!("{{ trigger.body\n.count }}"),
        ),
        ("{{ 1 }", json!("{{ 1 }")),
        ("{ { 1 } }", json!("{ { 1 } }")),
        ("a {{ '{{' }} b", json!("a {{ b")),
    ]);
}

#[test]
fn what_cannot_be_text_fails_as_it_does_in_activepieces() {
    let table = [
        (
            "n: {{ 10n }}",
            "it is a BigInt; turn it into a text with String(…)",
        ),
        ("n: {{ [10n] }}", "TypeError"),
        (
            "n: {{ (() => { const a = {}; a.a = a; return a })() }}",
            "TypeError",
        ),
        ("{{ ({toJSON() { throw new Error('no') } }) }}", "Error: no"),
    ];
    for (text, expected) in table {
        match resolve(text) {
            Err(ResolveError::NotJson { reason, .. }) => {
                assert!(reason.starts_with(expected), "{text}: {reason}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    let error = resolve("n: {{ 10n }}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the result of `{{ 10n }}` cannot be written as JSON: \
         it is a BigInt; turn it into a text with String(…)"
    );
}
