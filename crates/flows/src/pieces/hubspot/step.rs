use serde_json::{Map, Value};

use crate::javascript::display;
use crate::pieces::record_fields::{email_key, filled, is_blank, text, texts};

use super::{
    CONTACT_ID, CREATE_CONTACT, CREATE_DEAL, CREATE_OR_UPDATE_CONTACT, DEAL_NAME, EMAIL,
    OLD_CREATE_CONTACT, OLD_CREATE_OR_UPDATE_CONTACT, PIPELINE, PROPERTIES, RETRIEVE, STAGE,
    UPDATE_CONTACT,
};

/// What a step asks of HubSpot. Properties are text, as HubSpot keeps them, and none is blank.
#[derive(Clone, PartialEq)]
pub enum HubSpotStep {
    CreateContact {
        properties: Map<String, Value>,
        retrieve: Vec<String>,
    },
    UpdateContact {
        id: String,
        properties: Map<String, Value>,
        retrieve: Vec<String>,
    },
    CreateOrUpdateContact {
        /// In small letters.
        email: String,
        properties: Map<String, Value>,
        retrieve: Vec<String>,
    },
    /// Name, pipeline and stage are among the properties.
    CreateDeal {
        properties: Map<String, Value>,
        retrieve: Vec<String>,
    },
}

/// Why an input asks nothing of HubSpot. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HubSpotInputError {
    #[error("the {field} is missing")]
    Missing { field: &'static str },
    #[error("the contact's ID must be HubSpot's number of it, not {id:?}")]
    ContactId { id: String },
    #[error("the properties must be an object, such as {{\"firstname\": \"Jane\"}}")]
    Properties,
    #[error("there is nothing to write: all of the properties came out empty")]
    Nothing,
    #[error("the action {action:?} of HubSpot is not built in")]
    Action { action: String },
}

impl HubSpotStep {
    /// Reads the resolved and converted input of an action.
    pub fn from_input(action: &str, input: &Map<String, Value>) -> Result<Self, HubSpotInputError> {
        let mut properties = properties(input)?;
        let retrieve = texts(input, RETRIEVE);
        let required = |name, field| text(input, name).ok_or(HubSpotInputError::Missing { field });
        Ok(match action {
            CREATE_CONTACT | OLD_CREATE_CONTACT => Self::CreateContact {
                properties: something(properties)?,
                retrieve,
            },
            UPDATE_CONTACT => Self::UpdateContact {
                id: contact_id(required(CONTACT_ID, "contact's ID")?)?,
                properties: something(properties)?,
                retrieve,
            },
            CREATE_OR_UPDATE_CONTACT | OLD_CREATE_OR_UPDATE_CONTACT => {
                let email = email_key(&required(EMAIL, "contact's e-mail address")?);
                properties.insert(EMAIL.to_owned(), email.clone().into());
                Self::CreateOrUpdateContact {
                    email,
                    properties,
                    retrieve,
                }
            }
            CREATE_DEAL => {
                for (property, name, field) in [
                    ("dealname", DEAL_NAME, "deal's name"),
                    ("pipeline", PIPELINE, "pipeline"),
                    ("dealstage", STAGE, "deal's stage"),
                ] {
                    properties.insert(property.to_owned(), required(name, field)?.into());
                }
                Self::CreateDeal {
                    properties,
                    retrieve,
                }
            }
            other => {
                return Err(HubSpotInputError::Action {
                    action: other.to_owned(),
                });
            }
        })
    }
}

/// A number of HubSpot's: what else stands there would lead to another address of its API.
fn contact_id(id: String) -> Result<String, HubSpotInputError> {
    match id.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(id),
        false => Err(HubSpotInputError::ContactId { id }),
    }
}

fn something(properties: Map<String, Value>) -> Result<Map<String, Value>, HubSpotInputError> {
    match properties.is_empty() {
        true => Err(HubSpotInputError::Nothing),
        false => Ok(properties),
    }
}

fn properties(input: &Map<String, Value>) -> Result<Map<String, Value>, HubSpotInputError> {
    let given = match input.get(PROPERTIES) {
        None | Some(Value::Null) => return Ok(Map::new()),
        Some(Value::Object(given)) => filled(given),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(Map::new()),
        Some(_) => return Err(HubSpotInputError::Properties),
    };
    let written = given.into_iter().map(|(name, value)| {
        let mut value = property_text(&value);
        if name == EMAIL {
            value = email_key(&value);
        }
        (name, value.into())
    });
    Ok(written.collect())
}

/// Several choices are one text with semicolons between them.
fn property_text(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items = items.iter().filter(|item| !is_blank(item));
            items.map(display).collect::<Vec<_>>().join(";")
        }
        object @ Value::Object(_) => object.to_string(),
        other => display(other),
    }
}

/// The properties are personal data, so they are not shown.
impl std::fmt::Debug for HubSpotStep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::CreateContact { .. } => "CreateContact",
            Self::UpdateContact { .. } => "UpdateContact",
            Self::CreateOrUpdateContact { .. } => "CreateOrUpdateContact",
            Self::CreateDeal { .. } => "CreateDeal",
        })
    }
}
