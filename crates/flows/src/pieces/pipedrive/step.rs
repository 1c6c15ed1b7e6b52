use serde_json::{Map, Value};

use crate::pieces::record_fields::{email_key, text};

use super::input::{PipedriveInputError, custom_fields, day, id, ids, second, ways};
use super::{
    ADD_PERSON, CLOSE_DATE, CREATE_DEAL, CREATE_PERSON, CREATION_TIME, CURRENCY, CUSTOM_FIELDS,
    EMAIL, FIRST_NAME, LABELS, LAST_NAME, MARKETING_STATUS, NAME, OLD_ORGANIZATION, OLD_OWNER,
    ORGANIZATION, OWNER, PERSON, PHONE, PIPELINE, PROBABILITY, STAGE, STATUS, TITLE, VALUE,
    VISIBLE_TO,
};

/// What a step writes to Pipedrive.
#[derive(Clone, PartialEq)]
pub struct PipedriveStep {
    pub record: PipedriveRecord,
    /// As the API takes it for a new record, without custom fields; nothing in it is blank.
    pub body: Map<String, Value>,
    /// By the key or the name of the field; none is blank.
    pub custom_fields: Map<String, Value>,
    /// The output is the record, without the answer around it.
    pub gives_record_alone: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PipedriveRecord {
    Person,
    Deal,
}

impl PipedriveStep {
    /// Reads the resolved and converted input of an action.
    pub fn from_input(
        action: &str,
        input: &Map<String, Value>,
    ) -> Result<Self, PipedriveInputError> {
        let (record, body) = match action {
            CREATE_PERSON | ADD_PERSON => (PipedriveRecord::Person, person(input)?),
            CREATE_DEAL => (PipedriveRecord::Deal, deal(input)?),
            other => {
                return Err(PipedriveInputError::Action {
                    action: other.to_owned(),
                });
            }
        };
        Ok(Self {
            record,
            body: body.0,
            custom_fields: custom_fields(input, CUSTOM_FIELDS)?,
            gives_record_alone: action == ADD_PERSON,
        })
    }

    /// The person's addresses, the first one first.
    #[must_use]
    pub fn emails(&self) -> Vec<&str> {
        let emails = self.body.get("emails").and_then(Value::as_array);
        let emails = emails.into_iter().flatten();
        emails.filter_map(|it| it["value"].as_str()).collect()
    }

    /// What the record is called.
    #[must_use]
    pub fn title(&self) -> String {
        let text = |name: &str| self.body.get(name).and_then(Value::as_str);
        let whole = text("title").or_else(|| text("name")).map(str::to_owned);
        whole.unwrap_or_else(|| {
            let parts = [text("first_name"), text("last_name")];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        })
    }
}

/// A body that takes what is there.
struct Body(Map<String, Value>);

impl Body {
    fn put(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value.into());
        }
    }

    fn put_list(&mut self, name: &str, values: Vec<impl Into<Value>>) {
        if !values.is_empty() {
            self.put(name, Some(values));
        }
    }
}

fn person(input: &Map<String, Value>) -> Result<Body, PipedriveInputError> {
    let names = [NAME, FIRST_NAME, LAST_NAME].map(|name| text(input, name));
    match &names {
        [None, None, None] => return Err(PipedriveInputError::NoName),
        [Some(_), None, None] | [None, Some(_), Some(_)] => {}
        [None, ..] => return Err(PipedriveInputError::HalfAName),
        [Some(_), ..] => return Err(PipedriveInputError::TwoNames),
    }
    let mut body = Body(Map::new());
    for (member, name) in ["name", "first_name", "last_name"].into_iter().zip(names) {
        body.put(member, name);
    }
    body.put("owner_id", either(input, [OWNER, OLD_OWNER], "owner")?);
    let organization = either(input, [ORGANIZATION, OLD_ORGANIZATION], "organization")?;
    body.put("org_id", organization);
    body.put("visible_to", id(input, VISIBLE_TO, "visibility")?);
    body.put("marketing_status", text(input, MARKETING_STATUS));
    body.put_list("emails", ways(input, EMAIL, email_key));
    body.put_list("phones", ways(input, PHONE, str::to_owned));
    body.put_list("label_ids", ids(input, LABELS, "label")?);
    Ok(body)
}

fn either(
    input: &Map<String, Value>,
    names: [&str; 2],
    field: &'static str,
) -> Result<Option<u64>, PipedriveInputError> {
    let [name, old_name] = names;
    Ok(match id(input, name, field)? {
        None => id(input, old_name, field)?,
        found => found,
    })
}

fn deal(input: &Map<String, Value>) -> Result<Body, PipedriveInputError> {
    let mut body = Body(Map::new());
    let title = text(input, TITLE).ok_or(PipedriveInputError::NoTitle)?;
    body.put("title", Some(title));
    let number = |name: &str| input.get(name).filter(|value| value.is_number()).cloned();
    body.put("value", number(VALUE));
    body.put(
        "currency",
        text(input, CURRENCY).map(|it| it.to_uppercase()),
    );
    let close_date = day(input, CLOSE_DATE, "expected close date")?;
    body.put("expected_close_date", close_date);
    body.put("status", text(input, STATUS));
    for (member, name, field) in [
        ("stage_id", STAGE, "stage"),
        ("pipeline_id", PIPELINE, "pipeline"),
        ("owner_id", OWNER, "owner"),
        ("org_id", ORGANIZATION, "organization"),
        ("person_id", PERSON, "person"),
        ("visible_to", VISIBLE_TO, "visibility"),
    ] {
        body.put(member, id(input, name, field)?);
    }
    body.put("probability", number(PROBABILITY));
    body.put("add_time", second(input, CREATION_TIME, "creation time")?);
    body.put_list("label_ids", ids(input, LABELS, "label")?);
    Ok(body)
}

/// What is written is personal data, so it is not shown.
impl std::fmt::Debug for PipedriveStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PipedriveStep")
            .field("record", &self.record)
            .finish_non_exhaustive()
    }
}
