use std::{fmt::Display, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use winfactor_service::{Page, paging};

use super::error::ApiError;

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
    let limit = limit.map(i64::from);
    let cursor = cursor.map(|cursor| cursor.0.as_str());
    Ok(paging::page::<I>("/query", limit, cursor)?)
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
            next_cursor: last.map(|row| paging::cursor_after(id(row))),
            data: rows.into_iter().map(show).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use winfactor_domain::{EventId, Timestamp};

    use super::*;

    #[test]
    fn a_part_names_the_next_one_until_it_is_the_last() {
        let rows = vec![
            EventId::earliest_at(Timestamp(9)),
            EventId::earliest_at(Timestamp(5)),
        ];
        let listing = Listing::new((rows.clone(), true), |id| *id, |id| id);
        let cursor = Cursor(listing.next_cursor.unwrap());
        let next = page::<EventId>(None, Some(&cursor)).unwrap();
        assert_eq!(next.before, Some(rows[1].to_string()));

        let last = Listing::new((rows, false), |id| *id, |id| id);
        assert_eq!(last.next_cursor, None);
    }
}
