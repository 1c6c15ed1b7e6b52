use serde_json::json;

use super::support::{compile, evaluator, run};

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
fn code_shares_the_run_s_time_and_chance() {
    let code = compile("export const code = () => [Date.now(), Math.random()]").unwrap();
    let mut evaluator = evaluator();
    let first = evaluator.run_code(&code, &json!({})).unwrap();
    let second = evaluator.run_code(&code, &json!({})).unwrap();
    assert_eq!(first[0], json!(1_795_600_800_000_i64));
    assert_ne!(first[1], second[1]);
}
