//! What a flow needs of ActivePieces, and which of its steps run where.
#![allow(clippy::unwrap_used)]

use serde_json::{Value, json};
use winfactor_flows::exchange::{HERE_ONLY_ACTIONS, Runs, needs, where_it_runs};
use winfactor_flows::{FlowVersion, PieceCatalog, validate};

fn step(name: &str, piece: &str, action: &str, input: Value, next: Value) -> Value {
    json!({
        "name": name, "type": "PIECE", "displayName": name.to_uppercase(), "valid": true,
        "settings": {"pieceName": piece, "pieceVersion": "~1.2.3", "actionName": action,
            "input": input, "propertySettings": {}},
        "nextAction": next,
    })
}

fn flow(trigger_piece: &str, trigger: &str, action: Value) -> FlowVersion {
    FlowVersion::from_value(json!({
        "displayName": "Flow", "valid": true, "schemaVersion": "20",
        "trigger": {"name": "trigger", "type": "PIECE_TRIGGER", "displayName": "Start",
            "valid": true, "nextAction": action,
            "settings": {"pieceName": trigger_piece, "pieceVersion": "0.1.33",
                "triggerName": trigger, "input": {}, "propertySettings": {}}},
    }))
    .unwrap()
}

const WEBHOOK: (&str, &str) = ("@activepieces/piece-webhook", "catch_webhook");
const WINFACTOR: &str = "@winfactor/piece-winfactor";

#[test]
fn pieces_and_connections_are_found_wherever_they_are_named() {
    let code = json!({
        "name": "code", "type": "CODE", "displayName": "Code", "valid": true,
        "settings": {"sourceCode": {"code": "export const code = async () => 1", "packageJson": "{}"},
            "input": {"key": ["{{connections.erp.secret_text}}"]}},
    });
    let skipped = json!({
        "name": "skipped", "type": "PIECE", "displayName": "Skipped", "valid": true, "skip": true,
        "settings": {"pieceName": "@activepieces/piece-notion", "pieceVersion": "1.0.0",
            "input": {"auth": "{{connections['notion']}}"}, "propertySettings": {}},
        "nextAction": code,
    });
    let slack = json!({"auth": "{{connections['slack-bot']}}", "text": "{{trigger.body.id}}"});
    let second = json!({"auth": " ", "blocks": [{"deep": "{{connections['slack-bot']}}"}]});
    let piece = "@activepieces/piece-slack";
    let flow = flow(
        WEBHOOK.0,
        WEBHOOK.1,
        step(
            "a",
            piece,
            "send",
            slack,
            step("b", piece, "send", second, skipped),
        ),
    );
    let needs = needs(&flow);
    let pieces: Vec<_> = needs
        .pieces
        .iter()
        .map(|it| {
            (
                it.step.number,
                it.piece.as_str(),
                it.version.as_str(),
                it.is_trigger,
                it.has_connection,
            )
        })
        .collect();
    assert_eq!(
        pieces,
        [
            (1, WEBHOOK.0, "0.1.33", true, false),
            (2, piece, "1.2.3", false, true),
            (3, piece, "1.2.3", false, false),
        ]
    );
    let connections: Vec<_> = needs
        .connections
        .iter()
        .map(|it| {
            (
                it.external_id.as_str(),
                it.steps.iter().map(|step| step.number).collect(),
            )
        })
        .collect::<Vec<(_, Vec<_>)>>();
    assert_eq!(connections, [("slack-bot", vec![2, 3]), ("erp", vec![5])]);
    assert!(!needs.registers_itself);
    assert!(needs.here_only.is_empty());
}

#[test]
fn what_winfactor_alone_runs_is_told_and_so_is_a_trigger_that_registers_itself() {
    let file = step(
        "file",
        WINFACTOR,
        HERE_ONLY_ACTIONS[1],
        json!({}),
        Value::Null,
    );
    let inbox = step("inbox", WINFACTOR, HERE_ONLY_ACTIONS[0], json!({}), file);
    let quote = step("quote", WINFACTOR, "create_quote", json!({}), inbox);
    let needs = needs(&flow(WINFACTOR, "quote_sent", quote));
    assert!(needs.registers_itself);
    let here_only: Vec<_> = needs
        .here_only
        .iter()
        .map(|it| it.display_name.as_str())
        .collect();
    assert_eq!(here_only, ["INBOX", "FILE"]);
}

#[test]
fn each_step_is_told_where_it_runs() {
    let catalog = PieceCatalog::embedded(["quote.sent"]);
    let notion = step(
        "page",
        "@activepieces/piece-notion",
        "create",
        json!({}),
        Value::Null,
    );
    let mut skipped = step(
        "off",
        "@activepieces/piece-notion",
        "create",
        json!({}),
        notion,
    );
    skipped["skip"] = true.into();
    let too_new = step(
        "map",
        "@activepieces/piece-data-mapper",
        "advanced_mapping",
        json!({"mapping": {"x": "{{nobody.name}}"}}),
        skipped,
    );
    let broken = json!({
        "name": "code", "type": "CODE", "displayName": "Code", "valid": true,
        "settings": {"sourceCode": {"code": "export const code = (", "packageJson": "{}"}, "input": {}},
        "nextAction": too_new,
    });
    let flow = flow(WEBHOOK.0, WEBHOOK.1, broken);
    let problems = validate(&flow, &catalog);
    let runs: Vec<_> = flow
        .steps()
        .iter()
        .map(|step| where_it_runs(step, &problems))
        .collect();
    let expected = [
        Runs::Here,
        Runs::NotYet,
        Runs::Here,
        Runs::Skipped,
        Runs::ActivePiecesOnly,
    ];
    assert_eq!(runs, expected);
}
