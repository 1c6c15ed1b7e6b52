//! What is read of a spreadsheet before it is written to.

use http::Method;
use serde_json::Value;

use super::GoogleSheets;
use super::call::SheetCall;
use super::cells::range;
use crate::channels::ChannelFailure;
use crate::channels::path::path;

/// A sheet as it is now.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) rows: u64,
}

impl GoogleSheets {
    pub(super) async fn sheet(&self, call: &SheetCall<'_>) -> Result<Sheet, ChannelFailure> {
        let fields = "sheets.properties(sheetId,title,gridProperties.rowCount)";
        let segments = ["v4", "spreadsheets", &call.sheet.spreadsheet];
        let path = path(&segments, &[("fields", fields)]);
        let spreadsheet = self.ask(call, Method::GET, &path, None).await?;
        let sheets = spreadsheet["sheets"].as_array().into_iter().flatten();
        let mut properties = sheets.map(|sheet| &sheet["properties"]);
        // The first sheet's id is 0, which Google may leave out.
        let id = |properties: &Value| properties["sheetId"].as_i64().unwrap_or(0);
        let Some(found) = properties.find(|it| id(it) == call.sheet.sheet) else {
            return Err(ChannelFailure::author(format!(
                "the spreadsheet has no sheet with the ID {} (any more): choose the sheet anew",
                call.sheet.sheet
            )));
        };
        Ok(Sheet {
            title: found["title"].as_str().unwrap_or_default().to_owned(),
            rows: found["gridProperties"]["rowCount"].as_u64().unwrap_or(1000),
        })
    }

    /// The texts of the header row.
    pub(super) async fn header(
        &self,
        call: &SheetCall<'_>,
        title: &str,
        row: u64,
    ) -> Result<Vec<String>, ChannelFailure> {
        let rows = self
            .values(call, &range(title, &format!("{row}:{row}")), &[])
            .await?;
        let first = rows.into_iter().next().unwrap_or_default();
        Ok(first.iter().map(text).collect())
    }

    /// The cells of a range, row by row. Empty ones at the end are left out by Google.
    pub(super) async fn values(
        &self,
        call: &SheetCall<'_>,
        range: &str,
        query: &[(&str, &str)],
    ) -> Result<Vec<Vec<Value>>, ChannelFailure> {
        let segments = [
            "v4",
            "spreadsheets",
            &call.sheet.spreadsheet,
            "values",
            range,
        ];
        let answer = self
            .ask(call, Method::GET, &path(&segments, query), None)
            .await?;
        Ok(rows(&answer["values"]))
    }
}

pub(super) fn rows(values: &Value) -> Vec<Vec<Value>> {
    let rows = values.as_array().into_iter().flatten();
    rows.map(|row| row.as_array().cloned().unwrap_or_default())
        .collect()
}

/// A cell as it is shown.
pub(super) fn text(cell: &Value) -> String {
    match cell {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
