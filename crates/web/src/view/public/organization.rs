use maud::{Markup, html};
use winfactor_domain::{Millimetres, Template};

use super::{
    contact::{ContactForm, contact_form},
    frame::{Parts, PublicFrame},
};
use crate::view::{
    drawing::{Drawing, drawing},
    routes,
};

/// An organization's public page.
#[derive(Clone, Copy, Debug)]
pub struct OrganizationPage<'a> {
    pub frame: PublicFrame<'a>,
    pub templates: &'a [Template],
    pub contact: ContactForm<'a>,
}

pub fn organization_page(page: &OrganizationPage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = frame.texts();
    let parts = Parts {
        title: texts.products,
        script: None,
        private: false,
    };
    frame.render(
        &parts,
        &html! {
            header.hero {
                h1 { (texts.headline) }
                p.lead { (texts.intro) }
            }
            section aria-labelledby="products" {
                h2 #products .section-title { (texts.products) }
                @if page.templates.is_empty() {
                    p.empty { (texts.no_products) }
                } @else {
                    ul.cards role="list" {
                        @for template in page.templates { (card(template, frame)) }
                    }
                }
            }
            section.contact #contact aria-labelledby="contact-title" {
                div.contact-details {
                    h2 #contact-title .section-title { (texts.write_to_us) }
                    p { (texts.write_hint) }
                    p.reach { (frame.contact_details()) }
                }
                (contact_form(&page.contact, frame))
            }
        },
    )
}

fn card(template: &Template, frame: &PublicFrame<'_>) -> Markup {
    let (texts, reader) = (frame.texts(), frame.reader);
    let limits = &template.limits;
    let link = routes::configurator(&frame.organization.slug, &template.slug);
    let range = |min, max| reader.size_range(min, max);
    html! {
        li.card.product {
            div.product-drawing aria-hidden="true" { (drawing(&typical(template), reader)) }
            div.product-text {
                h3 { (template.name) }
                dl.sizes {
                    div { dt { (texts.width) } dd { (range(limits.min_width, limits.max_width)) } }
                    div { dt { (texts.height) } dd { (range(limits.min_height, limits.max_height)) } }
                }
                a.button.button-secondary href={ (link) "?lang=" (reader.locale) }
                    aria-label=(texts.configure_product(&template.name)) { (texts.configure) }
            }
        }
    }
}

/// A layout in the middle of what can be made, with each kind of component once.
fn typical(template: &Template) -> Drawing<'_> {
    let limits = &template.limits;
    let count = template.components.len().clamp(1, 6);
    Drawing {
        width: middle(limits.min_width, limits.max_width),
        height: middle(limits.min_height, limits.max_height),
        kinds: &template.components,
        count: u32::try_from(count).unwrap_or(1),
        dimensions: false,
    }
}

pub(super) fn middle(min: Millimetres, max: Millimetres) -> Millimetres {
    Millimetres(min.0.midpoint(max.0))
}
