use maud::{Markup, html};
use winfactor_domain::{EndpointId, EventType, FieldError};

use super::{AppFrame, Section, list::page_head};
use crate::view::{
    form::{Choice, Errors, Field, form_token, group_error, summary},
    routes,
    texts::{endpoints::EndpointTexts, event_types::event_name},
};

/// The form of a new or an existing endpoint.
#[derive(Clone, Copy, Debug)]
pub struct EndpointFormPage<'a> {
    pub frame: AppFrame<'a>,
    /// The endpoint that is edited; nothing for a new one.
    pub id: Option<EndpointId>,
    pub input: &'a EndpointInput,
    /// Pointers: `/url`, `/description`, `/eventTypes`, `/auth`.
    pub errors: &'a [FieldError],
}

/// What stands in the form; the names are those of the inputs. `event_type` comes once per chosen
/// event, `auto_pause` is sent as `yes`. Secrets are never put back into the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointInput {
    pub url: String,
    pub description: String,
    pub event_types: Vec<EventType>,
    pub auto_pause: bool,
    /// `keep` (only of an existing endpoint), `none`, `basic`, `header` or `body_hmac`.
    pub auth_kind: String,
    /// A user name, or the name of the header.
    pub auth_name: String,
}

/// What somebody should know about an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointWarning {
    /// `/test` and `/draft` of ActivePieces only collect sample data.
    SampleDataOnly,
    /// `/sync` of ActivePieces waits for the flow.
    WaitsForFlow,
    /// It may be an address of ActivePieces that is not complete.
    PerhapsIncomplete,
}

impl Default for EndpointInput {
    /// A new endpoint: all events, paused by itself when all fails for long.
    fn default() -> Self {
        EndpointInput {
            url: String::new(),
            description: String::new(),
            event_types: Vec::new(),
            auto_pause: true,
            auth_kind: "none".to_owned(),
            auth_name: String::new(),
        }
    }
}

impl EndpointWarning {
    pub(super) fn render(self, texts: &EndpointTexts) -> Markup {
        let words = match self {
            EndpointWarning::SampleDataOnly => texts.warning_sample,
            EndpointWarning::WaitsForFlow => texts.warning_sync,
            EndpointWarning::PerhapsIncomplete => texts.warning_incomplete,
        };
        html! { p.notice.notice-waiting role="status" { (words) } }
    }
}

pub fn endpoint_form_page(page: &EndpointFormPage<'_>) -> Markup {
    let frame = &page.frame;
    let (locale, shell) = (frame.reader.locale, frame.texts());
    let texts = EndpointTexts::of(locale);
    let errors = Errors::new(page.errors, locale);
    let (title, action, back, save) = match page.id {
        None => (
            texts.new_title,
            routes::ENDPOINTS.to_owned(),
            routes::ENDPOINTS.to_owned(),
            texts.create,
        ),
        Some(id) => (
            texts.edit_title,
            routes::endpoint(id),
            routes::endpoint(id),
            shell.save,
        ),
    };
    frame.render(
        Section::Endpoints,
        title,
        &html! {
            (page_head(title, &html! {}, &html! {}))
            form.stack.narrow method="post" action=(action) novalidate {
                (form_token(frame.form_token))
                (summary(&errors))
                (Field::url("url", texts.address, locale).value(&page.input.url).required()
                    .max_length(2000).hint(texts.url_hint).placeholder("https://")
                    .checked(errors, "/url"))
                (Field::text("description", texts.description, locale)
                    .value(&page.input.description).max_length(200).hint(texts.description_hint)
                    .checked(errors, "/description"))
                (event_types(page, texts))
                (Field::checkbox("auto_pause", texts.auto_pause, page.input.auto_pause, locale)
                    .hint(texts.auto_pause_hint))
                (receiver_checks(page, texts, errors))
                div.actions {
                    button.button { (save) }
                    a.button.button-plain href=(back) { (shell.cancel) }
                }
            }
        },
    )
}

fn event_types(page: &EndpointFormPage<'_>, texts: &EndpointTexts) -> Markup {
    let locale = page.frame.reader.locale;
    html! {
        fieldset.choices {
            legend { (texts.events) }
            p.hint { (texts.event_types_hint) }
            div.choice-grid {
                @for kind in EventType::ALL {
                    label.choice {
                        input type="checkbox" name="event_type" value=(kind)
                            checked[page.input.event_types.contains(&kind)];
                        span { (event_name(kind, locale)) code.wire-name { (kind) } }
                    }
                }
            }
            (group_error(Errors::new(page.errors, locale), "/eventTypes"))
        }
    }
}

fn receiver_checks(
    page: &EndpointFormPage<'_>,
    texts: &EndpointTexts,
    errors: Errors<'_>,
) -> Markup {
    let (input, locale) = (page.input, errors.locale);
    let kinds = [
        ("keep", texts.auth_keep),
        ("none", texts.auth_none),
        ("basic", texts.auth_basic),
        ("header", texts.auth_header),
        ("body_hmac", texts.auth_body_hmac),
    ];
    let choices = kinds
        .into_iter()
        .filter(|(value, _)| *value != "keep" || page.id.is_some())
        .map(|(value, label)| Choice { value, label });
    let in_use = !matches!(input.auth_kind.as_str(), "none" | "keep");
    html! {
        details.further open[in_use || errors.within("/auth").is_some() || errors.within("/headers").is_some()] {
            summary { (texts.checks) }
            div.stack {
                p.hint { (texts.checks_hint) }
                (Field::select("auth_kind", texts.auth_kind, choices.collect(), locale)
                    .value(&input.auth_kind).checked_within(errors, "/auth"))
                div.pair {
                    (Field::text("auth_name", texts.auth_name, locale).value(&input.auth_name)
                        .quietly_optional().autocomplete("off").max_length(200))
                    (Field::password("auth_secret", texts.auth_secret, locale)
                        .quietly_optional().autocomplete("new-password")
                        .hint(texts.auth_secret_hint))
                }
            }
        }
    }
}
