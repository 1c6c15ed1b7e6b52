//! CODE steps: what compiles, what is refused by name, and what comes of a run.

#![allow(clippy::unwrap_used)]

use std::time::Duration;

use serde_json::{Map, Value, json};
use winfactor_flows::code::{CodeError, CodeRefusal, CodeStep};
use winfactor_flows::expressions::{
    Connections, Evaluator, ExceededLimit, InputTemplate, Limits, Scope, Stopwatch,
};
use winfactor_flows::format::{CodeSettings, SourceCode};

fn compile(code: &str) -> Result<CodeStep, CodeRefusal> {
    CodeStep::compile(&CodeSettings {
        source_code: Some(SourceCode {
            code: code.to_owned(),
            package_json: "{\"dependencies\": {\"lodash\": \"4.17.21\"}}".to_owned(),
        }),
        input: Map::new(),
        fields: Map::new(),
    })
}

fn evaluator() -> Evaluator {
    let stopwatch = Stopwatch::counting(Duration::from_millis(1));
    let limits = Limits {
        code_time: Duration::from_millis(200),
        ..Limits::default()
    };
    Evaluator::new(Connections::default(), 1_795_600_800_000, 7, stopwatch).with_limits(limits)
}

fn run_with(code: &str, inputs: &Value) -> Result<Value, CodeError> {
    let step = compile(code).unwrap_or_else(|refusal| panic!("{code}: {refusal}"));
    evaluator().run_code(&step, inputs)
}

fn run(code: &str) -> Result<Value, CodeError> {
    let inputs = json!({"name": "Ada", "count": 3, "list": [3, 1, 2], "none": null});
    run_with(code, &inputs)
}

#[test]
fn code_gives_its_output() {
    let table = [
        (
            "export const code = async (inputs) => { return inputs.name + '!'; };",
            json!("Ada!"),
        ),
        ("export const code = (inputs) => inputs.count + 1", json!(4)),
        (
            "export async function code(inputs) { return {a: [inputs.none]} }",
            json!({"a": [null]}),
        ),
        (
            "export function code({ list }) { return list.sort() }",
            json!([1, 2, 3]),
        ),
        ("const code = () => 1; export { code }", json!(1)),
        ("const run = () => 1; export { run as code }", json!(1)),
        ("export let code; code = () => 1", json!(1)),
        ("exports.code = async (inputs) => inputs.count", json!(3)),
        ("module.exports.code = () => 'm'", json!("m")),
        ("module.exports = { code: () => 'm' }", json!("m")),
        (
            "\"use strict\"; Object.defineProperty(exports, 'code', { value: () => 2 })",
            json!(2),
        ),
        (
            "export const code = async () => true;\n// the end",
            json!(true),
        ),
        ("exports.code = () => true // the end", json!(true)),
        (
            "const helper = x => x * 2;\nexport const code = async (i) => i.list.map(helper)",
            json!([6, 2, 4]),
        ),
        (
            "export const code = async () => { await Promise.resolve(); return await (async () => 5)() }",
            json!(5),
        ),
        ("export const code = async () => {}", json!(null)),
        ("export const code = () => undefined", json!(null)),
        ("export const code = () => null", json!(null)),
        ("export const code = () => () => 1", json!(null)),
        ("export const code = () => ''", json!("")),
        (
            "export const code = () => [undefined, NaN, new Date(0), {u: undefined}]",
            json!([null, null, "1970-01-01T00:00:00.000Z", {}]),
        ),
        (
            "export const code = () => new Date()",
            json!("2026-11-25T10:00:00.000Z"),
        ),
        ("export const code = () => NaN", json!(null)),
        ("export const code = () => 1e300 * 10", json!(1e301)),
        ("export const code = () => 'a\\ud83d'", json!("a\u{fffd}")),
        (
            "export const code = (i) => { i.count = 9; return i }",
            json!({"name": "Ada", "count": 9, "list": [3, 1, 2], "none": null}),
        ),
        (
            "export const code = () => typeof process + typeof fetch + typeof require + typeof setTimeout",
            json!("undefinedundefinedundefinedundefined"),
        ),
        (
            "export const code = () => { console.log('x', {a: 1}); console.error(new Error('y')); return 1 }",
            json!(1),
        ),
        (
            "export const code = () => flattenNestedKeys({a: [{b: 1}]}, ['a', 'b'])",
            json!([1]),
        ),
    ];
    for (code, expected) in table {
        assert_eq!(run(code), Ok(expected), "{code}");
    }
}

#[test]
fn types_are_taken_out() {
    let table = [
        (
            "interface Inputs { count: number; name?: string }\n\
             type Doubled = { value: number };\n\
             export const code = async (inputs: Inputs): Promise<Doubled> => {\n\
               const value = (inputs.count as number) * 2;\n\
               return { value } satisfies Doubled;\n\
             };",
            json!({"value": 6}),
        ),
        (
            "export const code = async <T extends object>(inputs: T) => (inputs as any).name!",
            json!("Ada"),
        ),
        (
            "enum Level { Low = 1, High }\nexport const code = () => [Level.High, Level[1]]",
            json!([2, "Low"]),
        ),
        (
            "const enum Level { Low = 'l' }\nexport const code = () => Level.Low",
            json!("l"),
        ),
        (
            "namespace Tax { export const rate = 21 }\nexport const code = () => Tax.rate",
            json!(21),
        ),
        (
            "class A { constructor(private x: number) {} get() { return this.x } }\nexport const code = () => new A(4).get()",
            json!(4),
        ),
        (
            "abstract class A { abstract b(): number; c?: string }\nclass B extends A { b() { return 1 } }\nexport const code = () => new B().b()",
            json!(1),
        ),
        (
            "import type { Thing } from 'some-package';\nexport const code = (i: Thing) => 1",
            json!(1),
        ),
        (
            "import type { Thing } from 'some-package';\nexports.code = (i: Thing) => 1",
            json!(1),
        ),
        (
            "import { Thing } from 'some-package';\nexport const code = (i: Thing) => 1",
            json!(1),
        ),
        (
            "declare const x: number;\nexport const code = () => typeof x",
            json!("undefined"),
        ),
        (
            "function f(a: string): string;\nfunction f(a: any) { return a }\nexport const code = () => f('a')",
            json!("a"),
        ),
        (
            "export type A = string;\nexport const code = (): A => 'a' as const",
            json!("a"),
        ),
        (
            "export const code = (i: { list?: number[] }) => i.list?.at(-1) ?? <number>0",
            json!(2),
        ),
    ];
    for (code, expected) in table {
        assert_eq!(run(code), Ok(expected), "{code}");
    }
}

#[test]
fn packages_are_refused_by_name() {
    let package = |package: &str| CodeRefusal::Package {
        package: package.to_owned(),
    };
    let table = [
        (
            "import _ from 'lodash';\nexport const code = () => _.now()",
            package("lodash"),
        ),
        (
            "import { createHash } from 'node:crypto';\nexport const code = () => createHash('x')",
            package("node:crypto"),
        ),
        (
            "import * as a from '@scope/a';\nexport const code = () => a",
            package("@scope/a"),
        ),
        (
            "import './side-effect';\nexport const code = () => 1",
            package("./side-effect"),
        ),
        (
            "import _ = require('lodash');\nexport const code = () => _",
            package("lodash"),
        ),
        ("export { code } from 'elsewhere'", package("elsewhere")),
        (
            "export * from 'elsewhere';\nexport const code = () => 1",
            package("elsewhere"),
        ),
        (
            "export const code = () => require('axios').get('x')",
            package("axios"),
        ),
        (
            "const fs = require(\"fs\");\nexports.code = () => fs",
            package("fs"),
        ),
        (
            "export const code = async () => (await import('axios')).default",
            package("axios"),
        ),
        (
            "export const code = async (i) => require(i.name)",
            CodeRefusal::ComputedPackage,
        ),
        (
            "export const code = async (i) => import(i.name)",
            CodeRefusal::ComputedPackage,
        ),
        ("const code = () => 1", CodeRefusal::NoExport),
        ("export default () => 1", CodeRefusal::NoExport),
        ("export const other = () => 1", CodeRefusal::NoExport),
        ("", CodeRefusal::NoSource),
        (" \n", CodeRefusal::NoSource),
    ];
    for (code, expected) in table {
        assert_eq!(compile(code), Err(expected), "{code}");
    }
    assert_eq!(
        package("lodash").to_string(),
        "the code imports the package `lodash`; the embedded runner has no packages, \
         so this step runs in ActivePieces only"
    );
    match compile("export const code = () => {\n  return 1 +;\n}") {
        Err(CodeRefusal::Syntax { line: 2, .. }) => {}
        other => panic!("{other:?}"),
    }
    let settings = CodeSettings {
        source_code: None,
        input: Map::new(),
        fields: Map::new(),
    };
    assert_eq!(CodeStep::compile(&settings), Err(CodeRefusal::NoSource));
}

#[test]
fn what_is_thrown_fails_the_step_with_its_message() {
    let table = [
        (
            "export const code = () => { throw new Error('no stock') }",
            "Error: no stock",
        ),
        (
            "export const code = async () => { throw new TypeError('bad') }",
            "TypeError: bad",
        ),
        (
            "export const code = () => { throw new Error('{\"status\":404}') }",
            "{\"status\":404}",
        ),
        (
            "export const code = () => { throw new Error('{not json') }",
            "Error: {not json",
        ),
        ("export const code = () => { throw 'a text' }", "a text"),
        (
            "export const code = () => { throw {status: 1} }",
            "{\"status\":1}",
        ),
        ("export const code = () => { throw undefined }", "undefined"),
        (
            "export const code = () => Promise.reject(new Error('later'))",
            "Error: later",
        ),
        (
            "class Own extends Error { name = 'Own' }\nexport const code = () => { throw new Own('x') }",
            "Own: x",
        ),
        (
            "export const code = () => fetch('http://x.example')",
            "ReferenceError: fetch is not defined",
        ),
        (
            "export const code = () => process.exit(1)",
            "ReferenceError: process is not defined",
        ),
        (
            "throw new Error('while loading'); export const code = () => 1",
            "Error: while loading",
        ),
        ("export const code = 5", "TypeError: code is not a function"),
        (
            "exports.other = () => 1",
            "TypeError: code is not a function",
        ),
        ("export const code = () => { throw new Error('') }", "Error"),
    ];
    for (code, message) in table {
        let message = message.to_owned();
        assert_eq!(run(code), Err(CodeError::Threw { message }), "{code}");
    }
    let not_json = run("export const code = () => 1n").unwrap_err();
    assert!(matches!(not_json, CodeError::NotJson { .. }));
    let circular = "export const code = () => { const a = {}; a.a = a; return a }";
    assert!(matches!(run(circular), Err(CodeError::NotJson { .. })));
}

#[test]
fn a_promise_that_fails_unseen_fails_the_step_with_the_console_s_output() {
    let unseen = "export const code = async (i) => {\n\
        console.log('got', i.count, [1]);\n\
        Promise.reject(new Error('unseen'));\n\
        return 1 }";
    let error = run(unseen).unwrap_err();
    assert_eq!(
        error,
        CodeError::UnhandledRejection {
            message: "Error: unseen".to_owned(),
            output: "got 3 [1]\n".to_owned(),
        }
    );
    assert_eq!(error.to_string(), "Error: unseen\ngot 3 [1]\n");
    let seen = "export const code = async () => {\n\
        const p = Promise.reject(new Error('seen'));\n\
        try { await p } catch {}\n\
        return 1 }";
    assert_eq!(run(seen), Ok(json!(1)));
    let later = "export const code = async () => {\n\
        (async () => { await null; throw new Error('later') })();\n\
        return 1 }";
    assert!(matches!(
        run(later),
        Err(CodeError::UnhandledRejection { .. })
    ));
}

#[test]
fn hostile_code_ends_within_its_limits() {
    let time = ExceededLimit::Time(Duration::from_millis(200));
    let memory = ExceededLimit::Memory(32 << 20);
    let table = [
        ("export const code = () => { for (;;); }", time),
        ("for (;;);\nexport const code = () => 1", time),
        (
            "export const code = async () => { for (;;) await null }",
            time,
        ),
        (
            "export const code = () => { (async () => { for (;;) await null })(); return 1 }",
            time,
        ),
        (
            "export const code = () => /^(a+)+$/.test('a'.repeat(40) + 'b')",
            time,
        ),
        (
            "export const code = () => { try { for (;;); } finally { return 1 } }",
            time,
        ),
        ("export const code = () => 'x'.repeat(1e8)", memory),
        (
            "export const code = () => { const a = []; for (;;) a.push([a.length]) }",
            memory,
        ),
        (
            "export const code = () => { for (;;) console.log('x'.repeat(1e5)) }",
            time,
        ),
        ("export const code = () => code()", ExceededLimit::Stack),
        (
            "export const code = () => new Promise(() => {})",
            ExceededLimit::NeverSettles,
        ),
        (
            "await new Promise(() => {});\nexport const code = () => 1",
            ExceededLimit::NeverSettles,
        ),
        (
            "export const code = () => new Array(600000).fill(1)",
            ExceededLimit::ResultValues(500_000),
        ),
        (
            "export const code = () => { let x = 1; for (let i = 0; i < 200; i++) x = { x }; return x }",
            ExceededLimit::ResultDepth(100),
        ),
    ];
    for (code, limit) in table {
        assert_eq!(run(code), Err(CodeError::Limit(limit)), "{code}");
    }
    assert_eq!(
        CodeError::Limit(memory).to_string(),
        "the code needs more memory than 32 MB"
    );
}

/// The reader of the source is recursive; no source may exhaust its stack.
#[test]
fn source_code_may_be_nested_without_end() {
    let size = 128 << 10;
    let of = |beginning: &str, again: &str, end: &str| {
        let count = (size - 200) / (again.len() + end.len());
        format!(
            "export const code = () => {{ {beginning}{}1{} }}",
            again.repeat(count),
            end.repeat(count)
        )
    };
    let sources = [
        of("", "(", ")"),
        of("", "[", "]"),
        of("", "{", "}"),
        of("", "!", ""),
        of("", "-~", ""),
        of("", "a=>", ""),
        of("", "a?b:", ""),
        of("", "a=", ""),
        of("", "1+", ""),
        of("", "1**", ""),
        of("", "if(a)", ""),
        of("", "if(a);else ", ""),
        of("", "a:", ""),
        of("", "`${", "}`"),
        of("", "f(", ")"),
        of("", "new ", ""),
        of("a", ".a", ";"),
        of("a", "[0]", ";"),
        of("let x: ", "A<", ">"),
        of("let x: ", "A|", ";"),
        of("let x: ", "[", "]"),
        of("let x: ", "()=>", ";"),
        of("", "class extends ", ""),
        of("", "function(){", "}"),
        of("", "<", ""),
        of("", "/*", ""),
    ];
    for source in &sources {
        assert!(source.len() <= size, "{}", source.len());
        // It compiles or not; it is not the end of the process.
        if let Ok(step) = compile(source) {
            let _ = evaluator().run_code(&step, &json!({}));
        }
    }
    assert_eq!(
        compile(&"x".repeat(size + 1)),
        Err(CodeRefusal::TooLong { limit: size })
    );
}

#[test]
fn what_code_does_ends_with_it() {
    let spoils = compile(
        "Object.prototype.polluted = 1; Array.prototype.map = () => 'lie';\n\
         JSON.stringify = () => '\"lie\"'; String = () => 'lie';\n\
         Promise.prototype.then = function (f) { f('lie') };\n\
         export const code = (inputs) => { inputs.list.push('lie'); return [[1].map(x => x), {}] }",
    );
    let reads = compile(
        "export const code = (i) => [i.list, ({}).polluted, [1].map(x => x * 2), String(1)]",
    );
    let (spoils, reads) = (spoils.unwrap(), reads.unwrap());
    let mut evaluator = evaluator();
    let mut scope = Scope::default();
    scope.insert("step_1", json!({"list": [1]}));
    let inputs = InputTemplate::compile(&json!({"list": "{{ step_1.list.map(x => x) }}"})).unwrap();
    let mut seen = Vec::new();
    for step in [&reads, &spoils, &reads] {
        let inputs = inputs.resolve(&scope, &mut evaluator).unwrap();
        seen.push(evaluator.run_code(step, &inputs));
    }
    assert_eq!(seen[0], Ok(json!([[1], null, [2], "1"])));
    assert_eq!(seen[2], seen[0]);
}

#[test]
fn code_shares_the_run_s_time_and_chance() {
    let code = compile("export const code = () => [Date.now(), Math.random()]").unwrap();
    let mut evaluator = evaluator();
    let first = evaluator.run_code(&code, &json!({})).unwrap();
    let second = evaluator.run_code(&code, &json!({})).unwrap();
    assert_eq!(first[0], json!(1_795_600_800_000_i64));
    assert_ne!(first[1], second[1]);
}
