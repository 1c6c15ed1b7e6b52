use maud::{Markup, html};
use winfactor_domain::MessageId;

use super::{
    AppFrame, Older, Section,
    list::{older, page_head},
};
use crate::view::{
    Reader,
    form::{button_form, form_token},
    routes,
    texts::inbox::InboxTexts,
};

/// The messages of an organization, newest first.
#[derive(Clone, Copy, Debug)]
pub struct InboxPage<'a> {
    pub frame: AppFrame<'a>,
    pub messages: &'a [MessageView],
    pub older: Older<'a>,
}

/// A message, from a flow or from WinFactor itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    pub id: MessageId,
    /// Whether WinFactor itself says that something needs attention.
    pub alert: bool,
    pub title: String,
    pub text: String,
    pub link: Option<MessageLink>,
    /// The flow or endpoint that it came from, as people call it.
    pub source: Option<String>,
    pub at: winfactor_domain::Timestamp,
    pub read: bool,
}

/// Where a message leads: a full address or a path. Only `http`, `https` and paths become links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageLink {
    pub href: String,
    /// A word for it; "Open" when there is none.
    pub label: Option<String>,
}

pub fn inbox_page(page: &InboxPage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = InboxTexts::of(frame.reader.locale);
    let intro = html! { p.lead { (texts.intro) } };
    let actions = html! {
        @if frame.unread > 0 {
            (button_form(routes::INBOX_READ_ALL, frame.form_token,
                "button button-secondary button-small", texts.mark_all_read))
        }
    };
    frame.render(
        Section::Inbox,
        texts.title,
        &html! {
            (page_head(texts.title, &intro, &actions))
            ol.messages #messages role="list" aria-live="polite" {
                @for message in page.messages {
                    (inbox_message(message, frame.reader, frame.form_token))
                }
            }
            @if page.messages.is_empty() { (empty(texts)) }
            (older(frame, routes::INBOX, None, &page.older))
        },
    )
}

/// One message: on the page, and as the fragment that arrives live.
pub fn inbox_message(message: &MessageView, reader: &Reader, token: &str) -> Markup {
    let texts = InboxTexts::of(reader.locale);
    html! {
        li.message .message-unread[!message.read] .message-alert[message.alert]
            id={ "message-" (message.id) } {
            header.message-head {
                h2 { (message.title) }
                p.message-about {
                    @if !message.read { span.visually-hidden { (texts.unread) ". " } }
                    @if message.alert { strong { (texts.alert) } " · " }
                    (reader.time(message.at))
                    @if let Some(source) = &message.source { " · " (texts.from(source)) }
                }
            }
            @if !message.text.is_empty() { p.lines { (message.text) } }
            div.actions {
                @if let Some(link) = message.link.as_ref().filter(|link| link.is_safe()) {
                    a.button.button-secondary.button-small href=(link.href) {
                        (link.label.as_deref().unwrap_or(texts.open))
                    }
                }
                @if !message.read {
                    form method="post" action=(routes::message_read(message.id)) {
                        (form_token(token))
                        button.button.button-plain.button-small { (texts.mark_read) }
                    }
                }
            }
        }
    }
}

fn empty(texts: &InboxTexts) -> Markup {
    html! {
        div.empty #inbox-empty {
            h2 { (texts.empty_title) }
            p { (texts.empty) }
            p { a.button.button-secondary href=(routes::FLOWS) { (texts.to_flows) } }
        }
    }
}

impl MessageLink {
    /// A flow's author writes the address; `javascript:` and its like must not become a link.
    fn is_safe(&self) -> bool {
        let href = self.href.trim_start();
        let is_path = href.starts_with('/') && !href.starts_with("//");
        is_path || href.starts_with("https://") || href.starts_with("http://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_open_a_page_become_links() {
        let link = |href: &str| MessageLink {
            href: href.to_owned(),
            label: None,
        };
        for good in [
            "/quotes/quote_1",
            "https://app.example/x",
            "http://localhost:8080/x",
        ] {
            assert!(link(good).is_safe(), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "",
        ] {
            assert!(!link(bad).is_safe(), "{bad}");
        }
    }
}
