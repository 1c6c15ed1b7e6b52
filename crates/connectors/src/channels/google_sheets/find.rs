use http::Method;
use serde_json::{Map, Value, json};

use super::GoogleSheets;
use super::call::SheetCall;
use super::cells::{column_letters, range};
use super::spreadsheet::{Sheet, rows, text};
use crate::channels::path::path;
use crate::channels::{ChannelFailure, WhoActs};

/// Which rows are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSearch {
    /// A letter.
    pub column: String,
    /// Empty finds every row.
    pub value: String,
    /// The cell has to be equal; otherwise it has to contain the value, in whatever case.
    pub exact: bool,
    /// From 1.
    pub starting_row: u64,
    /// How many rows, at most.
    pub count: usize,
    /// The row whose texts become the names of the values, instead of the columns' letters.
    pub names_from_row: Option<u64>,
}

/// Cells that are read at once. An answer is read up to a limit, so longer columns are read block by
/// block, and blocks of long texts are made smaller.
const BLOCK: u64 = 500;
const SMALLEST_BLOCK: u64 = 25;
/// Rows that are read at once.
const ROWS_AT_ONCE: usize = 20;

impl GoogleSheets {
    /// The rows that fit, as `[{row, values: {A: …}}]`; every cell as it is shown.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn find_rows(
        &self,
        call: &SheetCall<'_>,
        search: &RowSearch,
    ) -> Result<Value, ChannelFailure> {
        let sheet = self.sheet(call).await?;
        let numbers = self.numbers(call, &sheet, search).await?;
        let names = match search.names_from_row {
            Some(row) => self.header(call, &sheet.title, row).await?,
            None => Vec::new(),
        };
        let mut found = Vec::new();
        for some in numbers.chunks(ROWS_AT_ONCE) {
            let ranges = some
                .iter()
                .map(|row| range(&sheet.title, &format!("A{row}:ZZZ{row}")));
            let ranges: Vec<_> = ranges.collect();
            let query: Vec<_> = ranges
                .iter()
                .map(|range| ("ranges", range.as_str()))
                .collect();
            let segments = [
                "v4",
                "spreadsheets",
                &call.sheet.spreadsheet,
                "values:batchGet",
            ];
            let answer = self
                .ask(call, Method::GET, &path(&segments, &query), None)
                .await?;
            let ranges = answer["valueRanges"].as_array().into_iter().flatten();
            for (row, values) in some.iter().zip(ranges) {
                let cells = rows(&values["values"])
                    .into_iter()
                    .next()
                    .unwrap_or_default();
                found.push(json!({"row": row, "values": by_name(&cells, &names)}));
            }
        }
        Ok(found.into())
    }

    async fn numbers(
        &self,
        call: &SheetCall<'_>,
        sheet: &Sheet,
        search: &RowSearch,
    ) -> Result<Vec<u64>, ChannelFailure> {
        let mut numbers = Vec::new();
        let mut last_with_text = 0;
        let wanted = search.value.to_lowercase();
        let mut from = search.starting_row;
        // Every row counts when nothing is looked for, but not the empty ones at the end.
        let column = match search.value.is_empty() {
            true => "A".to_owned(),
            false => search.column.clone(),
        };
        while from <= sheet.rows && (numbers.len() < search.count) {
            let block = self.block(call, sheet, &column, from).await?;
            for (row, cell) in (from..).zip(&block.cells) {
                let cell = text(cell);
                if !cell.is_empty() {
                    last_with_text = row;
                }
                let fits = match (search.value.is_empty(), search.exact) {
                    (true, _) => true,
                    (false, true) => cell == search.value,
                    (false, false) => cell.to_lowercase().contains(&wanted),
                };
                if fits {
                    numbers.push(row);
                }
            }
            from = block.to + 1;
        }
        if search.value.is_empty() {
            numbers.retain(|row| *row <= last_with_text);
        }
        numbers.truncate(search.count);
        Ok(numbers)
    }

    /// The row that has these cells, the mark among them: the newest first, for it would be one of
    /// the last.
    pub(super) async fn row_with(
        &self,
        call: &SheetCall<'_>,
        sheet: &Sheet,
        cells: &[Value],
        mark: &str,
    ) -> Result<Option<u64>, ChannelFailure> {
        let Some(column) = cells.iter().position(|cell| cell == mark) else {
            return Ok(None);
        };
        let column = column_letters(column);
        let mut blocks = Vec::new();
        let mut from = 1;
        while from <= sheet.rows {
            let block = self.block(call, sheet, &column, from).await?;
            let marked = (from..).zip(&block.cells).filter(|(_, cell)| *cell == mark);
            blocks.extend(marked.map(|(row, _)| row));
            from = block.to + 1;
        }
        for row in blocks.into_iter().rev() {
            let range = range(&sheet.title, &format!("A{row}:ZZZ{row}"));
            let query = [("valueRenderOption", "UNFORMATTED_VALUE")];
            let found = self.values(call, &range, &query).await?;
            let found = found.into_iter().next().unwrap_or_default();
            if holds(&found, cells) {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    async fn block(
        &self,
        call: &SheetCall<'_>,
        sheet: &Sheet,
        column: &str,
        from: u64,
    ) -> Result<Block, ChannelFailure> {
        let mut size = BLOCK;
        loop {
            let to = (from + size - 1).min(sheet.rows);
            let range = range(&sheet.title, &format!("{column}{from}:{column}{to}"));
            match self.values(call, &range, &[]).await {
                Ok(rows) => {
                    let first = |row: Vec<Value>| row.into_iter().next().unwrap_or_default();
                    let cells = rows.into_iter().map(first).collect();
                    return Ok(Block { to, cells });
                }
                Err(failure)
                    if failure.who == WhoActs::ReceiverForGood && size > SMALLEST_BLOCK =>
                {
                    size /= 2;
                }
                Err(failure) => return Err(failure),
            }
        }
    }
}

/// Cells of one column.
struct Block {
    to: u64,
    /// Those at the end that are empty are not there.
    cells: Vec<Value>,
}

fn by_name(cells: &[Value], names: &[String]) -> Map<String, Value> {
    let named = cells.iter().enumerate().map(|(column, cell)| {
        let name = names.get(column).filter(|name| !name.trim().is_empty());
        let name = name.cloned().unwrap_or_else(|| column_letters(column));
        (name, text(cell).into())
    });
    named.collect()
}

/// Whether a row of the sheet has each of these cells, the empty ones aside.
fn holds(row: &[Value], cells: &[Value]) -> bool {
    let empty = Value::Null;
    let same = |(column, cell): (usize, &Value)| {
        let found = row.get(column).unwrap_or(&empty);
        cell.is_null() || found == cell || (found.is_number() && found.as_f64() == cell.as_f64())
    };
    cells.iter().enumerate().all(same)
}
