use maud::{Markup, html};
use winfactor_domain::FieldError;

use super::OfferPage;
use crate::view::{
    form::{Errors, Field, form_token, hidden, summary},
    routes,
    texts::offer::OfferTexts,
};

/// The two forms of an offer that can be answered.
#[derive(Clone, Copy, Debug)]
pub struct OfferForms<'a> {
    pub form_token: &'a str,
    pub accept: &'a AcceptInput,
    /// Pointers: `/name`, `/confirmed` (code `required` when the box was not ticked).
    pub accept_errors: &'a [FieldError],
    pub reject: &'a RejectInput,
    /// Pointers: `/name`, `/reason`, `/confirmed`.
    pub reject_errors: &'a [FieldError],
}

/// What was typed into the form that accepts; the names are those of the inputs. A ticked box is
/// sent as `yes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcceptInput {
    pub name: String,
    pub confirmed: bool,
}

/// What was typed into the form that declines; the names are those of the inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RejectInput {
    pub name: String,
    pub reason: String,
    pub confirmed: bool,
}

pub(super) fn answer_forms(page: &OfferPage<'_>, forms: &OfferForms<'_>) -> Markup {
    let texts = OfferTexts::of(page.frame.reader.locale);
    html! {
        section.answer aria-labelledby="answer-title" {
            h2 #answer-title .section-title { (texts.your_answer) }
            (accept(page, forms, texts))
            (reject(page, forms, texts))
        }
    }
}

fn accept(page: &OfferPage<'_>, forms: &OfferForms<'_>, texts: &OfferTexts) -> Markup {
    let reader = page.frame.reader;
    let errors = Errors::new(forms.accept_errors, reader.locale);
    let total = reader.money(page.version.totals.total);
    let confirmation = texts.confirm(&page.number.to_string(), &total);
    let ticked = forms.accept.confirmed;
    html! {
        form.accept.stack method="post" novalidate
            action=(routes::offer_accept(&page.version.sending.token)) {
            h3 { (texts.accept_title) }
            (summary(&errors))
            (form_token(forms.form_token))
            (hidden("lang", reader.locale.code()))
            (Field::text("name", texts.accept_name, reader.locale).id("accept-name")
                .value(&forms.accept.name).required().autocomplete("name").max_length(200)
                .checked(errors, "/name"))
            (Field::checkbox("confirmed", &confirmation, ticked, reader.locale).required()
                .checked(errors, "/confirmed"))
            div.actions {
                button.button { (texts.accept_button) }
                span.hint { (texts.accept_hint) }
            }
        }
    }
}

fn reject(page: &OfferPage<'_>, forms: &OfferForms<'_>, texts: &OfferTexts) -> Markup {
    let locale = page.frame.reader.locale;
    let confirmation = texts.confirm_no(&page.number.to_string());
    let ticked = forms.reject.confirmed;
    let errors = Errors::new(forms.reject_errors, locale);
    html! {
        details.reject open[errors.any()] {
            summary { (texts.reject_title) }
            form.stack method="post" novalidate
                action=(routes::offer_reject(&page.version.sending.token)) {
                (summary(&errors))
                (form_token(forms.form_token))
                (hidden("lang", locale.code()))
                (Field::text("name", page.frame.texts().name, locale).id("reject-name")
                    .value(&forms.reject.name).autocomplete("name").max_length(200)
                    .checked(errors, "/name"))
                (Field::lines("reason", texts.reject_reason, 3, locale).value(&forms.reject.reason)
                    .hint(texts.reject_hint).max_length(2000).checked(errors, "/reason"))
                (Field::checkbox("confirmed", &confirmation, ticked, locale).id("reject-confirmed")
                    .required().checked(errors, "/confirmed"))
                div.actions { button.button.button-secondary { (texts.reject_button) } }
            }
        }
    }
}
