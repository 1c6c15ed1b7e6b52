use std::path::Path;

use anyhow::{Context, Result};
use rust_decimal::Decimal;
use secrecy::ExposeSecret;
use winfactor_domain::{
    Locale, Millimetres, OrganizationId, QuoteId, SizeLimits, SubmissionId, UnitSystem,
};
use winfactor_service::{
    Service,
    accounts::NewUser,
    api_keys::NewApiKey,
    contacts::CustomerFields,
    endpoints::{self, EndpointInput},
    flows,
    leads::{self, LeadFields},
    quotes::{self, LineItemFields, NewQuote, SendFields, TermFields},
    setup::{self, NewOrganization},
    submissions::{self, ConfigurationFields, NewSubmission, SizeInput, TemplateChoice},
    templates::{self, NewTemplate},
};

use super::sign_in::{self, EMAIL, PASSWORD};

const SLUG: &str = "window-door-solutions";

/// Makes an organization that has something in every list: products, a webhook endpoint, the first
/// automation switched on, and three customers at different points of their way.
pub(crate) async fn seed(service: &Service, receiver: &str, folder: &Path) -> Result<()> {
    let created = setup::create_organization(service, organization()).await?;
    let organization = created.organization;
    for template in templates() {
        templates::create(service, organization, template, None).await?;
    }
    let endpoint = EndpointInput {
        url: format!("{receiver}hook"),
        description: "Example receiver".to_owned(),
        ..EndpointInput::default()
    };
    let endpoint = endpoints::create(service, organization, endpoint).await?;
    sign_in::keep(
        folder,
        created.api_key.text.expose_secret(),
        &endpoint.secret,
    )?;
    first_automation(service, organization).await?;
    customers(service, organization).await
}

fn organization() -> NewOrganization {
    NewOrganization {
        name: "Window & Door Solutions".to_owned(),
        slug: SLUG.to_owned(),
        email: "info@window-door.example".to_owned(),
        phone: Some("+31 20 123 4567".to_owned()),
        locale: Locale::En,
        unit_system: UnitSystem::Metric,
        currency: "EUR".to_owned(),
        time_zone: "Europe/Amsterdam".to_owned(),
        user: NewUser {
            name: "Eva de Vries".to_owned(),
            email: EMAIL.to_owned(),
            password: PASSWORD.to_owned().into(),
            locale: Locale::En,
        },
        api_key: NewApiKey {
            name: "Demo".to_owned(),
            read_only: false,
        },
    }
}

fn templates() -> Vec<NewTemplate> {
    let template =
        |name: &str, slug: &str, (width, height): (u32, u32), parts: &[&str]| NewTemplate {
            name: name.to_owned(),
            slug: slug.to_owned(),
            limits: SizeLimits {
                min_width: Millimetres(500),
                max_width: Millimetres(width),
                min_height: Millimetres(500),
                max_height: Millimetres(height),
            },
            components: parts.iter().map(|part| (*part).to_owned()).collect(),
        };
    vec![
        template(
            "Modern Glass Panel",
            "modern-glass-facade",
            (6000, 3200),
            &["fixed"],
        ),
        template(
            "Tilt and Turn Window",
            "tilt-turn-window",
            (3600, 2400),
            &["tilt_turn", "fixed"],
        ),
        template(
            "Sliding Patio Door",
            "sliding-patio-door",
            (5000, 2600),
            &["sliding", "fixed"],
        ),
        template(
            "Entrance Door",
            "entrance-door",
            (1600, 2500),
            &["door", "fixed"],
        ),
    ]
}

/// The recommended first automation: a message in the inbox for each new submission.
async fn first_automation(service: &Service, organization: OrganizationId) -> Result<()> {
    let recipe = flows::recipes(Locale::En)
        .into_iter()
        .find(|recipe| recipe.recommended)
        .context("there is no recommended recipe")?;
    let owner = Some("Eva de Vries");
    let flow =
        flows::create_from_recipe(service, organization, &recipe.id, Locale::En, owner).await?;
    flows::enable(service, organization, flow.id).await?;
    Ok(())
}

async fn customers(service: &Service, organization: OrganizationId) -> Result<()> {
    let sanne = submit(
        service,
        organization,
        ("Sanne van den Berg", "nl"),
        ("sliding-patio-door", 3600, 2400, 2),
    )
    .await?;
    let joerg = submit(
        service,
        organization,
        ("Jörg Weiß", "de"),
        ("tilt-turn-window", 2400, 1500, 3),
    )
    .await?;
    submit(
        service,
        organization,
        ("John Smith", "en"),
        ("modern-glass-facade", 5000, 3000, 12),
    )
    .await?;
    let offered = quote(
        service,
        organization,
        sanne,
        "Sliding patio door, triple glazed",
        4350,
    )
    .await?;
    quotes::send(service, organization, offered, SendFields::default()).await?;
    quote(
        service,
        organization,
        joerg,
        "Tilt and turn window, oak",
        1890,
    )
    .await?;
    let lead = LeadFields {
        locale: Locale::En,
        name: "Jane Smith".to_owned(),
        email: "jane.smith@example.com".to_owned(),
        phone: Some("+31612345678".to_owned()),
        message: "I am interested in custom sliding doors for my showroom. \
                  Can you provide a quote?"
            .to_owned(),
    };
    leads::leave(service, SLUG, lead, None).await?;
    Ok(())
}

async fn submit(
    service: &Service,
    organization: OrganizationId,
    (name, locale): (&str, &str),
    (template, width, height, components): (&str, i64, i64, i64),
) -> Result<SubmissionId> {
    let mail = name.split(' ').next().unwrap_or_default().to_lowercase();
    let new = NewSubmission {
        template: TemplateChoice::Slug(template.to_owned()),
        locale: Some(locale.to_owned()),
        customer: CustomerFields {
            name: name.to_owned(),
            email: format!("{mail}@example.com"),
            phone: Some("+31612345678".to_owned()),
            ..CustomerFields::default()
        },
        configuration: ConfigurationFields {
            width: Some(SizeInput::Millimetres(width)),
            height: Some(SizeInput::Millimetres(height)),
            component_count: Some(components),
            notes: None,
        },
    };
    let created = submissions::create(service, organization, new, None).await?;
    let submission = created.created().context("nothing was submitted")?;
    Ok(submission.id)
}

async fn quote(
    service: &Service,
    organization: OrganizationId,
    submission: SubmissionId,
    what: &str,
    price: i64,
) -> Result<QuoteId> {
    let line = |description: &str, price: i64, kind: &str| LineItemFields {
        description: description.to_owned(),
        quantity: None,
        unit_price: Some(Decimal::from(price)),
        item_type: Some(kind.to_owned()),
    };
    let new = NewQuote {
        terms: TermFields {
            tax_rate: Some(Decimal::from(21)),
            ..TermFields::default()
        },
        line_items: vec![
            line(what, price, "product"),
            line("Measuring, delivery and installation", 480, "service"),
        ],
        created_by_name: Some("Eva de Vries".to_owned()),
    };
    let created = quotes::create(service, organization, submission, new, None).await?;
    let quote = created.created().context("no quote was made")?;
    Ok(quote.id)
}
