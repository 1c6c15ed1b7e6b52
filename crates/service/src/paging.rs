//! Lists come in parts, newest first. Whoever asks says how many rows and, from the second part on,
//! gives back the cursor of the part before; to them it is a text without a meaning.

use std::{fmt::Display, str::FromStr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use winfactor_domain::FieldError;
use winfactor_store::Page;

/// Rows of a part when nobody says how many.
pub const DEFAULT_LIMIT: u32 = 50;
/// Rows of a part at most.
pub const MAX_LIMIT: u32 = 100;

/// Which part of a list is asked for, whose rows have ids of the kind `I`.
///
/// # Errors
/// The limit is out of range or the cursor is of no such list. The error points to `limit` or
/// `cursor` within `place`, a JSON pointer.
pub fn page<I: FromStr + Display>(
    place: &str,
    limit: Option<i64>,
    cursor: Option<&str>,
) -> Result<Page, FieldError> {
    let limit = match limit {
        None => Some(DEFAULT_LIMIT),
        Some(limit) => u32::try_from(limit).ok(),
    };
    let limit = limit.filter(|limit| (1..=MAX_LIMIT).contains(limit));
    let limit = limit.ok_or_else(|| {
        let message = format!("must be from 1 to {MAX_LIMIT}");
        FieldError::new(&format!("{place}/limit"), "out_of_range", message)
    })?;
    let before = cursor.map(|cursor| {
        let id: Option<I> = URL_SAFE_NO_PAD
            .decode(cursor)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok()?.parse().ok());
        id.map(|id| id.to_string()).ok_or_else(|| {
            let message = "must be the nextCursor of an earlier answer to the same list";
            FieldError::new(&format!("{place}/cursor"), "cursor", message)
        })
    });
    Ok(Page {
        limit,
        before: before.transpose()?,
    })
}

/// The cursor of the part that follows the row with this id.
pub fn cursor_after(id: impl Display) -> String {
    URL_SAFE_NO_PAD.encode(id.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use winfactor_domain::{EventId, LeadId, Timestamp};

    use super::*;

    #[test]
    fn a_cursor_leads_to_the_rows_after_the_last_one_and_into_no_other_list() {
        let last = EventId::earliest_at(Timestamp(5));
        let cursor = cursor_after(last);
        let next = page::<EventId>("", None, Some(&cursor)).unwrap();
        assert_eq!(next.before, Some(last.to_string()));
        assert_eq!(next.limit, 50);
        for refused in [
            page::<LeadId>("/query", None, Some(&cursor)),
            page::<EventId>("/query", None, Some("nonsense")),
        ] {
            assert_eq!(refused.unwrap_err().pointer, "/query/cursor");
        }
    }

    #[test]
    fn a_limit_is_from_1_to_100() {
        for (limit, fits) in [
            (-1, false),
            (0, false),
            (1, true),
            (100, true),
            (101, false),
        ] {
            let found = page::<EventId>("", Some(limit), None);
            assert_eq!(found.is_ok(), fits, "{limit}");
        }
    }
}
