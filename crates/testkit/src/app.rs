//! The product without its web server: a real database, a clock that stands still until a test
//! moves it, one organization with a template, and a worker that a test drives by hand.

mod quotes;

use std::{sync::Arc, time::Duration};

use secrecy::ExposeSecret;
use tempfile::TempDir;
use tokio::sync::watch;
use winfactor_connectors::{
    channels::VendorAddresses,
    http::{AllowList, HttpClient, HttpClientOptions},
};
use winfactor_domain::{
    Clock, Locale, Millimetres, Organization, Rng, SizeLimits, Submission, Template, Timestamp,
    UnitSystem,
};
use winfactor_service::{
    Service, Settings,
    accounts::NewUser,
    api_keys::NewApiKey,
    contacts::CustomerFields,
    endpoints, organizations,
    outbox::Worker,
    secrets::{MasterKey, MasterKeys, Secrets},
    setup::{self, NewOrganization},
    submissions::{self, ConfigurationFields, NewSubmission, SizeInput, TemplateChoice},
    templates::{self, NewTemplate},
};
use winfactor_store::{DatabaseUrl, Store, StoreOptions};

use crate::{ManualClock, SeededRng, TestReceiver, postgres::Cluster};

/// The moment at which every test begins: Monday, 2 March 2026, 09:00 in Amsterdam.
pub const START: Timestamp = Timestamp(1_772_438_400_000);
/// The public address that links are made with.
pub const PUBLIC_URL: &str = "https://app.winfactor.example";
/// The password of the organization's first user.
pub const PASSWORD: &str = "correct horse battery";

/// An installation under test.
#[derive(Debug)]
pub struct TestApp {
    pub service: Service,
    pub clock: Arc<ManualClock>,
    pub organization: Organization,
    pub template: Template,
    /// A full API key of the organization.
    pub api_key: String,
    worker: Worker,
    stop: watch::Sender<bool>,
    database: DatabaseUrl,
    vendors: VendorAddresses,
    seed: u64,
    _folder: Option<TempDir>,
}

impl TestApp {
    /// On SQLite, in a folder of its own.
    pub async fn sqlite() -> TestApp {
        TestApp::sqlite_with(nowhere()).await
    }

    /// On SQLite, with services at these addresses.
    pub async fn sqlite_with(vendors: VendorAddresses) -> TestApp {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        TestApp::start(&url, Some(folder), vendors).await
    }

    /// On PostgreSQL, in a database of its own.
    pub async fn postgres() -> TestApp {
        TestApp::postgres_with(nowhere()).await
    }

    /// On PostgreSQL, with services at these addresses.
    pub async fn postgres_with(vendors: VendorAddresses) -> TestApp {
        TestApp::start(&Cluster::shared().create_database(), None, vendors).await
    }

    /// On both engines, one after the other: what a conformance test runs on.
    pub async fn on_both_engines<F>(test: impl Fn(TestApp) -> F)
    where
        F: Future<Output = ()>,
    {
        test(TestApp::sqlite().await).await;
        test(TestApp::postgres().await).await;
    }

    async fn start(url: &str, folder: Option<TempDir>, vendors: VendorAddresses) -> TestApp {
        let database: DatabaseUrl = url.parse().expect("the test's database address is sound");
        let clock = Arc::new(ManualClock::at(START));
        let service = service(&database, clock.clone(), 1, &vendors);
        let created =
            setup::create_organization(&service, new_organization("window-door-solutions"))
                .await
                .expect("the first organization can be created");
        let organization = organizations::get(&service, created.organization)
            .await
            .expect("it is there");
        let template = templates::create(&service, organization.id, new_template(), None)
            .await
            .expect("a template can be created")
            .created()
            .expect("without a key nothing is replayed");
        let (worker, stop) = worker(&service).await;
        TestApp {
            worker,
            service,
            clock,
            organization,
            template,
            api_key: created.api_key.text.expose_secret().to_owned(),
            stop,
            database,
            vendors,
            seed: 1,
            _folder: folder,
        }
    }

    /// Delivers all that is due at this moment.
    pub async fn deliver(&self) {
        let done = self.worker.run_until_idle().await;
        done.expect("deliveries can be worked off");
    }

    /// Moves the clock on, then delivers what has become due.
    pub async fn deliver_after(&self, wait: Duration) {
        self.clock.advance(wait);
        self.deliver().await;
    }

    /// Starts delivering in the background, as the server does, until the app is dropped.
    pub fn deliver_in_background(&self) -> tokio::task::JoinHandle<()> {
        let worker = self.worker.clone();
        tokio::spawn(async move {
            let ended = worker.run().await;
            ended.expect("the worker ends in order");
        })
    }

    /// Tells the background worker to finish what is on its way and to end.
    pub fn stop(&self) {
        let _ = self.stop.send(true);
    }

    /// Another server on the same PostgreSQL database, at work beside this one. `number` tells
    /// servers apart.
    pub async fn another_server(&self, number: u64) -> TestApp {
        let seed = self.seed + 1000 * number;
        let service = service(&self.database, self.clock.clone(), seed, &self.vendors);
        let (worker, stop) = worker(&service).await;
        TestApp {
            worker,
            service,
            clock: self.clock.clone(),
            organization: self.organization.clone(),
            template: self.template.clone(),
            api_key: self.api_key.clone(),
            stop,
            database: self.database.clone(),
            vendors: self.vendors.clone(),
            seed,
            _folder: None,
        }
    }

    /// The same, but it only takes requests, as with `--no-worker`.
    pub fn server_without_worker(&self, number: u64) -> Service {
        service(
            &self.database,
            self.clock.clone(),
            self.seed + 1000 * number,
            &self.vendors,
        )
    }

    /// The same database with a new process: nothing that was in memory is left, and nothing was
    /// given back, as after a crash.
    pub async fn crash(self) -> TestApp {
        let seed = self.seed + 1;
        self.service.store().clone().close().await;
        let service = service(&self.database, self.clock.clone(), seed, &self.vendors);
        let (worker, stop) = worker(&service).await;
        TestApp {
            worker,
            service,
            clock: self.clock,
            organization: self.organization,
            template: self.template,
            api_key: self.api_key,
            stop,
            database: self.database,
            vendors: self.vendors,
            seed,
            _folder: self._folder,
        }
    }

    /// An endpoint for all events at a path of the receiver.
    pub async fn endpoint(&self, receiver: &TestReceiver, path: &str) -> endpoints::Created {
        let new = endpoints::EndpointInput {
            url: receiver.url(path),
            ..endpoints::EndpointInput::default()
        };
        endpoints::create(&self.service, self.organization.id, new)
            .await
            .expect("an endpoint of a local receiver is allowed in tests")
    }

    /// A customer submits a configuration of the template.
    pub async fn submit(&self) -> Submission {
        submissions::create(
            &self.service,
            self.organization.id,
            self.new_submission(),
            None,
        )
        .await
        .expect("the configuration is within the limits")
        .created()
        .expect("without a key nothing is replayed")
    }

    /// What [`TestApp::submit`] submits: 2.4 m by 1.5 m with 3 components, in English.
    pub fn new_submission(&self) -> NewSubmission {
        NewSubmission {
            template: TemplateChoice::Id(self.template.id.to_string()),
            locale: Some("en".to_owned()),
            customer: CustomerFields {
                name: "John Smith".to_owned(),
                email: "john.smith@example.com".to_owned(),
                phone: Some("+31612345678".to_owned()),
                ..CustomerFields::default()
            },
            configuration: ConfigurationFields {
                width: Some(SizeInput::Millimetres(2400)),
                height: Some(SizeInput::Millimetres(1500)),
                component_count: Some(3),
                notes: None,
            },
        }
    }

    /// Another organization in the same installation.
    pub async fn other_organization(&self) -> (Organization, String) {
        let created = setup::create_organization(&self.service, new_organization("other-windows"))
            .await
            .expect("a second organization can be created");
        let organization = organizations::get(&self.service, created.organization)
            .await
            .expect("it is there");
        (
            organization,
            created.api_key.text.expose_secret().to_owned(),
        )
    }
}

/// Where no service answers: no test reaches the world outside.
fn nowhere() -> VendorAddresses {
    let nobody = || "http://127.0.0.1:1".to_owned();
    VendorAddresses {
        slack: nobody(),
        graph: Some(nobody()),
        google: nobody(),
        gmail: nobody(),
        google_oauth: nobody(),
        hubspot: nobody(),
        pipedrive: Some(nobody()),
        salesforce: Some(nobody()),
        whatsapp: nobody(),
    }
}

async fn worker(service: &Service) -> (Worker, watch::Sender<bool>) {
    let (stop, stopped) = watch::channel(false);
    let worker = Worker::new(service, stopped);
    let begun = worker.begin().await;
    begun.expect("the server can announce itself");
    (worker, stop)
}

fn service(
    database: &DatabaseUrl,
    clock: Arc<ManualClock>,
    seed: u64,
    vendors: &VendorAddresses,
) -> Service {
    let store = Store::open(database, StoreOptions::default()).expect("the database opens");
    let rng: Arc<dyn Rng> = Arc::new(SeededRng::new(seed));
    // The same key in every process, as a key file gives it.
    let keys = MasterKeys::one(MasterKey::generate(&SeededRng::new(0)));
    let http = HttpClient::new(HttpClientOptions {
        allowed: AllowList::parse(["127.0.0.1"]).expect("an address is a host"),
        ..HttpClientOptions::default()
    })
    .expect("the machine has certificate authorities");
    let clock: Arc<dyn Clock> = clock;
    Service::new(
        store,
        clock,
        rng.clone(),
        Secrets::new(&keys, rng),
        http,
        &Settings {
            public_url: PUBLIC_URL.to_owned(),
            vendors: vendors.clone(),
        },
    )
}

fn new_organization(slug: &str) -> NewOrganization {
    NewOrganization {
        name: "Window & Door Solutions".to_owned(),
        slug: slug.to_owned(),
        email: format!("info@{slug}.example"),
        phone: Some("+31201234567".to_owned()),
        locale: Locale::Nl,
        unit_system: UnitSystem::Metric,
        currency: "EUR".to_owned(),
        time_zone: "Europe/Amsterdam".to_owned(),
        user: NewUser {
            name: "Eva de Vries".to_owned(),
            email: format!("eva@{slug}.example"),
            password: PASSWORD.to_owned().into(),
            locale: Locale::Nl,
        },
        api_key: NewApiKey {
            name: "Tests".to_owned(),
            read_only: false,
        },
    }
}

fn new_template() -> NewTemplate {
    NewTemplate {
        name: "Modern Glass Panel".to_owned(),
        slug: "modern-glass-facade".to_owned(),
        limits: SizeLimits {
            min_width: Millimetres(500),
            max_width: Millimetres(6000),
            min_height: Millimetres(400),
            max_height: Millimetres(3200),
        },
        components: vec!["fixed".to_owned(), "tilt_turn".to_owned()],
    }
}
