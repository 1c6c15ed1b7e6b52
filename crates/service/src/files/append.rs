use std::time::Duration;

use serde_json::{Map, Value};
use winfactor_domain::{FileRowId, OrganizationId, Text};
use winfactor_store::file_rows::{self, FileRow};

use crate::{Result, Work};

/// The longest name of a file, in characters.
const MAX_NAME: usize = 100;
/// The longest row, as JSON, in bytes.
const MAX_ROW: usize = 64 << 10;

/// A row that was appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Appended {
    pub file: String,
    pub month: String,
    pub id: FileRowId,
}

/// Appends a row to this month's file of that name, as a part of a transaction. The values are by
/// the names of their columns.
pub(crate) fn append_within(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    file: &str,
    cells: &Map<String, Value>,
) -> Result<Appended> {
    let mut text = Text::new();
    let file = text.required("/file", file, MAX_NAME);
    if file.contains(['/', '\\']) {
        text.error("/file", "file_name", "must not contain slashes");
    }
    let cells = Value::Object(cells.clone()).to_string();
    if cells == "{}" {
        text.error("/values", "required", "must name at least one column");
    }
    if cells.len() > MAX_ROW {
        let message = format!("must have at most {MAX_ROW} bytes as JSON");
        text.error("/values", "too_long", message);
    }
    text.finish()?;
    let month = this_month(work, organization)?;
    let row = FileRow {
        organization,
        id: next_id(work, organization, &file, &month)?,
        file,
        month,
        cells,
    };
    file_rows::insert(work.tx, &row)?;
    Ok(Appended {
        file: row.file,
        month: row.month,
        id: row.id,
    })
}

/// Rows stand in the order of their ids, and a run appends several within a millisecond.
fn next_id(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    file: &str,
    month: &str,
) -> Result<FileRowId> {
    let last = file_rows::newest(work.tx, organization, file, month)?;
    let after_last = last.map(|last| last.created_at() + Duration::from_millis(1));
    let at = after_last.map_or(work.now, |after_last| after_last.max(work.now));
    Ok(FileRowId::new(at, work.rng()))
}

fn this_month(work: &mut Work<'_, '_>, organization: OrganizationId) -> Result<String> {
    let now = work.now;
    let today = work.organization(organization)?.time_zone.day_of(now);
    Ok(format!("{:04}-{:02}", today.year(), today.month()))
}
