//! Whole flows, run by the binary. Each file in `flows` is a case: a document, what its trigger
//! outputs, and what is printed, reasoned from how ActivePieces runs it.

#![allow(clippy::unwrap_used)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Case {
    about: String,
    flow: Value,
    payload: Value,
    connections: Option<Value>,
    exit: i32,
    /// Without the record of the trigger, which is the payload.
    printed: Option<Printed>,
    /// Parts of what is said when nothing can run.
    complaint: Option<Vec<String>>,
    /// A step whose output is the time of day.
    not_compared: Option<String>,
}

#[derive(Deserialize)]
struct Printed {
    steps: Map<String, Value>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[test]
fn every_flow_comes_to_what_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/flows");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in &files {
        let case: Case = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        if let Err(difference) = check(&case) {
            let name = file.file_stem().unwrap().to_string_lossy();
            wrong.push(format!("{name} ({}):\n{difference}", case.about));
        }
    }
    assert!(!files.is_empty());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn check(case: &Case) -> Result<(), String> {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, value: &Value| {
        let path = folder.path().join(name);
        fs::write(&path, value.to_string()).unwrap();
        path
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_winfactor"));
    command.args(["flow", "run", "--json"]);
    command.arg(write("flow.json", &case.flow));
    command
        .arg("--payload")
        .arg(write("payload.json", &case.payload));
    if let Some(connections) = &case.connections {
        let path = write("connections.json", connections);
        command.arg("--connections").arg(path);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    if output.status.code() != Some(case.exit) {
        return Err(format!("exit status {}: {said}", output.status));
    }
    for part in case.complaint.iter().flatten() {
        if !said.contains(part) {
            return Err(format!("does not say {part:?}: {said}"));
        }
    }
    match &case.printed {
        None => Ok(()),
        Some(expected) => compare(case, expected, &output.stdout),
    }
}

fn compare(case: &Case, expected: &Printed, printed: &[u8]) -> Result<(), String> {
    let mut printed: Printed = serde_json::from_slice(printed).map_err(|e| e.to_string())?;
    let trigger = printed.steps.remove("trigger");
    if let Some(name) = &case.not_compared {
        printed.steps.remove(name);
    }
    let payload = json!({
        "type": "PIECE_TRIGGER", "status": "SUCCEEDED", "output": case.payload,
    });
    let pairs = [
        (json!(trigger), payload),
        (json!(printed.steps), json!(expected.steps)),
        (json!(printed.rest), json!(expected.rest)),
    ];
    match pairs.iter().find(|(got, expected)| got != expected) {
        None => Ok(()),
        Some((got, expected)) => Err(format!("printed:  {got}\nexpected: {expected}")),
    }
}
