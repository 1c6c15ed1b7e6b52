use maud::{Markup, html};
use winfactor_domain::Locale;

use super::{
    document::{Document, Kind},
    texts::{problems::ProblemTexts, waitpoints::WaitpointTexts},
};

/// What somebody reads who followed the link of a paused run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitpointPage {
    /// Whether they mean it. Nothing has happened yet.
    Asks(Option<WaitpointAction>),
    Done,
    /// The first call counts.
    UsedBefore,
    RunIsOver,
}

/// What the link is for, when it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitpointAction {
    Approve,
    Disapprove,
}

pub fn waitpoint_page(page: WaitpointPage, locale: Locale) -> Markup {
    let texts = WaitpointTexts::of(locale);
    let (title, text, button) = match page {
        WaitpointPage::Asks(Some(WaitpointAction::Approve)) => {
            (texts.approve_title, texts.ask, Some(texts.approve))
        }
        WaitpointPage::Asks(Some(WaitpointAction::Disapprove)) => {
            (texts.disapprove_title, texts.ask, Some(texts.disapprove))
        }
        WaitpointPage::Asks(None) => (texts.go_on_title, texts.ask, Some(texts.go_on)),
        WaitpointPage::Done => (texts.done_title, texts.done, None),
        WaitpointPage::UsedBefore => (texts.used_title, texts.used, None),
        WaitpointPage::RunIsOver => (texts.over_title, texts.over, None),
    };
    let document = Document {
        locale,
        title,
        kind: Kind::Plain,
        script: None,
        skip_label: ProblemTexts::of(locale).skip,
        private: true,
    };
    document.render(&html! {
        main #main .message-page {
            h1 { (title) }
            p.lead { (text) }
            @if let Some(label) = button {
                // Without an action, a form posts to the address of its page, query included.
                form method="post" { button.button { (label) } }
            }
        }
    })
}
