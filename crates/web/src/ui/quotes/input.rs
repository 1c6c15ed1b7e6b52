//! What was typed into the editor of a draft, as text and as values.
//!
//! Numbers are read as the reader's language writes them ([`read_decimal`]): in German and Dutch
//! `1.250,50` and `1250,5`, in English `1,250.50`. Where only one mark stands, it separates the
//! decimals, unless exactly three digits follow it and the language groups thousands with it. What
//! is no number is refused with its text kept, never taken for 0.

use rust_decimal::Decimal;
use winfactor_domain::{FieldError, Invalid, Locale};
use winfactor_service::quotes::{LineItemFields, SendFields, TermFields};

use crate::{
    form_body::FormBody,
    view::{
        app::{LineInput, QuoteInput},
        form::read_decimal,
    },
};

/// The texts of the form, without the lines in which nothing was typed.
pub(super) fn read(form: &FormBody) -> QuoteInput {
    let [descriptions, quantities, prices, kinds] =
        ["description", "quantity", "unit_price", "item_type"].map(|name| form.all(name));
    let rows = descriptions.len().max(quantities.len()).max(prices.len());
    let text = |column: &[String], row: usize| column.get(row).cloned().unwrap_or_default();
    let lines = (0..rows).map(|row| LineInput {
        description: text(descriptions, row),
        quantity: text(quantities, row),
        unit_price: text(prices, row),
        item_type: text(kinds, row),
    });
    QuoteInput {
        lines: lines.filter(|line| !line.is_blank()).collect(),
        tax_rate: form.owned("tax_rate"),
        validity_days: form.owned("validity_days"),
        currency: form.owned("currency"),
        reference: form.owned("reference"),
        notes: form.owned("notes"),
        recipients: form.owned("recipients"),
        locale: form.owned("locale"),
    }
}

/// The same as values, or every text that should be a number and is none.
pub(super) fn values(
    input: &QuoteInput,
    locale: Locale,
) -> Result<(TermFields, Vec<LineItemFields>), Invalid> {
    let mut numbers = Numbers {
        locale,
        errors: Vec::new(),
    };
    let lines = input.lines.iter().enumerate();
    let lines = lines.map(|(index, line)| LineItemFields {
        description: line.description.clone(),
        quantity: numbers.optional(&format!("/lineItems/{index}/quantity"), &line.quantity),
        unit_price: numbers.optional(&format!("/lineItems/{index}/unitPrice"), &line.unit_price),
        item_type: Some(line.item_type.clone()).filter(|kind| !kind.is_empty()),
    });
    let lines = lines.collect();
    let terms = TermFields {
        tax_rate: numbers.required("/taxRate", &input.tax_rate),
        validity_days: numbers.whole("/validityDays", &input.validity_days),
        currency: Some(input.currency.clone()),
        reference: Some(Some(input.reference.clone())),
        notes: Some(Some(input.notes.clone())),
    };
    match numbers.errors.is_empty() {
        true => Ok((terms, lines)),
        false => Err(Invalid(numbers.errors)),
    }
}

/// To whom and in which language a draft is to be sent.
pub(super) fn sending(input: &QuoteInput) -> SendFields {
    SendFields {
        recipients: addresses(&input.recipients),
        locale: Some(input.locale.clone()).filter(|code| !code.is_empty()),
    }
}

/// The addresses in a text; commas, semicolons and blanks separate them.
fn addresses(text: &str) -> Vec<String> {
    let addresses = text.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace());
    let addresses = addresses.filter(|address| !address.is_empty());
    addresses.map(str::to_owned).collect()
}

/// Errors in the order in which their fields stand on the page: the first one gets the cursor.
pub(super) fn in_page_order(Invalid(mut errors): Invalid) -> Vec<FieldError> {
    errors.sort_by_key(|error| match error.pointer.as_str() {
        pointer if pointer.starts_with("/lineItems") => 0,
        pointer if pointer.starts_with("/recipients") => 2,
        "/locale" => 3,
        _ => 1,
    });
    errors
}

/// Reads numbers and notes those that are none.
struct Numbers {
    locale: Locale,
    errors: Vec<FieldError>,
}

impl Numbers {
    fn optional(&mut self, pointer: &str, text: &str) -> Option<Decimal> {
        if text.trim().is_empty() {
            return None;
        }
        let number = read_decimal(text, self.locale);
        if number.is_none() {
            let message = "must be a number";
            self.errors
                .push(FieldError::new(pointer, "number", message));
        }
        number
    }

    fn required(&mut self, pointer: &str, text: &str) -> Option<Decimal> {
        if text.trim().is_empty() {
            let message = "must not be empty";
            self.errors
                .push(FieldError::new(pointer, "required", message));
            return None;
        }
        self.optional(pointer, text)
    }

    fn whole(&mut self, pointer: &str, text: &str) -> Option<i64> {
        let number = self.required(pointer, text)?;
        let whole = number
            .is_integer()
            .then(|| i64::try_from(number).ok())
            .flatten();
        if whole.is_none() {
            let message = "must be a whole number";
            self.errors
                .push(FieldError::new(pointer, "out_of_range", message));
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const FORM: &[u8] = b"description=Fenster&description=&description=&description=Rabatt\
        &quantity=2%2C5&quantity=&quantity=&quantity=\
        &unit_price=1.250%2C50&unit_price=&unit_price=&unit_price=-99%2C95\
        &item_type=product&item_type=product&item_type=service&item_type=discount\
        &tax_rate=8%2C1&validity_days=14&currency=CHF&reference=&notes=&recipients=&locale=de";

    #[test]
    fn numbers_are_read_as_the_reader_writes_them() {
        let input = read(&FormBody::parse(FORM));
        assert_eq!(input.lines.len(), 2, "lines without any entry are dropped");
        let (terms, lines) = values(&input, Locale::De).unwrap();
        assert_eq!(terms.tax_rate.unwrap().to_string(), "8.1");
        assert_eq!(terms.validity_days, Some(14));
        assert_eq!(lines[0].quantity.unwrap().to_string(), "2.5");
        assert_eq!(lines[0].unit_price.unwrap().to_string(), "1250.50");
        assert_eq!(
            lines[1].quantity, None,
            "one, unless something else is said"
        );
        assert_eq!(lines[1].unit_price.unwrap().to_string(), "-99.95");
    }

    #[test]
    fn a_text_that_is_no_number_is_named_and_never_zero() {
        let mut input = read(&FormBody::parse(FORM));
        input.lines[1].unit_price = "viel".to_owned();
        input.tax_rate = String::new();
        input.validity_days = "1,5".to_owned();
        let Invalid(errors) = values(&input, Locale::De).unwrap_err();
        let found: Vec<_> = errors
            .iter()
            .map(|e| (e.pointer.as_str(), e.code))
            .collect();
        assert_eq!(
            found,
            [
                ("/lineItems/1/unitPrice", "number"),
                ("/taxRate", "required"),
                ("/validityDays", "out_of_range"),
            ]
        );
    }

    #[test]
    fn addresses_are_separated_as_people_do_it() {
        let expected = ["a@x.example", "b@x.example", "c@x.example"];
        assert_eq!(
            addresses(" a@x.example, b@x.example;c@x.example,"),
            expected
        );
        assert_eq!(addresses("a@x.example\nb@x.example c@x.example"), expected);
        assert!(addresses(" , ").is_empty());
    }
}
