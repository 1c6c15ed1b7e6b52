//! How an organization comes to this installation: with its first user and its first API key, all
//! of it or nothing.

use winfactor_domain::{
    Currency, EmailAddress, FieldError, Locale, Organization, OrganizationId, QuoteDefaults, Slug,
    Text, TimeZone, UnitSystem,
};
use winfactor_store::organizations;

use crate::{
    Result, Service, ServiceError,
    accounts::{self, NewUser, User},
    api_keys::{self, CreatedApiKey, NewApiKey},
};

/// The longest name of an organization, in characters.
const MAX_NAME: usize = 200;
/// The longest telephone number, in characters.
const MAX_PHONE: usize = 50;

/// An organization that shall be set up. Errors point to the fields by their names in camel case,
/// such as `/timeZone` and `/user/email`.
#[derive(Clone, Debug)]
pub struct NewOrganization {
    pub name: String,
    /// Its part of public addresses: unique, and never changed.
    pub slug: String,
    /// Where customers can reach it.
    pub email: String,
    pub phone: Option<String>,
    pub locale: Locale,
    pub unit_system: UnitSystem,
    /// A code of ISO 4217, such as `EUR`.
    pub currency: String,
    /// A name of the IANA database, such as `Europe/Amsterdam`.
    pub time_zone: String,
    pub user: NewUser,
    pub api_key: NewApiKey,
}

/// What was set up.
#[derive(Clone, Debug)]
pub struct Created {
    pub organization: OrganizationId,
    pub user: User,
    /// Its text is shown now or never.
    pub api_key: CreatedApiKey,
}

/// The organization's fields, in order.
#[derive(Clone, Debug)]
struct Checked {
    name: String,
    slug: Slug,
    email: EmailAddress,
    phone: Option<String>,
    locale: Locale,
    unit_system: UnitSystem,
    currency: Currency,
    time_zone: TimeZone,
}

/// Sets an organization up. A slug or an e-mail address of a user that exists already is
/// `slug_taken` or `email_taken`.
pub async fn create_organization(service: &Service, new: NewOrganization) -> Result<Created> {
    let mut fields = Text::new();
    let checked = check(&mut fields, &new);
    let user = accounts::check(&mut fields, "/user", new.user);
    let key_name = fields.required("/apiKey/name", &new.api_key.name, api_keys::MAX_NAME);
    fields.finish()?;
    let checked = checked.expect("its fields are in order");
    let user = accounts::prepare(service, user.expect("its fields are in order")).await?;
    let api_key = api_keys::prepare(service, key_name, new.api_key.read_only);

    service
        .write(move |work| {
            let organization = checked.organization(work.new_id(), work.now);
            if !organizations::insert(work.tx, &organization)? {
                let message = format!("\"{}\" is taken: choose another slug", checked.slug);
                return Err(ServiceError::conflict("slug_taken", message));
            }
            Ok(Created {
                organization: organization.id,
                user: accounts::insert(work, organization.id, &user)?,
                api_key: api_keys::insert(work, organization.id, &api_key)?,
            })
        })
        .await
}

fn check(fields: &mut Text, new: &NewOrganization) -> Option<Checked> {
    let name = fields.required("/name", &new.name, MAX_NAME);
    let phone = fields.optional("/phone", new.phone.as_deref(), MAX_PHONE);
    let slug = fields.checked(Slug::parse_for_organization("/slug", &new.slug));
    let email = fields.checked(EmailAddress::parse("/email", &new.email));
    let currency = new.currency.parse::<Currency>();
    let currency = fields.checked(
        currency.map_err(|error| FieldError::new("/currency", "currency", error.to_string())),
    );
    let time_zone = fields.checked(TimeZone::parse("/timeZone", &new.time_zone));
    Some(Checked {
        name,
        slug: slug?,
        email: email?,
        phone,
        locale: new.locale,
        unit_system: new.unit_system,
        currency: currency?,
        time_zone: time_zone?,
    })
}

impl Checked {
    fn organization(&self, id: OrganizationId, now: winfactor_domain::Timestamp) -> Organization {
        Organization {
            id,
            name: self.name.clone(),
            slug: self.slug.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            logo_url: None,
            locale: self.locale,
            unit_system: self.unit_system,
            currency: self.currency,
            time_zone: self.time_zone.clone(),
            quote_defaults: QuoteDefaults::default(),
            created_at: now,
            updated_at: now,
        }
    }
}
