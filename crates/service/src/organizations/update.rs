use rust_decimal::Decimal;
use url::Url;
use winfactor_domain::{
    EmailAddress, FieldError, Organization, OrganizationId, QuoteDefaults, QuoteTerms, TaxRate,
    Text, TimeZone,
};
use winfactor_store::organizations;

use crate::{
    Result, Service, ServiceError,
    fields::{self, Nullable},
};

const MAX_NAME: usize = 200;
const MAX_PHONE: usize = 50;
const MAX_LOGO_URL: usize = 2000;

/// New settings; what is absent stays as it is. Errors point to the fields by their names in camel
/// case, such as `/quoteDefaults/taxRate`.
#[derive(Clone, Debug, Default)]
pub struct OrganizationPatch {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Nullable<String>,
    /// An `https` address.
    pub logo_url: Nullable<String>,
    pub locale: Option<String>,
    pub unit_system: Option<String>,
    pub currency: Option<String>,
    /// A name of the IANA database, such as `Europe/Amsterdam`.
    pub time_zone: Option<String>,
    pub quote_defaults: QuoteDefaultsPatch,
}

/// What new quotes start with from now on.
#[derive(Clone, Debug, Default)]
pub struct QuoteDefaultsPatch {
    /// In percent.
    pub tax_rate: Option<Decimal>,
    pub validity_days: Option<i64>,
    /// 0 means no reminder.
    pub expiring_soon_days: Option<i64>,
}

/// Changes settings; returns the organization as it then is.
pub async fn update(
    service: &Service,
    id: OrganizationId,
    patch: OrganizationPatch,
) -> Result<Organization> {
    service
        .write(move |work| {
            let mut organization = organizations::get_for_update(work.tx, id)?
                .ok_or_else(|| ServiceError::not_found("organization", id))?;
            let mut text = Text::new();
            patch.apply(&mut text, &mut organization);
            text.finish()?;
            organization.updated_at = work.now;
            organizations::update(work.tx, &organization)?;
            Ok(organization)
        })
        .await
}

impl OrganizationPatch {
    /// Changes what is in order, and notes the rest in `text`.
    fn apply(&self, text: &mut Text, organization: &mut Organization) {
        if let Some(name) = &self.name {
            organization.name = text.required("/name", name, MAX_NAME);
        }
        if let Some(phone) = &self.phone {
            organization.phone = text.optional("/phone", phone.as_deref(), MAX_PHONE);
        }
        if let Some(address) = &self.logo_url {
            organization.logo_url = logo_url(text, address.as_deref());
        }
        let email = self.email.as_deref();
        set(&mut organization.email, email, |value| {
            text.checked(EmailAddress::parse("/email", value))
        });
        set(&mut organization.locale, self.locale.as_deref(), |value| {
            fields::parsed(text, "/locale", value)
        });
        let units = self.unit_system.as_deref();
        set(&mut organization.unit_system, units, |value| {
            fields::parsed(text, "/unitSystem", value)
        });
        let currency = self.currency.as_deref();
        set(&mut organization.currency, currency, |value| {
            fields::parsed(text, "/currency", value)
        });
        let zone = self.time_zone.as_deref();
        set(&mut organization.time_zone, zone, |value| {
            text.checked(TimeZone::parse("/timeZone", value))
        });
        self.quote_defaults
            .apply(text, &mut organization.quote_defaults);
    }
}

impl QuoteDefaultsPatch {
    fn apply(&self, text: &mut Text, defaults: &mut QuoteDefaults) {
        set(&mut defaults.tax_rate, self.tax_rate, |percent| {
            text.checked(TaxRate::parse("/quoteDefaults/taxRate", percent))
        });
        set(&mut defaults.validity_days, self.validity_days, |days| {
            let pointer = "/quoteDefaults/validityDays";
            text.checked(QuoteTerms::check_validity_days(pointer, days))
        });
        let lead = self.expiring_soon_days;
        set(&mut defaults.expiring_soon_days, lead, |days| {
            text.checked(check_expiring_soon_days(days))
        });
    }
}

/// Sets a field when there is a new value and it is in order.
fn set<T, V>(field: &mut T, value: Option<V>, check: impl FnOnce(V) -> Option<T>) {
    if let Some(checked) = value.and_then(check) {
        *field = checked;
    }
}

fn check_expiring_soon_days(days: i64) -> Result<u32, FieldError> {
    let most = QuoteDefaults::MAX_EXPIRING_SOON_DAYS;
    u32::try_from(days)
        .ok()
        .filter(|days| *days <= most)
        .ok_or_else(|| {
            let message = format!("must be from 0 (no reminder) to {most} days");
            FieldError::new("/quoteDefaults/expiringSoonDays", "out_of_range", message)
        })
}

/// Browsers of customers load it: only over `https`, and without a name and password.
fn logo_url(text: &mut Text, address: Option<&str>) -> Option<String> {
    let address = text.optional("/logoUrl", address, MAX_LOGO_URL)?;
    let usable = Url::parse(&address).is_ok_and(|url| {
        let plain = url.username().is_empty() && url.password().is_none();
        url.scheme() == "https" && url.has_host() && plain
    });
    if !usable {
        let message = "must be an https address such as https://www.example.com/logo.png";
        text.error("/logoUrl", "url", message);
    }
    Some(address)
}
