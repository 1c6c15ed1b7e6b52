use serde_json::{Map, Value};

use crate::pieces::record_fields::{filled, text};

use super::names::api_name;
use super::{
    CONTACT, CONTACT_FIELDS, CREATE_CONTACT, CREATE_LEAD, CREATE_NEW_OBJECT, CREATE_OPPORTUNITY,
    CREATE_RECORD, DATA, EXTERNAL_FIELD, EXTERNAL_ID_FIELD, EXTERNAL_ID_VALUE, FIELDS, ID, LEAD,
    LEAD_FIELDS, OBJECT, OPPORTUNITY, OPPORTUNITY_FIELDS, OTHER_FIELDS, RECORD_ID, RECORDS,
    RecordId, UPDATE_OBJECT_BY_ID, UPDATE_RECORD, UPSERT_BATCH, UPSERT_RECORD,
};

/// So many records a step writes at most: each is a request or more.
const MOST_RECORDS: usize = 25;

/// What a step asks of Salesforce.
#[derive(Debug, Clone, PartialEq)]
pub enum SalesforceStep {
    Create {
        record: Record,
        output: AnswerShape,
    },
    Update {
        id: RecordId,
        record: Record,
        output: AnswerShape,
    },
    /// Creates the record with this key, or changes it.
    Upsert {
        key: ExternalKey,
        record: Record,
    },
    /// The same for each of them, in this order.
    UpsertBatch {
        records: Vec<(ExternalKey, Record)>,
    },
}

/// What becomes the step's output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerShape {
    Body,
    /// Status, headers and body.
    Whole,
}

/// A record of an object. No field is blank.
#[derive(Clone, PartialEq)]
pub struct Record {
    /// The object's API name.
    pub object: String,
    pub fields: Map<String, Value>,
}

/// What a record is found by: a field that is marked as an external ID, and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalKey {
    pub field: String,
    pub value: String,
}

/// Why an input asks nothing of Salesforce. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SalesforceInputError {
    #[error("the {field} is missing")]
    Missing { field: &'static str },
    #[error(
        "{name:?} is no {what}; enter its API name, of letters, digits and underscores, such as \
         Lead or My_Field__c"
    )]
    Name { what: &'static str, name: String },
    #[error("the record's ID must be Salesforce's, of 15 or 18 letters and digits, not {id:?}")]
    RecordId { id: String },
    #[error("the {field} must be an object, such as {{\"LastName\": \"Smith\"}}")]
    Fields { field: &'static str },
    /// No address can name it: such a part of one is a step up.
    #[error("{value:?} cannot be an external ID's value; give the record another one")]
    ExternalId { value: String },
    #[error("there is nothing to write: all of the fields came out empty")]
    Nothing,
    #[error(
        "the records must be a list under \"records\", such as {{\"records\": [{{\"LastName\": \
         \"Smith\"}}]}}"
    )]
    Records,
    #[error("record {number} has no value in {field}, by which it is found")]
    RecordWithoutKey { number: usize, field: String },
    #[error("a step writes {MOST_RECORDS} records at most, and these are {count}")]
    TooManyRecords { count: usize },
    #[error("the action {action:?} of Salesforce is not built in")]
    Action { action: String },
}

impl SalesforceStep {
    /// Reads the resolved and converted input of an action.
    pub fn from_input(
        action: &str,
        input: &Map<String, Value>,
    ) -> Result<Self, SalesforceInputError> {
        Ok(match action {
            CREATE_RECORD | CREATE_NEW_OBJECT => Self::Create {
                record: Record::of(object(input)?, members(input, DATA, "record's data")?)?,
                output: shape(action),
            },
            CREATE_LEAD => created(input, LEAD, &LEAD_FIELDS)?,
            CREATE_CONTACT => created(input, CONTACT, &CONTACT_FIELDS)?,
            CREATE_OPPORTUNITY => created(input, OPPORTUNITY, &OPPORTUNITY_FIELDS)?,
            UPDATE_RECORD | UPDATE_OBJECT_BY_ID => {
                let id = if action == UPDATE_RECORD {
                    RECORD_ID
                } else {
                    ID
                };
                let id = required(input, id, "record's ID")?;
                let data = members(input, DATA, "data to update")?;
                Self::Update {
                    id: RecordId::parse(&id)?,
                    record: Record::of(object(input)?, data)?.written()?,
                    output: shape(action),
                }
            }
            UPSERT_RECORD => {
                let field = required(input, EXTERNAL_ID_FIELD, "external ID's field")?;
                let value = required(input, EXTERNAL_ID_VALUE, "external ID's value")?;
                let key = ExternalKey::of(api_name(&field, "field")?, value)?;
                let fields = members(input, FIELDS, "fields")?;
                let record = Record::of(object(input)?, fields)?.without(&key.field);
                Self::Upsert {
                    record: record.written()?,
                    key,
                }
            }
            UPSERT_BATCH => Self::UpsertBatch {
                records: batch(input)?,
            },
            other => {
                return Err(SalesforceInputError::Action {
                    action: other.to_owned(),
                });
            }
        })
    }
}

impl ExternalKey {
    fn of(field: String, value: String) -> Result<Self, SalesforceInputError> {
        match matches!(value.as_str(), "." | "..") {
            true => Err(SalesforceInputError::ExternalId { value }),
            false => Ok(Self { field, value }),
        }
    }
}

impl Record {
    /// Leaves out what is blank.
    fn of(object: String, fields: &Map<String, Value>) -> Result<Self, SalesforceInputError> {
        let fields = filled(fields);
        for name in fields.keys() {
            api_name(name, "field")?;
        }
        Ok(Self { object, fields })
    }

    /// The value of a field. Salesforce does not tell small from capital letters in names.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Value> {
        let mut fields = self.fields.iter();
        let found = fields.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    /// Without a field of this name: Salesforce refuses a key that stands among the fields too.
    fn without(mut self, name: &str) -> Self {
        self.fields
            .retain(|known, _| !known.eq_ignore_ascii_case(name));
        self
    }

    fn written(self) -> Result<Self, SalesforceInputError> {
        match self.fields.is_empty() {
            true => Err(SalesforceInputError::Nothing),
            false => Ok(self),
        }
    }
}

fn shape(action: &str) -> AnswerShape {
    match action {
        CREATE_NEW_OBJECT | UPDATE_OBJECT_BY_ID => AnswerShape::Whole,
        _ => AnswerShape::Body,
    }
}

fn created(
    input: &Map<String, Value>,
    object: &str,
    names: &[&str],
) -> Result<SalesforceStep, SalesforceInputError> {
    let own = input
        .iter()
        .filter(|(name, _)| names.contains(&name.as_str()));
    let mut fields: Map<String, Value> = own.map(|(k, v)| (k.clone(), v.clone())).collect();
    if input
        .get(OTHER_FIELDS)
        .is_some_and(|other| !other.is_null())
    {
        let other = members(input, OTHER_FIELDS, "other fields")?;
        fields.extend(other.clone());
    }
    Ok(SalesforceStep::Create {
        record: Record::of(object.to_owned(), &fields)?,
        output: AnswerShape::Body,
    })
}

fn batch(input: &Map<String, Value>) -> Result<Vec<(ExternalKey, Record)>, SalesforceInputError> {
    let object = object(input)?;
    let field = required(input, EXTERNAL_FIELD, "external ID's field")?;
    let field = api_name(&field, "field")?;
    let records = input.get(RECORDS).and_then(|records| records.get(RECORDS));
    let records = records.and_then(Value::as_array);
    let records = records.ok_or(SalesforceInputError::Records)?;
    match records.len() {
        0 => return Err(SalesforceInputError::Nothing),
        count if count > MOST_RECORDS => {
            return Err(SalesforceInputError::TooManyRecords { count });
        }
        _ => {}
    }
    let keyed = records.iter().enumerate().map(|(index, fields)| {
        let fields = fields.as_object().ok_or(SalesforceInputError::Records)?;
        let record = Record::of(object.clone(), fields)?.without("attributes");
        let value = record.field(&field).and_then(key_text);
        let value = value.ok_or_else(|| SalesforceInputError::RecordWithoutKey {
            number: index + 1,
            field: field.clone(),
        })?;
        let key = ExternalKey::of(field.clone(), value)?;
        Ok((key, record.without(&field).written()?))
    });
    keyed.collect()
}

fn key_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn object(input: &Map<String, Value>) -> Result<String, SalesforceInputError> {
    api_name(&required(input, OBJECT, "object")?, "object")
}

fn required(
    input: &Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<String, SalesforceInputError> {
    text(input, name).ok_or(SalesforceInputError::Missing { field })
}

fn members<'a>(
    input: &'a Map<String, Value>,
    name: &str,
    field: &'static str,
) -> Result<&'a Map<String, Value>, SalesforceInputError> {
    match input.get(name) {
        None | Some(Value::Null) => Err(SalesforceInputError::Missing { field }),
        Some(Value::Object(members)) => Ok(members),
        Some(_) => Err(SalesforceInputError::Fields { field }),
    }
}

/// The fields are personal data, so they are not shown.
impl std::fmt::Debug for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Record of {}", self.object)
    }
}
