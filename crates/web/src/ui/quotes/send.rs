use axum::response::Response;
use rust_decimal::Decimal;
use winfactor_domain::{Quote, QuoteId, QuoteStatus, Refusal};
use winfactor_service::{Result as ServiceResult, ServiceError, quotes};

use super::{draft, input};
use crate::{
    page_error::PageError,
    ui::{answer::see_with, path_id::PathId, posted::Posted},
    view::{Notice, app::QuoteInput, routes},
};

/// Saves a draft and offers it to the customer. When it cannot be sent it is saved all the same, so
/// that nothing that was typed is lost.
pub(super) async fn send(
    PathId(id): PathId<QuoteId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let input = input::read(&posted.form);
    match write_and_send(&posted, id, &input).await {
        Ok(_) => Ok(see_with(&routes::quote(id), Notice::QuoteSent)),
        Err(error) if was_sent_before(&posted, id, &input, &error).await? => {
            Ok(see_with(&routes::quote(id), Notice::QuoteSent))
        }
        Err(error) => draft::refused(&posted, id, &input, error).await,
    }
}

async fn write_and_send(posted: &Posted, id: QuoteId, input: &QuoteInput) -> ServiceResult<Quote> {
    draft::write(posted, id, input).await?;
    let fields = input::sending(input);
    quotes::send(posted.service(), posted.organization(), id, fields).await
}

/// Whether this is the second half of a double click: what it asks for is done already.
async fn was_sent_before(
    posted: &Posted,
    id: QuoteId,
    input: &QuoteInput,
    error: &ServiceError,
) -> Result<bool, PageError> {
    let ServiceError::Refused(
        Refusal::QuoteNotEditable { status, .. } | Refusal::QuoteNotSendable { status, .. },
    ) = error
    else {
        return Ok(false);
    };
    if !matches!(status, QuoteStatus::Sent | QuoteStatus::Viewed) {
        return Ok(false);
    }
    let quote = quotes::get(posted.service(), posted.organization(), id).await?;
    Ok(says_the_same(input, &quote, posted))
}

/// Whether a form says what a quote says.
fn says_the_same(input: &QuoteInput, quote: &Quote, posted: &Posted) -> bool {
    let Ok((terms, lines)) = input::values(input, posted.session.staff.locale) else {
        return false;
    };
    let same_lines = lines.len() == quote.line_items.len()
        && lines.iter().zip(&quote.line_items).all(|(line, item)| {
            line.description.trim() == item.description
                && line.quantity.unwrap_or(Decimal::ONE) == item.quantity.decimal()
                && line.unit_price == Some(item.unit_price.amount())
        });
    same_lines
        && terms.tax_rate == Some(quote.terms.tax_rate.percent())
        && terms.validity_days == Some(i64::from(quote.terms.validity_days))
        && input.currency == quote.terms.currency.code()
}
