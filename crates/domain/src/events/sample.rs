//! Example events: one canonical example per type (the fixtures that documentation shows), and
//! samples in each language with every optional part present or absent, for tests and previews.

use super::{
    CONTRACT_VERSION, Envelope, EventData, EventType, LeadCreated, Occasion, OrganizationRef,
    QuoteAccepted, QuoteCreated, QuoteExpired, QuoteExpiringSoon, QuoteRejected, QuoteSent,
    QuoteViewed, SubmissionCreated, lead, message_preview,
    quote::{
        AcceptanceRef, Creation, ExpiredRef, ExpiringRef, QuoteRef, QuoteUrls, QuoteUrlsWithPage,
        RejectionRef, SendingRef, ViewRef,
    },
    submission::{ConfigurationRef, CustomerRef, SubmissionRef, SubmissionUrls, TemplateRef},
};
use crate::{Currency, Locale, Millimetres, Money, Timestamp};

/// Which optional parts a sample has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fullness {
    /// Every optional part is there.
    Full,
    /// Every part that can be null is null.
    Sparse,
}

/// The example of the contract: an organization in Dutch, a customer in English.
pub fn canonical(event_type: EventType) -> Envelope<EventData> {
    // Its customer is a private person.
    let words = Words {
        company: None,
        ..words(Locale::En)
    };
    let mut envelope = envelope(event_type, Locale::En, &words, Fullness::Full);
    envelope.org_locale = Locale::Nl;
    if let EventData::LeadCreated(_) = envelope.data {
        envelope.customer_locale = Some(Locale::Nl);
        envelope.organization.logo_url = None;
    }
    envelope
}

/// A sample whose organization and customer both speak `locale`.
pub fn sample(event_type: EventType, locale: Locale, fullness: Fullness) -> Envelope<EventData> {
    envelope(event_type, locale, &words(locale), fullness)
}

fn envelope(
    event_type: EventType,
    locale: Locale,
    words: &Words,
    fullness: Fullness,
) -> Envelope<EventData> {
    let full = fullness == Fullness::Full;
    let data = data(event_type, locale, words, full);
    Envelope {
        version: CONTRACT_VERSION.to_owned(),
        event_type,
        timestamp: data.occurred_at(),
        org_locale: locale,
        customer_locale: Some(locale),
        organization: OrganizationRef {
            id: "org_123abc".into(),
            name: words.organization.into(),
            slug: "window-door-solutions".into(),
            email: "info@window-door.example".into(),
            phone: full.then(|| "+31201234567".into()),
            logo_url: full.then(|| "https://storage.example.com/logo.png".into()),
        },
        data,
        test: false,
    }
}

struct Words {
    organization: &'static str,
    customer: &'static str,
    email: &'static str,
    company: Option<&'static str>,
    template: &'static str,
    visitor: &'static str,
    visitor_email: &'static str,
    message: &'static str,
    reason: &'static str,
}

fn words(locale: Locale) -> Words {
    match locale {
        Locale::En => Words {
            organization: "Window & Door Solutions Inc.",
            customer: "John Smith",
            email: "john.smith@example.com",
            company: Some("Smith Interiors Ltd"),
            template: "Modern Glass Panel",
            visitor: "Jane Smith",
            visitor_email: "jane.smith@example.com",
            message: "I am interested in custom sliding doors for my showroom. \
                      Can you provide a quote?",
            reason: "We chose a wooden frame.",
        },
        Locale::De => Words {
            organization: "Fenster & Türen Müller GmbH",
            customer: "Jörg Weiß",
            email: "joerg.weiss@example.de",
            company: Some("Weiß Innenausbau GmbH"),
            template: "Glasfassade Modern",
            visitor: "Anke Groß",
            visitor_email: "anke.gross@example.de",
            message: "Ich interessiere mich für Schiebetüren nach Maß für unseren \
                      Ausstellungsraum. Können Sie ein Angebot machen?",
            reason: "Wir haben uns für einen Holzrahmen entschieden.",
        },
        Locale::Nl => Words {
            organization: "Kozijnen & Deuren De Vries B.V.",
            customer: "Sanne van den Berg",
            email: "sanne.vandenberg@example.nl",
            company: Some("Van den Berg Interieur"),
            template: "Moderne glazen pui",
            visitor: "Daan Jansen",
            visitor_email: "daan.jansen@example.nl",
            message: "Ik heb interesse in schuifdeuren op maat voor onze showroom. \
                      Kunt u een offerte maken?",
            reason: "Wij hebben voor een houten kozijn gekozen.",
        },
    }
}

const CREATED_AT: Timestamp = Timestamp(1_709_990_400_000);
const SENT_AT: Timestamp = Timestamp(1_710_076_800_000);
const VIEWED_AT: Timestamp = Timestamp(1_710_163_200_000);
const ANSWERED_AT: Timestamp = Timestamp(1_710_768_000_000);
const REMINDED_AT: Timestamp = Timestamp(1_712_409_600_000);
const VALID_UNTIL: Timestamp = Timestamp(1_712_668_800_000);
const SUBMITTED_AT: Timestamp = Timestamp(1_704_556_800_000);

const QUOTE_DETAIL: &str = "https://app.winfactor.example/quotes/quote_xyz789";
const SUBMISSION_DETAIL: &str = "https://app.winfactor.example/submissions/sub_456xyz";
const QUOTE_PAGE: &str = "https://app.winfactor.example/q/3kTq9wq1oFmV0b2nY7ZxkA";
const LEADS_PAGE: &str = "https://app.winfactor.example/leads";
const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64)";

fn data(event_type: EventType, locale: Locale, words: &Words, full: bool) -> EventData {
    let (quote, urls, paged) = (quote(), urls(), urls_with_page());
    let customer = customer(words, full);
    let occasion = |at| Occasion {
        at,
        customer_locale: locale,
    };
    match event_type {
        EventType::SubmissionCreated => submission_created(words, customer, locale).into(),
        EventType::LeadCreated => lead_created(words, full, locale).into(),
        EventType::QuoteCreated => EventData::QuoteCreated(QuoteCreated {
            quote,
            customer,
            creation: Creation {
                created_at: CREATED_AT,
                created_by_name: full.then(|| "Eva de Vries".into()),
            },
            urls,
            occasion: occasion(CREATED_AT),
        }),
        EventType::QuoteSent => EventData::QuoteSent(QuoteSent {
            quote,
            sending: SendingRef {
                sent_at: SENT_AT,
                recipients: vec![customer.email.clone()],
                valid_until: VALID_UNTIL,
            },
            customer,
            urls: paged,
            occasion: occasion(SENT_AT),
        }),
        EventType::QuoteViewed => EventData::QuoteViewed(QuoteViewed {
            quote,
            customer,
            view: ViewRef {
                viewed_at: VIEWED_AT,
                ip_address: "192.0.2.17".into(),
                user_agent: BROWSER.into(),
            },
            urls: paged,
            occasion: occasion(VIEWED_AT),
        }),
        EventType::QuoteAccepted => EventData::QuoteAccepted(QuoteAccepted {
            quote,
            acceptance: AcceptanceRef {
                accepted_at: ANSWERED_AT,
                accepted_by_name: customer.name.clone(),
                ip_address: "192.168.1.100".into(),
                user_agent: BROWSER.into(),
            },
            customer,
            urls,
            occasion: occasion(ANSWERED_AT),
        }),
        EventType::QuoteRejected => EventData::QuoteRejected(QuoteRejected {
            quote,
            rejection: RejectionRef {
                rejected_at: ANSWERED_AT,
                rejected_by_name: full.then(|| customer.name.clone()),
                reason: full.then(|| words.reason.into()),
                ip_address: "192.0.2.17".into(),
                user_agent: BROWSER.into(),
            },
            customer,
            urls,
            occasion: occasion(ANSWERED_AT),
        }),
        EventType::QuoteExpiringSoon => EventData::QuoteExpiringSoon(QuoteExpiringSoon {
            quote,
            customer,
            expiration: ExpiringRef {
                valid_until: VALID_UNTIL,
                days_remaining: 3,
            },
            urls: paged,
            occasion: occasion(REMINDED_AT),
        }),
        EventType::QuoteExpired => EventData::QuoteExpired(QuoteExpired {
            quote,
            customer,
            expiration: ExpiredRef {
                valid_until: VALID_UNTIL,
                expired_at: VALID_UNTIL,
            },
            urls,
            occasion: occasion(VALID_UNTIL),
        }),
    }
}

fn submission_created(words: &Words, customer: CustomerRef, locale: Locale) -> SubmissionCreated {
    SubmissionCreated {
        submission: SubmissionRef {
            id: "sub_456xyz".into(),
            created_at: SUBMITTED_AT,
        },
        customer,
        template: TemplateRef {
            id: "template_789".into(),
            name: words.template.into(),
            slug: "modern-glass-facade".into(),
        },
        configuration: ConfigurationRef {
            width: Millimetres(5000),
            height: Millimetres(3000),
            component_count: 12,
        },
        urls: SubmissionUrls {
            submission_detail: SUBMISSION_DETAIL.into(),
        },
        occasion: Occasion {
            at: SUBMITTED_AT,
            customer_locale: locale,
        },
    }
}

fn lead_created(words: &Words, full: bool, locale: Locale) -> LeadCreated {
    LeadCreated {
        lead: lead::LeadRef {
            id: "lead_abc123xyz".into(),
            created_at: ANSWERED_AT,
        },
        contact: lead::LeadContact {
            name: words.visitor.into(),
            email: words.visitor_email.into(),
            phone: full.then(|| "+31612345678".into()),
            message: words.message.into(),
            message_preview: message_preview(words.message),
        },
        urls: lead::LeadUrls {
            leads_page: LEADS_PAGE.into(),
        },
        occasion: Occasion {
            at: ANSWERED_AT,
            customer_locale: locale,
        },
    }
}

fn quote() -> QuoteRef {
    QuoteRef {
        id: "quote_xyz789".into(),
        number: "Q-2026-0042".into(),
        version: 1,
        total: Money::from_minor(125_000, Currency::EUR),
        currency: Currency::EUR.code().into(),
        currency_symbol: Currency::EUR.symbol().into(),
    }
}

fn customer(words: &Words, full: bool) -> CustomerRef {
    CustomerRef {
        name: words.customer.into(),
        email: words.email.into(),
        phone: full.then(|| "+31612345678".into()),
        company_name: words.company.filter(|_| full).map(Into::into),
    }
}

fn urls() -> QuoteUrls {
    QuoteUrls {
        quote_detail: QUOTE_DETAIL.into(),
        submission_detail: SUBMISSION_DETAIL.into(),
    }
}

fn urls_with_page() -> QuoteUrlsWithPage {
    QuoteUrlsWithPage {
        quote_detail: QUOTE_DETAIL.into(),
        submission_detail: SUBMISSION_DETAIL.into(),
        quote_page: QUOTE_PAGE.into(),
    }
}
