//! What a submission is checked against, read in one statement: the organization, the template that
//! was chosen and the contact with the customer's e-mail address. Submissions are the busiest way
//! into the system, and on PostgreSQL each statement is a round trip.

use winfactor_domain::{ContactId, Customer, Organization, OrganizationId, Template};

use crate::{Row, StoreError, Tx, codec, organizations, params, templates};

/// What is known before a submission is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    pub organization: Organization,
    /// The chosen template, if the organization has it.
    pub template: Option<Template>,
    /// Who has the customer's e-mail address, and what is known of them.
    pub contact: Option<(ContactId, Customer)>,
}

macro_rules! select {
    ($template:literal) => {
        concat!(
            "SELECT o.id, o.name, o.slug, o.email, o.phone, o.logo_url, o.locale, o.unit_system, \
             o.currency, o.time_zone, o.tax_rate, o.validity_days, o.expiring_soon_days, \
             o.created_at, o.updated_at, \
             t.organization_id, t.id, t.name, t.slug, t.min_width, t.max_width, t.min_height, \
             t.max_height, t.components, t.created_at, t.updated_at, \
             c.id, c.customer \
             FROM organizations o \
             LEFT JOIN templates t ON t.organization_id = o.id AND ",
            $template,
            " LEFT JOIN contacts c ON c.organization_id = o.id AND c.email_key = $3 \
             WHERE o.id = $1"
        )
    };
}

const TEMPLATE: usize = 15;
const CONTACT: usize = 26;

/// The template is chosen by its id. Nothing when there is no such organization.
pub fn by_template_id(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    template: &str,
    email_key: &str,
) -> Result<Option<Intake>, StoreError> {
    tx.query_opt(
        select!("t.id = $2"),
        params![&organization.to_string(), template, email_key],
        read,
    )
}

/// The template is chosen by its slug. Nothing when there is no such organization.
pub fn by_template_slug(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    template: &str,
    email_key: &str,
) -> Result<Option<Intake>, StoreError> {
    tx.query_opt(
        select!("t.slug = $2"),
        params![&organization.to_string(), template, email_key],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Intake, StoreError> {
    let template = match row.opt_text(TEMPLATE)? {
        None => None,
        Some(_) => Some(templates::read_from(row, TEMPLATE)?),
    };
    let contact = match row.opt_text(CONTACT + 1)? {
        None => None,
        Some(customer) => Some((
            codec::id(row, CONTACT)?,
            codec::customer_from_json(customer)?,
        )),
    };
    Ok(Intake {
        organization: organizations::read_from(row, 0)?,
        template,
        contact,
    })
}
