use maud::{Markup, html};
use winfactor_domain::{Currency, ItemType, LineItem, Locale, Quote, QuoteDefaults, QuoteTerms};

use super::QuotePage;
use crate::view::{
    form::{Choice, Errors, Field, form_token, show_decimal, summary},
    routes,
    texts::{quotes::QuoteTexts, shell::ShellTexts},
};

/// What stands in the editor of a draft, as text; the names are those of the inputs.
///
/// The inputs of the lines (`description`, `quantity`, `unit_price`, `item_type`) come once per
/// line, in order. Lines in which nothing was typed are to be dropped before errors are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteInput {
    pub lines: Vec<LineInput>,
    pub tax_rate: String,
    pub validity_days: String,
    pub currency: String,
    pub reference: String,
    pub notes: String,
    /// Addresses separated by commas.
    pub recipients: String,
    /// The code of the language in which the offer is made.
    pub locale: String,
}

/// One line of the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineInput {
    pub description: String,
    pub quantity: String,
    pub unit_price: String,
    pub item_type: String,
}

/// How many empty lines stand below those that are filled, for readers without scripts.
const SPARE_LINES: usize = 3;
const MAX_DESCRIPTION: usize = 2000;

impl QuoteInput {
    /// The draft as it is, with numbers as `locale` writes them.
    pub fn of(quote: &Quote, locale: Locale) -> Self {
        let line = |item: &LineItem| LineInput {
            description: item.description.clone(),
            quantity: show_decimal(item.quantity.decimal(), locale),
            unit_price: show_decimal(item.unit_price.amount(), locale),
            item_type: item.item_type.code().to_owned(),
        };
        let terms = &quote.terms;
        QuoteInput {
            lines: quote.line_items.iter().map(line).collect(),
            tax_rate: show_decimal(terms.tax_rate.percent(), locale),
            validity_days: terms.validity_days.to_string(),
            currency: terms.currency.code().to_owned(),
            reference: terms.reference.clone().unwrap_or_default(),
            notes: terms.notes.clone().unwrap_or_default(),
            recipients: quote.customer.email.to_string(),
            locale: quote.locale.code().to_owned(),
        }
    }
}

impl LineInput {
    /// Whether nothing was typed; the kind alone makes no line.
    pub fn is_blank(&self) -> bool {
        [&self.description, &self.quantity, &self.unit_price]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}

/// One form for everything, so that sending never loses what was typed: its second button posts the
/// same inputs to the address that sends.
pub(super) fn editor(page: &QuotePage<'_>, texts: &QuoteTexts) -> Markup {
    let locale = page.frame.reader.locale;
    let errors = Errors::new(page.errors, locale);
    let shell = ShellTexts::of(locale);
    html! {
        form.editor method="post" action=(routes::quote(page.quote.id)) novalidate {
            (form_token(page.frame.form_token))
            (summary(&errors))
            (lines(page, texts, errors))
            (terms(page, texts, errors))
            div.actions.editor-save { button.button.button-secondary { (shell.save) } }
            (sending(page, texts, errors))
        }
    }
}

fn lines(page: &QuotePage<'_>, texts: &QuoteTexts, errors: Errors<'_>) -> Markup {
    let spare = std::iter::repeat_n(LineInput::default(), SPARE_LINES);
    let rows: Vec<_> = page.input.lines.iter().cloned().chain(spare).collect();
    html! {
        section.card.panel aria-labelledby="lines" {
            h2 #lines { (texts.lines) }
            table.edit-lines {
                thead {
                    tr {
                        th scope="col" { (texts.description) }
                        th scope="col" { (texts.quantity) }
                        th scope="col" { (texts.unit_price) }
                        th scope="col" { (texts.item_type) }
                    }
                }
                tbody data-lines {
                    @for (index, line) in rows.iter().enumerate() {
                        (row(index, line, texts, errors))
                    }
                }
            }
            div.actions {
                button.button.button-secondary.button-small type="button" data-add-line hidden {
                    (texts.add_line)
                }
                span.hint { (texts.lines_hint) }
            }
        }
    }
}

fn row(index: usize, line: &LineInput, texts: &QuoteTexts, errors: Errors<'_>) -> Markup {
    let (locale, n) = (errors.locale, index + 1);
    let label = |label: &str| texts.line_label(label, n);
    let at = |field: &str| format!("/lineItems/{index}/{field}");
    let (description, quantity) = (label(texts.description), label(texts.quantity));
    let (unit_price, item_type) = (label(texts.unit_price), label(texts.item_type));
    html! {
        tr {
            td.edit-description {
                (Field::text("description", &description, locale).id(format!("description-{n}"))
                    .value(&line.description).max_length(MAX_DESCRIPTION).compact()
                    .checked(errors, &at("description")))
            }
            td {
                (Field::text("quantity", &quantity, locale).id(format!("quantity-{n}"))
                    .value(&line.quantity).input_mode("decimal").placeholder(texts.quantity).compact()
                    .checked(errors, &at("quantity")))
            }
            td {
                (Field::text("unit_price", &unit_price, locale).id(format!("unit-price-{n}"))
                    .value(&line.unit_price).input_mode("decimal").placeholder(texts.unit_price)
                    .compact().checked(errors, &at("unitPrice")))
            }
            td {
                (Field::select("item_type", &item_type, item_types(texts), locale)
                    .id(format!("item-type-{n}")).value(&line.item_type).compact()
                    .checked(errors, &at("itemType")))
            }
        }
    }
}

fn item_types(texts: &QuoteTexts) -> Vec<Choice<'static>> {
    let choice = |kind: ItemType| Choice {
        value: kind.code(),
        label: match kind {
            ItemType::Product => texts.item_product,
            ItemType::Service => texts.item_service,
            ItemType::Discount => texts.item_discount,
            ItemType::Other => texts.item_other,
        },
    };
    ItemType::ALL.map(choice).to_vec()
}

fn terms(page: &QuotePage<'_>, texts: &QuoteTexts, errors: Errors<'_>) -> Markup {
    let (input, locale) = (page.input, errors.locale);
    let currencies = Currency::all().map(|currency| Choice {
        value: currency.code(),
        label: currency.code(),
    });
    let longest = QuoteDefaults::MAX_VALIDITY_DAYS.to_string();
    html! {
        section.card.panel.stack aria-labelledby="terms" {
            h2 #terms { (texts.terms) }
            div.pair {
                (Field::text("tax_rate", texts.tax_rate, locale).value(&input.tax_rate).required()
                    .input_mode("decimal").range("0".into(), "100".into())
                    .checked(errors, "/taxRate"))
                (Field::text("validity_days", texts.validity, locale).value(&input.validity_days)
                    .hint(texts.validity_hint).required().input_mode("numeric").range("1".into(), longest)
                    .checked(errors, "/validityDays"))
                (Field::select("currency", texts.currency, currencies.collect(), locale)
                    .value(&input.currency).checked(errors, "/currency"))
                (Field::text("reference", texts.reference, locale).value(&input.reference)
                    .max_length(QuoteTerms::MAX_REFERENCE).checked(errors, "/reference"))
            }
            (Field::lines("notes", texts.notes, 4, locale).value(&input.notes)
                .max_length(QuoteTerms::MAX_NOTES).checked(errors, "/notes"))
        }
    }
}

fn sending(page: &QuotePage<'_>, texts: &QuoteTexts, errors: Errors<'_>) -> Markup {
    let (input, locale) = (page.input, errors.locale);
    let languages = Locale::ALL.map(|locale| Choice {
        value: locale.code(),
        label: locale.own_name(),
    });
    html! {
        section.card.panel.stack aria-labelledby="sending" {
            h2 #sending { (texts.send_title) }
            p.hint { (texts.send_hint) }
            div.pair {
                (Field::text("recipients", texts.recipients, locale).value(&input.recipients)
                    .quietly_optional().hint(texts.recipients_hint)
                    .checked_within(errors, "/recipients"))
                (Field::select("locale", texts.language, languages.to_vec(), locale)
                    .value(&input.locale).checked(errors, "/locale"))
            }
            div.actions {
                button.button formaction=(routes::quote_send(page.quote.id)) { (texts.save_and_send) }
            }
        }
    }
}
