use serde_json::{Map, Value, json};

use super::fields;

/// What an account holds.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) persons: Records,
    pub(super) deals: Records,
    pub(super) loses_answer: bool,
}

impl Default for Account {
    fn default() -> Account {
        Account {
            persons: Records::from(123, person()),
            deals: Records::from(45, deal()),
            loses_answer: false,
        }
    }
}

/// The stages of each pipeline in their order, by ID.
const PIPELINES: [(u64, &[u64]); 2] = [(1, &[2, 5, 3, 4]), (2, &[6, 7])];

pub(super) fn stages(pipeline: Option<u64>) -> Vec<Value> {
    let asked = PIPELINES
        .iter()
        .filter(|(id, _)| pipeline.is_none_or(|asked| asked == *id));
    let stages = asked.flat_map(|(pipeline, stages)| {
        stages.iter().enumerate().map(move |(order, id)| {
            json!({
                "id": id, "order_nr": order + 1, "name": format!("Stage {id}"), "is_deleted": false,
                "deal_probability": 100, "pipeline_id": pipeline, "is_deal_rot_enabled": false,
                "days_to_rotten": null, "add_time": "2026-01-01T00:00:00Z",
                "update_time": "2026-01-01T00:00:00Z",
            })
        })
    });
    stages.collect()
}

/// The pipeline of a stage.
pub(super) fn pipeline_of(stage: u64) -> Option<u64> {
    let found = PIPELINES.iter().find(|(_, stages)| stages.contains(&stage));
    found.map(|(pipeline, _)| *pipeline)
}

/// The stage at which a pipeline begins.
pub(super) fn first_stage(pipeline: u64) -> Option<u64> {
    let (_, stages) = PIPELINES.iter().find(|(id, _)| *id == pipeline)?;
    stages.first().copied()
}

fn person() -> Value {
    json!({
        "id": 0, "name": null, "first_name": null, "last_name": null, "owner_id": 1, "org_id": null,
        "add_time": "2026-03-02T08:00:00Z", "update_time": "2026-03-02T08:00:00Z", "emails": [],
        "phones": [], "is_deleted": false, "visible_to": 3, "label_ids": [], "picture_id": null,
        "custom_fields": fields::empty(),
    })
}

fn deal() -> Value {
    json!({
        "id": 0, "title": null, "creator_user_id": 1, "owner_id": 1, "value": 0, "person_id": null,
        "org_id": null, "stage_id": 2, "pipeline_id": 1, "currency": "EUR",
        "add_time": "2026-03-02T08:00:00Z", "update_time": "2026-03-02T08:00:00Z",
        "stage_change_time": null, "status": "open", "is_archived": false, "is_deleted": false,
        "probability": null, "lost_reason": null, "visible_to": 3, "close_time": null,
        "won_time": null, "lost_time": null, "expected_close_date": null, "label_ids": [],
        "custom_fields": fields::empty(),
    })
}

#[derive(Debug)]
pub(super) struct Records {
    next_id: u64,
    blank: Value,
    records: Vec<Value>,
}

impl Records {
    fn from(next_id: u64, blank: Value) -> Records {
        Records {
            next_id,
            blank,
            records: Vec::new(),
        }
    }

    pub(super) fn all(&self) -> Vec<Value> {
        self.records.clone()
    }

    /// Those that are not deleted.
    pub(super) fn there(&self) -> impl Iterator<Item = &Value> {
        let all = self.records.iter();
        all.filter(|record| record["is_deleted"] == false)
    }

    pub(super) fn get(&self, id: u64) -> Option<&Value> {
        self.records.iter().find(|record| record["id"] == id)
    }

    pub(super) fn add(&mut self, said: &Value) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        let mut record = self.blank.clone();
        record["id"] = id.into();
        self.records.push(record);
        self.change(id, said);
        id
    }

    /// Sets these members; custom fields one by one, all others whole.
    pub(super) fn change(&mut self, id: u64, said: &Value) {
        let found = self.records.iter_mut().find(|record| record["id"] == id);
        let record = found.expect("the record is there");
        let said: Map<String, Value> = said.as_object().cloned().unwrap_or_default();
        for (name, value) in said {
            match (name.as_str(), value) {
                ("custom_fields", Value::Object(custom)) => {
                    for (key, value) in custom {
                        record["custom_fields"][key] = value;
                    }
                }
                (name, value) => record[name] = value,
            }
        }
        if record["name"].is_null() && record["first_name"].is_string() {
            let name = |part: &str| record[part].as_str().unwrap_or_default().to_owned();
            record["name"] = format!("{} {}", name("first_name"), name("last_name")).into();
        }
    }

    pub(super) fn purge(&mut self, id: u64) {
        self.records.retain(|record| record["id"] != id);
    }
}
