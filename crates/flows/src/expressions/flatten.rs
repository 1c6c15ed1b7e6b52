//! `flattenNestedKeys(value, ['users', 'name'])`: the values that a path of keys leads to, over all
//! the lists on its way. The plain form is evaluated here; inside other JavaScript the prelude of
//! the sandbox has the same function.

use serde_json::Value;

use crate::javascript::Script;

use super::path::Path;
use super::scope::Scope;

pub(super) const NAME: &str = "flattenNestedKeys";

/// The plain form: a path, and a list of literal keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flatten {
    value: Path,
    keys: Box<[Box<str>]>,
    /// For a path without a value: whether it is undefined or an error is for JavaScript to say.
    pub(super) script: Script,
}

impl Flatten {
    pub(super) fn parse(inside: &str) -> Option<Self> {
        let arguments = inside.trim().strip_prefix(NAME)?.trim_start();
        let arguments = arguments.strip_prefix('(')?.strip_suffix(')')?;
        // A path has a list only as one quoted key or index, which the last `[` cannot belong to.
        let (value, keys) = arguments.trim_end().strip_suffix(']')?.rsplit_once('[')?;
        let value = value.trim_end().strip_suffix(',')?;
        Some(Self {
            value: Path::parse(value)?,
            keys: literal_keys(keys)?,
            script: Script::new(inside),
        })
    }

    /// Nothing if the path has no value.
    pub(super) fn evaluate(&self, scope: &Scope) -> Option<Value> {
        let value = self.value.evaluate(scope)?;
        let mut found = Vec::new();
        flatten(&value, &self.keys, &mut found);
        Some(Value::Array(found))
    }

    pub(crate) fn root(&self) -> &str {
        self.value.root()
    }

    /// The value whose keys are flattened.
    pub(crate) fn value(&self) -> &Path {
        &self.value
    }
}

/// `'a', "b"`: texts without escapes.
fn literal_keys(list: &str) -> Option<Box<[Box<str>]>> {
    if list.trim().is_empty() {
        return Some(Box::default());
    }
    let mut keys = Vec::new();
    let mut rest = list;
    loop {
        rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
        let (key, after) = rest[1..].split_once(quote)?;
        if key.contains('\\') {
            return None;
        }
        keys.push(key.into());
        rest = after.trim_start();
        if rest.is_empty() {
            return Some(keys.into());
        }
        rest = rest.strip_prefix(',')?;
    }
}

fn flatten(value: &Value, keys: &[Box<str>], found: &mut Vec<Value>) {
    match (value, keys) {
        (Value::Object(members), [key, rest @ ..]) => {
            if let Some(member) = members.get(&**key) {
                flatten(member, rest, found);
            }
        }
        (Value::Object(_), []) => {}
        (Value::Array(items), _) => items.iter().for_each(|item| flatten(item, keys, found)),
        (scalar, []) => found.push(scalar.clone()),
        (_, [_, ..]) => {}
    }
}
