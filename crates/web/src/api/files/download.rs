use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::FieldError;
use winfactor_service::files::{self, Download, Format};

use super::TAG;
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    query::Query,
    reply::rendered,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Choice {
    /// `csv` or `xlsx`.
    #[param(default = "xlsx")]
    format: Option<String>,
}

/// Download a file
///
/// The rows of a month, put together now: as a workbook, or as CSV with the separator and the
/// decimal sign of the organization's language.
#[utoipa::path(
    get, path = "/files/{file}/{month}", operation_id = "downloadFile", tag = TAG,
    params(
        ("file" = String, Path, description = "The file's name."),
        ("month" = String, Path, description = "The month, such as `2026-03`."),
        Choice,
    ),
    responses(
        (
            status = 200, description = "The file.",
            content(
                (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                (String = "text/csv"),
            ),
        ),
        Reading,
    ),
)]
pub(super) async fn download(
    caller: Caller,
    Path((file, month)): Path<(String, String)>,
    Query(choice): Query<Choice>,
) -> Result<Response, ApiError> {
    let code = choice.format.as_deref().unwrap_or("xlsx");
    let Some(format) = Format::from_code(code) else {
        let message = "must be csv or xlsx";
        return Err(FieldError::new("/query/format", "unknown_value", message).into());
    };
    let (service, organization) = (caller.service(), caller.organization);
    let made = files::download(service, organization, &file, &month, format).await?;
    let name = disposition(&made);
    let mut response = rendered(StatusCode::OK, made.bytes.into());
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(format.media_type()),
    );
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// The name that the browser saves it under (RFC 6266), with any letters.
fn disposition(made: &Download) -> HeaderValue {
    let mut text = "attachment; filename*=UTF-8''".to_owned();
    for byte in made.name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                text.push(char::from(byte));
            }
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    HeaderValue::from_str(&text).expect("it consists of ASCII letters, digits and signs")
}
