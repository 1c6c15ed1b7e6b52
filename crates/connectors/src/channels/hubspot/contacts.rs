use http::Method;
use serde_json::{Map, Value, json};

use super::HubSpot;
use super::failure::{existing_id, failure};
use crate::channels::ChannelFailure;
use crate::channels::path::path;

const CONTACTS: &str = "contacts";

/// What is read of a contact unless a step asks for more.
const PROPERTIES: [&str; 26] = [
    "firstname",
    "lastname",
    "email",
    "company",
    "website",
    "mobilephone",
    "phone",
    "fax",
    "address",
    "city",
    "state",
    "zip",
    "salutation",
    "country",
    "jobtitle",
    "hs_createdate",
    "hs_email_domain",
    "hs_object_id",
    "lastmodifieddate",
    "hs_persona",
    "hs_language",
    "lifecyclestage",
    "createdate",
    "numemployees",
    "annualrevenue",
    "industry",
];

impl HubSpot<'_> {
    /// Makes a contact. One that is there already is a failure that names it, unless the step
    /// `may_have_happened` before: then it is the contact that the step made.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn create_contact(
        &self,
        properties: &Map<String, Value>,
        retrieve: &[String],
        may_have_happened: bool,
    ) -> Result<Value, ChannelFailure> {
        let body = json!({"properties": properties});
        let contacts = path(&["crm", "v3", "objects", CONTACTS], &[]);
        let answer = self.0.send(Method::POST, &contacts, Some(&body)).await?;
        let made = match existing_id(&answer).filter(|_| answer.status == 409) {
            Some(id) if may_have_happened => json!({"id": id, "properties": properties}),
            _ if answer.is_success() => answer.body,
            _ => return Err(failure(&answer)),
        };
        self.read_back(CONTACTS, made, &PROPERTIES, retrieve).await
    }

    /// Changes a contact of which the ID is known.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn update_contact(
        &self,
        id: &str,
        properties: &Map<String, Value>,
        retrieve: &[String],
    ) -> Result<Value, ChannelFailure> {
        let body = json!({"properties": properties});
        let contact = path(&["crm", "v3", "objects", CONTACTS, id], &[]);
        let changed = self.ask(Method::PATCH, &contact, Some(&body)).await?;
        self.read_back(CONTACTS, changed, &PROPERTIES, retrieve)
            .await
    }

    /// Makes the contact with this e-mail address, or changes it.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn upsert_contact(
        &self,
        email: &str,
        properties: &Map<String, Value>,
        retrieve: &[String],
    ) -> Result<Value, ChannelFailure> {
        let answer = self.upsert(CONTACTS, ("email", email), properties).await?;
        let written = Self::upserted(&answer)?;
        self.read_back(CONTACTS, written, &PROPERTIES, retrieve)
            .await
    }
}
