use maud::{Markup, html};
use winfactor_domain::{Customer, Quote, Submission, SubmissionStatus, TemplateComponent};

use super::{AppFrame, Section, list::page_head, quotes::quote_table};
use crate::view::{
    drawing::{Drawing, drawing},
    form::{button_form, form_token, hidden},
    routes, status,
    texts::submissions::SubmissionTexts,
};

/// A submission with its quotes.
#[derive(Clone, Copy, Debug)]
pub struct SubmissionPage<'a> {
    pub frame: AppFrame<'a>,
    pub submission: &'a Submission,
    /// The kinds of the template's components, as it now is.
    pub kinds: &'a [TemplateComponent],
    /// Newest first.
    pub quotes: &'a [Quote],
}

pub fn submission_page(page: &SubmissionPage<'_>) -> Markup {
    let (frame, submission) = (&page.frame, page.submission);
    let reader = frame.reader;
    let texts = SubmissionTexts::of(reader.locale);
    let below = html! {
        p.aside {
            (status::submission(submission.status, reader.locale))
            " · " (reader.time(submission.created_at))
        }
    };
    frame.render(
        Section::Submissions,
        &submission.customer.name,
        &html! {
            p.back { a href=(routes::SUBMISSIONS) { (texts.back) } }
            (page_head(&submission.customer.name, &below, &actions(page, texts)))
            div.columns {
                (configuration(page, texts))
                (customer(submission, texts))
            }
            section aria-labelledby="quotes" {
                h2 #quotes .section-title { (texts.quotes) }
                @if page.quotes.is_empty() {
                    p.empty { (texts.no_quotes) }
                } @else {
                    (quote_table(page.quotes, frame))
                }
            }
        },
    )
}

fn actions(page: &SubmissionPage<'_>, texts: &SubmissionTexts) -> Markup {
    let (frame, submission) = (&page.frame, page.submission);
    // Reopening leads back to where the quotes say it stands.
    let (next, words) = match submission.status {
        SubmissionStatus::New | SubmissionStatus::Quoted => (SubmissionStatus::Closed, texts.close),
        SubmissionStatus::Closed if page.quotes.is_empty() => (SubmissionStatus::New, texts.reopen),
        SubmissionStatus::Closed => (SubmissionStatus::Quoted, texts.reopen),
    };
    let primary = submission.status != SubmissionStatus::Closed && page.quotes.is_empty();
    let class = if primary {
        "button"
    } else {
        "button button-secondary"
    };
    html! {
        form method="post" action=(routes::submission_status(submission.id)) {
            (form_token(frame.form_token))
            (hidden("status", next.code()))
            button.button.button-secondary { (words) }
        }
        (button_form(&routes::submission_quotes(submission.id), frame.form_token, class,
            texts.create_quote))
    }
}

fn configuration(page: &SubmissionPage<'_>, texts: &SubmissionTexts) -> Markup {
    let reader = page.frame.reader;
    let submission = page.submission;
    let configuration = &submission.configuration;
    let layout = Drawing {
        width: configuration.width,
        height: configuration.height,
        kinds: page.kinds,
        count: configuration.component_count,
        dimensions: true,
    };
    html! {
        section.card.panel aria-labelledby="configuration" {
            h2 #configuration { (texts.configuration) }
            div.panel-drawing { (drawing(&layout, reader)) }
            dl.facts {
                dt { (texts.product) } dd { (submission.template_name) }
                dt { (texts.size) }
                dd { (reader.size_pair(configuration.width, configuration.height)) }
                dt { (texts.count) } dd { (configuration.component_count) }
                @if let Some(notes) = &configuration.notes {
                    dt { (texts.notes) } dd.lines { (notes) }
                }
            }
        }
    }
}

fn customer(submission: &Submission, texts: &SubmissionTexts) -> Markup {
    let customer = &submission.customer;
    html! {
        section.card.panel aria-labelledby="customer" {
            h2 #customer { (texts.customer) }
            dl.facts {
                dt { (texts.email) }
                dd { a href={ "mailto:" (customer.email) } { (customer.email) } }
                @if let Some(phone) = &customer.phone {
                    dt { (texts.phone) } dd { (phone) }
                }
                @if let Some(company) = &customer.company_name {
                    dt { (texts.company) } dd { (company) }
                }
                @if let Some(address) = address(customer) {
                    dt { (texts.address) } dd.lines { (address) }
                }
                dt { (texts.language) } dd { (submission.locale.own_name()) }
                @if let Some(reference) = &submission.external_ref {
                    dt { (texts.external_ref) } dd { code { (reference) } }
                }
            }
        }
    }
}

/// The postal address, line by line; nothing when no part of it is known.
pub(super) fn address(customer: &Customer) -> Option<String> {
    let address = &customer.address;
    let place: Vec<_> = [&address.postal_code, &address.city]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let place = Some(place.join(" ")).filter(|place| !place.is_empty());
    let lines: Vec<_> = [address.street.clone(), place, address.country.clone()]
        .into_iter()
        .flatten()
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
