use maud::{Markup, html};
use winfactor_domain::{Configuration, FieldError, Millimetres, Template, UnitSystem};

use super::{
    frame::{Parts, PublicFrame, honeypot},
    organization::middle,
};
use crate::{
    assets::Asset,
    view::{
        drawing::{Drawing, drawing},
        form::{Errors, Field, form_token, hidden, summary},
        routes,
        texts::configurator::ConfiguratorTexts,
    },
};

/// The page on which a customer enters measurements and asks for a quote.
#[derive(Clone, Copy, Debug)]
pub struct ConfiguratorPage<'a> {
    pub frame: PublicFrame<'a>,
    pub template: &'a Template,
    pub input: &'a ConfiguratorInput,
    /// Pointers: `/configuration/{width,height,componentCount,notes}`,
    /// `/customer/{name,email,phone,companyName}`. A size that cannot be read has the code
    /// `size_metric` or `size_imperial`, a count that is no number `number`.
    pub errors: &'a [FieldError],
    pub form_token: &'a str,
}

/// What the customer typed; the names are those of the inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConfiguratorInput {
    pub width: String,
    pub height: String,
    pub component_count: String,
    pub notes: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub company_name: String,
}

impl ConfiguratorInput {
    /// An empty form: only the number of panels has a usual value.
    pub fn starting(template: &Template) -> Self {
        ConfiguratorInput {
            component_count: template.components.len().max(1).to_string(),
            ..ConfiguratorInput::default()
        }
    }

    /// The drawing of what was typed. While a size is missing or cannot be read, the layout is drawn
    /// in a usual proportion and without sizes.
    pub fn drawing<'t>(&self, template: &'t Template, units: UnitSystem) -> Drawing<'t> {
        let limits = &template.limits;
        let width = Millimetres::parse(&self.width, units).ok();
        let height = Millimetres::parse(&self.height, units).ok();
        let count = self.component_count.trim().parse().unwrap_or(1);
        Drawing {
            width: width.unwrap_or(middle(limits.min_width, limits.max_width)),
            height: height.unwrap_or(middle(limits.min_height, limits.max_height)),
            kinds: &template.components,
            count: u32::clamp(count, 1, Configuration::MAX_COMPONENTS),
            dimensions: width.is_some() && height.is_some(),
        }
    }
}

pub fn configurator_page(page: &ConfiguratorPage<'_>) -> Markup {
    let frame = &page.frame;
    let texts = ConfiguratorTexts::of(frame.reader.locale);
    let parts = Parts {
        title: &page.template.name,
        script: Some(Asset::ConfiguratorScript),
        private: false,
    };
    frame.render(
        &parts,
        &html! {
            header.hero {
                p.back { a href=(frame.home()) { (texts.back) } }
                h1 { (page.template.name) }
                p.lead { (texts.intro) }
            }
            div.configurator {
                (sketch(page, texts))
                (form(page, texts))
            }
        },
    )
}

fn sketch(page: &ConfiguratorPage<'_>, texts: &ConfiguratorTexts) -> Markup {
    let frame = &page.frame;
    let source = routes::configurator_drawing(&frame.organization.slug, &page.template.slug);
    let shown = page.input.drawing(page.template, frame.reader.units);
    html! {
        figure.sketch {
            div #sketch data-source=(source) data-lang=(frame.reader.locale) {
                (drawing(&shown, frame.reader))
            }
            figcaption { (texts.seen_from_inside) }
        }
    }
}

fn form(page: &ConfiguratorPage<'_>, texts: &ConfiguratorTexts) -> Markup {
    let (frame, locale) = (&page.frame, page.frame.reader.locale);
    let errors = Errors::new(page.errors, locale);
    html! {
        form.stack #configuration method="post" novalidate
            action=(routes::public_submissions(&frame.organization.slug)) {
            (summary(&errors))
            (form_token(page.form_token))
            (hidden("lang", locale.code()))
            (hidden("template", page.template.slug.as_str()))
            (honeypot(frame.texts()))
            (measurements(page, texts, errors))
            (customer(page, texts, errors))
            div.actions {
                button.button { (texts.submit) }
                span.hint { (texts.submit_hint) }
            }
        }
    }
}

fn measurements(
    page: &ConfiguratorPage<'_>,
    texts: &ConfiguratorTexts,
    errors: Errors<'_>,
) -> Markup {
    let (public, input) = (page.frame.texts(), page.input);
    let (locale, limits) = (page.frame.reader.locale, &page.template.limits);
    let most = Configuration::MAX_COMPONENTS;
    html! {
        fieldset {
            legend { (texts.your_product) }
            div.pair {
                (size_field(page, "width", public.width, &input.width,
                    (limits.min_width, limits.max_width)).checked(errors, "/configuration/width"))
                (size_field(page, "height", public.height, &input.height,
                    (limits.min_height, limits.max_height)).checked(errors, "/configuration/height"))
            }
            (Field::stepper("component_count", texts.count, (1, most), locale)
                .value(&input.component_count).required()
                .checked(errors, "/configuration/componentCount"))
            (Field::lines("notes", texts.notes, 3, locale).value(&input.notes)
                .hint(texts.notes_hint).max_length(Configuration::MAX_NOTES)
                .checked(errors, "/configuration/notes"))
        }
    }
}

/// A size in the organization's units, with its limits as the hint.
fn size_field<'a>(
    page: &ConfiguratorPage<'_>,
    name: &'a str,
    label: &'a str,
    value: &'a str,
    (min, max): (Millimetres, Millimetres),
) -> Field<'a> {
    let reader = page.frame.reader;
    let texts = ConfiguratorTexts::of(reader.locale);
    let limits = reader.size_range(min, max);
    let field = Field::text(name, label, reader.locale)
        .value(value)
        .required()
        .autocomplete("off")
        .max_length(40);
    match reader.units {
        UnitSystem::Metric => field.hint(limits).input_mode("decimal"),
        UnitSystem::Imperial => field
            .hint(texts.in_feet(&limits))
            .placeholder("7' 10 1/2\""),
    }
    .range(reader.size(min), reader.size(max))
}

fn customer(page: &ConfiguratorPage<'_>, texts: &ConfiguratorTexts, errors: Errors<'_>) -> Markup {
    let (public, input) = (page.frame.texts(), page.input);
    let locale = page.frame.reader.locale;
    html! {
        fieldset {
            legend { (texts.about_you) }
            div.pair {
                (Field::text("name", public.name, locale).value(&input.name).required()
                    .autocomplete("name").max_length(200).checked(errors, "/customer/name"))
                (Field::email("email", public.email, locale).value(&input.email).required()
                    .checked(errors, "/customer/email"))
            }
            div.pair {
                (Field::phone("phone", public.phone, locale).value(&input.phone)
                    .checked(errors, "/customer/phone"))
                (Field::text("company_name", texts.company, locale).value(&input.company_name)
                    .autocomplete("organization").max_length(200)
                    .checked(errors, "/customer/companyName"))
            }
        }
    }
}
