use maud::{DOCTYPE, Markup, html};
use winfactor_domain::Locale;

use crate::assets::Asset;

/// The skeleton of every page.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) locale: Locale,
    pub(super) title: &'a str,
    /// Which of the three kinds of page it is; styles follow it.
    pub(super) kind: Kind,
    pub(super) script: Option<Asset>,
    pub(super) skip_label: &'a str,
    /// Kept away from search engines: everything but an organization's own pages.
    pub(super) private: bool,
}

/// The kinds of page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Public,
    App,
    /// A single message or form in the middle of the page.
    Plain,
}

impl Document<'_> {
    pub(super) fn render(&self, body: &Markup) -> Markup {
        let class = match self.kind {
            Kind::Public => "public",
            Kind::App => "app",
            Kind::Plain => "plain",
        };
        html! {
            (DOCTYPE)
            html lang=(self.locale.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    @if self.private {
                        meta name="robots" content="noindex";
                    }
                    title { (self.title) }
                    link rel="icon" type="image/svg+xml" href=(Asset::Logo.url());
                    link rel="stylesheet" href=(Asset::Stylesheet.url());
                    @if let Some(script) = self.script {
                        script src=(script.url()) defer {}
                    }
                }
                body class=(class) {
                    a.skip-link href="#main" { (self.skip_label) }
                    (body)
                }
            }
        }
    }
}

/// The links to a page in every language; `path` is the page's address without a query.
pub(super) fn language_links(label: &str, path: &str, current: Locale) -> Markup {
    html! {
        nav.languages aria-label=(label) {
            @for locale in Locale::ALL {
                a href={ (path) "?lang=" (locale.code()) } hreflang=(locale.code())
                    lang=(locale.code()) title=(locale.own_name())
                    aria-current=[(locale == current).then_some("true")] {
                        (locale.code())
                    }
            }
        }
    }
}
