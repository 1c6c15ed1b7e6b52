use axum::response::Response;
use url::form_urlencoded;
use winfactor_domain::{Quote, QuoteId};
use winfactor_service::{Result, ServiceError, quotes};

use super::{
    input::{self, in_page_order},
    show::Shown,
};
use crate::{
    page_error::PageError,
    ui::{
        answer::{too_late, wrong},
        list::ListQuery,
        posted::Posted,
    },
    view::{app::QuoteInput, routes},
};

/// Writes into a draft what stands in its form.
pub(super) async fn write(posted: &Posted, id: QuoteId, input: &QuoteInput) -> Result<Quote> {
    let (terms, lines) = input::values(input, posted.session.staff.locale)?;
    quotes::write_draft(posted.service(), posted.organization(), id, terms, lines).await
}

/// Shows the form again, or the quote as it meanwhile is, with the reason why nothing was done.
pub(super) async fn refused(
    posted: &Posted,
    id: QuoteId,
    input: &QuoteInput,
    error: ServiceError,
) -> Result<Response, PageError> {
    let desk = posted.desk().await?;
    match error {
        ServiceError::Invalid(invalid) => {
            let shown = Shown::load(&desk, id).await?;
            let errors = in_page_order(invalid);
            Ok(wrong(shown.render(&desk, input, &errors, None)))
        }
        ServiceError::Refused(refusal) => {
            let shown = Shown::load(&desk, id).await?;
            Ok(too_late(shown.render(&desk, input, &[], Some(&refusal))))
        }
        error => Err(error.into()),
    }
}

/// The editor of a saved draft. To whom it is to be sent is kept by no draft, so the address takes
/// along what was typed about it.
pub(super) fn editor(quote: &Quote, input: &QuoteInput) -> String {
    let address = routes::quote(quote.id);
    let mut query = form_urlencoded::Serializer::new(String::new());
    if input.recipients.trim() != quote.customer.email.to_string() {
        query.append_pair("recipients", &input.recipients);
    }
    if input.locale != quote.locale.code() {
        query.append_pair("locale", &input.locale);
    }
    match query.finish() {
        query if query.is_empty() => address,
        query => format!("{address}?{query}"),
    }
}

/// The other end of [`editor`].
pub(super) fn take_up_sending(input: &mut QuoteInput, query: &ListQuery) {
    for (name, field) in [
        ("recipients", &mut input.recipients),
        ("locale", &mut input.locale),
    ] {
        if let Some(text) = query.text(name) {
            text.clone_into(field);
        }
    }
}
