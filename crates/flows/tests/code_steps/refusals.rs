use serde_json::{Map, json};
use winfactor_flows::code::{CodeError, CodeRefusal, CodeStep};
use winfactor_flows::format::CodeSettings;

use super::support::{compile, run};

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
