use maud::{Markup, html};
use winfactor_domain::{Submission, SubmissionStatus};

use super::{
    AppFrame, Older, Section,
    list::{Filter, cell, head, older, page_head, status_filter},
};
use crate::view::{
    routes, status,
    texts::{status::StatusTexts, submissions::SubmissionTexts},
};

/// The submissions of an organization, newest first.
#[derive(Clone, Copy, Debug)]
pub struct SubmissionsPage<'a> {
    pub frame: AppFrame<'a>,
    /// `?status=`.
    pub filter: Option<SubmissionStatus>,
    pub submissions: &'a [Submission],
    pub older: Older<'a>,
}

pub fn submissions_page(page: &SubmissionsPage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = SubmissionTexts::of(frame.reader.locale);
    let intro = html! { p.lead { (texts.intro) } };
    let query = page.filter.map(|status| format!("status={status}"));
    frame.render(
        Section::Submissions,
        texts.title,
        &html! {
            (page_head(texts.title, &intro, &html! {}))
            (filters(page))
            @if page.submissions.is_empty() {
                (empty(page, texts))
            } @else {
                (table(page, texts))
            }
            (older(frame, routes::SUBMISSIONS, query.as_deref(), &page.older))
        },
    )
}

fn filters(page: &SubmissionsPage<'_>) -> Markup {
    let words = StatusTexts::of(page.frame.reader.locale);
    let filters = SubmissionStatus::ALL.map(|status| Filter {
        value: status.code(),
        word: match status {
            SubmissionStatus::New => words.submission_new,
            SubmissionStatus::Quoted => words.submission_quoted,
            SubmissionStatus::Closed => words.submission_closed,
        },
    });
    let current = page.filter.map(SubmissionStatus::code);
    status_filter(&page.frame, routes::SUBMISSIONS, &filters, current)
}

fn empty(page: &SubmissionsPage<'_>, texts: &SubmissionTexts) -> Markup {
    let public_page = routes::organization(page.frame.organization_slug);
    html! {
        div.empty {
            @if page.filter.is_some() {
                p { (texts.none) }
            } @else {
                h2 { (texts.empty_title) }
                p { (texts.empty) }
                p { a.button.button-secondary href=(public_page) { (texts.open_page) } }
            }
        }
    }
}

fn table(page: &SubmissionsPage<'_>, texts: &SubmissionTexts) -> Markup {
    let (reader, shell) = (page.frame.reader, page.frame.texts());
    html! {
        div.list-box {
            table.list {
                (head(&[texts.customer, texts.product, texts.size, shell.status, texts.received]))
                tbody {
                    @for submission in page.submissions {
                        @let configuration = &submission.configuration;
                        tr {
                            td {
                                a.row-link href=(routes::submission(submission.id)) {
                                    (submission.customer.name)
                                }
                                @if let Some(company) = &submission.customer.company_name {
                                    span.second-line { (company) }
                                }
                            }
                            (cell(texts.product, &html! { (submission.template_name) }))
                            (cell(texts.size, &html! {
                                (reader.size_pair(configuration.width, configuration.height))
                            }))
                            (cell(shell.status, &status::submission(submission.status, reader.locale)))
                            (cell(texts.received, &reader.time(submission.created_at)))
                        }
                    }
                }
            }
        }
    }
}
