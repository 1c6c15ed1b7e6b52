use std::time::Duration;

use serde_json::json;
use winfactor_flows::code::{CodeError, CodeRefusal};
use winfactor_flows::expressions::{ExceededLimit, InputTemplate, Scope};

use super::support::{compile, evaluator, run};

#[test]
fn hostile_code_ends_within_its_limits() {
    let time = ExceededLimit::Time(Duration::from_secs(2));
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
            "export const code = () => { const a = []; for (;;) a.push(new Array(1000).fill(a.length)) }",
            memory,
        ),
        (
            "export const code = () => { for (;;) console.log('x'.repeat(100)) }",
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
