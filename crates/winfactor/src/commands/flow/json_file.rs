use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

/// A file's text.
pub(super) fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A file's JSON. What is wrong with it is told with its line and column.
pub(super) fn value(path: &Path) -> Result<Value> {
    serde_json::from_str(&text(path)?)
        .with_context(|| format!("{} is not valid JSON", path.display()))
}

/// A file that holds an object. `holds` says what of, such as "connections by their external id".
pub(super) fn object(path: &Path, holds: &str) -> Result<Map<String, Value>> {
    match value(path)? {
        Value::Object(members) => Ok(members),
        _ => bail!("{} must be a JSON object: {holds}", path.display()),
    }
}
