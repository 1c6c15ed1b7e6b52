use serde_json::Value;

use super::{ActivePieces, ActivePiecesError};

/// Records of a page, and pages of a list that are read at most.
const PER_PAGE: &str = "100";
const MOST_PAGES: usize = 20;

impl ActivePieces {
    /// Everything of a list, page by page. Whatever `of` makes nothing of is left out.
    pub(super) async fn all<T>(
        &self,
        segments: &[&str],
        query: &[(&str, &str)],
        of: impl Fn(&Value) -> Option<T>,
    ) -> Result<Vec<T>, ActivePiecesError> {
        let mut found = Vec::new();
        let mut cursor = None;
        for _ in 0..MOST_PAGES {
            let mut query = query.to_vec();
            query.push(("limit", PER_PAGE));
            query.extend(cursor.as_deref().map(|cursor| ("cursor", cursor)));
            let page = self.get(segments, &query).await?;
            found.extend(records(&page)?.iter().filter_map(&of));
            let next = page.get("next").and_then(Value::as_str);
            let Some(next) = next.map(str::to_owned) else {
                break;
            };
            cursor = Some(next);
        }
        Ok(found)
    }
}

pub(super) fn records(page: &Value) -> Result<&Vec<Value>, ActivePiecesError> {
    let records = page.get("data").and_then(Value::as_array);
    records.ok_or_else(|| ActivePiecesError::unexpected("a list without records"))
}

pub(super) fn text(record: &Value, pointer: &str) -> Option<String> {
    record.pointer(pointer)?.as_str().map(str::to_owned)
}
