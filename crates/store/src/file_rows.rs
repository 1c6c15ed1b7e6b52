//! The table `file_rows`: what flows append to an organization's files.

use winfactor_domain::{FileRowId, OrganizationId};

use crate::{Row, StoreError, Tx, codec, params};

/// A row as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct FileRow {
    pub organization: OrganizationId,
    pub file: String,
    /// Such as `2026-03`.
    pub month: String,
    pub id: FileRowId,
    /// A JSON object: the values by the names of their columns.
    pub cells: String,
}

/// Cells hold personal data.
impl std::fmt::Debug for FileRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileRow")
            .field("file", &self.file)
            .field("month", &self.month)
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A file, by its name and its month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSummary {
    pub file: String,
    pub month: String,
    pub rows: i64,
}

/// Adds a row.
pub fn insert(tx: &mut Tx<'_>, row: &FileRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO file_rows (organization_id, file, month, id, cells) \
         VALUES ($1, $2, $3, $4, $5)",
        params![
            &row.organization.to_string(),
            &row.file,
            &row.month,
            &row.id.to_string(),
            &row.cells,
        ],
    )?;
    Ok(())
}

/// The last row of a file, if it has any.
pub fn newest(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    file: &str,
    month: &str,
) -> Result<Option<FileRowId>, StoreError> {
    tx.query_opt(
        "SELECT id FROM file_rows WHERE organization_id = $1 AND file = $2 AND month = $3 \
         ORDER BY id DESC LIMIT 1",
        params![&organization.to_string(), file, month],
        |row| codec::id(row, 0),
    )
}

/// The cells of a file's rows, the oldest first.
pub fn of_file(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    file: &str,
    month: &str,
) -> Result<Vec<String>, StoreError> {
    tx.query(
        "SELECT cells FROM file_rows WHERE organization_id = $1 AND file = $2 AND month = $3 \
         ORDER BY id",
        params![&organization.to_string(), file, month],
        |row| Ok(row.text(0)?.to_owned()),
    )
}

/// An organization's files, the newest month first.
pub fn files(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
) -> Result<Vec<FileSummary>, StoreError> {
    tx.query(
        "SELECT file, month, COUNT(*) FROM file_rows WHERE organization_id = $1 \
         GROUP BY file, month ORDER BY month DESC, file",
        params![&organization.to_string()],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<FileSummary, StoreError> {
    Ok(FileSummary {
        file: row.text(0)?.to_owned(),
        month: row.text(1)?.to_owned(),
        rows: row.int(2)?,
    })
}
