use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{Method, request::Parts},
};
use winfactor_domain::{Locale, Organization, Slug, Template};
use winfactor_service::{Service, organizations, templates};

use crate::{
    AppState,
    language::Language,
    page_error::PageError,
    page_layer::PageContext,
    view::{Reader, public::PublicFrame, routes},
};

/// A visit of an organization's pages: whose they are, and who reads them.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) organization: Organization,
    pub(super) reader: Reader,
}

impl Visit {
    /// The language of the form that was sent, if it names one.
    pub(super) fn speak(&mut self, code: &str) {
        if let Ok(locale) = code.parse() {
            self.reader.locale = locale;
        }
    }

    pub(super) fn frame<'a>(&'a self, path: &'a str) -> PublicFrame<'a> {
        PublicFrame {
            organization: &self.organization,
            reader: &self.reader,
            path,
        }
    }

    /// The template with that slug.
    pub(super) async fn template(
        &self,
        state: &AppState,
        slug: &str,
    ) -> Result<Template, PageError> {
        let slug = known_form(slug)?;
        let organization = self.organization.id;
        Ok(templates::by_slug(state.service(), organization, slug.as_str()).await?)
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        let slug = known_form(&path_parameter(parts, state, "organization").await?)?;
        let organization = organizations::by_slug(state.service(), slug.as_str()).await?;
        let language = Language::of(&parts.uri, &parts.headers);
        let locale = language.or(organization.locale);
        if let Some(context) = parts.extensions.get::<PageContext>() {
            context.learn(locale, routes::organization(&organization.slug));
            let looking = matches!(parts.method, Method::GET | Method::HEAD);
            let remembered = language.cookie(state).filter(|_| looking);
            remembered
                .into_iter()
                .for_each(|cookie| context.send_cookie(cookie));
        }
        let reader = reader(state.service(), &organization, locale);
        Ok(Visit {
            organization,
            reader,
        })
    }
}

/// Somebody who reads pages of the organization in a language.
pub(super) fn reader(service: &Service, organization: &Organization, locale: Locale) -> Reader {
    Reader {
        locale,
        zone: organization.time_zone.clone(),
        units: organization.unit_system,
        now: service.now(),
    }
}

/// A part of the address by its name in the route.
pub(super) async fn path_parameter(
    parts: &mut Parts,
    state: &AppState,
    name: &str,
) -> Result<String, PageError> {
    let parameters = RawPathParams::from_request_parts(parts, state).await;
    // What is no text names nothing.
    let parameters = parameters.map_err(|_| PageError::not_found())?;
    let found = parameters.iter().find(|(each, _)| *each == name);
    Ok(found.map(|(_, value)| value.to_owned()).unwrap_or_default())
}

/// Anything but a slug names nothing, and the database is not asked.
fn known_form(slug: &str) -> Result<Slug, PageError> {
    Slug::parse("", slug).map_err(|_| PageError::not_found())
}
