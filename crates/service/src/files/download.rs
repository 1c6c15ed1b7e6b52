use winfactor_domain::OrganizationId;
use winfactor_store::{file_rows, organizations};

use super::{csv, table::Table, xlsx};
use crate::{Result, Service, ServiceError};

/// How a file is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv,
    Xlsx,
}

impl Format {
    pub const ALL: [Format; 2] = [Format::Csv, Format::Xlsx];

    /// The ending of the file's name.
    pub fn code(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    pub fn media_type(self) -> &'static str {
        match self {
            Format::Csv => "text/csv; charset=utf-8",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A file as it is now.
#[derive(Clone)]
pub struct Download {
    /// Such as `Quotes-2026-03.csv`.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Rows are personal data.
impl std::fmt::Debug for Download {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Download")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Puts together the file of that name and month.
pub async fn download(
    service: &Service,
    organization: OrganizationId,
    file: &str,
    month: &str,
    format: Format,
) -> Result<Download> {
    let (wanted, of) = (file.to_owned(), month.to_owned());
    let found = service
        .read(move |tx| {
            let rows = file_rows::of_file(tx, organization, &wanted, &of)?;
            Ok((rows, organizations::get(tx, organization)?))
        })
        .await?;
    let (rows, Some(organization)) = found else {
        return Err(ServiceError::not_found("organization", organization));
    };
    if rows.is_empty() {
        return Err(ServiceError::not_found("file", format!("{file} {month}")));
    }
    let (name, now) = (file.to_owned(), service.now());
    let put_together = move || {
        let table = Table::of(&rows)?;
        match format {
            Format::Csv => csv::render(&table, organization.locale),
            Format::Xlsx => xlsx::render(&table, &name, now),
        }
    };
    // A workbook of many rows takes a while, so that it is not put together among the server's tasks.
    let bytes = tokio::task::spawn_blocking(put_together)
        .await
        .map_err(|error| ServiceError::internal("putting a file together broke off", error))??;
    Ok(Download {
        name: format!("{file}-{month}.{}", format.code()),
        bytes,
    })
}
