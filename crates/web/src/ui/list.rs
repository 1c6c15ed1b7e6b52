use std::{collections::HashMap, fmt::Display, str::FromStr};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Uri, header, request::Parts},
};
use url::form_urlencoded;
use winfactor_service::Page;

use crate::{AppState, view::app::Older};

/// Rows on one page.
const ROWS: u32 = 50;

/// What an address asks a list for. A parameter that means nothing is passed over, so that an old
/// bookmark still leads to the list.
#[derive(Clone, Debug, Default)]
pub(super) struct ListQuery(HashMap<String, String>);

impl ListQuery {
    fn of(uri: &Uri) -> Self {
        let query = uri.query().unwrap_or_default().as_bytes();
        ListQuery(form_urlencoded::parse(query).into_owned().collect())
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The part of the list whose rows have ids of the kind `I`.
    pub(super) fn page<I: FromStr + Display>(&self) -> Page {
        let cursor = self.text("cursor").and_then(|text| text.parse::<I>().ok());
        Page {
            limit: ROWS,
            before: cursor.map(|id| id.to_string()),
        }
    }
}

impl FromRequestParts<AppState> for ListQuery {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        _: &AppState,
    ) -> Result<Self, std::convert::Infallible> {
        Ok(ListQuery::of(&parts.uri))
    }
}

/// A part of a list with the place after which it goes on.
#[derive(Debug)]
pub(super) struct Rows<T> {
    pub(super) rows: Vec<T>,
    cursor: Option<String>,
    past_newest: bool,
}

impl<T> Rows<T> {
    pub(super) fn new<I: Display>(
        (rows, more): (Vec<T>, bool),
        page: &Page,
        id: impl Fn(&T) -> I,
    ) -> Self {
        let last = rows.last().filter(|_| more);
        Rows {
            cursor: last.map(|row| id(row).to_string()),
            past_newest: page.before.is_some(),
            rows,
        }
    }

    pub(super) fn older(&self) -> Older<'_> {
        Older {
            cursor: self.cursor.as_deref(),
            past_newest: self.past_newest,
        }
    }
}

/// The list that a form was sent from, with its filter and its part; `list` when the browser does
/// not say or says something else.
pub(super) fn way_back(headers: &HeaderMap, list: &str) -> String {
    let referrer = headers.get(header::REFERER);
    let referrer = referrer.and_then(|value| value.to_str().ok()?.parse::<Uri>().ok());
    let Some(referrer) = referrer.filter(|uri| uri.path() == list) else {
        return list.to_owned();
    };
    let query = referrer.query().unwrap_or_default().as_bytes();
    let mut kept = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query) {
        if name == "status" || name == "cursor" {
            kept.append_pair(&name, &value);
        }
    }
    match kept.finish() {
        query if query.is_empty() => list.to_owned(),
        query => format!("{list}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use winfactor_domain::{LeadId, QuoteId, Timestamp};

    use super::*;

    #[test]
    fn a_cursor_is_an_id_of_the_list_or_nothing() {
        let id = LeadId::earliest_at(Timestamp(1_000_000)).to_string();
        let uri: Uri = format!("/leads?status=new&cursor={id}").parse().unwrap();
        let query = ListQuery::of(&uri);
        assert_eq!(query.text("status"), Some("new"));
        assert_eq!(query.page::<LeadId>().before, Some(id));
        assert_eq!(query.page::<QuoteId>().before, None);
    }

    #[test]
    fn a_form_leads_back_to_its_part_of_the_list() {
        let back = |referrer: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::REFERER, referrer.parse().unwrap());
            way_back(&headers, "/leads")
        };
        assert_eq!(
            back("https://app.example/leads?status=new&notice=saved&cursor=lead_1"),
            "/leads?status=new&cursor=lead_1"
        );
        assert_eq!(back("https://app.example/quotes?status=new"), "/leads");
        assert_eq!(back("nonsense"), "/leads");
        assert_eq!(way_back(&HeaderMap::new(), "/leads"), "/leads");
    }
}
