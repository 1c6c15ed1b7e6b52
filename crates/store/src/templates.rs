//! The table `templates`: the products that customers configure.

use winfactor_domain::{
    Millimetres, OrganizationId, SizeLimits, Slug, Template, TemplateComponent, TemplateId,
    Timestamp,
};

use crate::{Page, Row, StoreError, Tx, codec, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, name, slug, min_width, max_width, min_height, max_height, \
             components, created_at, updated_at FROM templates ",
            $rest
        )
    };
}

/// Adds a template; false when its slug is taken in this organization.
pub fn insert(tx: &mut Tx<'_>, template: &Template) -> Result<bool, StoreError> {
    let limits = &template.limits;
    let inserted = tx.execute(
        "INSERT INTO templates (organization_id, id, name, slug, min_width, max_width, min_height, \
         max_height, components, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (organization_id, slug) DO NOTHING",
        params![
            &template.organization.to_string(),
            &template.id.to_string(),
            &template.name,
            template.slug.as_str(),
            limits.min_width.0,
            limits.max_width.0,
            limits.min_height.0,
            limits.max_height.0,
            &component_codes(template),
            template.created_at.0,
            template.updated_at.0,
        ],
    )?;
    Ok(inserted == 1)
}

/// Writes a template that exists; false when another one has its slug. Should that other one be
/// written at the same moment, the error is [`StoreError::Conflict`].
pub fn update(tx: &mut Tx<'_>, template: &Template) -> Result<bool, StoreError> {
    let limits = &template.limits;
    let updated = tx.execute(
        "UPDATE templates SET name = $3, slug = $4, min_width = $5, max_width = $6, \
         min_height = $7, max_height = $8, components = $9, updated_at = $10 \
         WHERE organization_id = $1 AND id = $2 AND NOT EXISTS (SELECT 1 FROM templates other \
         WHERE other.organization_id = $1 AND other.slug = $4 AND other.id <> $2)",
        params![
            &template.organization.to_string(),
            &template.id.to_string(),
            &template.name,
            template.slug.as_str(),
            limits.min_width.0,
            limits.max_width.0,
            limits.min_height.0,
            limits.max_height.0,
            &component_codes(template),
            template.updated_at.0,
        ],
    )?;
    Ok(updated == 1)
}

/// The template of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: TemplateId,
) -> Result<Option<Template>, StoreError> {
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
    id: TemplateId,
) -> Result<Option<Template>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2 /*postgres: FOR NO KEY UPDATE*/"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The template with that slug.
pub fn by_slug(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    slug: &str,
) -> Result<Option<Template>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND slug = $2"),
        params![&organization.to_string(), slug],
        read,
    )
}

/// A part of the list, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    page: &Page,
) -> Result<Vec<Template>, StoreError> {
    tx.query(
        select!("WHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"),
        params![&organization.to_string(), page.before(), page.rows()],
        read,
    )
}

fn component_codes(template: &Template) -> String {
    codec::list(template.components.iter().map(|kind| kind.code()))
}

fn read(row: &Row<'_>) -> Result<Template, StoreError> {
    read_from(row, 0)
}

/// Reads the columns in the order of the statements above, the first of them at `from`.
pub(crate) fn read_from(row: &Row<'_>, from: usize) -> Result<Template, StoreError> {
    let side = |index, column| codec::count(row, index, column).map(Millimetres);
    let components = codec::opt_list(row.text(from + 8)?).map(|code| {
        TemplateComponent::from_code(code).ok_or_else(|| StoreError::Corrupt {
            what: "templates.components: not one of the known words".to_owned(),
            source: None,
        })
    });
    Ok(Template {
        organization: codec::id(row, from)?,
        id: codec::id(row, from + 1)?,
        name: row.text(from + 2)?.to_owned(),
        slug: Slug::from_stored(row.text(from + 3)?.to_owned()),
        limits: SizeLimits {
            min_width: side(from + 4, "min_width")?,
            max_width: side(from + 5, "max_width")?,
            min_height: side(from + 6, "min_height")?,
            max_height: side(from + 7, "max_height")?,
        },
        components: components.collect::<Result<_, _>>()?,
        created_at: Timestamp(row.int(from + 9)?),
        updated_at: Timestamp(row.int(from + 10)?),
    })
}
