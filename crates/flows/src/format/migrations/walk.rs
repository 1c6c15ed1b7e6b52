use serde_json::{Map, Value};

/// Under these keys a step holds the first step of a chain inside it.
const INNER_CHAINS: [&str; 3] = ["firstLoopAction", "onSuccessAction", "onFailureAction"];

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
            if let Some(Value::Object(inner)) = step.get_mut(key) {
                visit_chain(inner, change);
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

/// The step's settings, if it has any.
pub(super) fn settings_of(step: &mut Map<String, Value>) -> Option<&mut Map<String, Value>> {
    step.get_mut("settings")?.as_object_mut()
}

/// The text under a key.
pub(super) fn text_of<'a>(fields: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    fields.get(key)?.as_str()
}
