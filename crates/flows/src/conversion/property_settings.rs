use std::collections::HashMap;

use serde_json::Value;

use crate::pieces::PropDefinition;

/// What a step's `propertySettings` say for its conversion: the members of its dynamic inputs.
#[derive(Debug, Clone, Default)]
pub(crate) struct PropertySettings {
    schemas: HashMap<String, Vec<PropDefinition>>,
}

impl PropertySettings {
    /// Reads `settings.propertySettings` of a step. Once per step is enough.
    pub(crate) fn read(property_settings: Option<&Value>) -> Self {
        let by_prop = property_settings.and_then(Value::as_object);
        let schema_of = |(prop, setting): (&String, &Value)| {
            let schema = setting.get("schema")?.as_object()?;
            Some((prop.clone(), PropDefinition::from_schema(schema)))
        };
        Self {
            schemas: by_prop
                .into_iter()
                .flatten()
                .filter_map(schema_of)
                .collect(),
        }
    }

    pub(super) fn schema_of(&self, prop: &str) -> Option<&[PropDefinition]> {
        self.schemas.get(prop).map(Vec::as_slice)
    }
}
