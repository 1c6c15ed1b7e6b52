use serde_json::{Value, json};
use winfactor_flows::expressions::{InputTemplate, Scope};

use super::support::evaluator;

fn scope() -> Scope {
    let mut scope = Scope::default();
    scope.insert(
        "trigger",
        json!({
            "users": [{"name": "Alice", "tags": ["a", "b"]}, {"name": "Bob", "tags": []}, {"other": 1}],
            "lastNames": ["Smith", "Doe"], "one": {"two": {"three": 3}}, "none": null,
            "nested": [[{"name": "x"}], {"name": [1, [2, null]]}], "shop": "Win", "objects": [{"a": {"b": 1}}],
        }),
    );
    scope
}

#[test]
fn keys_are_followed_natively_and_in_javascript_alike() {
    let table = [
        ("trigger, ['users', 'name']", json!(["Alice", "Bob"])),
        ("trigger.users, ['name']", json!(["Alice", "Bob"])),
        ("trigger['users'], [\"name\"]", json!(["Alice", "Bob"])),
        ("trigger, ['users', 'tags']", json!(["a", "b"])),
        ("trigger, ['one', 'two', 'three']", json!([3])),
        ("trigger, ['one', 'two']", json!([])),
        ("trigger, ['one', 'two', 'three', 'four']", json!([])),
        ("trigger, ['missing']", json!([])),
        ("trigger, ['none']", json!([null])),
        ("trigger, ['none', 'deeper']", json!([])),
        ("trigger, ['nested', 'name']", json!(["x", 1, 2, null])),
        ("trigger, ['objects', 'a']", json!([])),
        ("trigger.shop, []", json!(["Win"])),
        ("trigger.lastNames, []", json!(["Smith", "Doe"])),
        ("trigger, []", json!([])),
    ];
    for (arguments, expected) in table {
        let native = format!("{{{{ flattenNestedKeys({arguments}) }}}}");
        let script = format!("{{{{ flattenNestedKeys({arguments}).map(it => it) }}}}");
        for (text, is_script) in [(native, false), (script, true)] {
            let template = InputTemplate::compile(&Value::from(text.as_str())).unwrap();
            assert_eq!(template.needs_javascript(), is_script, "{text}");
            let resolved = template.resolve(&scope(), &mut evaluator());
            assert_eq!(resolved.as_ref(), Ok(&expected), "{text}");
        }
    }
}

#[test]
fn mixed_text_becomes_a_list_of_texts() {
    let table = [
        (
            "{{flattenNestedKeys(trigger, ['users','name'])}} {{trigger.lastNames}}",
            json!(["Alice Smith", "Bob Doe"]),
        ),
        (
            "{{ flattenNestedKeys(trigger, ['users', 'name']) }} of {{trigger.shop}}",
            json!(["Alice of Win", "Bob of Win"]),
        ),
        (
            "{{flattenNestedKeys(trigger, ['nested','name'])}}: {{ trigger.lastNames.map(it => [it]) }}",
            json!(["x: [\"Smith\"]", "1: [\"Doe\"]", "2: ", ": "]),
        ),
        ("{{flattenNestedKeys(trigger, ['missing'])}}!", json!([])),
        (
            "{{flattenNestedKeys(unknown)}}! {{trigger.shop}}",
            json!([]),
        ),
        (
            "{{flattenNestedKeys(trigger, ['missing'])}}{{trigger.lastNames}}",
            json!(["Smith", "Doe"]),
        ),
        (
            "{{flattenNestedKeys(trigger, ['users'])}} {{trigger.one}}",
            json!([]),
        ),
    ];
    for (text, expected) in table {
        let template = InputTemplate::compile(&Value::from(text)).unwrap();
        let resolved = template.resolve(&scope(), &mut evaluator());
        assert_eq!(resolved, Ok(expected), "{text}");
    }
}

#[test]
fn a_step_that_did_not_run_flattens_to_what_it_is() {
    let template = |text: &str| InputTemplate::compile(&Value::from(text)).unwrap();
    let resolve = |text: &str| template(text).resolve(&scope(), &mut evaluator());
    // The name is unknown, which is an error, which is nothing.
    assert_eq!(
        resolve("{{flattenNestedKeys(step_9, ['a'])}}"),
        Ok(json!(""))
    );
    assert_eq!(
        resolve("{{flattenNestedKeys(step_9.list, ['a'])}}"),
        Ok(json!(""))
    );
    // A field that does not exist is undefined: no object, and no key is left over to follow.
    assert_eq!(
        resolve("{{flattenNestedKeys(trigger.missing, ['a'])}}"),
        Ok(json!([]))
    );
    assert_eq!(
        resolve("{{flattenNestedKeys(trigger.missing, [])}}"),
        Ok(json!([null]))
    );
    assert_eq!(
        resolve("{{flattenNestedKeys(trigger.missing.deeper, ['a'])}}"),
        Ok(json!(""))
    );
}
