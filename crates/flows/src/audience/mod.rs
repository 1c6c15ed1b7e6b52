//! Whom the steps of a flow write to, as far as the flow itself tells.
//!
//! An action says which of its inputs name a person ([`Audience`]). What stands in these inputs is
//! followed back to the event: through expressions, loops, the data mapper, and those steps that
//! look up the customer's record. A message that goes where the event's customer, contact or the
//! recipients of an offer lead is one to the customer ([`Reach::Customer`]).
//!
//! What code makes of its inputs, or what another system answers, is not known before the flow runs
//! ([`Reach::Unknown`]): whoever runs it has to look at the address itself. Where it is not sure,
//! this module takes something for the customer's rather than not.

mod customer_data;
mod mentions;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

use crate::format::{Action, ActionKind, FlowVersion, NumberedStep, PieceSettings, Step};
use crate::pieces::{ActionDefinition, Audience, PieceCatalog, PropDefinition, PropertyType};

use customer_data::CustomerData;

/// A step that writes to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WritingStep {
    /// The trigger is 1.
    pub number: usize,
    pub name: String,
    /// What people call it.
    pub display_name: String,
    /// What its piece is called, such as "Slack".
    pub channel: String,
    pub audience: Audience,
    pub reach: Reach,
    /// What stands in the inputs that name its recipients, as it was typed.
    pub recipient: String,
    /// What its message is made of, as it was typed: the names of the inputs and their texts.
    pub message: Vec<(String, String)>,
    /// Nobody knows whether its messages arrive before somebody saw one.
    pub needs_confirmed_test: bool,
    /// The run goes on when the step fails.
    pub continues_on_failure: bool,
    /// All that makes its message what it is; the same text as long as nothing of it changes.
    pub settings: String,
}

/// How much a flow tells of who gets a step's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Somebody whom the author of the flow named, or the organization itself.
    Fixed,
    Customer,
    /// That shows when the step runs.
    Unknown,
}

/// The steps that write to people, in their order; those that are skipped are left out.
pub fn writing_steps(flow: &FlowVersion, catalog: &PieceCatalog) -> Vec<WritingStep> {
    let mut known = CustomerData::default();
    let mut found = Vec::new();
    for numbered in flow.steps() {
        let action = match numbered.step {
            Step::Trigger(trigger) => {
                let output = catalog.trigger_of(flow).map(|trigger| trigger.output);
                known.add_trigger(&trigger.name, output);
                continue;
            }
            Step::Action(_) if numbered.skipped => continue,
            Step::Action(action) => action,
        };
        found.extend(writing_step(&numbered, action, catalog, &known));
        known.add_step(action);
    }
    found
}

fn writing_step(
    numbered: &NumberedStep<'_>,
    action: &Action,
    catalog: &PieceCatalog,
    known: &CustomerData,
) -> Option<WritingStep> {
    let ActionKind::Piece(settings) = &action.kind else {
        return None;
    };
    let (piece, definition) = (
        catalog.piece(&settings.piece_name)?,
        catalog.action(settings)?,
    );
    let mut recipients = Vec::new();
    let reach = match definition.audience {
        Audience::Nobody => return None,
        Audience::Customer => Reach::Customer,
        Audience::Named(inputs) => {
            let values = inputs.iter().filter_map(|name| settings.input.get(*name));
            values.for_each(|value| collect_texts(value, &mut recipients));
            known.reach_of(&recipients)
        }
    };
    Some(WritingStep {
        number: numbered.number,
        name: action.name.clone(),
        display_name: action.label().to_owned(),
        channel: piece.display_name.clone(),
        audience: definition.audience,
        reach,
        recipient: recipients.join(", "),
        message: message(settings, definition),
        needs_confirmed_test: definition.needs_confirmed_test,
        continues_on_failure: action.error_handling().continue_on_failure,
        settings: settings_text(settings),
    })
}

/// The inputs in which people type, beside those that say who gets it.
fn message(settings: &PieceSettings, definition: &ActionDefinition) -> Vec<(String, String)> {
    let is_typed = |prop: &&PropDefinition| {
        let names_somebody = match definition.audience {
            Audience::Named(inputs) => inputs.contains(&&*prop.name),
            Audience::Nobody | Audience::Customer => false,
        };
        let is_chosen = matches!(
            prop.property_type,
            PropertyType::StaticDropdown(_) | PropertyType::Checkbox
        );
        !names_somebody && !is_chosen
    };
    let typed = definition.props.iter().filter(is_typed).map(|prop| {
        let mut texts = Vec::new();
        collect_texts(
            settings.input.get(&prop.name).unwrap_or(&Value::Null),
            &mut texts,
        );
        (prop.display_name.clone(), texts.join(", "))
    });
    typed.filter(|(_, text)| !text.is_empty()).collect()
}

/// The texts in a value at any depth, without empty ones.
fn collect_texts<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if !text.trim().is_empty() => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(members) => members.values().for_each(|it| collect_texts(it, texts)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A step that is exported and taken in again has its members in another order, perhaps.
fn settings_text(settings: &PieceSettings) -> String {
    let properties = settings.fields.get("propertySettings");
    Value::Array(vec![
        Value::from(settings.piece_name.as_str()),
        Value::from(settings.operation.as_deref()),
        sorted(&Value::Object(settings.input.clone())),
        properties.map(sorted).unwrap_or_default(),
    ])
    .to_string()
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            let members = members.into_iter();
            Value::Object(Map::from_iter(
                members.map(|(name, it)| (name.clone(), sorted(it))),
            ))
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}
