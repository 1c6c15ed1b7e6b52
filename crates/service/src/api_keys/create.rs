use secrecy::{ExposeSecret, SecretString};
use winfactor_domain::{OrganizationId, Text};
use winfactor_store::api_keys::{self, ApiKey};

use super::text;
use crate::{Result, Service, ServiceError, Work, secrets::TokenKind};

/// Keys that an organization can have in use.
pub const MAX_ACTIVE: usize = 10;

/// The longest name of a key, in characters.
pub const MAX_NAME: usize = 100;

/// A key that is wanted.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    /// What people will call it, usually after the program that will use it.
    pub name: String,
    pub read_only: bool,
}

/// A key that was made.
#[derive(Clone, Debug)]
pub struct CreatedApiKey {
    pub key: ApiKey,
    /// The key itself. It is not stored: show it now or never.
    pub text: SecretString,
}

/// Makes a key. An organization that has ten in use is told `too_many_api_keys`.
pub async fn create(
    service: &Service,
    organization: OrganizationId,
    new: NewApiKey,
) -> Result<CreatedApiKey> {
    let mut fields = Text::new();
    let name = fields.required("/name", &new.name, MAX_NAME);
    fields.finish()?;
    let prepared = prepare(service, name, new.read_only);
    service
        .write(move |work| {
            work.organization(organization)?;
            insert(work, organization, &prepared)
        })
        .await
}

/// A key that stands in no transaction yet.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    name: String,
    read_only: bool,
    text: SecretString,
    hash: String,
}

/// Draws a key; `name` has been checked.
pub(crate) fn prepare(service: &Service, name: String, read_only: bool) -> Prepared {
    let text = text::generate(service.rng());
    let hash = service
        .secrets()
        .hash(TokenKind::ApiKey, text.expose_secret());
    Prepared {
        name,
        read_only,
        text,
        hash,
    }
}

/// Adds a key to an organization that exists.
pub(crate) fn insert(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    prepared: &Prepared,
) -> Result<CreatedApiKey> {
    let active = api_keys::count_active_for_insert(work.tx, organization)?;
    if active >= MAX_ACTIVE as i64 {
        let message = format!("{MAX_ACTIVE} API keys are in use: revoke one that is not needed");
        return Err(ServiceError::conflict("too_many_api_keys", message));
    }
    let key = ApiKey {
        organization,
        id: work.new_id(),
        name: prepared.name.clone(),
        hint: text::hint(prepared.text.expose_secret()),
        read_only: prepared.read_only,
        created_at: work.now,
        last_used_at: None,
        revoked_at: None,
    };
    api_keys::insert(work.tx, &key, &prepared.hash)?;
    Ok(CreatedApiKey {
        key,
        text: prepared.text.clone(),
    })
}
