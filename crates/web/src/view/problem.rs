use std::time::Duration;

use maud::{Markup, html};
use winfactor_domain::Locale;

use super::{
    document::{Document, Kind},
    texts::problems::ProblemTexts,
};

/// Why there is no other page to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    NotFound,
    /// The token of a quote page is unknown.
    OfferNotFound,
    Forbidden,
    TooManyRequests {
        retry_after: Option<Duration>,
    },
    /// The form's token is too old, or not of this page.
    FormExpired,
    BadRequest,
    Internal,
    Unavailable,
}

/// A page that says why there is no other, in the reader's language.
#[derive(Clone, Copy, Debug)]
pub struct ProblemPage<'a> {
    pub locale: Locale,
    pub problem: Problem,
    /// What the log calls this request, to be told to support.
    pub reference: Option<&'a str>,
    /// Where the reader can go on.
    pub home: Option<&'a str>,
}

pub fn problem_page(page: &ProblemPage<'_>) -> Markup {
    let texts = ProblemTexts::of(page.locale);
    let (title, advice) = words(page.problem, texts);
    let document = Document {
        locale: page.locale,
        title,
        kind: Kind::Plain,
        script: None,
        skip_label: texts.skip,
        private: true,
    };
    document.render(&html! {
        main #main .message-page {
            h1 { (title) }
            p.lead { (advice) }
            @if let Problem::TooManyRequests { retry_after: Some(wait) } = page.problem {
                p { (texts.retry_in_seconds(wait.as_secs().max(1))) }
            }
            @if let Some(home) = page.home {
                p { a.button.button-secondary href=(home) { (texts.back) } }
            }
            @if let Some(reference) = page.reference {
                p.reference { (texts.reference(reference)) }
            }
        }
    })
}

fn words(problem: Problem, texts: &ProblemTexts) -> (&'static str, &'static str) {
    match problem {
        Problem::NotFound => (texts.not_found_title, texts.not_found),
        Problem::OfferNotFound => (texts.offer_not_found_title, texts.offer_not_found),
        Problem::Forbidden => (texts.forbidden_title, texts.forbidden),
        Problem::TooManyRequests { .. } => (texts.too_many_title, texts.too_many),
        Problem::FormExpired => (texts.form_expired_title, texts.form_expired),
        Problem::BadRequest => (texts.bad_request_title, texts.bad_request),
        Problem::Internal => (texts.internal_title, texts.internal),
        Problem::Unavailable => (texts.unavailable_title, texts.unavailable),
    }
}
