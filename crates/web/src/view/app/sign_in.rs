use std::time::Duration;

use maud::{Markup, html};
use winfactor_domain::Locale;

use crate::{
    assets::Asset,
    view::{
        Notice,
        document::{Document, Kind, language_links},
        form::{Field, form_token, hidden},
        routes,
        texts::{shell::ShellTexts, sign_in::SignInTexts},
    },
};

/// The page on which the organization's people sign in.
#[derive(Clone, Copy, Debug)]
pub struct SignInPage<'a> {
    pub locale: Locale,
    /// The address as typed; a password is never shown again.
    pub email: &'a str,
    pub problem: Option<SignInProblem>,
    /// Where to go on afterwards, a path of this installation.
    pub next: Option<&'a str>,
    pub form_token: &'a str,
    pub notice: Option<Notice>,
}

/// Why somebody is not signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// Which of the two is wrong is nobody's business.
    WrongCredentials,
    TooManyAttempts {
        retry_after: Duration,
    },
    SessionExpired,
}

pub fn sign_in_page(page: &SignInPage<'_>) -> Markup {
    let texts = SignInTexts::of(page.locale);
    let document = Document {
        locale: page.locale,
        title: texts.title,
        kind: Kind::Plain,
        script: None,
        skip_label: ShellTexts::of(page.locale).skip,
        private: true,
    };
    document.render(&html! {
        main #main .message-page .sign-in {
            img src=(Asset::Logo.url()) alt="WinFactor" width="44" height="44";
            h1 { (texts.title) }
            @if let Some(notice) = page.notice { (notice.render(page.locale)) }
            (problem(page.problem, texts))
            form.stack method="post" action=(routes::SIGN_IN) novalidate {
                (form_token(page.form_token))
                @if let Some(next) = page.next { (hidden("next", next)) }
                (Field::email("email", texts.email, page.locale).value(page.email).required())
                (Field::password("password", texts.password, page.locale).required())
                div.actions { button.button { (texts.button) } }
            }
            (language_links(texts.language, routes::SIGN_IN, page.locale))
        }
    })
}

fn problem(problem: Option<SignInProblem>, texts: &SignInTexts) -> Markup {
    let (class, words) = match problem {
        None => return html! {},
        Some(SignInProblem::WrongCredentials) => ("notice-bad", texts.wrong.to_owned()),
        Some(SignInProblem::SessionExpired) => ("notice-waiting", texts.expired.to_owned()),
        Some(SignInProblem::TooManyAttempts { retry_after }) => {
            let minutes = retry_after.as_secs().div_ceil(60).max(1);
            ("notice-bad", texts.too_many(minutes))
        }
    };
    html! { p.notice.(class) role="alert" { (words) } }
}
