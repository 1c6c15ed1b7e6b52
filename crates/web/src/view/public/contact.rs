use maud::{Markup, html};
use winfactor_domain::{FieldError, Lead};

use super::frame::{PublicFrame, honeypot};
use crate::view::{
    form::{Errors, Field, form_token, hidden, summary},
    routes,
};

/// The contact form: to be filled in, or done.
#[derive(Clone, Copy, Debug)]
pub enum ContactForm<'a> {
    Open {
        input: &'a ContactInput,
        /// Pointers: `/name`, `/email`, `/phone`, `/message`.
        errors: &'a [FieldError],
        form_token: &'a str,
    },
    /// The message has arrived.
    Thanks,
}

/// What a visitor typed; the names are those of the inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactInput {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub message: String,
}

pub(super) fn contact_form(form: &ContactForm<'_>, frame: &PublicFrame<'_>) -> Markup {
    match form {
        ContactForm::Open {
            input,
            errors,
            form_token,
        } => open(input, errors, form_token, frame),
        ContactForm::Thanks => {
            let texts = frame.texts();
            html! {
                div.notice.notice-good role="status" {
                    strong { (texts.thanks_title) }
                    p { (texts.thanks) }
                }
            }
        }
    }
}

fn open(
    input: &ContactInput,
    errors: &[FieldError],
    token: &str,
    frame: &PublicFrame<'_>,
) -> Markup {
    let (texts, locale) = (frame.texts(), frame.reader.locale);
    let errors = Errors::new(errors, locale);
    let action = routes::public_leads(&frame.organization.slug);
    html! {
        form.stack method="post" action={ (action) "#contact" } novalidate {
            (summary(&errors))
            (form_token(token))
            (hidden("lang", locale.code()))
            (honeypot(texts))
            (Field::text("name", texts.name, locale).value(&input.name).required()
                .autocomplete("name").max_length(200).checked(errors, "/name"))
            div.pair {
                (Field::email("email", texts.email, locale).value(&input.email).required()
                    .checked(errors, "/email"))
                (Field::phone("phone", texts.phone, locale).value(&input.phone)
                    .checked(errors, "/phone"))
            }
            (Field::lines("message", texts.message, 5, locale).value(&input.message).required()
                .max_length(Lead::MAX_MESSAGE).checked(errors, "/message"))
            div.actions { button.button { (texts.send) } }
        }
    }
}
