use maud::{Markup, html};
use winfactor_domain::{Configuration, Template};

use super::frame::{Parts, PublicFrame};
use crate::view::{
    drawing::{Drawing, drawing},
    texts::configurator::ConfiguratorTexts,
};

/// What follows the configurator: thanks, and what was asked for.
#[derive(Clone, Copy, Debug)]
pub struct SubmittedPage<'a> {
    pub frame: PublicFrame<'a>,
    pub template: &'a Template,
    pub configuration: &'a Configuration,
    /// Where the quote will be sent to.
    pub email: &'a str,
}

pub fn submitted_page(page: &SubmittedPage<'_>) -> Markup {
    let (frame, reader) = (&page.frame, page.frame.reader);
    let texts = ConfiguratorTexts::of(reader.locale);
    let configuration = page.configuration;
    let parts = Parts {
        title: texts.thanks_title,
        script: None,
        private: true,
    };
    let layout = Drawing {
        width: configuration.width,
        height: configuration.height,
        kinds: &page.template.components,
        count: configuration.component_count,
        dimensions: true,
    };
    frame.render(
        &parts,
        &html! {
            header.hero {
                h1 { (texts.thanks_title) }
                p.lead { (texts.thanks(page.email)) }
            }
            section.configurator aria-labelledby="summary" {
                figure.sketch {
                    (drawing(&layout, reader))
                    figcaption { (texts.seen_from_inside) }
                }
                div {
                    h2 #summary .section-title { (texts.summary) }
                    dl.facts {
                        dt { (texts.product) } dd { (page.template.name) }
                        dt { (texts.size) }
                        dd { (reader.size_pair(configuration.width, configuration.height)) }
                        dt { (texts.count) } dd { (configuration.component_count) }
                        @if let Some(notes) = &configuration.notes {
                            dt { (texts.notes) } dd.lines { (notes) }
                        }
                    }
                    p { a.button.button-secondary href=(frame.home()) { (texts.another) } }
                }
            }
        },
    )
}
