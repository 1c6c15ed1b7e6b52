use std::{fmt::Display, str::FromStr};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use winfactor_domain::FieldError;
use winfactor_service::Page;

use super::error::ApiError;

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 100;

/// A part of a list, newest first.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listing<T> {
    pub(super) data: Vec<T>,
    /// Give it as `cursor` to get the next part; null when this is the last one.
    #[schema(example = "c3ViXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJx")]
    pub(super) next_cursor: Option<String>,
}

/// The place in a list after which its next part begins, as an earlier answer gave it.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Cursor(String);

/// Which part of a list is asked for, where nothing else can be asked.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// How many, at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    pub(super) limit: Option<u32>,
    /// The `nextCursor` of the part before.
    #[param(value_type = Option<String>)]
    pub(super) cursor: Option<Cursor>,
}

impl Part {
    pub(super) fn page<I: FromStr + Display>(&self) -> Result<Page, ApiError> {
        page::<I>(self.limit, self.cursor.as_ref())
    }
}

/// Which part of a list is asked for, whose rows have ids of the kind `I`.
pub(super) fn page<I: FromStr + Display>(
    limit: Option<u32>,
    cursor: Option<&Cursor>,
) -> Result<Page, ApiError> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        let message = format!("must be from 1 to {MAX_LIMIT}");
        return Err(FieldError::new("/query/limit", "out_of_range", message).into());
    }
    let before = cursor.map(|cursor| {
        let id: Option<I> = URL_SAFE_NO_PAD
            .decode(&cursor.0)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok()?.parse().ok());
        id.map(|id| id.to_string()).ok_or_else(|| {
            let message = "must be the nextCursor of an earlier answer to the same list";
            FieldError::new("/query/cursor", "cursor", message)
        })
    });
    Ok(Page {
        limit,
        before: before.transpose()?,
    })
}

impl<T> Listing<T> {
    /// The rows of a part, and the cursor of the next one when there is `more`.
    pub(super) fn new<R, I: Display>(
        (rows, more): (Vec<R>, bool),
        id: impl Fn(&R) -> I,
        show: impl Fn(R) -> T,
    ) -> Self {
        let last = rows.last().filter(|_| more);
        Listing {
            next_cursor: last.map(|row| URL_SAFE_NO_PAD.encode(id(row).to_string())),
            data: rows.into_iter().map(show).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use winfactor_domain::{EventId, LeadId, Timestamp};

    use super::*;

    #[test]
    fn a_cursor_leads_to_the_rows_after_the_last_one_and_into_no_other_list() {
        let rows = vec![
            EventId::earliest_at(Timestamp(9)),
            EventId::earliest_at(Timestamp(5)),
        ];
        let listing = Listing::new((rows.clone(), true), |id| *id, |id| id);
        let cursor = Cursor(listing.next_cursor.unwrap());
        let next = page::<EventId>(None, Some(&cursor)).unwrap();
        assert_eq!(next.before, Some(rows[1].to_string()));
        assert_eq!(next.limit, 50);
        assert!(page::<LeadId>(None, Some(&cursor)).is_err());
        assert!(page::<EventId>(None, Some(&Cursor("nonsense".into()))).is_err());

        let last = Listing::new((rows, false), |id| *id, |id| id);
        assert_eq!(last.next_cursor, None);
    }

    #[test]
    fn a_limit_is_from_1_to_100() {
        for (limit, fits) in [(0, false), (1, true), (100, true), (101, false)] {
            assert_eq!(page::<EventId>(Some(limit), None).is_ok(), fits, "{limit}");
        }
    }
}
