use maud::{Markup, html};
use winfactor_domain::{MessageId, Slug};

use crate::{
    assets::Asset,
    view::{
        Notice, Reader,
        document::{Document, Kind},
        form::form_token,
        icons::{Icon, icon},
        routes,
        texts::shell::ShellTexts,
    },
};

/// What all pages of the organization's people share.
#[derive(Clone, Copy, Debug)]
pub struct AppFrame<'a> {
    pub reader: &'a Reader,
    pub organization_name: &'a str,
    pub organization_slug: &'a Slug,
    pub user_name: &'a str,
    /// How many messages in the inbox are unread.
    pub unread: u64,
    /// The newest message that the page knows; the live stream goes on after it.
    pub newest_message: Option<MessageId>,
    /// Ties the forms of the page to the session.
    pub form_token: &'a str,
    /// What the request before this one did.
    pub notice: Option<Notice>,
}

/// The sections of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Home,
    Inbox,
    Submissions,
    Quotes,
    Leads,
    Events,
    Endpoints,
    Flows,
}

/// The sections that a phone's bar has room for; the others are behind "More" there.
const FIRST: [Section; 4] = [
    Section::Home,
    Section::Inbox,
    Section::Submissions,
    Section::Quotes,
];
const SECOND: [Section; 4] = [
    Section::Leads,
    Section::Events,
    Section::Endpoints,
    Section::Flows,
];

impl Section {
    fn icon(self) -> Icon {
        match self {
            Section::Home => Icon::Home,
            Section::Inbox => Icon::Inbox,
            Section::Submissions => Icon::Window,
            Section::Quotes => Icon::Sheet,
            Section::Leads => Icon::Speech,
            Section::Events => Icon::Pulse,
            Section::Endpoints => Icon::Plug,
            Section::Flows => Icon::Branch,
        }
    }

    fn address(self) -> &'static str {
        match self {
            Section::Home => routes::HOME,
            Section::Inbox => routes::INBOX,
            Section::Submissions => routes::SUBMISSIONS,
            Section::Quotes => routes::QUOTES,
            Section::Leads => routes::LEADS,
            Section::Events => routes::EVENTS,
            Section::Endpoints => routes::ENDPOINTS,
            Section::Flows => routes::FLOWS,
        }
    }

    fn name(self, texts: &ShellTexts) -> &'static str {
        match self {
            Section::Home => texts.home,
            Section::Inbox => texts.inbox,
            Section::Submissions => texts.submissions,
            Section::Quotes => texts.quotes,
            Section::Leads => texts.leads_short,
            Section::Events => texts.events,
            Section::Endpoints => texts.endpoints,
            Section::Flows => texts.flows,
        }
    }
}

impl AppFrame<'_> {
    pub(super) fn texts(&self) -> &'static ShellTexts {
        ShellTexts::of(self.reader.locale)
    }

    /// The whole page around its main part.
    pub(super) fn render(&self, section: Section, title: &str, main: &Markup) -> Markup {
        let texts = self.texts();
        let title = format!("{title} · {}", self.organization_name);
        let document = Document {
            locale: self.reader.locale,
            title: &title,
            kind: Kind::App,
            script: Some(Asset::AppScript),
            skip_label: texts.skip,
            private: true,
        };
        document.render(&html! {
            (self.navigation(section))
            main #main .page {
                @if let Some(notice) = self.notice { (notice.render(self.reader.locale)) }
                (main)
            }
        })
    }

    fn navigation(&self, current: Section) -> Markup {
        let texts = self.texts();
        let hidden_is_current = SECOND.contains(&current);
        html! {
            nav.nav aria-label=(texts.navigation) {
                a.nav-brand href=(routes::HOME) {
                    img src=(Asset::Logo.url()) alt="" width="28" height="28";
                    span { "WinFactor" }
                }
                ul.nav-list role="list" {
                    @for section in FIRST { (self.entry(section, current)) }
                }
                button.nav-more-button type="button" popovertarget="more"
                    aria-current=[hidden_is_current.then_some("true")] {
                    (icon(Icon::More)) span { (texts.more) }
                }
                div #more .nav-more popover {
                    ul.nav-list role="list" {
                        @for section in SECOND { (self.entry(section, current)) }
                    }
                    div.nav-foot {
                        p {
                            strong { (self.organization_name) }
                            br;
                            (self.user_name)
                        }
                        a href=(routes::organization(self.organization_slug)) { (texts.public_page) }
                        form method="post" action=(routes::SIGN_OUT) {
                            (form_token(self.form_token))
                            button.link-button { (texts.sign_out) }
                        }
                    }
                }
            }
        }
    }

    fn entry(&self, section: Section, current: Section) -> Markup {
        let texts = self.texts();
        let is_inbox = section == Section::Inbox;
        html! {
            li {
                a href=(section.address()) aria-current=[(section == current).then_some("page")]
                    data-stream=[is_inbox.then(|| self.stream())] {
                    (icon(section.icon()))
                    span { (section.name(texts)) }
                    @if is_inbox { (self.unread_count()) }
                }
            }
        }
    }

    fn stream(&self) -> String {
        match self.newest_message {
            Some(newest) => format!("{}?after={newest}", routes::INBOX_STREAM),
            None => routes::INBOX_STREAM.to_owned(),
        }
    }

    fn unread_count(&self) -> Markup {
        let label = self.texts().unread(self.unread);
        html! {
            b.unread data-unread hidden[self.unread == 0] title=(label) { (self.unread) }
        }
    }
}
