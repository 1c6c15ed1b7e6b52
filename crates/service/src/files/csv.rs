//! CSV as spreadsheet programs open it with a double click: UTF-8 with its mark, everything in
//! quotation marks, and the separator and decimal sign of the language.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::Value;
use winfactor_domain::Locale;

use super::table::Table;
use crate::{Result, ServiceError};

/// Tells spreadsheet programs that the text is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn render(table: &Table, locale: Locale) -> Result<Vec<u8>> {
    let style = Style::of(locale);
    let mut writer = WriterBuilder::new()
        .delimiter(style.separator)
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(MARK.to_vec());
    let failed = |error| ServiceError::internal("a CSV file cannot be put together", error);
    if !table.columns.is_empty() {
        let names = table.columns.iter().map(|name| harmless(name));
        writer.write_record(names).map_err(failed)?;
    }
    for row in &table.rows {
        let cells = row.iter().map(|cell| style.cell(cell));
        writer.write_record(cells).map_err(failed)?;
    }
    writer
        .into_inner()
        .map_err(|error| ServiceError::internal("a CSV file cannot be put together", error))
}

struct Style {
    separator: u8,
    decimal_sign: char,
}

impl Style {
    /// Where a comma divides euros from cents, it cannot divide columns as well.
    fn of(locale: Locale) -> Self {
        let (separator, decimal_sign) = match locale {
            Locale::En => (b',', '.'),
            Locale::De | Locale::Nl => (b';', ','),
        };
        Style {
            separator,
            decimal_sign,
        }
    }

    fn cell(&self, cell: &Value) -> String {
        match cell {
            Value::Null => String::new(),
            Value::String(text) => harmless(text),
            Value::Number(number) => number
                .to_string()
                .replace('.', &self.decimal_sign.to_string()),
            other => harmless(&other.to_string()),
        }
    }
}

/// A text that no program takes for a formula.
fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_phone_number(text) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

/// `+31 6 12345678`, `+49 (0)30/123-45`: of digits and what divides them alone, so that nothing in
/// it can be called.
fn is_phone_number(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('+') else {
        return false;
    };
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let fits = |byte: u8| byte.is_ascii_digit() || b" -./()".contains(&byte);
    rest.starts_with(|c: char| c.is_ascii_digit()) && digits >= 6 && rest.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn file(rows: &[&str], locale: Locale) -> String {
        let rows: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
        let bytes = render(&Table::of(&rows).unwrap(), locale).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        text.strip_prefix('\u{feff}').unwrap().to_owned()
    }

    #[test]
    fn everything_is_quoted_and_the_language_decides_the_separator() {
        let rows = [r#"{"Name": "Jane \"J\" Smith; Ltd", "Total": 3025.5, "Note": null}"#];
        for (locale, expected) in [
            (
                Locale::En,
                "\"Name\",\"Total\",\"Note\"\r\n\"Jane \"\"J\"\" Smith; Ltd\",\"3025.5\",\"\"\r\n",
            ),
            (
                Locale::De,
                "\"Name\";\"Total\";\"Note\"\r\n\"Jane \"\"J\"\" Smith; Ltd\";\"3025,5\";\"\"\r\n",
            ),
            (
                Locale::Nl,
                "\"Name\";\"Total\";\"Note\"\r\n\"Jane \"\"J\"\" Smith; Ltd\";\"3025,5\";\"\"\r\n",
            ),
        ] {
            assert_eq!(file(&rows, locale), expected, "{locale:?}");
        }
    }

    #[test]
    fn columns_come_in_the_order_of_their_first_appearance() {
        let rows = [r#"{"b": "1"}"#, r#"{"a": "2", "b": "3"}"#];
        let expected = "\"b\",\"a\"\r\n\"1\",\"\"\r\n\"3\",\"2\"\r\n";
        assert_eq!(file(&rows, Locale::En), expected);
    }

    #[test]
    fn what_looks_like_a_formula_is_marked_and_phone_numbers_are_not() {
        for (text, expected) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3", "'-2+3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("+1+1", "'+1+1"),
            ("+A1", "'+A1"),
            ("+31612345678", "+31612345678"),
            ("+49 (0)30/123-45", "+49 (0)30/123-45"),
            ("0612345678", "0612345678"),
            ("Smith & Sons", "Smith & Sons"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), expected);
        }
    }
}
