//! What ActivePieces' schemas require of a document, and a flow may lack: its own exports have not
//! always had it, and flows written by hand seldom do. ActivePieces refuses a document without.

use serde_json::{Value, json};

use crate::javascript::iso_text;

use super::action::{Action, ActionKind};
use super::fields::Fields;
use super::flow_version::FlowVersion;
use super::piece_settings::PieceSettings;
use super::template_document::TemplateDocument;
use super::trigger::TriggerKind;

/// Fields of a template, of a step and of its settings that may be absent (or are then filled in),
/// but not null.
const OPTIONAL_OF_TEMPLATE: [&str; 9] = [
    "type",
    "summary",
    "description",
    "tags",
    "author",
    "categories",
    "pieces",
    "tables",
    "status",
];
const OPTIONAL_OF_STEP: [&str; 2] = ["skip", "continueOnFailureBranches"];
const OPTIONAL_OF_SETTINGS: [&str; 5] = [
    "actionName",
    "triggerName",
    "customLogoUrl",
    "errorHandlingOptions",
    "sampleData",
];

impl TemplateDocument {
    /// Fills in what ActivePieces requires and the document lacks, so that it imports the document.
    /// Nothing that is there is changed. A step that does not say when it was last changed gets the
    /// date of its flow, or `last_changed_ms` (milliseconds since 1970) if that has none.
    pub fn complete(&mut self, last_changed_ms: i64) {
        for flow in &mut self.flows {
            flow.complete(last_changed_ms);
        }
        drop_nulls(&mut self.fields, &OPTIONAL_OF_TEMPLATE);
        self.add_missing_fields();
    }
}

impl FlowVersion {
    fn complete(&mut self, last_changed_ms: i64) {
        let last_changed = match self.fields.get("updated").and_then(Value::as_str) {
            Some(date) => date.to_owned(),
            None => iso_text(last_changed_ms),
        };
        if !self.fields.get("notes").is_some_and(Value::is_array) {
            self.fields.insert("notes".to_owned(), json!([]));
        }
        drop_nulls(&mut self.fields, &["description"]);

        let trigger = &mut self.trigger;
        let name = trigger.name.clone();
        trigger.display_name.get_or_insert(name);
        let mut is_valid = complete_step(&mut trigger.fields, &last_changed);
        match &mut trigger.kind {
            TriggerKind::Piece(settings) => complete_piece(settings),
            TriggerKind::Empty | TriggerKind::Other(_) => {}
        }
        for_each(&mut trigger.actions, &mut |action| {
            is_valid &= complete_action(action, &last_changed) || action.is_skipped();
        });
        self.fields.entry("valid").or_insert(is_valid.into());
    }
}

/// Says whether the action is valid.
fn complete_action(action: &mut Action, last_changed: &str) -> bool {
    let name = action.name.clone();
    action.display_name.get_or_insert(name);
    match &mut action.kind {
        ActionKind::Piece(settings) => complete_piece(settings),
        ActionKind::Code(settings) => drop_nulls(&mut settings.fields, &OPTIONAL_OF_SETTINGS),
        ActionKind::Loop(inner) => {
            inner.items.get_or_insert_default();
            drop_nulls(&mut inner.settings, &OPTIONAL_OF_SETTINGS);
        }
        ActionKind::Router(inner) => {
            drop_nulls(&mut inner.settings, &OPTIONAL_OF_SETTINGS);
            let branches = inner.branches.len().max(inner.children.len());
            inner.children.resize(branches, Vec::new());
        }
        ActionKind::Other(_) => {}
    }
    if let Some(branches) = &mut action.failure_branches {
        drop_nulls(&mut branches.fields, &["onSuccess", "onFailure"]);
    }
    complete_step(&mut action.fields, last_changed)
}

/// Says whether the step is valid. One that does not say so is: only a builder marks steps.
fn complete_step(fields: &mut Fields, last_changed: &str) -> bool {
    drop_nulls(fields, &OPTIONAL_OF_STEP);
    if !fields.get("lastUpdatedDate").is_some_and(Value::is_string) {
        fields.insert("lastUpdatedDate".to_owned(), last_changed.into());
    }
    let valid = fields.entry("valid").or_insert(Value::Bool(true));
    *valid == Value::Bool(true)
}

fn complete_piece(settings: &mut PieceSettings) {
    drop_nulls(&mut settings.fields, &OPTIONAL_OF_SETTINGS);
    let keys = settings.input.keys();
    let manual = || {
        keys.map(|key| (key.clone(), json!({"type": "MANUAL"})))
            .collect()
    };
    let settings_of_inputs = settings.fields.entry("propertySettings");
    settings_of_inputs.or_insert_with(|| Value::Object(manual()));
}

fn drop_nulls(fields: &mut Fields, keys: &[&str]) {
    for key in keys {
        if fields.get(*key).is_some_and(Value::is_null) {
            fields.shift_remove(*key);
        }
    }
}

/// Goes through the tree with a stack of its own: a document may be nested deeper than threads like.
fn for_each(chain: &mut [Action], change: &mut impl FnMut(&mut Action)) {
    let mut chains = vec![chain];
    while let Some(chain) = chains.pop() {
        for action in chain {
            change(action);
            chains.extend(action.inner_chains_mut());
        }
    }
}
