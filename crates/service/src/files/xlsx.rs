//! A workbook with one sheet. Each text is a text cell, so that nothing in it is ever calculated.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};
use serde_json::Value;
use winfactor_domain::Timestamp;

use super::table::Table;
use crate::{Result, ServiceError};

/// What a cell holds at most, in UTF-16 units; longer texts are cut.
const MAX_TEXT: usize = 32_767;
/// The longest name of a sheet, in characters.
const MAX_SHEET_NAME: usize = 31;

pub(super) fn render(table: &Table, name: &str, now: Timestamp) -> Result<Vec<u8>> {
    written(table, name, now)
        .map_err(|error| ServiceError::internal("a workbook cannot be put together", error))
}

fn written(table: &Table, name: &str, now: Timestamp) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made_at = ExcelDateTime::from_timestamp(now.0.div_euclid(1000))?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(name))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, name) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, column, text(name), &bold)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Value::Null => continue,
                Value::Bool(is_true) => sheet.write_boolean(row, column, *is_true)?,
                Value::Number(number) => match number.as_f64() {
                    Some(number) => sheet.write_number(row, column, number)?,
                    None => sheet.write_string(row, column, number.to_string())?,
                },
                Value::String(cell) => sheet.write_string(row, column, text(cell))?,
                other => sheet.write_string(row, column, text(&other.to_string()))?,
            };
        }
    }
    workbook.save_to_buffer()
}

/// Without what names of sheets must not have.
fn sheet_name(name: &str) -> String {
    let fits = |c: &char| !"[]:*?/\\".contains(*c);
    let name: String = name.chars().filter(fits).take(MAX_SHEET_NAME).collect();
    let name = name.trim().trim_matches('\'').to_owned();
    match name.is_empty() || name.eq_ignore_ascii_case("history") {
        true => "Rows".to_owned(),
        false => name,
    }
}

/// A text as a cell holds it: with line feeds alone for its lines, and not too long.
fn text(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut units = 0;
    let too_long = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > MAX_TEXT
    });
    if let Some((end, _)) = too_long {
        text.truncate(end);
    }
    text
}
