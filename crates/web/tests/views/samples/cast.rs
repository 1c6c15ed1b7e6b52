//! The people and things of the samples.

use std::time::Duration;

use winfactor_domain::{
    Address, Configuration, Currency, Customer, EmailAddress, Id, IdKind, ItemType, LineItem,
    Locale, Millimetres, NewLineItem, Organization, Quote, QuoteDefaults, QuoteNumber, QuoteStatus,
    QuoteTerms, QuoteVersion, Rng, Sending, SizeLimits, Slug, Submission, SubmissionStatus,
    TaxRate, Template, TemplateComponent, TimeZone, Timestamp, Totals, UnitSystem,
};
use winfactor_web::view::Reader;

use super::words::Words;

/// What breaks out of attributes, elements and chat messages where nobody escapes.
pub(crate) const HOSTILE: &str =
    "\"><script>alert(1)</script><img src=x onerror=alert(1)> <!channel> & 'x'";

/// Thursday, 9 April 2026, 12:00 in Amsterdam and Berlin.
pub(crate) const NOW: Timestamp = Timestamp(1_775_728_800_000);

const DAY: Duration = Duration::from_secs(86_400);

#[derive(Debug)]
pub(crate) struct Cast {
    pub(crate) locale: Locale,
    pub(crate) reader: Reader,
    pub(crate) words: &'static Words,
    pub(crate) hostile: bool,
    pub(crate) organization: Organization,
    pub(crate) templates: Vec<Template>,
    pub(crate) customer: Customer,
    /// Who is signed in.
    pub(crate) staff: String,
}

/// Makes ids that look random and never change.
#[derive(Debug)]
struct Sequence(u8);

impl Rng for Sequence {
    fn fill(&self, bytes: &mut [u8]) {
        for (place, byte) in bytes.iter_mut().enumerate() {
            let mixed = (place as u8)
                .wrapping_mul(53)
                .wrapping_add(self.0.wrapping_mul(97));
            *byte = mixed ^ 0x5a;
        }
    }
}

/// The id of the `n`-th thing of a kind.
pub(crate) fn id<K: IdKind>(n: u8) -> Id<K> {
    Id::new(NOW.before(DAY * u32::from(n)), &Sequence(n))
}

/// `days` days and `minutes` minutes ago.
pub(crate) fn ago(days: u32, minutes: u32) -> Timestamp {
    NOW.before(DAY * days + Duration::from_secs(60) * minutes)
}

impl Cast {
    pub(crate) fn new(locale: Locale, hostile: bool) -> Self {
        let words = Words::of(locale);
        let told = |text: &str| {
            if hostile {
                HOSTILE.to_owned()
            } else {
                text.to_owned()
            }
        };
        let organization = organization(words, locale, &told);
        let reader = Reader {
            locale,
            zone: organization.time_zone.clone(),
            units: organization.unit_system,
            now: NOW,
        };
        let customer = Customer {
            name: told(words.customer),
            email: EmailAddress::from_stored(words.customer_email.to_owned()),
            phone: Some(words.phone.to_owned()),
            company_name: Some(told(words.company)),
            address: Address {
                street: Some(told(words.street)),
                postal_code: Some(words.postal_code.to_owned()),
                city: Some(words.city.to_owned()),
                country: None,
            },
        };
        Cast {
            locale,
            reader,
            words,
            hostile,
            templates: templates(words, &organization, &told),
            organization,
            customer,
            staff: told(words.staff),
        }
    }

    /// A text of somebody outside: theirs, or the hostile one.
    pub(crate) fn told(&self, text: &str) -> String {
        if self.hostile {
            HOSTILE.to_owned()
        } else {
            text.to_owned()
        }
    }

    /// A size as somebody types it, in the reader's units.
    pub(crate) fn typed_size(&self, metric: &str, imperial: &str) -> String {
        match self.reader.units {
            UnitSystem::Metric => metric.to_owned(),
            UnitSystem::Imperial => imperial.to_owned(),
        }
    }

    pub(crate) fn number(&self) -> QuoteNumber {
        QuoteNumber {
            year: 2026,
            counter: 42,
        }
    }

    pub(crate) fn submission(&self, n: u8, status: SubmissionStatus) -> Submission {
        let template = &self.templates[usize::from(n) % self.templates.len()];
        Submission {
            id: id(n),
            organization: self.organization.id,
            contact: id(n),
            template: template.id,
            template_name: template.name.clone(),
            template_slug: template.slug.clone(),
            locale: self.locale,
            customer: self.customer.clone(),
            configuration: self.configuration(),
            status,
            external_ref: Some("hubspot:contact:3314".to_owned()),
            created_at: ago(u32::from(n), 35),
            updated_at: ago(u32::from(n), 30),
        }
    }

    pub(crate) fn configuration(&self) -> Configuration {
        Configuration {
            width: Millimetres(5000),
            height: Millimetres(3000),
            component_count: 4,
            notes: Some(self.told(self.words.notes)),
        }
    }

    pub(crate) fn terms(&self) -> QuoteTerms {
        QuoteTerms {
            currency: self.organization.currency,
            tax_rate: self.organization.quote_defaults.tax_rate,
            validity_days: 30,
            reference: Some(self.told("AB-118")),
            notes: Some(self.told(self.words.quote_notes)),
        }
    }

    pub(crate) fn line_items(&self) -> Vec<LineItem> {
        let amounts = [
            ("1", "8450.00"),
            ("12", "189.50"),
            ("16", "62"),
            ("1", "-500"),
        ];
        let kinds = [
            ItemType::Product,
            ItemType::Product,
            ItemType::Service,
            ItemType::Discount,
        ];
        let new: Vec<_> = self
            .words
            .lines
            .iter()
            .zip(amounts)
            .zip(kinds)
            .enumerate()
            .map(|(n, ((line, (quantity, price)), kind))| NewLineItem {
                id: id(n as u8),
                description: self.told(line),
                quantity: quantity.parse().unwrap(),
                unit_price: price.parse().unwrap(),
                item_type: Some(kind.code().to_owned()),
            })
            .collect();
        LineItem::check_all(&new, self.organization.currency).unwrap()
    }

    pub(crate) fn totals(&self) -> Totals {
        let terms = self.terms();
        Totals::of(&self.line_items(), terms.tax_rate, terms.currency).unwrap()
    }

    pub(crate) fn sending(&self) -> Sending {
        let sent_at = ago(3, 95);
        let zone = &self.organization.time_zone;
        Sending {
            token: "3kTq9wq1oFmV0b2nY7ZxkA".to_owned(),
            recipients: vec![self.customer.email.clone()],
            sent_at,
            valid_until: zone.end_of_day_after(sent_at, 30),
            expiring_soon_at: sent_at + DAY * 27,
        }
    }

    pub(crate) fn version(&self, version: u32) -> QuoteVersion {
        QuoteVersion {
            quote: id(1),
            organization: self.organization.id,
            version,
            terms: self.terms(),
            line_items: self.line_items(),
            totals: self.totals(),
            sending: self.sending(),
            viewed_at: Some(ago(2, 70)),
            view_count: 3,
            last_viewed_at: Some(ago(0, 70)),
            suspected_robot_count: 2,
            last_suspected_robot: None,
            answer: None,
        }
    }

    pub(crate) fn quote(&self, status: QuoteStatus) -> Quote {
        let sending = (status != QuoteStatus::Draft).then(|| self.sending());
        Quote {
            id: id(1),
            organization: self.organization.id,
            submission: id(1),
            number: self.number(),
            version: 2,
            status,
            locale: self.locale,
            customer: self.customer.clone(),
            terms: self.terms(),
            line_items: self.line_items(),
            totals: self.totals(),
            created_by_name: Some(self.told(self.words.staff)),
            sending,
            external_ref: None,
            created_at: ago(4, 20),
            updated_at: ago(1, 5),
        }
    }
}

fn organization(words: &Words, locale: Locale, told: &dyn Fn(&str) -> String) -> Organization {
    let (units, currency, zone, tax) = match locale {
        Locale::En => (UnitSystem::Imperial, Currency::USD, "Europe/Amsterdam", 625),
        Locale::De => (UnitSystem::Metric, Currency::EUR, "Europe/Berlin", 1900),
        Locale::Nl => (UnitSystem::Metric, Currency::EUR, "Europe/Amsterdam", 2100),
    };
    Organization {
        id: id(7),
        name: told(words.organization),
        slug: Slug::from_stored("harbour-windows".to_owned()),
        email: EmailAddress::from_stored(words.email.to_owned()),
        phone: Some(words.phone.to_owned()),
        logo_url: None,
        locale,
        unit_system: units,
        currency,
        time_zone: TimeZone::named(zone).unwrap(),
        quote_defaults: QuoteDefaults {
            tax_rate: TaxRate::from_hundredths(tax),
            ..QuoteDefaults::default()
        },
        created_at: ago(200, 0),
        updated_at: ago(20, 0),
    }
}

fn templates(
    words: &Words,
    organization: &Organization,
    told: &dyn Fn(&str) -> String,
) -> Vec<Template> {
    use TemplateComponent::{Door, Fixed, Sliding, Tilt, TiltTurn, Turn};
    let shapes: [(&str, [u32; 4], &[TemplateComponent]); 4] = [
        (
            "glass-panel",
            [1000, 8000, 1000, 4000],
            &[Fixed, TiltTurn, Fixed],
        ),
        ("casement", [600, 2400, 600, 2200], &[Turn, TiltTurn]),
        (
            "sliding-door",
            [1800, 6000, 1900, 2600],
            &[Sliding, Sliding],
        ),
        ("front-door", [800, 2400, 1900, 2600], &[Door, Tilt]),
    ];
    shapes
        .iter()
        .zip(words.templates)
        .enumerate()
        .map(
            |(n, ((slug, [min_w, max_w, min_h, max_h], kinds), name))| Template {
                id: id(n as u8),
                organization: organization.id,
                name: told(name),
                slug: Slug::from_stored((*slug).to_owned()),
                limits: SizeLimits {
                    min_width: Millimetres(*min_w),
                    max_width: Millimetres(*max_w),
                    min_height: Millimetres(*min_h),
                    max_height: Millimetres(*max_h),
                },
                components: kinds.to_vec(),
                created_at: ago(100, 0),
                updated_at: ago(90, 0),
            },
        )
        .collect()
}
