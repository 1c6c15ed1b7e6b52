//! A server with one organization and one template, a clock to move, and the events it recorded.

use std::sync::Arc;

use tempfile::TempDir;
use winfactor_connectors::channels::VendorAddresses;
use winfactor_connectors::http::{HttpClient, HttpClientOptions};
use winfactor_domain::{
    Currency, EmailAddress, Invalid, Locale, Millimetres, Organization, OrganizationId, Quote,
    QuoteDefaults, QuoteId, Refusal, SizeLimits, Slug, Submission, TaxRate, Template, TimeZone,
    Timestamp, UnitSystem,
};
use winfactor_service::{
    Page, Result, Service, ServiceError, Settings,
    contacts::CustomerFields,
    idempotency::Created,
    quotes::{self, LineItemFields, NewQuote, SendFields, Visitor},
    secrets::{MasterKeys, Secrets},
    submissions::{self, ConfigurationFields, NewSubmission, SizeInput, TemplateChoice},
    templates::{self, NewTemplate},
};
use winfactor_store::{
    DatabaseUrl, SqliteRole, Store, StoreOptions,
    events::{self, EventRow},
    organizations,
};
use winfactor_testkit::{ManualClock, SeededRng, postgres::Cluster};

pub(crate) struct World {
    pub(crate) service: Service,
    pub(crate) clock: ManualClock,
    pub(crate) organization: Organization,
    pub(crate) template: Template,
    url: DatabaseUrl,
    _folder: Option<TempDir>,
}

impl World {
    pub(crate) async fn on_sqlite() -> World {
        let folder = TempDir::new().unwrap();
        let url = DatabaseUrl::Sqlite(folder.path().join("winfactor.db"));
        World::new(url, Some(folder)).await
    }

    pub(crate) async fn on_postgres() -> World {
        let url = Cluster::shared().create_database().parse().unwrap();
        World::new(url, None).await
    }

    async fn new(url: DatabaseUrl, folder: Option<TempDir>) -> World {
        let clock = ManualClock::default();
        let service = server(&url, SqliteRole::Node, &clock, 1);
        let organization = add_organization(&service, "kozijnen").await;
        let template = add_template(&service, organization.id, "pui").await;
        World {
            service,
            clock,
            organization,
            template,
            url,
            _folder: folder,
        }
    }

    pub(crate) fn id(&self) -> OrganizationId {
        self.organization.id
    }

    /// Another server on the same database.
    pub(crate) fn another_server(&self) -> Service {
        server(&self.url, SqliteRole::Tool, &self.clock, 2)
    }

    /// A submission for the template, in order.
    pub(crate) fn configuration(&self) -> NewSubmission {
        configuration(TemplateChoice::Id(self.template.id.to_string()))
    }

    /// A submission that was made.
    pub(crate) async fn submission(&self) -> Submission {
        let made = submissions::create(&self.service, self.id(), self.configuration(), None);
        new(made.await)
    }

    /// A draft over 1,682.51 € that was made.
    pub(crate) async fn draft(&self) -> Quote {
        let submission = self.submission().await;
        let wanted = NewQuote {
            line_items: vec![line("Schuifpui", "1390.50")],
            ..NewQuote::default()
        };
        let made = quotes::create(&self.service, self.id(), submission.id, wanted, None);
        new(made.await)
    }

    /// A quote that was made and sent.
    pub(crate) async fn sent(&self) -> Quote {
        let draft = self.draft().await;
        self.send(draft.id).await
    }

    pub(crate) async fn send(&self, id: QuoteId) -> Quote {
        quotes::send(&self.service, self.id(), id, SendFields::default())
            .await
            .unwrap()
    }

    pub(crate) async fn quote(&self, id: QuoteId) -> Quote {
        quotes::get(&self.service, self.id(), id).await.unwrap()
    }

    /// All events of the organization, in the order of their record.
    pub(crate) async fn events(&self) -> Vec<EventRow> {
        let organization = self.id();
        let events = self
            .service
            .read(move |tx| Ok(events::after(tx, organization, "", 1000)?));
        events.await.unwrap()
    }

    /// The events about a submission, quote or lead: type and place, in the order of their places.
    pub(crate) async fn events_of(&self, subject: impl ToString) -> Vec<(String, i64)> {
        let subject = subject.to_string();
        let mut events = self.events().await;
        events.retain(|event| event.subject == subject);
        events.sort_by_key(|event| event.subject_seq);
        let pairs = events.into_iter();
        pairs
            .map(|event| (event.event_type.to_string(), event.subject_seq))
            .collect()
    }

    /// The body of the newest event of a subject.
    pub(crate) async fn newest_body(&self, subject: impl ToString) -> serde_json::Value {
        let subject = subject.to_string();
        let mut events = self.events().await;
        events.retain(|event| event.subject == subject);
        let newest = events.iter().max_by_key(|event| event.subject_seq).unwrap();
        serde_json::from_str(&newest.body).unwrap()
    }

    /// Moves the clock to a moment on the organization's wall.
    pub(crate) fn set_clock(&self, wall: &str) -> Timestamp {
        let at = self.wall(wall);
        self.clock.set(at);
        at
    }

    /// The moment at which the organization's wall shows `wall`.
    pub(crate) fn wall(&self, wall: &str) -> Timestamp {
        let zone = self.organization.time_zone.name();
        let zoned = wall.parse::<jiff::civil::DateTime>().unwrap().in_tz(zone);
        Timestamp(zoned.unwrap().timestamp().as_millisecond())
    }
}

fn server(url: &DatabaseUrl, sqlite_role: SqliteRole, clock: &ManualClock, seed: u64) -> Service {
    let options = StoreOptions {
        sqlite_role,
        ..StoreOptions::default()
    };
    let rng = Arc::new(SeededRng::new(seed));
    let keys = MasterKeys::parse("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=").unwrap();
    Service::new(
        Store::open(url, options).unwrap(),
        Arc::new(clock.clone()),
        rng.clone(),
        Secrets::new(&keys, rng),
        HttpClient::new(HttpClientOptions::default()).unwrap(),
        &Settings {
            public_url: "https://winfactor.example".to_owned(),
            vendors: VendorAddresses::default(),
        },
    )
}

/// An organization in Amsterdam: 21 % tax, offers valid for 30 days, a reminder 3 days before.
pub(crate) async fn add_organization(service: &Service, slug: &'static str) -> Organization {
    let added = service.write(move |work| {
        let organization = Organization {
            id: work.new_id(),
            name: "Kozijnen De Vries".to_owned(),
            slug: Slug::from_stored(slug.to_owned()),
            email: EmailAddress::from_stored("info@kozijnen.example".to_owned()),
            phone: None,
            logo_url: None,
            locale: Locale::Nl,
            unit_system: UnitSystem::Metric,
            currency: Currency::EUR,
            time_zone: TimeZone::named("Europe/Amsterdam").unwrap(),
            quote_defaults: QuoteDefaults {
                tax_rate: TaxRate::from_hundredths(2100),
                ..QuoteDefaults::default()
            },
            created_at: work.now,
            updated_at: work.now,
        };
        assert!(organizations::insert(work.tx, &organization)?);
        Ok(organization)
    });
    added.await.unwrap()
}

pub(crate) fn wanted_template(slug: &str) -> NewTemplate {
    NewTemplate {
        name: "Moderne glazen pui".to_owned(),
        slug: slug.to_owned(),
        limits: SizeLimits {
            min_width: Millimetres(400),
            max_width: Millimetres(6000),
            min_height: Millimetres(300),
            max_height: Millimetres(3000),
        },
        components: vec!["fixed".to_owned(), "tilt_turn".to_owned()],
    }
}

pub(crate) async fn add_template(
    service: &Service,
    organization: OrganizationId,
    slug: &str,
) -> Template {
    new(templates::create(service, organization, wanted_template(slug), None).await)
}

pub(crate) fn configuration(template: TemplateChoice) -> NewSubmission {
    NewSubmission {
        template,
        locale: Some("de".to_owned()),
        customer: customer("Sanne@Example.nl"),
        configuration: ConfigurationFields {
            width: Some(SizeInput::Millimetres(2400)),
            height: Some(SizeInput::Millimetres(2100)),
            component_count: Some(3),
            notes: Some("Graag met hor".to_owned()),
        },
    }
}

pub(crate) fn customer(email: &str) -> CustomerFields {
    CustomerFields {
        name: "Sanne van den Berg".to_owned(),
        email: email.to_owned(),
        phone: Some("+31612345678".to_owned()),
        ..CustomerFields::default()
    }
}

pub(crate) fn line(description: &str, price: &str) -> LineItemFields {
    LineItemFields {
        description: description.to_owned(),
        unit_price: Some(price.parse().unwrap()),
        ..LineItemFields::default()
    }
}

pub(crate) fn visitor() -> Visitor {
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    Visitor::new("192.0.2.1", firefox)
}

pub(crate) fn whole_list() -> Page {
    Page {
        limit: 100,
        before: None,
    }
}

pub(crate) fn token(quote: &Quote) -> String {
    quote.sending.as_ref().unwrap().token.clone()
}

/// What was created just now.
pub(crate) fn new<T: std::fmt::Debug>(result: Result<Created<T>>) -> T {
    match result.unwrap() {
        Created::New(created) => created,
        Created::Replayed(answer) => panic!("a repetition: {answer:?}"),
    }
}

/// Where and why a request was wrong.
pub(crate) fn wrong<T: std::fmt::Debug>(result: Result<T>) -> Vec<(String, &'static str)> {
    match result.unwrap_err() {
        ServiceError::Invalid(Invalid(errors)) => {
            let pairs = errors.into_iter();
            pairs.map(|error| (error.pointer, error.code)).collect()
        }
        other => panic!("{other:?}"),
    }
}

pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T>) -> Refusal {
    match result.unwrap_err() {
        ServiceError::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn conflict<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result.unwrap_err() {
        ServiceError::Conflict { code, .. } => code,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn is_missing<T>(result: &Result<T>) -> bool {
    matches!(result, Err(ServiceError::NotFound { .. }))
}

/// Makes a test of each function for each engine.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::world::World::on_sqlite().await).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::world::World::on_postgres().await).await;
            })+
        }
    };
}
pub(crate) use on_both_engines;
