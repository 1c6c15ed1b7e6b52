use maud::{Markup, html};
use winfactor_domain::{Quote, QuoteStatus};

use super::{
    AppFrame, Older, Section,
    list::{Filter, cell, head, older, page_head, status_filter},
};
use crate::view::{routes, status, texts::quotes::QuoteTexts};

/// The quotes of an organization, newest first.
#[derive(Clone, Copy, Debug)]
pub struct QuotesPage<'a> {
    pub frame: AppFrame<'a>,
    /// `?status=`.
    pub filter: Option<QuoteStatus>,
    pub quotes: &'a [Quote],
    pub older: Older<'a>,
}

pub fn quotes_page(page: &QuotesPage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = QuoteTexts::of(frame.reader.locale);
    let intro = html! { p.lead { (texts.intro) } };
    let query = page.filter.map(|status| format!("status={status}"));
    frame.render(
        Section::Quotes,
        texts.title,
        &html! {
            (page_head(texts.title, &intro, &html! {}))
            (filters(page))
            @if page.quotes.is_empty() {
                div.empty {
                    @if page.filter.is_some() {
                        p { (texts.none) }
                    } @else {
                        h2 { (texts.empty_title) }
                        p { (texts.empty) }
                        p { a.button.button-secondary href=(routes::SUBMISSIONS) { (texts.to_submissions) } }
                    }
                }
            } @else {
                (quote_table(page.quotes, frame))
            }
            (older(frame, routes::QUOTES, query.as_deref(), &page.older))
        },
    )
}

fn filters(page: &QuotesPage<'_>) -> Markup {
    let locale = page.frame.reader.locale;
    let filters = QuoteStatus::ALL.map(|status| Filter {
        value: status.code(),
        word: status::quote_word(status, locale),
    });
    let current = page.filter.map(QuoteStatus::code);
    status_filter(&page.frame, routes::QUOTES, &filters, current)
}

/// Quotes as a table.
pub(super) fn quote_table(quotes: &[Quote], frame: &AppFrame<'_>) -> Markup {
    let (reader, shell) = (frame.reader, frame.texts());
    let texts = QuoteTexts::of(reader.locale);
    html! {
        div.list-box {
            table.list {
                (head(&[texts.number, texts.customer, texts.total, shell.status, texts.changed]))
                tbody {
                    @for quote in quotes {
                        tr {
                            td {
                                a.row-link href=(routes::quote(quote.id)) { (quote.number) }
                                @if quote.version > 1 {
                                    span.second-line { (texts.version) " " (quote.version) }
                                }
                            }
                            (cell(texts.customer, &html! { (quote.customer.name) }))
                            (cell(texts.total, &html! {
                                span.number { (reader.money(quote.totals.total)) }
                            }))
                            (cell(shell.status, &status::quote(quote.status, reader.locale)))
                            (cell(texts.changed, &reader.time(quote.updated_at)))
                        }
                    }
                }
            }
        }
    }
}
