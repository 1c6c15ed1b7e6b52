use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use winfactor_domain::FlowId;
use winfactor_service::flows;

use crate::{
    page_error::PageError,
    ui::{desk::Desk, path_id::PathId},
};

/// The flow as a file that ActivePieces imports.
pub(super) async fn export(desk: Desk, PathId(id): PathId<FlowId>) -> Result<Response, PageError> {
    let document = flows::export(desk.service(), desk.id(), id).await?;
    Ok(file(&document.name, document.to_json()))
}

/// A template document to be saved.
pub(super) fn file(name: &str, document: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", file_name(name)),
        ),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, document).into_response()
}

/// A name that every system takes: what is no letter or digit becomes a hyphen.
fn file_name(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    let parts: Vec<_> = plain.split('-').filter(|part| !part.is_empty()).collect();
    match parts.join("-") {
        name if name.is_empty() => "flow.json".to_owned(),
        name => format!("{name}.json"),
    }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_name_is_plain() {
        assert_eq!(
            file_name("Neue Anfrage → Vertrieb"),
            "neue-anfrage-vertrieb.json"
        );
        assert_eq!(file_name("\"; x=\""), "x.json");
        assert_eq!(file_name("…"), "flow.json");
    }
}
