//! The tables `quotes` and `quote_counters`.
//!
//! `due_at` belongs to quotes that are open, sent or viewed, alone: writing a quote in any other
//! state clears it, so that no reminder survives a revision or an answer.

use winfactor_domain::{
    Currency, Money, OrganizationId, Quote, QuoteId, QuoteNumber, QuoteStatus, QuoteTerms,
    SubmissionId, TaxRate, Timestamp, Totals,
};

use crate::{Page, Row, StoreError, Tx, codec, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT organization_id, id, submission_id, year, counter, version, status, locale, \
             customer, currency, tax_rate, validity_days, reference, notes, line_items, subtotal, \
             tax, total, created_by_name, sending, external_ref, created_at, updated_at \
             FROM quotes ",
            $rest
        )
    };
}

/// Takes the next number of an organization's year. It is given back when the transaction is
/// undone, and nobody else gets one before the transaction ends: there are no gaps.
pub fn next_number(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    year: i16,
) -> Result<QuoteNumber, StoreError> {
    let counter = tx.query_one(
        "INSERT INTO quote_counters (organization_id, year, counter) VALUES ($1, $2, 1) \
         ON CONFLICT (organization_id, year) DO UPDATE SET counter = quote_counters.counter + 1 \
         RETURNING counter",
        params![&organization.to_string(), i64::from(year)],
        |row| codec::count(row, 0, "counter"),
    )?;
    Ok(QuoteNumber { year, counter })
}

/// Adds a draft.
pub fn insert(tx: &mut Tx<'_>, quote: &Quote) -> Result<(), StoreError> {
    let (terms, totals) = (&quote.terms, &quote.totals);
    tx.execute(
        "INSERT INTO quotes (organization_id, id, submission_id, year, counter, version, status, \
         locale, customer, currency, tax_rate, validity_days, reference, notes, line_items, \
         subtotal, tax, total, created_by_name, sending, external_ref, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
         $19, $20, $21, $22, $23)",
        params![
            &quote.organization.to_string(),
            &quote.id.to_string(),
            &quote.submission.to_string(),
            i64::from(quote.number.year),
            quote.number.counter,
            quote.version,
            quote.status.code(),
            quote.locale.code(),
            &codec::customer_to_json(&quote.customer),
            terms.currency.code(),
            terms.tax_rate.hundredths(),
            terms.validity_days,
            &terms.reference,
            &terms.notes,
            &codec::line_items_to_json(&quote.line_items),
            totals.subtotal.minor(),
            totals.tax.minor(),
            totals.total.minor(),
            &quote.created_by_name,
            quote.sending.as_ref().map(codec::sending_to_json).as_ref(),
            &quote.external_ref,
            quote.created_at.0,
            quote.updated_at.0,
        ],
    )?;
    Ok(())
}

/// Writes what can change about a quote. What is due stays as it is while the quote is open.
pub fn update(tx: &mut Tx<'_>, quote: &Quote) -> Result<(), StoreError> {
    let (terms, totals) = (&quote.terms, &quote.totals);
    tx.execute(
        "UPDATE quotes SET version = $3, status = $4, locale = $5, currency = $6, tax_rate = $7, \
         validity_days = $8, reference = $9, notes = $10, line_items = $11, subtotal = $12, \
         tax = $13, total = $14, sending = $15, external_ref = $16, updated_at = $17, \
         due_at = CASE WHEN $4 IN ('sent', 'viewed') THEN due_at END \
         WHERE organization_id = $1 AND id = $2",
        params![
            &quote.organization.to_string(),
            &quote.id.to_string(),
            quote.version,
            quote.status.code(),
            quote.locale.code(),
            terms.currency.code(),
            terms.tax_rate.hundredths(),
            terms.validity_days,
            &terms.reference,
            &terms.notes,
            &codec::line_items_to_json(&quote.line_items),
            totals.subtotal.minor(),
            totals.tax.minor(),
            totals.total.minor(),
            quote.sending.as_ref().map(codec::sending_to_json).as_ref(),
            &quote.external_ref,
            quote.updated_at.0,
        ],
    )?;
    Ok(())
}

/// Says when the clock next has something to say about a quote; only for one that is open.
pub fn set_due(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: QuoteId,
    due_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE quotes SET due_at = $3 \
         WHERE organization_id = $1 AND id = $2 AND status IN ('sent', 'viewed')",
        params![&organization.to_string(), &id.to_string(), due_at.0],
    )?;
    Ok(())
}

/// Quotes about which something is due, the longest overdue first.
pub fn due(
    tx: &mut Tx<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<(OrganizationId, QuoteId)>, StoreError> {
    tx.query(
        "SELECT organization_id, id FROM quotes WHERE due_at IS NOT NULL AND due_at <= $1 \
         ORDER BY due_at LIMIT $2",
        params![now.0, limit],
        |row| Ok((codec::id(row, 0)?, codec::id(row, 1)?)),
    )
}

/// The quote of that id, if something is still due about it, locked until the transaction ends. On
/// PostgreSQL one that somebody else holds is left to them: it is not waited for.
pub fn take_due(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: QuoteId,
    now: Timestamp,
) -> Result<Option<Quote>, StoreError> {
    tx.query_opt(
        select!(
            "WHERE organization_id = $1 AND id = $2 AND due_at <= $3 \
             /*postgres: FOR NO KEY UPDATE SKIP LOCKED*/"
        ),
        params![&organization.to_string(), &id.to_string(), now.0],
        read,
    )
}

/// When something is due next.
pub fn next_due(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, StoreError> {
    tx.query_opt(
        "SELECT due_at FROM quotes WHERE due_at IS NOT NULL ORDER BY due_at LIMIT 1",
        params![],
        |row| row.int(0).map(Timestamp),
    )
}

/// The quote of that id.
pub fn get(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: QuoteId,
) -> Result<Option<Quote>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// The same, locked until the transaction ends: of two who want to change a quote, the second sees
/// what the first did.
pub fn get_for_update(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: QuoteId,
) -> Result<Option<Quote>, StoreError> {
    tx.query_opt(
        select!("WHERE organization_id = $1 AND id = $2 /*postgres: FOR NO KEY UPDATE*/"),
        params![&organization.to_string(), &id.to_string()],
        read,
    )
}

/// Which quotes a list shows; what is absent does not narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteFilter {
    pub status: Option<QuoteStatus>,
    pub submission: Option<SubmissionId>,
}

/// A part of the list, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    filter: &QuoteFilter,
    page: &Page,
) -> Result<Vec<Quote>, StoreError> {
    let organization = organization.to_string();
    let status = filter.status.map(QuoteStatus::code);
    let (before, rows) = (page.before(), page.rows());
    match (filter.submission, status) {
        (Some(submission), status) => tx.query(
            select!(
                "WHERE organization_id = $1 AND submission_id = $4 AND id < $2 \
                 AND (CAST($5 AS TEXT) IS NULL OR status = $5) ORDER BY id DESC LIMIT $3"
            ),
            params![&organization, before, rows, &submission.to_string(), status],
            read,
        ),
        (None, Some(status)) => tx.query(
            select!(
                "WHERE organization_id = $1 AND status = $4 AND id < $2 ORDER BY id DESC LIMIT $3"
            ),
            params![&organization, before, rows, status],
            read,
        ),
        (None, None) => tx.query(
            select!("WHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"),
            params![&organization, before, rows],
            read,
        ),
    }
}

fn read(row: &Row<'_>) -> Result<Quote, StoreError> {
    let currency: Currency = codec::parsed(row, 9, "currency")?;
    let year = i16::try_from(row.int(3)?).map_err(|error| codec::corrupt("year", error))?;
    let money = |index| Ok::<_, StoreError>(Money::from_minor(row.int(index)?, currency));
    let sending = row.opt_text(19)?.map(codec::sending_from_json);
    Ok(Quote {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        submission: codec::id(row, 2)?,
        number: QuoteNumber {
            year,
            counter: codec::count(row, 4, "counter")?,
        },
        version: codec::count(row, 5, "version")?,
        status: codec::known(row, 6, "status", QuoteStatus::from_code)?,
        locale: codec::parsed(row, 7, "locale")?,
        customer: codec::customer_from_json(row.text(8)?)?,
        terms: QuoteTerms {
            currency,
            tax_rate: TaxRate::from_hundredths(row.int(10)?),
            validity_days: codec::count(row, 11, "validity_days")?,
            reference: row.opt_text(12)?.map(str::to_owned),
            notes: row.opt_text(13)?.map(str::to_owned),
        },
        line_items: codec::line_items_from_json(row.text(14)?, currency)?,
        totals: Totals {
            subtotal: money(15)?,
            tax: money(16)?,
            total: money(17)?,
        },
        created_by_name: row.opt_text(18)?.map(str::to_owned),
        sending: sending.transpose()?,
        external_ref: row.opt_text(20)?.map(str::to_owned),
        created_at: Timestamp(row.int(21)?),
        updated_at: Timestamp(row.int(22)?),
    })
}
