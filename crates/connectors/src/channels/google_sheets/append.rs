use http::Method;
use serde_json::{Value, json};

use super::GoogleSheets;
use super::call::SheetCall;
use super::cells::{column_letters, first_row, range};
use super::placing::RowValues;
use super::spreadsheet::Sheet;
use super::turns::Waiting;
use crate::channels::ChannelFailure;
use crate::channels::path::path;

/// A row to be appended.
#[derive(Clone, Debug)]
pub struct Appending {
    pub values: RowValues,
    /// The row may be there already: it is looked for first, by the cell with this value, which is
    /// the id of the event that the row is about. Without such a cell nothing can be found.
    pub look_for: Option<String>,
}

impl GoogleSheets {
    /// Appends a row behind the last one, together with those that wait for the same sheet. The
    /// output is Google's answer with `row`, the number of the row.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn append_row(
        &self,
        call: &SheetCall<'_>,
        row: Appending,
    ) -> Result<Value, ChannelFailure> {
        let spreadsheet = &call.sheet.spreadsheet;
        let turn = self.turns.of(spreadsheet);
        let mut done = turn.enter(call, row);
        let busy = turn.busy.lock().await;
        // Somebody before may have taken this row along.
        let mut result = done.try_recv();
        if result.is_err() {
            self.append_all(call, turn.take(call)).await;
            result = done.try_recv();
        }
        drop(busy);
        self.turns.leave(spreadsheet, turn);
        result.unwrap_or_else(|_| {
            Err(ChannelFailure::uncertain(
                "the rows that were written together with this one broke off",
            ))
        })
    }

    async fn append_all(&self, call: &SheetCall<'_>, waiting: Vec<Waiting>) {
        let needs_header = waiting.iter().any(|it| it.row.values.needs_header());
        let read = async {
            let sheet = self.sheet(call).await?;
            let header = match needs_header {
                true => self.header(call, &sheet.title, 1).await?,
                false => Vec::new(),
            };
            Ok((sheet, header))
        };
        let (sheet, header) = match read.await {
            Ok(read) => read,
            Err(failure) => return fail_all(waiting, &failure),
        };
        let mut placed = Vec::new();
        for waiting in waiting {
            match self.place(call, &sheet, &header, &waiting).await {
                Ok(Placed::New(cells)) => placed.push((waiting, cells)),
                Ok(Placed::Known(output)) => waiting.finish(Ok(output)),
                Err(failure) => waiting.finish(Err(failure)),
            }
        }
        if placed.is_empty() {
            return;
        }
        let (waiting, rows): (Vec<_>, Vec<_>) = placed.into_iter().unzip();
        match self.append(call, &sheet, &rows).await {
            Err(failure) => fail_all(waiting, &failure),
            Ok(answer) => {
                for (position, (waiting, cells)) in waiting.into_iter().zip(&rows).enumerate() {
                    waiting.finish(output(call, &sheet, &answer, position, cells));
                }
            }
        }
    }

    async fn place(
        &self,
        call: &SheetCall<'_>,
        sheet: &Sheet,
        header: &[String],
        waiting: &Waiting,
    ) -> Result<Placed, ChannelFailure> {
        let cells = waiting.row.values.place(header)?;
        if let Some(mark) = &waiting.row.look_for
            && let Some(row) = self.row_with(call, sheet, &cells, mark).await?
        {
            return Ok(Placed::Known(one_row(call, sheet, row, &cells)));
        }
        Ok(Placed::New(cells))
    }

    async fn append(
        &self,
        call: &SheetCall<'_>,
        sheet: &Sheet,
        rows: &[Vec<Value>],
    ) -> Result<Value, ChannelFailure> {
        self.quota.take(&call.access.account(), call.now)?;
        let table = range(&sheet.title, "A:A");
        let body = json!({"majorDimension": "ROWS", "range": table, "values": rows});
        let last = format!("{table}:append");
        let segments = [
            "v4",
            "spreadsheets",
            &call.sheet.spreadsheet,
            "values",
            &last,
        ];
        let query = [
            ("valueInputOption", "RAW"),
            ("insertDataOption", "INSERT_ROWS"),
        ];
        self.ask(call, Method::POST, &path(&segments, &query), Some(&body))
            .await
    }
}

/// A row whose columns are known.
enum Placed {
    New(Vec<Value>),
    /// It was found; this is its output.
    Known(Value),
}

fn fail_all(waiting: Vec<Waiting>, failure: &ChannelFailure) {
    for waiting in waiting {
        waiting.finish(Err(failure.clone()));
    }
}

/// What a step gets of an answer that is about several rows.
fn output(
    call: &SheetCall<'_>,
    sheet: &Sheet,
    answer: &Value,
    position: usize,
    cells: &[Value],
) -> Result<Value, ChannelFailure> {
    let updated = answer["updates"]["updatedRange"].as_str();
    let Some(first) = updated.and_then(first_row) else {
        return Err(ChannelFailure::for_good(
            "Google answered without the number of the row",
        ));
    };
    let row = first + u64::try_from(position).unwrap_or_default();
    let mut output = one_row(call, sheet, row, cells);
    if let Some(table) = answer.get("tableRange") {
        output["tableRange"] = table.clone();
    }
    Ok(output)
}

fn one_row(call: &SheetCall<'_>, sheet: &Sheet, row: u64, cells: &[Value]) -> Value {
    let last = column_letters(cells.len().saturating_sub(1));
    let spreadsheet = &call.sheet.spreadsheet;
    json!({
        "spreadsheetId": spreadsheet,
        "updates": {
            "spreadsheetId": spreadsheet,
            "updatedRange": range(&sheet.title, &format!("A{row}:{last}{row}")),
            "updatedRows": 1,
            "updatedColumns": cells.len(),
            "updatedCells": cells.iter().filter(|cell| !cell.is_null()).count(),
        },
        "row": row,
    })
}
