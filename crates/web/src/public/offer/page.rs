use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use winfactor_domain::{Answer, FieldError, Refusal};

use super::opened::Opened;
use crate::{
    AppState,
    view::{
        public::{
            AcceptInput, OfferForms, OfferPage, OfferState, PublicFrame, RejectInput, offer_page,
        },
        routes,
    },
};

/// What was typed into the forms of the page, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) accept: AcceptInput,
    pub(super) accept_errors: Vec<FieldError>,
    pub(super) reject: RejectInput,
    pub(super) reject_errors: Vec<FieldError>,
}

/// The page of an offer: open with its forms, or what became of it.
pub(super) fn render(
    state: &AppState,
    opened: &Opened,
    status: StatusCode,
    typed: &Typed,
) -> Response {
    let offer = &opened.offer;
    let form_token = opened.form_token(state);
    let forms = OfferForms {
        form_token: &form_token,
        accept: &typed.accept,
        accept_errors: &typed.accept_errors,
        reject: &typed.reject,
        reject_errors: &typed.reject_errors,
    };
    let html = offer_page(&OfferPage {
        frame: PublicFrame {
            organization: &offer.organization,
            reader: &opened.reader,
            path: &routes::offer(&opened.token),
        },
        number: offer.quote.number,
        customer: &offer.quote.customer,
        version: &offer.version,
        state: state_of(opened, forms),
    });
    (status, html).into_response()
}

fn state_of<'a>(opened: &'a Opened, forms: OfferForms<'a>) -> OfferState<'a> {
    let offer = &opened.offer;
    match (&offer.version.answer, &offer.answerable) {
        (Some(Answer::Accepted(yes)), _) => OfferState::Accepted {
            by_name: &yes.by_name,
            at: yes.at,
        },
        (Some(Answer::Rejected(no)), _) => OfferState::Rejected {
            by_name: no.by_name.as_deref(),
            at: no.at,
        },
        (None, Ok(())) => OfferState::Open(forms),
        (None, Err(Refusal::QuoteExpired { .. })) => OfferState::Expired,
        (None, Err(Refusal::BeingRevised { .. })) => OfferState::BeingRevised,
        // Whatever else keeps a version from being answered, another one took its place.
        (None, Err(_)) => OfferState::Superseded,
    }
}
