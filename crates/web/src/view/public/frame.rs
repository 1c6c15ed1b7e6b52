use maud::{Markup, html};
use winfactor_domain::Organization;

use crate::{
    assets::Asset,
    view::{
        Reader,
        document::{Document, Kind, language_links},
        form::HONEYPOT,
        routes,
        texts::public::PublicTexts,
    },
};

/// What all public pages share: whose page it is, and who reads it.
#[derive(Clone, Copy, Debug)]
pub struct PublicFrame<'a> {
    pub organization: &'a Organization,
    pub reader: &'a Reader,
    /// The page's own address, without a query: the language switch leads back to it.
    pub path: &'a str,
}

/// What differs between them.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    pub(super) title: &'a str,
    pub(super) script: Option<Asset>,
    pub(super) private: bool,
}

impl PublicFrame<'_> {
    pub(super) fn texts(&self) -> &'static PublicTexts {
        PublicTexts::of(self.reader.locale)
    }

    pub(super) fn render(&self, parts: &Parts<'_>, main: &Markup) -> Markup {
        let texts = self.texts();
        let title = format!("{} · {}", parts.title, self.organization.name);
        let document = Document {
            locale: self.reader.locale,
            title: &title,
            kind: Kind::Public,
            script: parts.script,
            skip_label: texts.skip,
            private: parts.private,
        };
        document.render(&html! {
            header.masthead {
                a.masthead-name href=(self.home()) { (brand(self.organization)) }
                (language_links(texts.language, self.path, self.reader.locale))
            }
            main #main .page { (main) }
            footer.colophon {
                span { (self.organization.name) }
                (self.contact_details())
            }
        })
    }

    /// The organization's page, in the reader's language.
    pub(super) fn home(&self) -> String {
        let page = routes::organization(&self.organization.slug);
        format!("{page}?lang={}", self.reader.locale)
    }

    /// How to reach the organization.
    pub(super) fn contact_details(&self) -> Markup {
        let organization = self.organization;
        html! {
            a href={ "mailto:" (organization.email) } { (organization.email) }
            @if let Some(phone) = &organization.phone {
                a href={ "tel:" (dialled(phone)) } { (phone) }
            }
        }
    }
}

/// The organization's logo, or its initials, and its name.
fn brand(organization: &Organization) -> Markup {
    html! {
        @match &organization.logo_url {
            Some(logo) => { img.logo src=(logo) alt="" height="40"; }
            None => { span.monogram aria-hidden="true" { (initials(&organization.name)) } }
        }
        span { (organization.name) }
    }
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

/// A phone number as a `tel:` address takes it (RFC 3966): digits and a leading plus.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

/// A field that people do not see and leave empty; whoever fills it in is a robot.
pub(super) fn honeypot(texts: &PublicTexts) -> Markup {
    html! {
        div.honeypot aria-hidden="true" {
            label for="website" { (texts.honeypot) }
            input type="text" id="website" name=(HONEYPOT) value="" tabindex="-1" autocomplete="off";
        }
    }
}
