use maud::{Markup, Render, html};
use winfactor_domain::{FieldError, Locale};

use super::{
    Errors,
    errors::{Bounds, message},
};
use crate::view::texts::forms::FormTexts;

/// A labelled input. Made with one of the constructors, described by the methods, rendered as is.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    kind: Kind<'a>,
    name: &'a str,
    id: String,
    label: &'a str,
    value: &'a str,
    hint: Option<String>,
    bounds: Bounds,
    required: bool,
    shows_optional: bool,
    autocomplete: Option<&'static str>,
    input_mode: Option<&'static str>,
    placeholder: Option<&'a str>,
    compact: bool,
    error: Option<&'a FieldError>,
    /// Whether the page opens with the cursor here: in the first field that is wrong.
    focused: bool,
    locale: Locale,
}

#[derive(Debug)]
enum Kind<'a> {
    Input(&'static str),
    /// A whole number from the first to the second bound, with buttons beside it.
    Stepper(u32, u32),
    Lines(u32),
    Select(Vec<Choice<'a>>),
    Checkbox(bool),
}

/// One option of a select.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice<'a> {
    pub(crate) value: &'a str,
    pub(crate) label: &'a str,
}

impl<'a> Field<'a> {
    fn new(kind: Kind<'a>, name: &'a str, label: &'a str, locale: Locale) -> Self {
        Field {
            kind,
            name,
            id: name.replace('_', "-"),
            label,
            value: "",
            hint: None,
            bounds: Bounds::default(),
            required: false,
            shows_optional: true,
            autocomplete: None,
            input_mode: None,
            placeholder: None,
            compact: false,
            error: None,
            focused: false,
            locale,
        }
    }

    pub(crate) fn text(name: &'a str, label: &'a str, locale: Locale) -> Self {
        Self::new(Kind::Input("text"), name, label, locale)
    }

    pub(crate) fn email(name: &'a str, label: &'a str, locale: Locale) -> Self {
        let field = Self::new(Kind::Input("email"), name, label, locale);
        field.autocomplete("email").max_length(254)
    }

    pub(crate) fn phone(name: &'a str, label: &'a str, locale: Locale) -> Self {
        let field = Self::new(Kind::Input("tel"), name, label, locale);
        field.autocomplete("tel").max_length(40)
    }

    pub(crate) fn password(name: &'a str, label: &'a str, locale: Locale) -> Self {
        let field = Self::new(Kind::Input("password"), name, label, locale);
        field.autocomplete("current-password")
    }

    pub(crate) fn url(name: &'a str, label: &'a str, locale: Locale) -> Self {
        Self::new(Kind::Input("url"), name, label, locale).input_mode("url")
    }

    /// A whole number within bounds, with buttons for one fewer and one more.
    pub(crate) fn stepper(
        name: &'a str,
        label: &'a str,
        (min, max): (u32, u32),
        locale: Locale,
    ) -> Self {
        let field = Self::new(Kind::Stepper(min, max), name, label, locale);
        field
            .range(min.to_string(), max.to_string())
            .input_mode("numeric")
    }

    /// Several lines of text; `rows` is the height it begins with.
    pub(crate) fn lines(name: &'a str, label: &'a str, rows: u32, locale: Locale) -> Self {
        Self::new(Kind::Lines(rows), name, label, locale)
    }

    pub(crate) fn select(
        name: &'a str,
        label: &'a str,
        choices: Vec<Choice<'a>>,
        locale: Locale,
    ) -> Self {
        Self::new(Kind::Select(choices), name, label, locale).quietly_optional()
    }

    pub(crate) fn checkbox(name: &'a str, label: &'a str, checked: bool, locale: Locale) -> Self {
        let mut field = Self::new(Kind::Checkbox(checked), name, label, locale);
        field.bounds.is_checkbox = true;
        field.value = "yes";
        field.quietly_optional()
    }

    pub(crate) fn value(mut self, value: &'a str) -> Self {
        self.value = value;
        self
    }

    /// An id of its own, for a name that stands on a page more than once.
    pub(crate) fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(crate) fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Leaves the word "optional" out where it goes without saying.
    pub(crate) fn quietly_optional(mut self) -> Self {
        self.shows_optional = false;
        self
    }

    pub(crate) fn max_length(mut self, max: usize) -> Self {
        self.bounds.max_length = Some(max);
        self
    }

    pub(crate) fn range(mut self, min: String, max: String) -> Self {
        self.bounds.range = Some((min, max));
        self
    }

    pub(crate) fn autocomplete(mut self, purpose: &'static str) -> Self {
        self.autocomplete = Some(purpose);
        self
    }

    pub(crate) fn input_mode(mut self, mode: &'static str) -> Self {
        self.input_mode = Some(mode);
        self
    }

    pub(crate) fn placeholder(mut self, example: &'a str) -> Self {
        self.placeholder = Some(example);
        self
    }

    /// Keeps the label for screen readers only, where a column's heading says the same.
    pub(crate) fn compact(mut self) -> Self {
        self.compact = true;
        self.quietly_optional()
    }

    /// Shows what was found wrong at a pointer.
    pub(crate) fn checked(mut self, errors: Errors<'a>, pointer: &str) -> Self {
        self.error = errors.at(pointer);
        self.focused = errors.is_first(pointer);
        self
    }

    /// Shows what was found wrong at a pointer or below it, for one input that holds a list.
    pub(crate) fn checked_within(mut self, errors: Errors<'a>, pointer: &str) -> Self {
        self.error = errors.within(pointer);
        self
    }

    /// Shows what was found wrong anywhere but at these pointers.
    pub(crate) fn checked_elsewhere(mut self, errors: Errors<'a>, pointers: &[&str]) -> Self {
        self.error = errors.elsewhere(pointers);
        self
    }

    fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    fn error_id(&self) -> String {
        format!("{}-error", self.id)
    }

    /// The ids of the texts that describe the input.
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| self.hint_id());
        let error = self.error.map(|_| self.error_id());
        match (hint, error) {
            (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
            (one, other) => one.or(other),
        }
    }

    fn label_markup(&self) -> Markup {
        html! {
            label for=(self.id) .visually-hidden[self.compact] {
                (self.label)
                @if !self.required && self.shows_optional {
                    " " small.optional { (FormTexts::of(self.locale).optional) }
                }
            }
        }
    }

    fn input(&self) -> Markup {
        let invalid = self.error.map(|_| "true");
        let described = self.described_by();
        html! {
            @match &self.kind {
                Kind::Input(kind) => {
                    input type=(kind) id=(self.id) name=(self.name) value=(self.value)
                        required[self.required] maxlength=[self.bounds.max_length]
                        autocomplete=[self.autocomplete] inputmode=[self.input_mode]
                        placeholder=[self.placeholder] aria-invalid=[invalid]
                        aria-describedby=[described] autofocus[self.focused];
                }
                Kind::Stepper(min, max) => {
                    @let texts = FormTexts::of(self.locale);
                    div.stepper data-stepper {
                        button.step type="button" data-step="-1" aria-label=(texts.fewer) hidden {
                            "−"
                        }
                        input type="number" id=(self.id) name=(self.name) value=(self.value)
                            min=(min) max=(max) step="1" required[self.required]
                            inputmode=[self.input_mode] aria-invalid=[invalid]
                            aria-describedby=[described] autofocus[self.focused];
                        button.step type="button" data-step="1" aria-label=(texts.more) hidden {
                            "+"
                        }
                    }
                }
                Kind::Lines(rows) => {
                    textarea id=(self.id) name=(self.name) rows=(rows)
                        required[self.required] maxlength=[self.bounds.max_length]
                        placeholder=[self.placeholder] aria-invalid=[invalid]
                        aria-describedby=[described] autofocus[self.focused] {
                            // A parser drops the first line break of a textarea.
                            "\n" (self.value)
                        }
                }
                Kind::Select(choices) => {
                    select id=(self.id) name=(self.name)
                        required[self.required] aria-invalid=[invalid]
                        aria-describedby=[described] autofocus[self.focused] {
                            @for choice in choices {
                                option value=(choice.value) selected[choice.value == self.value] {
                                    (choice.label)
                                }
                            }
                        }
                }
                Kind::Checkbox(checked) => {
                    input type="checkbox" id=(self.id) name=(self.name)
                        value=(self.value) checked[*checked] required[self.required]
                        aria-invalid=[invalid] aria-describedby=[described]
                        autofocus[self.focused];
                }
            }
        }
    }
}

impl Render for Field<'_> {
    fn render(&self) -> Markup {
        let is_checkbox = matches!(self.kind, Kind::Checkbox(_));
        html! {
            div.field .field-check[is_checkbox] .field-wrong[self.error.is_some()] {
                @if is_checkbox { (self.input()) (self.label_markup()) }
                @else { (self.label_markup()) (self.input()) }
                @if let Some(hint) = &self.hint {
                    p.hint id=(self.hint_id()) { (hint) }
                }
                @if let Some(error) = self.error {
                    p.field-error id=(self.error_id()) {
                        (message(error, &self.bounds, self.locale))
                    }
                }
            }
        }
    }
}
