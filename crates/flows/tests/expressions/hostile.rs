use std::time::Duration;

use serde_json::{Value, json};
use winfactor_flows::expressions::{
    Evaluator, ExceededLimit, InputTemplate, Limits, ResolveError, Scope, Stopwatch,
};

use super::support::{connections, evaluator, scope};

fn resolve_in(evaluator: &mut Evaluator, text: &str) -> Result<Value, ResolveError> {
    let template = InputTemplate::compile(&Value::from(text)).unwrap();
    template.resolve(&scope(), evaluator)
}

fn limit_of(evaluator: &mut Evaluator, text: &str) -> ExceededLimit {
    match resolve_in(evaluator, text) {
        Err(ResolveError::Limit { limit, expression }) => {
            assert!(text.contains(&expression));
            limit
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn what_takes_too_long_ends() {
    let limits = Limits {
        expression_time: Duration::from_millis(50),
        ..Limits::default()
    };
    let table = [
        "{{ (() => { for (;;); })() }}",
        "{{ (() => { while (true) { try { for (;;); } catch {} finally { continue } } })() }}",
        "{{ (async () => { for (;;) await null })() }}",
        "{{ (function* () { for (;;) yield 1 })().forEach(it => it) }}",
        "{{ /^(a+)+$/.test('a'.repeat(40) + 'b') }}",
        "{{ 'a'.repeat(50).match(/(a|a)*b/) }}",
        "{{ ({get a() { for (;;); } }) }}",
        "{{ ({toJSON() { for (;;); } }) }}",
        "{{ (() => { throw Object.defineProperty(new Error(), 'message', {get() { for (;;); } }) })() }}",
        "{{ [1].sort(() => { for (;;); }) + [2, 1].sort(() => { for (;;); }) }}",
        "{{ new Proxy({}, {ownKeys() { for (;;); } }) }}",
        "text {{ (() => { for (;;); })() }}",
        "{{flattenNestedKeys((() => { for (;;); })(), [])}} {{ 1 }}",
    ];
    for text in table {
        let mut evaluator = evaluator().with_limits(limits);
        let limit = limit_of(&mut evaluator, text);
        assert_eq!(limit, ExceededLimit::Time(limits.expression_time), "{text}");
        // The run can go on.
        assert_eq!(
            resolve_in(&mut evaluator, "{{ 1 + 1 }}"),
            Ok(json!(2)),
            "{text}"
        );
    }
}

#[test]
fn what_needs_too_much_memory_ends() {
    let table = [
        "{{ 'x'.repeat(100000000) }}",
        "{{ (() => { const all = []; for (;;) all.push('x'.repeat(100000) + all.length) })() }}",
        "{{ new Array(100000000).fill(1) }}",
        "{{ new ArrayBuffer(1e9) }}",
        "{{ Array.from({length: 1e8}, (_, i) => i) }}",
        "{{ JSON.parse('[' + '1,'.repeat(5000000) + '1]') }}",
    ];
    let memory = ExceededLimit::Memory(32 << 20);
    for text in table {
        let mut evaluator = evaluator();
        assert_eq!(limit_of(&mut evaluator, text), memory, "{text}");
        assert_eq!(
            resolve_in(&mut evaluator, "{{ 1 + 1 }}"),
            Ok(json!(2)),
            "{text}"
        );
    }
}

/// The longest text that the engine has is shorter than its memory; more is an error of the script.
#[test]
fn a_text_does_not_grow_forever() {
    let text = "{{ (() => { let s = 'ab'; for (;;) s += s + s.length })() }}";
    assert_eq!(resolve_in(&mut evaluator(), text), Ok(json!("")));
}

#[test]
fn what_nests_too_deeply_ends() {
    let parentheses = format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000));
    let lists = format!("{{{{ {}{} }}}}", "[".repeat(20_000), "]".repeat(20_000));
    let not = format!("{{{{ {}1 }}}}", "!".repeat(60_000));
    let table = [
        "{{ (function f() { return f() })() }}",
        "{{ (f => f(f))(f => f(f)) }}",
        "{{ (() => { const a = {toString: () => '' + a}; return '' + a })() }}",
        "{{ (() => { let x = []; for (let i = 0; i < 100000; i++) x = [x]; return x })() }}",
        &parentheses,
        &lists,
        &not,
    ];
    for text in table {
        let mut evaluator = evaluator();
        assert_eq!(
            limit_of(&mut evaluator, text),
            ExceededLimit::Stack,
            "{text:.60}"
        );
        assert_eq!(
            resolve_in(&mut evaluator, "{{ 1 + 1 }}"),
            Ok(json!(2)),
            "{text:.60}"
        );
    }
    let nested = "{{ (() => { let x = 1; for (let i = 0; i < 101; i++) x = [x]; return x })() }}";
    assert_eq!(
        limit_of(&mut evaluator(), nested),
        ExceededLimit::ResultDepth(100)
    );
}

#[test]
fn huge_results_are_not_taken() {
    let bytes = ExceededLimit::ResultBytes(16 << 20);
    assert_eq!(
        limit_of(&mut evaluator(), "{{ 'x'.repeat(17000000) }}"),
        bytes
    );
    let values = ExceededLimit::ResultValues(500_000);
    let many =
        "{{ (() => { const x = new Array(800).fill(1); return new Array(800).fill(x) })() }}";
    assert_eq!(limit_of(&mut evaluator(), many), values);
    let doubled =
        "{{ (() => { let x = [1]; for (let i = 0; i < 60; i++) x = [x, x]; return x })() }}";
    assert_eq!(limit_of(&mut evaluator(), doubled), values);
}

#[test]
fn a_promise_that_nothing_settles_is_not_awaited() {
    let never = ExceededLimit::NeverSettles;
    assert_eq!(
        limit_of(&mut evaluator(), "{{ new Promise(() => {}) }}"),
        never
    );
    let error = resolve_in(&mut evaluator(), "{{ new Promise(() => {}) }}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "`{{ new Promise(() => {}) }}` waits for a promise that nothing can settle"
    );
}

#[test]
fn long_texts_pass() {
    let mut scope = Scope::default();
    scope.insert(
        "trigger",
        json!({"text": "x".repeat(10 << 20), "é": "é".repeat(4 << 20)}),
    );
    let resolve = |text: &str| {
        let template = InputTemplate::compile(&Value::from(text)).unwrap();
        template.resolve(&scope, &mut evaluator())
    };
    assert_eq!(
        resolve("{{ trigger.text.length + 1 }}"),
        Ok(json!((10 << 20) + 1))
    );
    assert_eq!(
        resolve("{{ trigger['é'].length + 1 }}"),
        Ok(json!((4 << 20) + 1))
    );
    assert_eq!(resolve("{{trigger.text}}"), Ok(json!("x".repeat(10 << 20))));
}

#[test]
fn outputs_that_fill_the_memory_together_are_put_in_one_by_one() {
    let mut scope = Scope::default();
    for step in ["a", "b", "c", "d", "e"] {
        scope.insert(step, json!("x".repeat(10 << 20)));
    }
    let mut evaluator = evaluator();
    for step in ["a", "b", "c", "d", "e"] {
        let text = Value::from(format!("{{{{ {step}.length + 1 }}}}"));
        let template = InputTemplate::compile(&text).unwrap();
        let resolved = template.resolve(&scope, &mut evaluator);
        assert_eq!(resolved, Ok(json!((10 << 20) + 1)), "{step}");
    }
}

#[test]
fn a_run_has_a_limit_for_all_its_scripts() {
    let limits = Limits {
        expression_time: Duration::from_millis(20),
        run_time: Duration::from_millis(50),
        ..Limits::default()
    };
    let mut evaluator = evaluator().with_limits(limits);
    let endless = "{{ (() => { for (;;); })() }}";
    let mut met = Vec::new();
    for _ in 0..5 {
        met.push(limit_of(&mut evaluator, endless));
    }
    let (time, run) = (
        ExceededLimit::Time(limits.expression_time),
        ExceededLimit::RunTime(limits.run_time),
    );
    assert_eq!(met, [time, time, run, run, run]);
}

#[test]
fn the_driver_s_clock_ends_a_script() {
    let start = std::sync::atomic::AtomicU64::new(0);
    let clock = Stopwatch::new(move || {
        // An hour passes between any two readings.
        let hours = start.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Duration::from_secs(3600 * hours)
    });
    let mut evaluator = Evaluator::new(connections(), 0, 0, clock);
    let endless = "{{ (() => { for (;;); })() }}";
    assert_eq!(
        limit_of(&mut evaluator, endless),
        ExceededLimit::Time(Duration::from_secs(1))
    );
}

/// Whatever one expression does to the built-in objects or to the data, no other one sees it.
#[test]
fn tricks_stay_where_they_are() {
    let tricks = [
        "Object.prototype.polluted = 1",
        "Object.prototype.toJSON = () => 'lie'",
        "Array.prototype.map = () => 'lie'",
        "Array.prototype[0] = 'lie'",
        "Object.defineProperty(Object.prototype, 'name', {get() { return 'lie' }, set() {}})",
        "(JSON.stringify = () => '\"lie\"')",
        "(globalThis.JSON = null)",
        "(globalThis.String = () => 'lie')",
        "(globalThis.undefined_step = 'lie')",
        "(Function.prototype.call = () => 'lie')",
        "(Promise.prototype.then = () => 'lie')",
        "Object.freeze(Object.prototype)",
        "trigger.body.items.sort((a, b) => a.price < b.price ? 1 : -1)",
        "trigger.body.items.push({name: 'lie'})",
        "(trigger.body.name = 'lie')",
        "(delete trigger.body.items)",
        "Object.assign(trigger.body, {name: 'lie'})",
        "Object.setPrototypeOf(trigger.body, {polluted: 1})",
        "[]['const' + 'ructor'].prototype['pu' + 'sh'].call(trigger.body.items, 'lie')",
        "({}).constructor.assign(trigger.body, {name: 'lie'})",
        "({}).__proto__.polluted = 1",
        "[].constructor.constructor('Array.prototype.map = () => \"lie\"')()",
        "(0, eval)('var polluted = 1; trigger = 1')",
        "new Function('Object.prototype.polluted = 1')()",
        "Promise.resolve().then(() => { Array.prototype.map = () => 'lie' })",
        "(async () => { for (;;) await null })()",
        "1)}); Object.prototype.polluted = 1; (function () { return (1",
        "flattenNestedKeys.constructor('Object.prototype.polluted = 1')()",
        "(Math.random = Date.now = () => 0)",
    ];
    let probes = [
        (
            "{{ [typeof polluted, {}.polluted, typeof undefined_step] }}",
            json!(["undefined", null, "undefined"]),
        ),
        (
            "{{ trigger.body.items.map(it => it.name) }}",
            json!(["b", "a"]),
        ),
        (
            "{{ [[], {}, trigger.body.name, trigger.body.object] }}",
            json!([[], {}, "Ada", {"b": 1, "a": [null, "é"]}]),
        ),
        (
            "{{ JSON.stringify({a: 1}) + String(1) }}",
            json!("{\"a\":1}1"),
        ),
        ("{{ Date.now() > 0 && Math.random() > 0 }}", json!(true)),
        ("{{ (async () => 1)() }}", json!(1)),
        ("{{trigger.body.items[0].name}}", json!("b")),
    ];
    for trick in tricks {
        let limits = Limits {
            expression_time: Duration::from_millis(20),
            ..Limits::default()
        };
        let mut evaluator = evaluator().with_limits(limits);
        // The engine may be in use already.
        resolve_in(&mut evaluator, "{{ trigger.body.count + 1 }}").unwrap();
        let _ = resolve_in(&mut evaluator, &format!("{{{{ {trick} }}}}"));
        for (probe, expected) in &probes {
            let seen = resolve_in(&mut evaluator, probe);
            assert_eq!(seen.as_ref(), Ok(expected), "{probe} after {trick}");
        }
    }
}

#[test]
fn there_is_nothing_but_ecmascript() {
    let names = resolve_in(
        &mut evaluator(),
        "{{ Object.getOwnPropertyNames(globalThis).sort() }}",
    );
    let ecmascript = "
        AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean
        DataView Date Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array
        DisposableStack AsyncDisposableStack SuppressedError
        Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object
        Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol
        SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap
        WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval
        flattenNestedKeys globalThis isFinite isNaN parseFloat parseInt undefined unescape";
    let mut expected: Vec<&str> = ecmascript.split_ascii_whitespace().collect();
    expected.sort_unstable();
    assert_eq!(names, Ok(json!(expected)));
}
