//! The table `organizations`.

use winfactor_domain::{
    EmailAddress, Organization, OrganizationId, QuoteDefaults, Slug, TaxRate, TimeZone, Timestamp,
};

use crate::{Row, StoreError, Tx, codec, params};

/// Adds an organization; false when its slug is taken.
pub fn insert(tx: &mut Tx<'_>, organization: &Organization) -> Result<bool, StoreError> {
    let defaults = &organization.quote_defaults;
    let inserted = tx.execute(
        "INSERT INTO organizations (id, name, slug, email, phone, logo_url, locale, unit_system, \
         currency, time_zone, tax_rate, validity_days, expiring_soon_days, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
         ON CONFLICT DO NOTHING",
        params![
            &organization.id.to_string(),
            &organization.name,
            organization.slug.as_str(),
            organization.email.as_str(),
            &organization.phone,
            &organization.logo_url,
            organization.locale.code(),
            organization.unit_system.code(),
            organization.currency.code(),
            organization.time_zone.name(),
            defaults.tax_rate.hundredths(),
            defaults.validity_days,
            defaults.expiring_soon_days,
            organization.created_at.0,
            organization.updated_at.0,
        ],
    )?;
    Ok(inserted == 1)
}

/// Writes all settings of an organization that exists; its slug never changes.
pub fn update(tx: &mut Tx<'_>, organization: &Organization) -> Result<(), StoreError> {
    let defaults = &organization.quote_defaults;
    tx.execute(
        "UPDATE organizations SET name = $2, email = $3, phone = $4, logo_url = $5, locale = $6, \
         unit_system = $7, currency = $8, time_zone = $9, tax_rate = $10, validity_days = $11, \
         expiring_soon_days = $12, updated_at = $13 WHERE id = $1",
        params![
            &organization.id.to_string(),
            &organization.name,
            organization.email.as_str(),
            &organization.phone,
            &organization.logo_url,
            organization.locale.code(),
            organization.unit_system.code(),
            organization.currency.code(),
            organization.time_zone.name(),
            defaults.tax_rate.hundredths(),
            defaults.validity_days,
            defaults.expiring_soon_days,
            organization.updated_at.0,
        ],
    )?;
    Ok(())
}

/// The organization of that id.
pub fn get(tx: &mut Tx<'_>, id: OrganizationId) -> Result<Option<Organization>, StoreError> {
    tx.query_opt(
        "SELECT id, name, slug, email, phone, logo_url, locale, unit_system, currency, time_zone, \
         tax_rate, validity_days, expiring_soon_days, created_at, updated_at \
         FROM organizations WHERE id = $1",
        params![&id.to_string()],
        read,
    )
}

/// The same, locked until the transaction ends.
pub fn get_for_update(
    tx: &mut Tx<'_>,
    id: OrganizationId,
) -> Result<Option<Organization>, StoreError> {
    tx.query_opt(
        "SELECT id, name, slug, email, phone, logo_url, locale, unit_system, currency, time_zone, \
         tax_rate, validity_days, expiring_soon_days, created_at, updated_at \
         FROM organizations WHERE id = $1 /*postgres: FOR NO KEY UPDATE*/",
        params![&id.to_string()],
        read,
    )
}

/// Lets only one transaction at a time count and add what belongs to an organization: others that
/// ask wait on PostgreSQL until this one ends, so that together they cannot exceed a limit.
pub fn hold_for_insert(tx: &mut Tx<'_>, id: OrganizationId) -> Result<(), StoreError> {
    tx.query_opt(
        "SELECT id FROM organizations WHERE id = $1 /*postgres: FOR NO KEY UPDATE*/",
        params![&id.to_string()],
        |_| Ok(()),
    )?;
    Ok(())
}

/// The organization whose public page has that slug.
pub fn by_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Organization>, StoreError> {
    tx.query_opt(
        "SELECT id, name, slug, email, phone, logo_url, locale, unit_system, currency, time_zone, \
         tax_rate, validity_days, expiring_soon_days, created_at, updated_at \
         FROM organizations WHERE slug = $1",
        params![slug],
        read,
    )
}

/// How many there are.
pub fn count(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.query_one("SELECT COUNT(*) FROM organizations", params![], |row| {
        row.int(0)
    })
}

fn read(row: &Row<'_>) -> Result<Organization, StoreError> {
    read_from(row, 0)
}

/// Reads the columns in the order of the statements above, the first of them at `from`.
pub(crate) fn read_from(row: &Row<'_>, from: usize) -> Result<Organization, StoreError> {
    let zone = row.text(from + 9)?;
    Ok(Organization {
        id: codec::id(row, from)?,
        name: row.text(from + 1)?.to_owned(),
        slug: Slug::from_stored(row.text(from + 2)?.to_owned()),
        email: EmailAddress::from_stored(row.text(from + 3)?.to_owned()),
        phone: row.opt_text(from + 4)?.map(str::to_owned),
        logo_url: row.opt_text(from + 5)?.map(str::to_owned),
        locale: codec::parsed(row, from + 6, "locale")?,
        unit_system: codec::parsed(row, from + 7, "unit_system")?,
        currency: codec::parsed(row, from + 8, "currency")?,
        time_zone: TimeZone::named(zone).ok_or_else(|| StoreError::Corrupt {
            what: "organizations.time_zone: unknown to the time zone database".to_owned(),
            source: None,
        })?,
        quote_defaults: QuoteDefaults {
            tax_rate: TaxRate::from_hundredths(row.int(from + 10)?),
            validity_days: codec::count(row, from + 11, "validity_days")?,
            expiring_soon_days: codec::count(row, from + 12, "expiring_soon_days")?,
        },
        created_at: Timestamp(row.int(from + 13)?),
        updated_at: Timestamp(row.int(from + 14)?),
    })
}
