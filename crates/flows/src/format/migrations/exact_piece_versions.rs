use serde_json::{Map, Value};

use super::walk::{for_each_step, settings_of};

/// 19 → 20: piece versions are exact, without `~` or `^`.
pub(super) fn apply(flow: &mut Map<String, Value>) {
    for_each_step(flow, &mut |step| {
        if let Some(Value::String(version)) =
            settings_of(step).and_then(|settings| settings.get_mut("pieceVersion"))
        {
            *version = version.trim_start_matches(['~', '^']).to_owned();
        }
    });
}
