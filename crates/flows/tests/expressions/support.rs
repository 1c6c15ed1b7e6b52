use std::time::Duration;

use serde_json::{Value, json};
use winfactor_flows::expressions::{
    Connection, Connections, Evaluator, InputTemplate, ResolveError, Scope, Stopwatch,
};

/// 2026-11-25T10:00:00Z.
pub(crate) const NOW_MS: i64 = 1_795_600_800_000;

pub(crate) fn connections() -> Connections {
    let works = |name: &str, value| (name.to_owned(), Connection::works(value));
    let broken = Connection::Broken {
        reason: "its access has expired".to_owned(),
    };
    Connections::from_iter([
        works(
            "key",
            json!({"type": "SECRET_TEXT", "secret_text": "s3cret"}),
        ),
        works(
            "my-slack",
            json!({"type": "OAUTH2", "access_token": "xoxb", "data": {"team": {"id": "T1"}}}),
        ),
        works("dotted.name", json!({"type": "NO_AUTH"})),
        ("broken".to_owned(), broken),
    ])
}

pub(crate) fn evaluator() -> Evaluator {
    let stopwatch = Stopwatch::counting(Duration::from_millis(1));
    Evaluator::new(connections(), NOW_MS, 7, stopwatch)
}

pub(crate) fn scope() -> Scope {
    let mut scope = Scope::default();
    scope.insert(
        "trigger",
        json!({
            "body": {
                "name": "Ada", "total": 5.0, "count": 3, "no": false, "none": null, "empty": "",
                "big": 1e21, "small": 1e-7, "emoji": "a😀", "date": "2026-03-01T12:00:00Z",
                "items": [{"name": "b", "price": 2}, {"name": "a", "price": 10.5}],
                "numbers": [3, 1, 2], "object": {"b": 1, "a": [null, "é"]}, "token": "{{step_1.id}}",
                "__proto__": {"own": 1},
            },
        }),
    );
    scope.insert("step_1", json!({"id": "msg_1", "list": [1, null, "x"]}));
    scope.insert("step_2", json!("output"));
    scope
}

pub(crate) fn resolve(text: &str) -> Result<Value, ResolveError> {
    let template = InputTemplate::compile(&Value::from(text)).unwrap();
    template.resolve(&scope(), &mut evaluator())
}

/// Checks a table of texts, each in a run of its own and then all of them in one run.
#[track_caller]
pub(crate) fn check(table: &[(&str, Value)]) {
    let mut shared = evaluator();
    for (text, expected) in table {
        assert_eq!(resolve(text).as_ref(), Ok(expected), "{text}");
        let template = InputTemplate::compile(&Value::from(*text)).unwrap();
        let resolved = template.resolve(&scope(), &mut shared);
        assert_eq!(resolved.as_ref(), Ok(expected), "{text}, after others");
    }
}
