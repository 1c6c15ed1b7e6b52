use serde_json::{Value, json};

use super::FormatError;
use super::fields::{Fields, invalid, put, put_all, take_list, take_text};
use super::flow_version::FlowVersion;
use super::json_input::parse_json;

/// The document that ActivePieces exports: one or more flows and words about them.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateDocument {
    pub name: String,
    /// Never empty after reading.
    pub flows: Vec<FlowVersion>,
    /// `summary`, `metadata`, `tables` and what else was there.
    pub fields: Fields,
}

impl TemplateDocument {
    /// Reads any of the three forms: today's template, the legacy one, a bare flow version.
    pub fn parse(text: &str) -> Result<Self, FormatError> {
        Self::from_value(parse_json(text)?)
    }

    /// The same for JSON that is parsed already.
    pub fn from_value(value: Value) -> Result<Self, FormatError> {
        let Value::Object(fields) = value else {
            return Err(FormatError::NotAFlow);
        };
        let has_flows = fields
            .get("flows")
            .and_then(Value::as_array)
            .is_some_and(|flows| !flows.is_empty());
        if has_flows {
            Self::read_today(fields)
        } else if fields.get("template").is_some_and(Value::is_object) {
            Self::read_legacy(fields)
        } else {
            Ok(Self::of_flow(FlowVersion::read(fields, None)?))
        }
    }

    /// The document that a file export of this flow is.
    pub fn of_flow(flow: FlowVersion) -> Self {
        let mut document = Self {
            name: flow.display_name.clone(),
            flows: vec![flow],
            fields: Fields::new(),
        };
        document.add_missing_fields();
        document
    }

    pub fn to_value(&self) -> Value {
        let mut out = Fields::new();
        put(&mut out, "name", Some(self.name.as_str()));
        put_all(&mut out, &self.fields);
        let flows: Vec<Value> = self.flows.iter().map(FlowVersion::to_value).collect();
        put(&mut out, "flows", Some(flows));
        Value::Object(out)
    }

    pub fn to_json(&self) -> String {
        self.to_value().to_string()
    }

    /// One document for each flow, as an import makes a flow of its own of each. A document of one
    /// flow stays as it is; of several, each gets its flow's name and pieces.
    pub fn split(self) -> Vec<Self> {
        if self.flows.len() == 1 {
            return vec![self];
        }
        let Self { flows, fields, .. } = self;
        let document_of = |flow: FlowVersion| {
            let mut document = Self {
                name: flow.display_name.clone(),
                flows: vec![flow],
                fields: fields.clone(),
            };
            document.fields.shift_remove("pieces");
            document.add_missing_fields();
            document
        };
        flows.into_iter().map(document_of).collect()
    }

    /// The external id of the flow that was exported (`metadata.externalId`).
    pub fn external_id(&self) -> Option<&str> {
        let id = self.fields.get("metadata")?.get("externalId")?.as_str()?;
        (!id.is_empty()).then_some(id)
    }

    /// Puts `new_id` everywhere in the flows' steps where the exported flow's external id stands,
    /// as an import does. Without such an id nothing changes.
    pub fn replace_external_id(&mut self, new_id: &str) -> Result<(), FormatError> {
        let Some(old_id) = self.external_id().map(str::to_owned) else {
            return Ok(());
        };
        for flow in &mut self.flows {
            let mut value = flow.to_value();
            if let Some(trigger) = value.get_mut("trigger") {
                replace_text(trigger, &old_id, new_id);
            }
            *flow = FlowVersion::from_value(value)?;
        }
        if let Some(id) = self
            .fields
            .get_mut("metadata")
            .and_then(|it| it.get_mut("externalId"))
        {
            *id = Value::from(new_id);
        }
        Ok(())
    }

    fn read_today(mut fields: Fields) -> Result<Self, FormatError> {
        let name = template_name(&mut fields)?;
        let flows = take_list(&mut fields, "flows", "the template")?
            .into_iter()
            .map(|flow| read_flow(flow, &name))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            name,
            flows,
            fields,
        })
    }

    fn read_legacy(mut fields: Fields) -> Result<Self, FormatError> {
        let name = template_name(&mut fields)?;
        let flow = read_flow(fields.shift_remove("template").unwrap_or_default(), &name)?;
        let mut document = Self {
            name,
            flows: vec![flow],
            fields,
        };
        document.add_missing_fields();
        Ok(document)
    }

    /// Adds the fields that today's document must have and another form lacks.
    pub(crate) fn add_missing_fields(&mut self) {
        let pieces: Vec<String> = self
            .flows
            .iter()
            .flat_map(FlowVersion::piece_names)
            .map(str::to_owned)
            .collect();
        let defaults = [
            ("type", json!("SHARED")),
            ("summary", json!("")),
            ("description", json!("")),
            ("tags", json!([])),
            ("blogUrl", json!("")),
            ("metadata", Value::Null),
            ("author", json!("")),
            ("categories", json!([])),
            ("pieces", json!(pieces)),
            ("status", json!("PUBLISHED")),
        ];
        for (key, value) in defaults {
            self.fields.entry(key).or_insert(value);
        }
    }
}

fn template_name(fields: &mut Fields) -> Result<String, FormatError> {
    take_text(fields, "name").ok_or_else(|| invalid("the template", "name", "text"))
}

fn read_flow(value: Value, name_of_template: &str) -> Result<FlowVersion, FormatError> {
    match value {
        Value::Object(fields) => FlowVersion::read(fields, Some(name_of_template)),
        _ => Err(invalid("the template", "flows", "a list of flows")),
    }
}

fn replace_text(value: &mut Value, old: &str, new: &str) {
    match value {
        Value::String(text) if text.contains(old) => *text = text.replace(old, new),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| replace_text(item, old, new)),
        Value::Object(members) => {
            for (key, mut member) in std::mem::take(members) {
                replace_text(&mut member, old, new);
                members.insert(key.replace(old, new), member);
            }
        }
        _ => {}
    }
}
