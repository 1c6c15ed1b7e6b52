//! The table `quote_versions`: each version that was sent, as it was offered, and what came of it.

use winfactor_domain::{OrganizationId, QuoteId, QuoteVersion, Timestamp};

use crate::{Row, StoreError, Tx, codec, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, quote_id, version, offer, viewed_at, view_count, \
             last_viewed_at, suspected_robot_count, last_suspected_robot, answer \
             FROM quote_versions ",
            $rest
        )
    };
}

/// Adds a version that is being sent.
pub fn insert(tx: &mut Tx<'_>, version: &QuoteVersion) -> Result<(), StoreError> {
    let offer = codec::offer_to_json(
        &version.terms,
        &version.line_items,
        &version.totals,
        &version.sending,
    );
    tx.execute(
        "INSERT INTO quote_versions (organization_id, quote_id, version, token, offer, viewed_at, \
         view_count, last_viewed_at, suspected_robot_count, last_suspected_robot, answer) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            &version.organization.to_string(),
            &version.quote.to_string(),
            version.version,
            &version.sending.token,
            &offer,
            version.viewed_at.map(|at| at.0),
            version.view_count,
            version.last_viewed_at.map(|at| at.0),
            version.suspected_robot_count,
            version
                .last_suspected_robot
                .as_ref()
                .map(codec::robot_to_json)
                .as_ref(),
            version.answer.as_ref().map(codec::answer_to_json).as_ref(),
        ],
    )?;
    Ok(())
}

/// Writes what came of a version: views and the answer. The offer never changes.
pub fn update(tx: &mut Tx<'_>, version: &QuoteVersion) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE quote_versions SET viewed_at = $4, view_count = $5, last_viewed_at = $6, \
         suspected_robot_count = $7, last_suspected_robot = $8, answer = $9 \
         WHERE organization_id = $1 AND quote_id = $2 AND version = $3",
        params![
            &version.organization.to_string(),
            &version.quote.to_string(),
            version.version,
            version.viewed_at.map(|at| at.0),
            version.view_count,
            version.last_viewed_at.map(|at| at.0),
            version.suspected_robot_count,
            version
                .last_suspected_robot
                .as_ref()
                .map(codec::robot_to_json)
                .as_ref(),
            version.answer.as_ref().map(codec::answer_to_json).as_ref(),
        ],
    )?;
    Ok(())
}

/// Whose page a token opens: organization, quote and version.
pub fn locate(
    tx: &mut Tx<'_>,
    token: &str,
) -> Result<Option<(OrganizationId, QuoteId, u32)>, StoreError> {
    tx.query_opt(
        "SELECT organization_id, quote_id, version FROM quote_versions WHERE token = $1",
        params![token],
        |row| {
            let version = codec::count(row, 2, "version")?;
            Ok((codec::id(row, 0)?, codec::id(row, 1)?, version))
        },
    )
}

/// That version. Whoever changes it holds the lock of its quote.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    quote: QuoteId,
    version: u32,
) -> Result<Option<QuoteVersion>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND quote_id = $2 AND version = $3"),
        params![&organization.to_string(), &quote.to_string(), version],
        read,
    )
}

/// All versions of a quote that were sent, newest first.
pub fn of_quote(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    quote: QuoteId,
) -> Result<Vec<QuoteVersion>, StoreError> {
    tx.query(
        select!("WHERE organization_id = $1 AND quote_id = $2 ORDER BY version DESC"),
        params![&organization.to_string(), &quote.to_string()],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<QuoteVersion, StoreError> {
    let offer = codec::offer_from_json(row.text(3)?)?;
    let robot = row.opt_text(8)?.map(codec::robot_from_json);
    let answer = row.opt_text(9)?.map(codec::answer_from_json);
    Ok(QuoteVersion {
        organization: codec::id(row, 0)?,
        quote: codec::id(row, 1)?,
        version: codec::count(row, 2, "version")?,
        terms: offer.terms,
        line_items: offer.line_items,
        totals: offer.totals,
        sending: offer.sending,
        viewed_at: row.opt_int(4)?.map(Timestamp),
        view_count: codec::count(row, 5, "view_count")?,
        last_viewed_at: row.opt_int(6)?.map(Timestamp),
        suspected_robot_count: codec::count(row, 7, "suspected_robot_count")?,
        last_suspected_robot: robot.transpose()?,
        answer: answer.transpose()?,
    })
}
