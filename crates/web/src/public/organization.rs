use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::{Redirect, Response},
};
use winfactor_domain::FieldError;
use winfactor_service::{
    Page,
    forms::{self, FormOwner},
    templates,
};

use super::{answer, leads, visit::Visit};
use crate::{
    AppState,
    page_error::PageError,
    view::{
        public::{ContactForm, ContactInput, OrganizationPage, organization_page},
        routes,
    },
};

/// More products than anybody scrolls through.
const MOST_TEMPLATES: u32 = 500;
/// After this the page says that a message has arrived.
const SENT: &str = "sent=message";

/// An organization's public page.
pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let query = query.unwrap_or_default();
    if query.split('&').any(|part| part == SENT) {
        let thanks = ContactForm::Thanks;
        return render(&state, &visit, StatusCode::OK, thanks).await;
    }
    let empty = ContactInput::default();
    show_form(&state, &visit, StatusCode::OK, &empty, &[]).await
}

/// Leads from the address of a form to the page that it stands on.
pub(super) async fn go_back(visit: Visit) -> Redirect {
    Redirect::to(&routes::organization(&visit.organization.slug))
}

/// The page that thanks for a message.
pub(super) fn thanks(visit: &Visit) -> Redirect {
    let page = routes::organization(&visit.organization.slug);
    let locale = visit.reader.locale;
    Redirect::to(&format!("{page}?lang={locale}&{SENT}#contact"))
}

/// The page with what was typed into the contact form and what is wrong with it.
pub(super) async fn show_form(
    state: &AppState,
    visit: &Visit,
    status: StatusCode,
    input: &ContactInput,
    errors: &[FieldError],
) -> Result<Response, PageError> {
    let purpose = leads::purpose(visit);
    let form_token = forms::issue(state.service(), FormOwner::Anyone, &purpose);
    let contact = ContactForm::Open {
        input,
        errors,
        form_token: &form_token,
    };
    render(state, visit, status, contact).await
}

async fn render(
    state: &AppState,
    visit: &Visit,
    status: StatusCode,
    contact: ContactForm<'_>,
) -> Result<Response, PageError> {
    let all = Page {
        limit: MOST_TEMPLATES,
        before: None,
    };
    let organization = &visit.organization;
    let (mut templates, _) = templates::list(state.service(), organization.id, all).await?;
    // In the order in which the organization added them.
    templates.reverse();
    let path = routes::organization(&organization.slug);
    let html = organization_page(&OrganizationPage {
        frame: visit.frame(&path),
        templates: &templates,
        contact,
    });
    Ok(answer::page(status, html))
}
