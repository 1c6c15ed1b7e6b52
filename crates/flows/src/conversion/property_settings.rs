use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

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

    /// What the members of each dynamic input are called for people, by input and member.
    pub(crate) fn member_names(&self) -> BTreeMap<String, Map<String, Value>> {
        let names = |members: &Vec<PropDefinition>| {
            let names = members.iter();
            names
                .map(|member| (member.name.clone(), member.display_name.as_str().into()))
                .collect()
        };
        let schemas = self.schemas.iter();
        schemas
            .map(|(prop, members)| (prop.clone(), names(members)))
            .collect()
    }

    pub(super) fn schema_of(&self, prop: &str) -> Option<&[PropDefinition]> {
        self.schemas.get(prop).map(Vec::as_slice)
    }
}
