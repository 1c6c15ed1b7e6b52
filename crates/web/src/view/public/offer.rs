use maud::{Markup, html};
use winfactor_domain::{Customer, QuoteNumber, QuoteVersion, Timestamp};

use super::{
    frame::{Parts, PublicFrame},
    offer_answer::{OfferForms, answer_forms},
    offer_lines::{line_items, totals},
};
use crate::{
    assets::Asset,
    view::{Reader, routes, texts::offer::OfferTexts},
};

/// The page on which a customer reads a version of a quote and answers it.
#[derive(Clone, Copy, Debug)]
pub struct OfferPage<'a> {
    pub frame: PublicFrame<'a>,
    pub number: QuoteNumber,
    pub customer: &'a Customer,
    pub version: &'a QuoteVersion,
    pub state: OfferState<'a>,
}

/// Whether the version can be answered, and if not, why.
#[derive(Clone, Copy, Debug)]
pub enum OfferState<'a> {
    Open(OfferForms<'a>),
    Accepted {
        by_name: &'a str,
        at: Timestamp,
    },
    Rejected {
        by_name: Option<&'a str>,
        at: Timestamp,
    },
    Expired,
    /// A newer version was sent.
    Superseded,
    /// The organization is working on a newer version.
    BeingRevised,
}

pub fn offer_page(page: &OfferPage<'_>) -> Markup {
    let (frame, reader) = (&page.frame, page.frame.reader);
    let texts = OfferTexts::of(reader.locale);
    let title = texts.title(&page.number.to_string());
    let open = matches!(page.state, OfferState::Open(_));
    let parts = Parts {
        title: &title,
        script: open.then_some(Asset::QuoteScript),
        private: true,
    };
    frame.render(
        &parts,
        &html! {
            (verdict(page, texts))
            article.sheet {
                (head(page, &title, texts))
                (line_items(&page.version.line_items, reader))
                (totals(&page.version.totals, page.version.terms.tax_rate, reader))
                @if let Some(notes) = &page.version.terms.notes {
                    section.offer-notes {
                        h2 { (texts.notes) }
                        p.lines { (notes) }
                    }
                }
            }
            @if let OfferState::Open(forms) = &page.state {
                (answer_forms(page, forms))
                (seen_signal(page, forms))
                p.questions { (texts.questions) " " span.reach { (frame.contact_details()) } }
            } @else {
                p.questions { span.reach { (frame.contact_details()) } }
            }
        },
    )
}

/// What became of a version that can no longer be answered.
fn verdict(page: &OfferPage<'_>, texts: &OfferTexts) -> Markup {
    let reader = page.frame.reader;
    let (class, title, detail, next) = match page.state {
        OfferState::Open(_) => return html! {},
        OfferState::Accepted { by_name, at } => {
            let detail = texts.accepted_by(by_name, &reader.when(at));
            (
                "notice-good",
                texts.accepted_title,
                Some(detail),
                texts.accepted_next,
            )
        }
        OfferState::Rejected { by_name, at } => {
            let when = reader.when(at);
            let detail = match by_name {
                Some(name) => texts.rejected_by(name, &when),
                None => texts.rejected_at(&when),
            };
            (
                "notice-quiet",
                texts.rejected_title,
                Some(detail),
                texts.rejected_next,
            )
        }
        OfferState::Expired => (
            "notice-waiting",
            texts.expired_title,
            None,
            texts.expired_next,
        ),
        OfferState::Superseded => (
            "notice-waiting",
            texts.superseded_title,
            None,
            texts.superseded_next,
        ),
        OfferState::BeingRevised => (
            "notice-waiting",
            texts.revised_title,
            None,
            texts.revised_next,
        ),
    };
    html! {
        section.notice.verdict.(class) role="status" {
            h1 { (title) }
            @if let Some(detail) = detail { p { (detail) } }
            p { (next) }
        }
    }
}

fn head(page: &OfferPage<'_>, title: &str, texts: &OfferTexts) -> Markup {
    let (reader, sending) = (page.frame.reader, &page.version.sending);
    let title = unbroken(title, &page.number.to_string());
    let open = matches!(page.state, OfferState::Open(_));
    html! {
        header.sheet-head {
            div {
                @if open { h1 { (title) } } @else { h2.sheet-title { (title) } }
                p.sheet-total {
                    span { (texts.total) }
                    " "
                    strong { (reader.money(page.version.totals.total)) }
                }
            }
            dl.facts {
                dt { (texts.date) } dd { (reader.day(sending.sent_at)) }
                dt { (texts.valid_until) }
                dd {
                    (reader.day(sending.valid_until))
                    @if let Some(left) = days_left(page, reader) { " " span.aside { "(" (left) ")" } }
                }
                dt { (texts.version) } dd { (page.version.version) }
                @if let Some(reference) = &page.version.terms.reference {
                    dt { (texts.reference) } dd { (reference) }
                }
            }
            (customer(page.customer, texts))
        }
    }
}

/// A text in which no line ends within the number.
fn unbroken(text: &str, number: &str) -> Markup {
    let (before, after) = text.split_once(number).unwrap_or((text, ""));
    html! {
        (before)
        @if before.len() < text.len() { span.unbroken { (number) } }
        (after)
    }
}

/// How long an open offer still stands, once the end is near enough to matter.
fn days_left(page: &OfferPage<'_>, reader: &Reader) -> Option<String> {
    let OfferState::Open(_) = page.state else {
        return None;
    };
    let days = reader
        .zone
        .days_between(reader.now, page.version.sending.valid_until);
    (1..=60)
        .contains(&days)
        .then(|| OfferTexts::of(reader.locale).days_left(u64::from(days)))
}

fn customer(customer: &Customer, texts: &OfferTexts) -> Markup {
    let address = &customer.address;
    let place = [&address.postal_code, &address.city]
        .into_iter()
        .flatten()
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    html! {
        address.recipient {
            span.recipient-label { (texts.customer) }
            @if let Some(company) = &customer.company_name { strong { (company) } br; }
            @if customer.company_name.is_some() { (customer.name) }
            @else { strong { (customer.name) } }
            @if let Some(street) = &address.street { br; (street) }
            @if !place.is_empty() { br; (place) }
            @if let Some(country) = &address.country { br; (country) }
        }
    }
}

/// What the script needs to tell that a person looks at the page. A bare GET tells nothing.
fn seen_signal(page: &OfferPage<'_>, forms: &OfferForms<'_>) -> Markup {
    let address = routes::offer_seen(&page.version.sending.token);
    html! { div #seen hidden data-address=(address) data-form-token=(forms.form_token) {} }
}
