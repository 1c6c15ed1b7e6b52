#![allow(clippy::unwrap_used)]
use std::sync::Arc;
use std::time::Duration;

use super::super::{Environment, Limits, Sandbox, Stopwatch, Watch};
use super::names::is_built_in;
use super::*;

#[test]
fn every_built_in_function_is_known_by_name() {
    let watch = Arc::new(Watch::new(Stopwatch::counting(Duration::from_millis(1))));
    let sandbox = Sandbox::new(Limits::default(), watch, &Environment::new(0, 0)).unwrap();
    let names: Vec<String> = sandbox.with(|ctx| {
        ctx.eval(
            r#"
            const seen = new Set(), names = new Set(['__proto__']);
            const visit = (value) => {
                if (value === null || !['object', 'function'].includes(typeof value) || seen.has(value)) return;
                seen.add(value);
                visit(Object.getPrototypeOf(value));
                for (const key of Reflect.ownKeys(value)) {
                    const { value: member, get, set } = Object.getOwnPropertyDescriptor(value, key);
                    if (typeof member === 'function' && typeof key === 'string' && value !== globalThis) names.add(key);
                    [member, get, set].forEach(visit);
                }
            };
            visit(globalThis);
            [[].values(), ''.matchAll(/a/g), new Map().keys(), new Set().keys(), (function* () {})(),
             (async function* () {})(), (async () => {})(), ''[Symbol.iterator](), Iterator.from({ next() {} }),
             [].values().map(() => 1)].forEach(visit);
            [...names].sort()
            "#,
        )
        .unwrap()
    });
    let unknown: Vec<_> = names.iter().filter(|name| !is_built_in(name)).collect();
    assert!(names.len() > 300, "{names:?}");
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn what_people_write_leaves_no_trace() {
    let table = [
        "trigger.body.total * 1.21",
        "trigger.body.name ?? 'nobody'",
        "trigger.body.name?.trim().toUpperCase() || \"-\"",
        "trigger['body'].items[0]?.['name'].length > 0 ? 'yes' : 'no'",
        "trigger.items.map(item => item.name).join(', ')",
        "trigger.items.map(({name: n, price}) => `${n}: ${price.toFixed(2)}`).join(`; ${1 + 1}`)",
        "trigger.items.filter((item) => item.price >= 10 && item.name !== '').length",
        "trigger.items.filter(Boolean)",
        "trigger.items.reduce((sum, item) => sum + item.price * item.quantity, 0)",
        "[...new Set(trigger.tags)].toSorted()",
        "({a: 1, 'b c': [2], ...trigger.body})",
        "Object.entries(trigger.body).map(([key, value]) => ({key, value}))",
        "JSON.stringify(trigger.body)",
        "Math.round(trigger.total / 100) + Math.PI",
        "new Date(trigger.when).toISOString().slice(0, 10)",
        "new Date().getFullYear() - 1",
        "Date.now()",
        "trigger.total.toLocaleString('de-DE', {style: 'currency', currency: 'EUR'})",
        "new Intl.DateTimeFormat('nl', {dateStyle: 'long'}).format(trigger.when)",
        "Intl.NumberFormat('de').format(trigger.total)",
        "trigger.text.replace(/[/\"']+/g, '').split(/\\s+/)",
        "trigger.a / trigger.b / 2",
        "typeof trigger.a === 'string' && /^a/i.test(trigger.a)",
        "!trigger.a?.5:1",
        "Number(trigger.a) + parseInt(trigger.b, 10) - -1",
        "flattenNestedKeys(trigger, ['a', 'b']).join('|')",
        "(x => x + 1)(1)",
        "1 + 1",
    ];
    for text in table {
        assert!(leaves_no_trace(text), "{text}");
    }
}

#[test]
fn what_could_change_something_is_not_trusted() {
    let table = [
        "trigger.items.sort()",
        "trigger.items['sort']()",
        "trigger.items['so' + 'rt']()",
        "trigger.items?.['\\x73ort']()",
        "trigger.items[trigger.key]",
        "trigger.a = 1",
        "trigger.a += 1",
        "trigger.a ??= 1",
        "trigger.a >>>= 1",
        "trigger.a++",
        "--trigger.a",
        "delete trigger.a",
        "[trigger.a] = [1]",
        "((a = 1) => a)()",
        "Object.assign(trigger, {a: 1})",
        "Array.prototype.push(1)",
        "Intl.NumberFormat = 1",
        "Object.assign(Intl, {a: 1})",
        "Intl['NumberFormat']",
        "({}).__proto__",
        "[].constructor",
        "({constructor: c}) => c",
        "({'constructor': c}) => c",
        "({['con' + 'structor']: c}) => c",
        "({push}) => push",
        "[Object.prototype].forEach(Object.freeze)",
        "['a'].map([].push, [])",
        "({keys: Object.assign}).keys(trigger)",
        "[[]].map(Object)",
        "Function('return 1')()",
        "eval('1')",
        "globalThis.x",
        "this.x",
        "(() => { trigger.a.push(1) })()",
        "(function () { return 1 })()",
        "({ get a() { return 1 } }).a",
        "({ m() { return 1 } })",
        "class A {}",
        "Reflect.set(trigger, 'a', 1)",
        "new Proxy(trigger, {})",
        "new Function('1')",
        "new Boolean(1)",
        "String => String(1)",
        "(String) => String(1)",
        "({a: String}) => String(1)",
        "f(1)",
        "a.b`x`",
        "trigger.a[0](1)",
        "trigger.a?.(1)",
        "async () => 1",
        "await trigger.a",
        "Promise.resolve(1)",
        "Symbol.iterator",
        "import('fs')",
        "1; 2",
        "1 // comment",
        "1 /* comment */",
        "/x",
        "'open",
        "`open ${1",
        "}",
        "\\u0061",
        "a\\u0062",
        "#x in y",
        "1.toString()",
        "x <!-- y",
    ];
    for text in table {
        assert!(!leaves_no_trace(text), "{text}");
    }
}
