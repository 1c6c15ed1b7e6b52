//! Records to store, complete and plausible. Ids are made from a moment and a number.

use winfactor_domain::{
    Address, Configuration, Contact, Currency, Customer, EmailAddress, Id, IdKind, LineItem,
    Locale, Millimetres, Money, NewLineItem, Organization, OrganizationId, Quote, QuoteDefaults,
    QuoteNumber, QuoteStatus, QuoteTerms, QuoteVersion, Rng, Sending, SizeLimits, Slug, Submission,
    SubmissionStatus, TaxRate, Template, TemplateComponent, TimeZone, Timestamp, Totals,
    UnitSystem,
};
use winfactor_store::{Page, Store, StoreError, organizations};
use winfactor_testkit::SeededRng;

/// The moment at which the samples are made.
pub(crate) const NOW: Timestamp = Timestamp(1_768_467_600_000);

pub(crate) fn id<K: IdKind>(number: u8) -> Id<K> {
    id_at(NOW, number)
}

/// An id of another moment.
pub(crate) fn id_at<K: IdKind>(at: Timestamp, number: u8) -> Id<K> {
    #[derive(Debug)]
    struct Fixed(u8);
    impl Rng for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }
    Id::new(at, &Fixed(number))
}

pub(crate) fn whole_list() -> Page {
    Page {
        limit: 100,
        before: None,
    }
}

pub(crate) fn organization(number: u8) -> Organization {
    Organization {
        id: id(number),
        name: "Kozijnen De Vries".into(),
        slug: Slug::from_stored(format!("kozijnen-{number}")),
        email: EmailAddress::from_stored("info@kozijnen.example".into()),
        phone: None,
        logo_url: None,
        locale: Locale::Nl,
        unit_system: UnitSystem::Metric,
        currency: Currency::EUR,
        time_zone: TimeZone::named("Europe/Amsterdam").unwrap(),
        quote_defaults: QuoteDefaults::default(),
        created_at: NOW,
        updated_at: NOW,
    }
}

/// Stores organization `number` and tells its id.
pub(crate) async fn stored_organization(store: &Store, number: u8) -> OrganizationId {
    let organization = organization(number);
    let id = organization.id;
    let inserted = store.write(move |tx| organizations::insert(tx, &organization));
    assert!(inserted.await.unwrap());
    id
}

pub(crate) fn customer(email: &str) -> Customer {
    Customer {
        name: "Sanne van den Berg".into(),
        email: EmailAddress::from_stored(email.into()),
        phone: Some("+31612345678".into()),
        company_name: Some("Van den Berg Interieur".into()),
        address: Address {
            street: Some("Gracht 1".into()),
            postal_code: Some("1015 AA".into()),
            city: Some("Amsterdam".into()),
            country: None,
        },
    }
}

pub(crate) fn template(organization: OrganizationId, number: u8, slug: &str) -> Template {
    Template {
        id: id(number),
        organization,
        name: "Moderne glazen pui".into(),
        slug: Slug::from_stored(slug.into()),
        limits: SizeLimits {
            min_width: Millimetres(400),
            max_width: Millimetres(6000),
            min_height: Millimetres(300),
            max_height: Millimetres(3000),
        },
        components: vec![TemplateComponent::Fixed, TemplateComponent::TiltTurn],
        created_at: NOW,
        updated_at: NOW,
    }
}

pub(crate) fn contact(organization: OrganizationId, number: u8, email: &str) -> Contact {
    Contact {
        id: id(number),
        organization,
        customer: customer(email),
        submission_count: 0,
        last_used_at: None,
        external_ref: None,
        created_at: NOW,
        updated_at: NOW,
    }
}

pub(crate) fn submission(organization: OrganizationId, at: Timestamp, number: u8) -> Submission {
    Submission {
        id: id_at(at, number),
        organization,
        contact: id(1),
        template: id(1),
        template_name: "Moderne glazen pui".into(),
        template_slug: Slug::from_stored("pui".into()),
        locale: Locale::Nl,
        customer: customer("sanne@example.nl"),
        configuration: Configuration {
            width: Millimetres(2400),
            height: Millimetres(2100),
            component_count: 3,
            notes: Some("Graag met hor".into()),
        },
        status: SubmissionStatus::New,
        external_ref: None,
        created_at: at,
        updated_at: at,
    }
}

/// A draft over 1,682.51 €.
pub(crate) fn quote(organization: OrganizationId, number: u8) -> Quote {
    let terms = QuoteTerms {
        currency: Currency::EUR,
        tax_rate: TaxRate::from_hundredths(2100),
        validity_days: 30,
        reference: Some("Project Gracht".into()),
        notes: None,
    };
    let line = NewLineItem {
        id: Id::new(NOW, &SeededRng::new(number.into())),
        description: "Schuifpui".into(),
        quantity: "2.5".parse().unwrap(),
        unit_price: "556.20".parse().unwrap(),
        item_type: None,
    };
    let line_items = LineItem::check_all(&[line], terms.currency).unwrap();
    let totals = Totals::of(&line_items, terms.tax_rate, terms.currency).unwrap();
    assert_eq!(totals.total, Money::from_minor(168_251, Currency::EUR));
    Quote {
        id: id(number),
        organization,
        submission: id(1),
        number: QuoteNumber {
            year: 2026,
            counter: number.into(),
        },
        version: 1,
        status: QuoteStatus::Draft,
        locale: Locale::Nl,
        customer: customer("sanne@example.nl"),
        terms,
        line_items,
        totals,
        created_by_name: Some("Anke".into()),
        sending: None,
        external_ref: None,
        created_at: NOW,
        updated_at: NOW,
    }
}

pub(crate) fn sending(token: &str) -> Sending {
    Sending {
        token: token.into(),
        recipients: vec![EmailAddress::from_stored("sanne@example.nl".into())],
        sent_at: NOW,
        valid_until: Timestamp(NOW.0 + 10_000),
        expiring_soon_at: Timestamp(NOW.0 + 7_000),
    }
}

/// A version of `quote` as it is sent.
pub(crate) fn version(quote: &Quote, token: &str) -> QuoteVersion {
    QuoteVersion {
        quote: quote.id,
        organization: quote.organization,
        version: quote.version,
        terms: quote.terms.clone(),
        line_items: quote.line_items.clone(),
        totals: quote.totals,
        sending: sending(token),
        viewed_at: None,
        view_count: 0,
        last_viewed_at: None,
        suspected_robot_count: 0,
        last_suspected_robot: None,
        answer: None,
    }
}

/// Runs a read that cannot fail.
pub(crate) async fn read<T: Send + 'static>(
    store: &Store,
    read: impl FnMut(&mut winfactor_store::Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.read(read).await.unwrap()
}

/// Runs a write that cannot fail.
pub(crate) async fn write<T: Send + 'static>(
    store: &Store,
    write: impl FnMut(&mut winfactor_store::Tx<'_>) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.write(write).await.unwrap()
}
