use std::sync::Arc;

use serde_json::{Value, json};
use winfactor_flows::expressions::InputTemplate;

use super::support::{check, evaluator, scope};

#[test]
fn expressions_see_the_outputs_of_steps() {
    check(&[
        (
            "{{ trigger.body.items.map(it => it.name).join(', ') }}",
            json!("b, a"),
        ),
        (
            "{{ trigger.body.items.filter(it => it.price > 5).length }}",
            json!(1),
        ),
        (
            "{{ trigger.body.items.reduce((sum, it) => sum + it.price, 0) }}",
            json!(12.5),
        ),
        ("{{ trigger.body.numbers.toSorted() }}", json!([1, 2, 3])),
        (
            "{{ [...trigger.body.numbers, step_1.id] }}",
            json!([3, 1, 2, "msg_1"]),
        ),
        ("{{ Object.keys(trigger.body.object) }}", json!(["b", "a"])),
        (
            "{{ {...trigger.body.object, c: step_2} }}",
            json!({"b": 1, "a": [null, "é"], "c": "output"}),
        ),
        ("{{ JSON.parse('{\"a\": [1]}').a }}", json!([1])),
        ("{{ step_2.toUpperCase() }}", json!("OUTPUT")),
        (
            "{{ trigger.body.name.length > 2 ? 'long' : 'short' }}",
            json!("long"),
        ),
        (
            "{{ trigger.body.none || trigger.body.empty || 'default' }}",
            json!("default"),
        ),
        ("{{ trigger.body['na' + 'me'] }}", json!("Ada")),
        ("{{ trigger.body[step_2] ?? 'no' }}", json!("no")),
        (
            "{{ (items => items[0].name)(trigger.body.items) }}",
            json!("b"),
        ),
        (
            "{{ (function () { let n = 0; for (const i of trigger.body.numbers) n += i; return n })() }}",
            json!(6),
        ),
        ("{{ trigger.body.__proto__.own }}", json!(1)),
        ("{{ trigger.body.__proto__.own + 1 }}", json!(2)),
        ("{{ typeof trigger }}", json!("object")),
        ("{{ typeof step_9 }}", json!("undefined")),
        ("{{ 'x'.padStart(3, '-') + Math.max(1, 2) }}", json!("--x2")),
        ("{{ [3, 20, 100].sort() }}", json!([100, 20, 3])),
        ("{{ encodeURIComponent('a b&c') }}", json!("a%20b%26c")),
        (
            "{{ trigger.body.date.slice(0, 10).split('-').reverse().join('.') }}",
            json!("01.03.2026"),
        ),
        (
            "{{ /(\\d+)-(\\d+)/.exec(trigger.body.date)[2] }}",
            json!("03"),
        ),
        ("{{ (1234.5).toFixed(2) }}", json!("1234.50")),
    ]);
}

#[test]
fn promises_are_awaited() {
    check(&[
        ("{{ Promise.resolve(1) }}", json!(1)),
        (
            "{{ (async () => (await Promise.resolve([1, 2])).length)() }}",
            json!(2),
        ),
        ("{{ Promise.all([1, Promise.resolve(2)]) }}", json!([1, 2])),
        ("{{ Promise.reject(new Error('no')) }}", json!("")),
        ("{{ (async () => { throw 1 })() }}", json!("")),
        ("{{ Promise.resolve() }}", json!("")),
    ]);
}

#[test]
fn an_output_that_changed_is_seen_and_a_removed_one_is_not() {
    let template = InputTemplate::compile(&Value::from("{{ step_1.id + '!' }}")).unwrap();
    let (mut scope, mut evaluator) = (scope(), evaluator());
    assert_eq!(
        template.resolve(&scope, &mut evaluator),
        Ok(json!("msg_1!"))
    );
    scope.insert("step_1", json!({"id": "msg_2"}));
    assert_eq!(
        template.resolve(&scope, &mut evaluator),
        Ok(json!("msg_2!"))
    );
    let removed = scope.remove("step_1").unwrap();
    assert_eq!(template.resolve(&scope, &mut evaluator), Ok(json!("")));
    scope.insert("step_1", Arc::clone(&removed));
    assert_eq!(
        template.resolve(&scope, &mut evaluator),
        Ok(json!("msg_2!"))
    );
}

#[test]
fn names_of_steps_stand_over_globals() {
    let mut scope = scope();
    scope.insert("Math", json!({"PI": "mine"}));
    scope.insert("class", json!(1));
    scope.insert("step-3", json!(1));
    let resolve = |text: &str| {
        let template = InputTemplate::compile(&Value::from(text)).unwrap();
        template.resolve(&scope, &mut evaluator())
    };
    assert_eq!(resolve("{{ Math.PI + '' }}"), Ok(json!("mine")));
    // No JavaScript can name these.
    assert_eq!(resolve("{{ class + 1 }}"), Ok(json!("")));
    assert_eq!(resolve("{{ step-3 }}"), Ok(json!("")));
    assert_eq!(resolve("{{ 'step-3' + 1 }}"), Ok(json!("step-31")));
}

#[test]
fn an_evaluator_can_move_to_another_thread() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let mut evaluator = is_send(evaluator());
    let template = InputTemplate::compile(&Value::from("{{ step_2.length + 1 }}")).unwrap();
    assert_eq!(template.resolve(&scope(), &mut evaluator), Ok(json!(7)));
    let elsewhere = std::thread::spawn(move || template.resolve(&scope(), &mut evaluator));
    assert_eq!(elsewhere.join().unwrap(), Ok(json!(7)));
}
