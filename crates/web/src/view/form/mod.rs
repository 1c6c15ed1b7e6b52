//! Parts of forms. A field is its label, its input, a hint and, when the domain refused the value,
//! what is wrong with it in the reader's language; the four are tied together for screen readers.

mod errors;
mod field;
mod number;

pub(crate) use errors::{Errors, group_error, summary};
pub(crate) use field::{Choice, Field};
pub use number::{read_decimal, show_decimal};

use maud::{Markup, html};

/// The name of the hidden input that ties a form to its reader.
pub const FORM_TOKEN: &str = "form_token";
/// The name of the input that only robots fill in.
pub const HONEYPOT: &str = "website";

/// The hidden input that ties a form to its reader.
pub(crate) fn form_token(token: &str) -> Markup {
    hidden(FORM_TOKEN, token)
}

pub(crate) fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// A form that is nothing but a button.
pub(crate) fn button_form(action: &str, token: &str, class: &str, label: &str) -> Markup {
    html! {
        form method="post" action=(action) {
            (form_token(token))
            button class=(class) { (label) }
        }
    }
}
