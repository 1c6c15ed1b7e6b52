//! Samples in each language, with everything there and with everything null that can be.

use std::collections::BTreeSet;

use serde_json::Value;
use winfactor_domain::{
    EventType, Locale,
    events::sample::{Fullness, sample},
};

use crate::{json::pointers, schemas::nullable};

pub(crate) fn body(event_type: EventType, locale: Locale, fullness: Fullness) -> Value {
    serde_json::from_str(&sample(event_type, locale, fullness).render()).unwrap()
}

pub(crate) fn all() -> impl Iterator<Item = (EventType, Locale, Fullness)> {
    EventType::ALL.into_iter().flat_map(|event_type| {
        Locale::ALL.into_iter().flat_map(move |locale| {
            [Fullness::Full, Fullness::Sparse].map(|fullness| (event_type, locale, fullness))
        })
    })
}

#[test]
fn full_samples_have_no_null_and_sparse_ones_every_null_there_can_be() {
    for (event_type, locale, fullness) in all() {
        let body = body(event_type, locale, fullness);
        let nulls: BTreeSet<_> = pointers(&body)
            .into_iter()
            .filter(|pointer| body.pointer(pointer).unwrap().is_null())
            .collect();
        let expected = match fullness {
            Fullness::Full => BTreeSet::new(),
            Fullness::Sparse => nullable(&body),
        };
        assert_eq!(nulls, expected, "{event_type} {locale} {fullness:?}");
    }
}

#[test]
fn samples_of_one_event_have_the_same_shape_in_each_language() {
    for (event_type, locale, fullness) in all() {
        let (here, english) = (
            body(event_type, locale, fullness),
            body(event_type, Locale::En, fullness),
        );
        assert_eq!(pointers(&here), pointers(&english), "{event_type} {locale}");
        assert_eq!(here["orgLocale"], locale.code());
        assert_eq!(here["customerLocale"], locale.code());
        assert_eq!(here["eventType"], event_type.name());
        let same_words = here["organization"]["name"] == english["organization"]["name"];
        assert_eq!(same_words, locale == Locale::En, "{locale}");
    }
}

#[test]
fn a_samples_moment_is_that_of_what_happened() {
    for event_type in EventType::ALL {
        let envelope = sample(event_type, Locale::De, Fullness::Full);
        assert_eq!(envelope.timestamp, envelope.data.occurred_at());
        assert_eq!(envelope.data.event_type(), event_type);
        assert_eq!(envelope.data.customer_locale(), Locale::De);
        let prefix = event_type.name().split('.').next().unwrap();
        let prefix = if prefix == "submission" {
            "sub"
        } else {
            prefix
        };
        let subject = envelope.data.subject();
        assert!(subject.starts_with(&format!("{prefix}_")), "{subject}");
    }
}
