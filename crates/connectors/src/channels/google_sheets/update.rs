use http::Method;
use serde_json::{Value, json};

use super::GoogleSheets;
use super::call::SheetCall;
use super::cells::range;
use super::placing::RowValues;
use crate::channels::ChannelFailure;
use crate::channels::path::path;

impl GoogleSheets {
    /// Changes cells of a row; those without a value stay as they are. The output is
    /// `{updates, row}` with Google's answer.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn update_row(
        &self,
        call: &SheetCall<'_>,
        row: u64,
        values: &RowValues,
    ) -> Result<Value, ChannelFailure> {
        let spreadsheet = &call.sheet.spreadsheet;
        let turn = self.turns.of(spreadsheet);
        let busy = turn.busy.lock().await;
        let result = self.change(call, row, values).await;
        drop(busy);
        self.turns.leave(spreadsheet, turn);
        result
    }

    async fn change(
        &self,
        call: &SheetCall<'_>,
        row: u64,
        values: &RowValues,
    ) -> Result<Value, ChannelFailure> {
        let title = self.sheet(call).await?.title;
        let header = match values.needs_header() {
            true => self.header(call, &title, 1).await?,
            false => Vec::new(),
        };
        let cells = values.place(&header)?;
        self.quota.take(&call.access.account(), call.now)?;
        let range = range(&title, &format!("A{row}:ZZZ{row}"));
        let body = json!({"majorDimension": "ROWS", "range": range, "values": [cells]});
        let segments = [
            "v4",
            "spreadsheets",
            &call.sheet.spreadsheet,
            "values",
            &range,
        ];
        let path = path(&segments, &[("valueInputOption", "RAW")]);
        let answer = self.ask(call, Method::PUT, &path, Some(&body)).await?;
        Ok(json!({"updates": answer, "row": row}))
    }
}
