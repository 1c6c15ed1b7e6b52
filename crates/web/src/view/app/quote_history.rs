use maud::{Markup, html};
use winfactor_domain::{Answer, QuoteVersion, SuspectedRobot};

use super::{
    QuotePage,
    list::{cell, head},
};
use crate::view::{Reader, texts::quotes::QuoteTexts};

/// How the customer answered; nothing while nobody has.
pub(super) fn answer(page: &QuotePage<'_>, texts: &QuoteTexts) -> Markup {
    let reader = page.frame.reader;
    let Some(answer) = page
        .versions
        .iter()
        .find_map(|version| version.answer.as_ref())
    else {
        return html! {};
    };
    let (class, ip_address, user_agent, reason) = match answer {
        Answer::Accepted(yes) => ("notice-good", &yes.ip_address, &yes.user_agent, None),
        Answer::Rejected(no) => (
            "notice-quiet",
            &no.ip_address,
            &no.user_agent,
            no.reason.as_ref(),
        ),
    };
    html! {
        section.notice.answer-note.(class) aria-labelledby="answer" {
            h2 #answer { (said(answer, reader, texts)) }
            dl.facts {
                @if let Some(reason) = reason { dt { (texts.reason) } dd.lines { (reason) } }
                dt { (texts.ip_address) } dd { (ip_address) }
                dt { (texts.browser) } dd { (user_agent) }
            }
        }
    }
}

fn said(answer: &Answer, reader: &Reader, texts: &QuoteTexts) -> String {
    match answer {
        Answer::Accepted(yes) => texts.accepted_by(&yes.by_name, &reader.when(yes.at)),
        Answer::Rejected(no) => match &no.by_name {
            Some(name) => texts.rejected_by(name, &reader.when(no.at)),
            None => texts.rejected(&reader.when(no.at)),
        },
    }
}

/// Every version that was sent, with who looked at it.
pub(super) fn history(page: &QuotePage<'_>, texts: &QuoteTexts) -> Markup {
    let reader = page.frame.reader;
    html! {
        @if !page.versions.is_empty() {
            section aria-labelledby="history" {
                h2 #history .section-title { (texts.history) }
                div.list-box {
                    table.list {
                        (head(&[texts.version, texts.total, texts.sent, texts.valid_until,
                            texts.views, texts.answer]))
                        tbody {
                            @for version in page.versions { (row(version, reader, texts)) }
                        }
                    }
                }
            }
        }
    }
}

fn row(version: &QuoteVersion, reader: &Reader, texts: &QuoteTexts) -> Markup {
    html! {
        tr {
            (cell(texts.version, &html! { (version.version) }))
            (cell(texts.total, &html! { span.number { (reader.money(version.totals.total)) } }))
            (cell(texts.sent, &reader.time(version.sending.sent_at)))
            (cell(texts.valid_until, &reader.day(version.sending.valid_until)))
            (cell(texts.views, &views(version, reader, texts)))
            (cell(texts.answer, &html! {
                @match &version.answer {
                    Some(answer) => { (said(answer, reader, texts)) }
                    None => { "–" }
                }
            }))
        }
    }
}

fn views(version: &QuoteVersion, reader: &Reader, texts: &QuoteTexts) -> Markup {
    let robots = u64::from(version.suspected_robot_count);
    html! {
        @if version.view_count == 0 {
            (texts.not_viewed)
        } @else {
            (texts.viewed(u64::from(version.view_count)))
            @if let Some(at) = version.last_viewed_at {
                span.second-line { (texts.last_viewed(&reader.when(at))) }
            }
        }
        @if robots > 0 {
            span.second-line { (texts.robots(robots)) }
            @if let Some(robot) = &version.last_suspected_robot {
                span.second-line title=(robot.user_agent) {
                    (texts.last_robot(&reader.when(robot.at), robot_name(robot, texts)))
                }
            }
        }
    }
}

/// What the visit was taken for; the stable words are those that are stored with it.
fn robot_name<'a>(robot: &'a SuspectedRobot, texts: &QuoteTexts) -> &'a str {
    match robot.reason.as_str() {
        "mail_scanner" => texts.robot_mail_scanner,
        "link_preview" => texts.robot_link_preview,
        "crawler" => texts.robot_crawler,
        "program" => texts.robot_program,
        "headless_browser" => texts.robot_headless_browser,
        "no_user_agent" => texts.robot_no_user_agent,
        "prefetch" => texts.robot_prefetch,
        other => other,
    }
}
