use serde_json::Value;

/// A field as version 1 of the API describes it.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) key: String,
    pub(super) name: String,
    /// Such as `varchar`, `enum`, `monetary`.
    pub(super) kind: String,
    /// Whether the account made it.
    pub(super) is_own: bool,
    /// With the IDs of the choices.
    pub(super) choices: Vec<(Value, String)>,
    /// What part of another field it is, such as `currency`.
    part: Option<String>,
}

impl Definition {
    pub(super) fn of(field: &Value) -> Option<Self> {
        let text = |name: &str| field[name].as_str().map(str::to_owned);
        let choices = field["options"].as_array().into_iter().flatten();
        let choice = |choice: &Value| {
            let label = choice["label"].as_str()?;
            Some((choice["id"].clone(), label.to_owned()))
        };
        let is_part = field["is_subfield"] == true;
        Some(Self {
            key: text("key").filter(|key| !key.is_empty())?,
            name: text("name")?,
            kind: text("field_type").unwrap_or_default(),
            is_own: field["edit_flag"] == true,
            choices: choices.filter_map(choice).collect(),
            part: text("id_suffix").filter(|_| is_part),
        })
    }

    /// The key of the field that this one is a part of, and the part's name.
    pub(super) fn place_in_parent(&self) -> Option<(String, &str)> {
        let part = self.part.as_deref()?;
        let parent = self.key.split('_').next()?;
        Some((parent.to_owned(), part))
    }
}
