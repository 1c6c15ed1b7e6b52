use serde_json::{Map, Value};
use winfactor_store::StoreError;

use crate::Result;

/// The rows of a file under its columns.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    /// Each as long as there are columns.
    pub(super) rows: Vec<Vec<Value>>,
}

impl Table {
    pub(super) fn of(stored: &[String]) -> Result<Self> {
        let read = |cells: &String| {
            serde_json::from_str::<Map<String, Value>>(cells)
                .map_err(|error| StoreError::corrupt("file_rows.cells", error))
        };
        let stored = stored.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let mut columns: Vec<String> = Vec::new();
        for row in &stored {
            for name in row.keys() {
                if !columns.contains(name) {
                    columns.push(name.clone());
                }
            }
        }
        let cells = |row: &Map<String, Value>| {
            let cells = columns.iter().map(|name| row.get(name).cloned());
            cells.map(Option::unwrap_or_default).collect()
        };
        let rows = stored.iter().map(cells).collect();
        Ok(Table { columns, rows })
    }
}
