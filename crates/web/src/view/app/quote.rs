use maud::{Markup, html};
use winfactor_domain::{FieldError, Quote, QuoteStatus, QuoteVersion, Refusal, Submission};

use super::{
    AppFrame, Section,
    list::page_head,
    quote_editor::{QuoteInput, editor},
    quote_history::{answer, history},
};
use crate::view::{
    form::form_token,
    public::{line_items, totals},
    refusal_text, routes, status,
    texts::quotes::QuoteTexts,
};

/// A quote: an editor while it is a draft, else what was offered and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct QuotePage<'a> {
    pub frame: AppFrame<'a>,
    pub quote: &'a Quote,
    /// What the customer had configured.
    pub submission: &'a Submission,
    /// The sent versions, newest first.
    pub versions: &'a [QuoteVersion],
    /// The full address of the customer's page, once the present version was sent.
    pub customer_page: Option<&'a str>,
    /// What stands in the editor of a draft.
    pub input: &'a QuoteInput,
    /// Pointers: `/lineItems/<index>/{description,quantity,unitPrice,itemType}`, `/taxRate`,
    /// `/validityDays`, `/currency`, `/reference`, `/notes`, `/recipients`, `/recipients/<index>`,
    /// `/locale`. A text that is no number has the code `number`.
    pub errors: &'a [FieldError],
    /// Why the last request was not carried out.
    pub refusal: Option<&'a Refusal>,
}

pub fn quote_page(page: &QuotePage<'_>) -> Markup {
    let (frame, quote) = (&page.frame, page.quote);
    let reader = frame.reader;
    let texts = QuoteTexts::of(reader.locale);
    let title = texts.title_of(&quote.number.to_string());
    let below = html! {
        p.aside {
            (status::quote(quote.status, reader.locale))
            " · " (texts.version) " " (quote.version)
            " · " strong.number { (reader.money(quote.totals.total)) }
        }
    };
    frame.render(
        Section::Quotes,
        &title,
        &html! {
            p.back { a href=(routes::QUOTES) { (texts.back) } }
            (page_head(&title, &below, &actions(page, texts)))
            @if let Some(refusal) = page.refusal {
                p.notice.notice-bad role="alert" { (refusal_text(refusal, reader.locale)) }
            }
            (answer(page, texts))
            (facts(page, texts))
            @if quote.status == QuoteStatus::Draft {
                (editor(page, texts))
            } @else {
                (offer(page, texts))
            }
            (history(page, texts))
        },
    )
}

fn actions(page: &QuotePage<'_>, texts: &QuoteTexts) -> Markup {
    let quote = page.quote;
    let revisable = matches!(
        quote.status,
        QuoteStatus::Sent | QuoteStatus::Viewed | QuoteStatus::Expired
    );
    html! {
        @if let Some(address) = page.customer_page {
            button.button.button-secondary type="button" hidden
                data-copy=(address) data-copied=(texts.copied) { (texts.copy_link) }
            a.button.button-secondary href=(address) { (texts.open_customer_page) }
        }
        @if revisable {
            form method="post" action=(routes::quote_revise(quote.id)) {
                (form_token(page.frame.form_token))
                button.button.button-secondary title=(texts.revise_hint) { (texts.revise) }
            }
        }
    }
}

fn facts(page: &QuotePage<'_>, texts: &QuoteTexts) -> Markup {
    let (quote, reader) = (page.quote, page.frame.reader);
    let submission = page.submission;
    let configuration = &submission.configuration;
    html! {
        dl.facts {
            dt { (texts.customer) }
            dd {
                (quote.customer.name)
                @if let Some(company) = &quote.customer.company_name { ", " (company) }
                " · " a href={ "mailto:" (quote.customer.email) } { (quote.customer.email) }
            }
            dt { (texts.submission) }
            dd {
                a href=(routes::submission(quote.submission)) { (submission.template_name) }
                ", " (reader.size_pair(configuration.width, configuration.height))
                " · " (texts.panels(u64::from(configuration.component_count)))
            }
            @if let Some(notes) = &configuration.notes {
                dt { (texts.customer_notes) } dd.lines { (notes) }
            }
            dt { (texts.created) }
            dd {
                (reader.time(quote.created_at))
                @if let Some(name) = &quote.created_by_name { " · " (name) }
            }
            @if let Some(sending) = &quote.sending {
                dt { (texts.sent_to) }
                dd {
                    @for (index, recipient) in sending.recipients.iter().enumerate() {
                        @if index > 0 { ", " }
                        (recipient)
                    }
                    " · " (reader.time(sending.sent_at))
                }
                dt { (texts.valid_until) } dd { (reader.day(sending.valid_until)) }
            }
            @if let Some(address) = page.customer_page {
                dt { (texts.customer_page) } dd { code.address { (address) } }
            }
        }
    }
}

/// What was offered, as the customer sees it.
fn offer(page: &QuotePage<'_>, texts: &QuoteTexts) -> Markup {
    let (quote, reader) = (page.quote, page.frame.reader);
    html! {
        section.card.panel.offer aria-labelledby="lines" {
            h2 #lines { (texts.lines) }
            (line_items(&quote.line_items, reader))
            (totals(&quote.totals, quote.terms.tax_rate, reader))
            dl.facts {
                @if let Some(reference) = &quote.terms.reference {
                    dt { (texts.reference) } dd { (reference) }
                }
                @if let Some(notes) = &quote.terms.notes {
                    dt { (texts.notes) } dd.lines { (notes) }
                }
            }
        }
    }
}
