use serde_json::{Map, Value};

/// Under these keys a step holds the first step of a chain inside it.
const INNER_CHAINS: [&str; 3] = ["firstLoopAction", "onSuccessAction", "onFailureAction"];

/// Under these keys of a step's `continueOnFailureBranches`, too.
const FAILURE_BRANCHES: [&str; 2] = ["onSuccess", "onFailure"];

/// Calls `change` for the trigger and for every step of the flow, at any depth. The steps inside a
/// step are looked up after it was changed. What is not an object is passed over.
pub(super) fn for_each_step(
    flow: &mut Map<String, Value>,
    change: &mut impl FnMut(&mut Map<String, Value>),
) {
    if let Some(Value::Object(trigger)) = flow.get_mut("trigger") {
        visit_chain(trigger, change);
    }
}

fn visit_chain(first: &mut Map<String, Value>, change: &mut impl FnMut(&mut Map<String, Value>)) {
    let mut step = first;
    loop {
        change(step);
        for key in INNER_CHAINS {
            visit_inner(step, key, change);
        }
        if let Some(Value::Object(branches)) = step.get_mut("continueOnFailureBranches") {
            for key in FAILURE_BRANCHES {
                visit_inner(branches, key, change);
            }
        }
        if let Some(Value::Array(children)) = step.get_mut("children") {
            for child in children {
                if let Value::Object(child) = child {
                    visit_chain(child, change);
                }
            }
        }
        match step.get_mut("nextAction") {
            Some(Value::Object(next)) => step = next,
            _ => return,
        }
    }
}

fn visit_inner(
    holder: &mut Map<String, Value>,
    key: &str,
    change: &mut impl FnMut(&mut Map<String, Value>),
) {
    if let Some(Value::Object(first)) = holder.get_mut(key) {
        visit_chain(first, change);
    }
}

/// The step's settings, if it has any.
pub(super) fn settings_of(step: &mut Map<String, Value>) -> Option<&mut Map<String, Value>> {
    step.get_mut("settings")?.as_object_mut()
}

/// The text under a key.
pub(super) fn text_of<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    fields.get(key)?.as_str()
}
