use serde_json::json;

use super::support::check;

#[test]
fn one_token_gives_a_typed_value() {
    check(&[
        ("{{trigger.body.count}}", json!(3)),
        ("{{ trigger.body.no }}", json!(false)),
        ("{{trigger.body.object}}", json!({"b": 1, "a": [null, "é"]})),
        ("{{trigger.body.token}}", json!("{{step_1.id}}")),
        ("{{ trigger.body.count + 1 }}", json!(4)),
        ("{{ trigger.body.count / 2 }}", json!(1.5)),
        ("{{ trigger.body.total }}", json!(5.0)),
        ("{{ trigger.body.total * 1 }}", json!(5)),
        ("{{ 0 * 1 }}", json!(0)),
        ("{{ 1 > 2 }}", json!(false)),
        ("{{ '' + '' }}", json!("")),
        ("{{ [] }}", json!([])),
        (
            "{{ [1, 'a', null, undefined] }}",
            json!([1, "a", null, null]),
        ),
        ("{{ ({a: 1, b: undefined, c: () => 1}) }}", json!({"a": 1})),
        ("{{ {\"a\": \"b\"} }}", json!({"a": "b"})),
        ("{{ {a: [1, {b: 2} ]} }}", json!({"a": [1, {"b": 2}]})),
        ("{{ 'text' }}", json!("text")),
        ("{{ `${trigger.body.name}!` }}", json!("Ada!")),
        ("{{ null }}", json!("")),
        ("{{ undefined }}", json!("")),
        ("{{ void 0 }}", json!("")),
        ("{{ [undefined, NaN, 1 / 0] }}", json!([null, null, null])),
        ("{{ new Date(0) }}", json!("1970-01-01T00:00:00.000Z")),
        ("{{ [new Date(0)] }}", json!(["1970-01-01T00:00:00.000Z"])),
        ("{{ new Date('nonsense') }}", json!("")),
        ("{{ new Map([[1, 2]]) }}", json!({})),
        ("{{ /x/ }}", json!({})),
        ("{{ () => 1 }}", json!("")),
        ("{{ Symbol('x') }}", json!("")),
        ("{{ trigger.body.emoji[1] }}", json!("\u{fffd}")),
        ("{{ trigger.body.emoji.charAt(1) }}", json!("\u{fffd}")),
        (
            "{{ [trigger.body.emoji, trigger.body.emoji.charAt(1)] }}",
            json!(["a😀", "\u{fffd}"]),
        ),
        ("{{ 9007199254740993 }}", json!(9_007_199_254_740_992_i64)),
        ("{{ 10n ** 20n }}", json!("100000000000000000000")),
        ("{{ NaN }}", json!(null)),
        ("{{ ({toJSON: () => 'own'}) }}", json!("own")),
    ]);
}

#[test]
fn an_error_gives_nothing() {
    check(&[
        ("{{ unknown + 1 }}", json!("")),
        ("{{ step_9.a.b() }}", json!("")),
        ("{{ trigger.body.none.deeper() }}", json!("")),
        ("{{ trigger.body.missing.deeper + 1 }}", json!("")),
        (
            "{{ trigger.body.missing?.deeper ?? 'other' }}",
            json!("other"),
        ),
        ("{{ trigger.body.none ?? trigger.body.empty }}", json!("")),
        ("{{ (() => { throw new Error('no') })() }}", json!("")),
        ("{{ 1 + }}", json!("")),
        ("{{ }}", json!("")),
        ("{{}}", json!("")),
        ("{{ const a = 1 }}", json!("")),
        ("{{ 1; 2 }}", json!("")),
        ("{{ 1 // comment }}", json!("")),
        ("{{ if (true) 1 }}", json!("")),
        ("{{ process.env.HOME }}", json!("")),
        ("{{ require('fs') }}", json!("")),
        ("{{ fetch('http://x.example') }}", json!("")),
        ("{{ Buffer.from('x') }}", json!("")),
        ("{{ setTimeout(() => 1, 1) }}", json!("")),
        ("{{ new URL('http://x.example').host }}", json!("")),
        ("{{ import('fs') }}", json!("")),
    ]);
}
