use axum::{extract::FromRequestParts, http::request::Parts, response::Redirect};
use winfactor_domain::Locale;
use winfactor_service::{
    ServiceError,
    forms::{self, FormOwner, FormTokenError, FormUse},
    quotes::{self, OfferPage},
};

use crate::{
    AppState,
    form_body::FormBody,
    language::Language,
    page_error::PageError,
    page_layer::PageContext,
    public::visit::{path_parameter, reader},
    view::{Problem, Reader, routes},
};

/// The offer of an address, and the language in which its page is shown: the one it was sent in,
/// unless somebody asks for another.
#[derive(Clone, Debug)]
pub(super) struct Opened {
    pub(super) token: String,
    pub(super) offer: OfferPage,
    pub(super) reader: Reader,
}

/// No token is longer.
const MAX_TOKEN: usize = 64;

impl Opened {
    /// The same offer as it stands now.
    pub(super) async fn again(self, state: &AppState) -> Result<Self, PageError> {
        let offer = quotes::by_token(state.service(), &self.token).await;
        Ok(Opened {
            offer: offer.map_err(refusal)?,
            ..self
        })
    }

    /// The language of the form that was sent, if it names one.
    pub(super) fn speak(&mut self, code: &str) {
        if let Ok(locale) = code.parse() {
            self.reader.locale = locale;
        }
    }

    /// A token for the forms of this page.
    pub(super) fn form_token(&self, state: &AppState) -> String {
        forms::issue(state.service(), FormOwner::Anyone, &self.purpose())
    }

    /// Checks that a form was on this page.
    pub(super) fn verify(
        &self,
        state: &AppState,
        form: &FormBody,
    ) -> Result<FormUse, FormTokenError> {
        let purpose = self.purpose();
        forms::verify(state.service(), FormOwner::Anyone, &purpose, form.token())
    }

    /// Leads to the page as it now is.
    pub(super) fn lead_to(&self) -> Redirect {
        let path = routes::offer(&self.token);
        if self.reader.locale == self.offer.quote.locale {
            return Redirect::to(&path);
        }
        Redirect::to(&format!("{path}?lang={}", self.reader.locale))
    }

    fn purpose(&self) -> String {
        format!("offer:{}", self.token)
    }
}

impl FromRequestParts<AppState> for Opened {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        let token = path_parameter(parts, state, "token").await?;
        let well_formed = token.len() <= MAX_TOKEN
            && token
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if !well_formed {
            return Err(Problem::OfferNotFound.into());
        }
        let service = state.service();
        let offer = quotes::by_token(service, &token).await.map_err(refusal)?;
        let language = Language::of(&parts.uri, &parts.headers);
        let locale: Locale = language.chosen.unwrap_or(offer.quote.locale);
        if let Some(context) = parts.extensions.get::<PageContext>() {
            context.learn(locale, routes::organization(&offer.organization.slug));
        }
        let reader = reader(service, &offer.organization, locale);
        Ok(Opened {
            token,
            offer,
            reader,
        })
    }
}

/// Why an offer is not there.
pub(super) fn refusal(error: ServiceError) -> PageError {
    match error {
        ServiceError::NotFound { .. } => Problem::OfferNotFound.into(),
        error => error.into(),
    }
}
