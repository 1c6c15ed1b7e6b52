use serde_json::{Map, Value};

use super::walk::for_each_step;

/// 17 → 18: each step says when it was last changed: when it was last tested, else when the flow
/// was. A template without either date leaves it open.
pub(super) fn apply(flow: &mut Map<String, Value>) {
    let updated = flow.get("updated").filter(|date| !date.is_null()).cloned();
    for_each_step(flow, &mut |step| {
        let tested = step
            .get("settings")
            .and_then(|it| it.get("sampleData")?.get("lastTestDate"))
            .filter(|date| !date.is_null());
        if let Some(date) = tested.or(updated.as_ref()).cloned() {
            step.entry("lastUpdatedDate").or_insert(date);
        }
    });
}
