use maud::{Markup, html};
use winfactor_domain::{Lead, LeadStatus};

use super::{
    AppFrame, Older, Section,
    list::{Filter, older, page_head, status_filter},
};
use crate::view::{
    form::{form_token, hidden},
    routes, status,
    texts::{leads::LeadTexts, status::StatusTexts},
};

/// The messages that visitors left, newest first. Each has its id as its anchor, so that
/// `/leads#lead_…` leads to it.
#[derive(Clone, Copy, Debug)]
pub struct LeadsPage<'a> {
    pub frame: AppFrame<'a>,
    /// `?status=`.
    pub filter: Option<LeadStatus>,
    pub leads: &'a [Lead],
    pub older: Older<'a>,
}

pub fn leads_page(page: &LeadsPage<'_>) -> Markup {
    let frame = &page.frame;
    let (texts, title) = (LeadTexts::of(frame.reader.locale), frame.texts().leads);
    let intro = html! { p.lead { (texts.intro) } };
    let query = page.filter.map(|status| format!("status={status}"));
    frame.render(
        Section::Leads,
        title,
        &html! {
            (page_head(title, &intro, &html! {}))
            (filters(page))
            @if page.leads.is_empty() {
                div.empty {
                    @if page.filter.is_some() {
                        p { (texts.none) }
                    } @else {
                        h2 { (texts.empty_title) }
                        p { (texts.empty) }
                    }
                }
            }
            ol.messages role="list" {
                @for lead in page.leads { (lead_card(lead, page, texts)) }
            }
            (older(frame, routes::LEADS, query.as_deref(), &page.older))
        },
    )
}

fn filters(page: &LeadsPage<'_>) -> Markup {
    let words = StatusTexts::of(page.frame.reader.locale);
    let filters = LeadStatus::ALL.map(|status| Filter {
        value: status.code(),
        word: match status {
            LeadStatus::New => words.lead_new,
            LeadStatus::Contacted => words.lead_contacted,
            LeadStatus::Closed => words.lead_closed,
        },
    });
    let current = page.filter.map(LeadStatus::code);
    status_filter(&page.frame, routes::LEADS, &filters, current)
}

fn lead_card(lead: &Lead, page: &LeadsPage<'_>, texts: &LeadTexts) -> Markup {
    let reader = page.frame.reader;
    html! {
        li.message .message-unread[lead.status == LeadStatus::New] id=(lead.id) {
            header.message-head {
                h2 { (lead.name) }
                p.message-about {
                    (status::lead(lead.status, reader.locale))
                    " · " (reader.time(lead.created_at))
                    " · " (lead.locale.own_name())
                }
            }
            p.lines { (lead.message) }
            p.reach {
                a href={ "mailto:" (lead.email) } { (lead.email) }
                @if let Some(phone) = &lead.phone { span { (phone) } }
            }
            div.actions {
                a.button.button-secondary.button-small href={ "mailto:" (lead.email) } { (texts.reply) }
                @for (next, words) in changes(lead.status, texts) {
                    form method="post" action=(routes::lead_status(lead.id)) {
                        (form_token(page.frame.form_token))
                        (hidden("status", next.code()))
                        button.button.button-plain.button-small { (words) }
                    }
                }
            }
        }
    }
}

/// The states that a lead can go to from here.
fn changes(status: LeadStatus, texts: &LeadTexts) -> Vec<(LeadStatus, &'static str)> {
    let contacted = (LeadStatus::Contacted, texts.mark_contacted);
    let closed = (LeadStatus::Closed, texts.mark_closed);
    match status {
        LeadStatus::New => vec![contacted, closed],
        LeadStatus::Contacted => vec![closed],
        LeadStatus::Closed => vec![(LeadStatus::New, texts.mark_new)],
    }
}
