use serde_json::{Value, json};
use winfactor_flows::expressions::{InputTemplate, Manner, ResolveError};

use super::support::{check, evaluator, resolve, scope};

#[test]
fn references_give_the_value() {
    check(&[
        (
            "{{connections.key}}",
            json!({"type": "SECRET_TEXT", "secret_text": "s3cret"}),
        ),
        (
            "{{connections['key']}}",
            json!({"type": "SECRET_TEXT", "secret_text": "s3cret"}),
        ),
        ("{{connections['dotted.name']}}", json!({"type": "NO_AUTH"})),
        ("{{connections.key.secret_text}}", json!("s3cret")),
        ("{{connections.my-slack.data.team.id}}", json!("T1")),
        ("{{connections.my-slack.data['team'].id}}", json!("T1")),
        ("{{connections.my-slack.data.missing.deeper}}", json!("")),
        (
            "{{connections.my-slack.access_token.toUpperCase()}}",
            json!("XOXB"),
        ),
        (
            "Bearer {{connections.my-slack.access_token}}",
            json!("Bearer xoxb"),
        ),
        (
            "<{{connections.my-slack.data}}>",
            json!("<{\"team\":{\"id\":\"T1\"}}>"),
        ),
        // ActivePieces' own slips.
        ("{{connections['key'].secret_text}}", json!("")),
        ("{{connections[\"key\"]}}", json!("")),
        ("{{ connections.key }}", json!("")),
        ("{{ connections['key'] }}", json!("")),
        ("{{connections}}", json!("")),
    ]);
}

#[test]
fn what_does_not_work_is_an_error_that_names_the_connection() {
    let missing = |name: &str| ResolveError::ConnectionMissing {
        name: name.to_owned(),
    };
    let table = [
        ("{{connections.gone}}", missing("gone")),
        ("{{connections['gone']}}", missing("gone")),
        ("{{connections.gone.a.b}}", missing("gone")),
        ("{{connections.dotted.name}}", missing("dotted")),
        (
            "{{connections.key['secret_text']}}",
            missing("key['secret_text']"),
        ),
        ("text {{connections.gone}}", missing("gone")),
        (
            "{{connections.broken}}",
            ResolveError::ConnectionBroken {
                name: "broken".to_owned(),
                reason: "its access has expired".to_owned(),
            },
        ),
    ];
    for (text, expected) in table {
        let error = resolve(text).unwrap_err();
        assert_eq!(error, expected, "{text}");
        assert!(error.is_connection());
    }
    assert_eq!(
        resolve("{{connections.gone}}").unwrap_err().to_string(),
        "the connection `gone` does not exist; choose or create one"
    );
}

#[test]
fn the_kept_input_has_no_secrets() {
    let input = json!({
        "auth": "{{connections['key']}}",
        "field": "{{connections.my-slack.data.team.id}}",
        "header": "Bearer {{connections.my-slack.access_token}}, {{ trigger.body.count + 1 }}",
        "gone": "{{connections.gone}}",
        "broken": "{{connections.broken.a}}",
        "plain": "{{trigger.body.name}}",
    });
    let template = InputTemplate::compile(&input).unwrap();
    assert!(template.names_connections());
    assert_eq!(
        template.resolve_censored(&scope(), &mut evaluator()),
        Ok(json!({
            "auth": "**REDACTED**",
            "field": "**REDACTED**",
            "header": "Bearer **REDACTED**, 4",
            "gone": "**REDACTED**",
            "broken": "**REDACTED**",
            "plain": "Ada",
        }))
    );
}

#[test]
fn lines_are_dropped_in_the_kept_input_too() {
    let text = Value::from("a {{connections.key.missing}}\nb {{trigger.body.none}}\nc");
    let template = InputTemplate::compile(&text).unwrap();
    let (scope, mut evaluator) = (scope(), evaluator());
    let dropping = Manner {
        drops_empty_lines: true,
        ..Manner::default()
    };
    let censored = Manner {
        is_censored: true,
        ..dropping
    };
    assert_eq!(
        template.resolve_as(dropping, &scope, &mut evaluator),
        Ok(json!("c"))
    );
    assert_eq!(
        template.resolve_as(censored, &scope, &mut evaluator),
        Ok(json!("a **REDACTED**\nc"))
    );
}

#[test]
fn nothing_that_is_printed_holds_a_secret() {
    let mut evaluator = evaluator();
    let text = Value::from("{{connections.key.secret_text.trim()}}");
    let template = InputTemplate::compile(&text).unwrap();
    template.resolve(&scope(), &mut evaluator).unwrap();
    let shown = format!(
        "{evaluator:?} {:?} {template:?}",
        super::support::connections()
    );
    assert!(shown.contains("my-slack"), "{shown}");
    assert!(
        !shown.contains("s3cret") && !shown.contains("xoxb"),
        "{shown}"
    );
}
