use serde_json::{Map, Value, json};

pub(super) type Properties = Map<String, Value>;

/// What an account holds.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) contacts: Records,
    pub(super) deals: Records,
    /// Properties of deals that the account made, which are unique.
    pub(super) deal_keys: Vec<String>,
    pub(super) loses_answer: bool,
}

impl Default for Account {
    fn default() -> Account {
        Account {
            contacts: Records::from(3314),
            deals: Records::from(7719),
            deal_keys: Vec::new(),
            loses_answer: false,
        }
    }
}

/// Stages in their order.
pub(super) const STAGES: [&str; 4] = [
    "appointmentscheduled",
    "presentationscheduled",
    "contractsent",
    "closedwon",
];

#[derive(Debug)]
pub(super) struct Records {
    next_id: u64,
    records: Vec<(String, Properties)>,
}

impl Records {
    fn from(next_id: u64) -> Records {
        Records {
            next_id,
            records: Vec::new(),
        }
    }

    pub(super) fn all(&self) -> Vec<(String, Properties)> {
        self.records.clone()
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut Properties> {
        let found = self.records.iter_mut().find(|(known, _)| known == id);
        found.map(|(_, properties)| properties)
    }

    /// The id of the record whose property has this value.
    pub(super) fn id_by(&self, property: &str, value: &str) -> Option<String> {
        let has = |properties: &Properties| properties.get(property).is_some_and(|it| it == value);
        let found = self.records.iter().find(|(_, properties)| has(properties));
        found.map(|(id, _)| id.clone())
    }

    pub(super) fn add(&mut self, properties: Properties) -> String {
        let id = self.next_id.to_string();
        self.next_id += 1;
        self.records.push((id.clone(), properties));
        id
    }

    /// Sets these properties; an empty text erases.
    pub(super) fn change(&mut self, id: &str, properties: &Properties) -> bool {
        let Some(known) = self.get_mut(id) else {
            return false;
        };
        for (name, value) in properties {
            match value == "" {
                true => known.remove(name),
                false => known.insert(name.clone(), value.clone()),
            };
        }
        true
    }

    /// The record with these of its properties; null for those that it does not have.
    pub(super) fn shown(&self, id: &str, names: &[String]) -> Option<Value> {
        let (_, properties) = self.records.iter().find(|(known, _)| known == id)?;
        let mut shown = Map::new();
        for name in names {
            let value = match name.as_str() {
                "hs_object_id" => id.into(),
                name => properties.get(name).cloned().unwrap_or_default(),
            };
            shown.insert(name.clone(), value);
        }
        Some(json!({
            "id": id,
            "properties": shown,
            "createdAt": "2026-03-02T08:00:00.000Z",
            "updatedAt": "2026-03-02T08:00:01.000Z",
            "archived": false,
        }))
    }
}
