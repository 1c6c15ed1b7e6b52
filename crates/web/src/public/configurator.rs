use axum::{
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::Response,
};
use winfactor_domain::{FieldError, Template};
use winfactor_service::forms::{self, FormOwner};

use super::{answer, visit::Visit};
use crate::{
    AppState,
    form_body::FormBody,
    page_error::PageError,
    view::{
        drawing,
        public::{ConfiguratorInput, ConfiguratorPage, configurator_page},
        routes,
    },
};

/// The configurator of a template.
pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let template = visit.template(&state, &slug).await?;
    let input = ConfiguratorInput::starting(&template);
    Ok(render(
        &state,
        &visit,
        &template,
        StatusCode::OK,
        &input,
        &[],
    ))
}

/// The drawing of what is typed, for a page that is open: `?width=&height=&component_count=`.
pub(super) async fn draw(
    State(state): State<AppState>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let template = visit.template(&state, &slug).await?;
    let typed: FormBody = FormBody::parse(query.unwrap_or_default().as_bytes());
    let shown = typed_into(&typed).drawing(&template, visit.reader.units);
    Ok(answer::page(StatusCode::OK, drawing(&shown, &visit.reader)))
}

/// The page with what was typed and what is wrong with it.
pub(super) fn render(
    state: &AppState,
    visit: &Visit,
    template: &Template,
    status: StatusCode,
    input: &ConfiguratorInput,
    errors: &[FieldError],
) -> Response {
    let form_token = forms::issue(state.service(), FormOwner::Anyone, &purpose(template));
    let path = routes::configurator(&visit.organization.slug, &template.slug);
    let html = configurator_page(&ConfiguratorPage {
        frame: visit.frame(&path),
        template,
        input,
        errors,
        form_token: &form_token,
    });
    answer::page(status, html)
}

/// What a token of the configurator is for.
pub(super) fn purpose(template: &Template) -> String {
    format!("submission:{}", template.id)
}

pub(super) fn typed_into(form: &FormBody) -> ConfiguratorInput {
    ConfiguratorInput {
        width: form.owned("width"),
        height: form.owned("height"),
        component_count: form.owned("component_count"),
        notes: form.owned("notes"),
        name: form.owned("name"),
        email: form.owned("email"),
        phone: form.owned("phone"),
        company_name: form.owned("company_name"),
    }
}
