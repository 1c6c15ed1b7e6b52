use maud::{Markup, html};
use winfactor_domain::{LineItem, TaxRate, Totals};

use crate::view::{Reader, texts::offer::OfferTexts};

/// The lines of a quote: a table, which becomes a list of cards where there is no room for one.
pub(crate) fn line_items(items: &[LineItem], reader: &Reader) -> Markup {
    let texts = OfferTexts::of(reader.locale);
    html! {
        table.line-items {
            thead {
                tr {
                    th scope="col" { (texts.description) }
                    th.amount scope="col" { (texts.quantity) }
                    th.amount scope="col" { (texts.unit_price) }
                    th.amount scope="col" { (texts.line_total) }
                }
            }
            tbody {
                @for item in items {
                    tr {
                        td.lines { (item.description) }
                        td.amount data-label=(texts.quantity) {
                            (reader.number(item.quantity.decimal()))
                        }
                        td.amount data-label=(texts.unit_price) { (reader.money(item.unit_price)) }
                        td.amount data-label=(texts.line_total) { (reader.money(item.total)) }
                    }
                }
            }
        }
    }
}

/// What it adds up to; without tax there is nothing but the total.
pub(crate) fn totals(totals: &Totals, rate: TaxRate, reader: &Reader) -> Markup {
    let texts = OfferTexts::of(reader.locale);
    html! {
        dl.totals {
            @if rate != TaxRate::ZERO {
                div { dt { (texts.subtotal) } dd { (reader.money(totals.subtotal)) } }
                div {
                    dt { (texts.tax(&reader.number(rate.percent()))) }
                    dd { (reader.money(totals.tax)) }
                }
            }
            div.grand-total { dt { (texts.total) } dd { (reader.money(totals.total)) } }
        }
    }
}
