//! Parts of list pages. A list is a table; where there is no room for one, each row becomes a card
//! and each cell tells its column's name.

use maud::{Markup, html};

use super::AppFrame;

/// The way to older records, and back to the newest.
#[derive(Clone, Copy, Debug, Default)]
pub struct Older<'a> {
    /// The cursor of the next page.
    pub cursor: Option<&'a str>,
    /// Whether this page begins somewhere other than with the newest record.
    pub past_newest: bool,
}

/// One choice of a filter: its value in the address, and its word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filter<'a> {
    pub(super) value: &'a str,
    pub(super) word: &'a str,
}

/// Links that narrow a list to one status; `current` is empty for all.
pub(super) fn status_filter(
    frame: &AppFrame<'_>,
    address: &str,
    filters: &[Filter<'_>],
    current: Option<&str>,
) -> Markup {
    let texts = frame.texts();
    html! {
        nav.filters aria-label=(texts.filter) {
            a href=(address) aria-current=[current.is_none().then_some("true")] { (texts.all) }
            @for filter in filters {
                a href={ (address) "?status=" (filter.value) }
                    aria-current=[(current == Some(filter.value)).then_some("true")] {
                    (filter.word)
                }
            }
        }
    }
}

/// The heads of a table's columns.
pub(super) fn head(columns: &[&str]) -> Markup {
    html! {
        thead { tr { @for column in columns { th scope="col" { (column) } } } }
    }
}

/// A cell that tells its column's name where the table has become cards.
pub(super) fn cell(column: &str, content: &Markup) -> Markup {
    html! { td data-label=(column) { (content) } }
}

/// Links to older records and back; `query` keeps the filter, such as `status=new`.
pub(super) fn older(
    frame: &AppFrame<'_>,
    address: &str,
    query: Option<&str>,
    older: &Older<'_>,
) -> Markup {
    let texts = frame.texts();
    let (first, next) = match query {
        Some(query) => (
            format!("{address}?{query}"),
            format!("{address}?{query}&cursor="),
        ),
        None => (address.to_owned(), format!("{address}?cursor=")),
    };
    html! {
        @if older.past_newest || older.cursor.is_some() {
            p.paging {
                @if older.past_newest { a href=(first) { (texts.newest) } }
                @if let Some(cursor) = older.cursor {
                    a href={ (next) (cursor) } rel="next" { (texts.older) }
                }
            }
        }
    }
}

/// The head of a page: its title, a line below it, and what can be done.
pub(super) fn page_head(title: &str, below: &Markup, actions: &Markup) -> Markup {
    html! {
        header.page-head {
            div {
                h1 { (title) }
                (below)
            }
            div.actions { (actions) }
        }
    }
}
