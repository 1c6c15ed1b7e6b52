use maud::{Markup, html};
use winfactor_domain::{FieldError, Locale};

use crate::view::texts::field_errors::FieldErrorTexts;

/// What the domain found wrong with a form, looked up by the pointer of a field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Errors<'a> {
    found: &'a [FieldError],
    pub(crate) locale: Locale,
}

impl<'a> Errors<'a> {
    pub(crate) fn new(found: &'a [FieldError], locale: Locale) -> Self {
        Errors { found, locale }
    }

    pub(crate) fn at(&self, pointer: &str) -> Option<&'a FieldError> {
        self.found.iter().find(|error| error.pointer == pointer)
    }

    /// The first error at the pointer or at something below it.
    pub(crate) fn within(&self, pointer: &str) -> Option<&'a FieldError> {
        self.found.iter().find(|error| {
            let rest = error.pointer.strip_prefix(pointer);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// The first error at none of the pointers nor below them.
    pub(crate) fn elsewhere(&self, pointers: &[&str]) -> Option<&'a FieldError> {
        let is_there = |error: &&FieldError| {
            let here = Errors::new(std::slice::from_ref(*error), self.locale);
            pointers
                .iter()
                .any(|pointer| here.within(pointer).is_some())
        };
        self.found.iter().find(|error| !is_there(error))
    }

    pub(crate) fn any(&self) -> bool {
        !self.found.is_empty()
    }

    pub(super) fn is_first(&self, pointer: &str) -> bool {
        self.found
            .first()
            .is_some_and(|error| error.pointer == pointer)
    }
}

/// What a field knows about its own values, to say what would be right.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounds {
    pub(super) max_length: Option<usize>,
    /// The smallest and the largest value, as the reader writes them.
    pub(super) range: Option<(String, String)>,
    pub(super) is_checkbox: bool,
}

/// What is wrong, in the reader's language. The codes are those of [`FieldError`].
pub(super) fn message(error: &FieldError, bounds: &Bounds, locale: Locale) -> String {
    let texts = FieldErrorTexts::of(locale);
    let plain = match error.code {
        "required" if bounds.is_checkbox => texts.unticked,
        "required" => texts.required,
        "too_long" => match bounds.max_length {
            Some(max) => return texts.too_long(max),
            None => texts.out_of_range,
        },
        "out_of_range" => match &bounds.range {
            Some((min, max)) => return texts.between(min, max),
            None => texts.out_of_range,
        },
        "control_characters" => texts.control_characters,
        "email" => texts.email,
        "unknown_value" => texts.unknown_value,
        "number" => texts.number,
        "placeholder" => texts.placeholder,
        "connection_name" => texts.connection_name,
        "amount" => texts.amount,
        "size_metric" => texts.size_metric,
        "size_imperial" => texts.size_imperial,
        "slug" => texts.slug,
        "reserved" => texts.reserved,
        "time_zone" => texts.time_zone,
        "url_refused" => texts.refused_address,
        "url_credentials" => texts.url_credentials,
        code if code.starts_with("url") => texts.url,
        "json" | "invalid_flow" | "too_deep" | "schema_version" => texts.json,
        "not_taken_by_trigger" => texts.not_taken_by_trigger,
        "several_flows" => texts.several_flows,
        code if code.starts_with("header") => texts.header,
        "activepieces_sample_data" => texts.activepieces_sample_data,
        "activepieces_page" | "activepieces_incomplete" => texts.activepieces_incomplete,
        "customer_address" => texts.customer_address,
        "form_stale" => texts.form_stale,
        "form_sent_before" => texts.form_sent_before,
        _ => texts.other,
    };
    plain.to_owned()
}

/// Tells at the top of a form that something in it needs attention; nothing when all is well. What
/// is wrong with the form as a whole has the empty pointer.
pub(crate) fn summary(errors: &Errors<'_>) -> Markup {
    let words = match (errors.at(""), errors.found.len()) {
        (_, 0) => return html! {},
        (Some(whole), _) => message(whole, &Bounds::default(), errors.locale),
        (None, count) => FieldErrorTexts::of(errors.locale).summary(count as u64),
    };
    html! { p.notice.notice-bad role="alert" { (words) } }
}

/// What is wrong with a group of choices.
pub(crate) fn group_error(errors: Errors<'_>, pointer: &str) -> Markup {
    html! {
        @if let Some(error) = errors.within(pointer) {
            p.field-error role="alert" { (message(error, &Bounds::default(), errors.locale)) }
        }
    }
}
