//! The table `submissions`.

use winfactor_domain::{
    Configuration, Millimetres, OrganizationId, Slug, Submission, SubmissionId, SubmissionStatus,
    TemplateId, Timestamp,
};

use crate::{Page, Row, StoreError, Tx, codec, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, contact_id, template_id, template_name, template_slug, \
             locale, customer, width, height, component_count, notes, status, external_ref, \
             created_at, updated_at FROM submissions ",
            $rest
        )
    };
}

/// Adds a submission.
pub fn insert(tx: &mut Tx<'_>, submission: &Submission) -> Result<(), StoreError> {
    let configuration = &submission.configuration;
    tx.send(
        "INSERT INTO submissions (organization_id, id, contact_id, template_id, template_name, \
         template_slug, locale, customer, width, height, component_count, notes, status, \
         external_ref, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        params![
            &submission.organization.to_string(),
            &submission.id.to_string(),
            &submission.contact.to_string(),
            &submission.template.to_string(),
            &submission.template_name,
            submission.template_slug.as_str(),
            submission.locale.code(),
            &codec::customer_to_json(&submission.customer),
            configuration.width.0,
            configuration.height.0,
            configuration.component_count,
            &configuration.notes,
            submission.status.code(),
            &submission.external_ref,
            submission.created_at.0,
            submission.updated_at.0,
        ],
    )
}

/// Writes what can change about a submission: its status and its reference elsewhere.
pub fn update(tx: &mut Tx<'_>, submission: &Submission) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE submissions SET status = $3, external_ref = $4, updated_at = $5 \
         WHERE organization_id = $1 AND id = $2",
        params![
            &submission.organization.to_string(),
            &submission.id.to_string(),
            submission.status.code(),
            &submission.external_ref,
            submission.updated_at.0,
        ],
    )?;
    Ok(())
}

/// Moves a submission to a status; nothing happens when it is there already.
pub fn set_status(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: SubmissionId,
    status: SubmissionStatus,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE submissions SET status = $3, updated_at = $4 \
         WHERE organization_id = $1 AND id = $2 AND status <> $3",
        params![
            &organization.to_string(),
            &id.to_string(),
            status.code(),
            now.0
        ],
    )?;
    Ok(())
}

/// The submission of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: SubmissionId,
) -> Result<Option<Submission>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The same, locked until the transaction ends.
pub fn get_for_update(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: SubmissionId,
) -> Result<Option<Submission>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2 /*postgres: FOR NO KEY UPDATE*/"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// Which submissions a list shows; what is absent does not narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SubmissionFilter {
    pub status: Option<SubmissionStatus>,
    pub template: Option<TemplateId>,
    /// Only those made later than this moment.
    pub created_after: Option<Timestamp>,
    /// Only those made earlier than this moment.
    pub created_before: Option<Timestamp>,
}

impl SubmissionFilter {
    /// The id from which on submissions are late enough.
    fn first_id(&self) -> String {
        let first = self
            .created_after
            .map(|at| Timestamp(at.0.saturating_add(1)));
        first.map_or_else(String::new, |at| SubmissionId::earliest_at(at).to_string())
    }

    /// The id before which submissions are early enough, and older than the page's cursor.
    fn before_id(&self, page: &Page) -> String {
        let before = self.created_before.map(SubmissionId::earliest_at);
        let cursor = page.before().to_owned();
        before.map_or(cursor.clone(), |id| id.to_string().min(cursor))
    }
}

/// A part of the list, newest first. Since ids sort by time, moments are looked for by id.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    filter: &SubmissionFilter,
    page: &Page,
) -> Result<Vec<Submission>, StoreError> {
    let organization = organization.to_string();
    let (before, from) = (filter.before_id(page), filter.first_id());
    let template = filter.template.map(|id| id.to_string());
    match filter.status {
        None => tx.query(
            select!(
                "WHERE organization_id = $1 AND id < $2 AND id >= $3 \
                 AND (CAST($4 AS TEXT) IS NULL OR template_id = $4) \
                 ORDER BY id DESC LIMIT $5"
            ),
            params![
                &organization,
                &before,
                &from,
                template.as_ref(),
                page.rows()
            ],
            read,
        ),
        Some(status) => tx.query(
            select!(
                "WHERE organization_id = $1 AND status = $6 AND id < $2 AND id >= $3 \
                 AND (CAST($4 AS TEXT) IS NULL OR template_id = $4) \
                 ORDER BY id DESC LIMIT $5"
            ),
            params![
                &organization,
                &before,
                &from,
                template.as_ref(),
                page.rows(),
                status.code()
            ],
            read,
        ),
    }
}

fn read(row: &Row<'_>) -> Result<Submission, StoreError> {
    Ok(Submission {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        contact: codec::id(row, 2)?,
        template: codec::id(row, 3)?,
        template_name: row.text(4)?.to_owned(),
        template_slug: Slug::from_stored(row.text(5)?.to_owned()),
        locale: codec::parsed(row, 6, "locale")?,
        customer: codec::customer_from_json(row.text(7)?)?,
        configuration: Configuration {
            width: Millimetres(codec::count(row, 8, "width")?),
            height: Millimetres(codec::count(row, 9, "height")?),
            component_count: codec::count(row, 10, "component_count")?,
            notes: row.opt_text(11)?.map(str::to_owned),
        },
        status: codec::known(row, 12, "status", SubmissionStatus::from_code)?,
        external_ref: row.opt_text(13)?.map(str::to_owned),
        created_at: Timestamp(row.int(14)?),
        updated_at: Timestamp(row.int(15)?),
    })
}
