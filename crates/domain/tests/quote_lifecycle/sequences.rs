//! Whatever happens to a quote, in whatever order and at whatever time, some things always hold.

use std::collections::HashSet;

use proptest::{prelude::*, test_runner::RngSeed};
use winfactor_domain::{
    EventType, Quote,
    QuoteStatus::{self, Accepted, Draft, Expired, Rejected, Sent, Viewed},
};

use crate::{
    scene::{at, draft, later, types},
    table::Transition,
};

/// The ways that the life cycle knows, beside staying.
const WAYS: [(QuoteStatus, QuoteStatus); 12] = [
    (Draft, Sent),
    (Sent, Viewed),
    (Sent, Accepted),
    (Sent, Rejected),
    (Sent, Expired),
    (Viewed, Accepted),
    (Viewed, Rejected),
    (Viewed, Expired),
    (Sent, Draft),
    (Viewed, Draft),
    (Expired, Draft),
    (Draft, Draft),
];

fn steps() -> impl Strategy<Value = Vec<(Transition, i64)>> {
    let hours = 0..(20 * 24i64);
    let transition = proptest::sample::select(Transition::ALL.to_vec());
    proptest::collection::vec((transition, hours), 1..40)
}

fn check_state(quote: &Quote) -> Result<(), TestCaseError> {
    prop_assert_eq!(quote.sending.is_some(), quote.status != Draft);
    if let Some(sending) = &quote.sending {
        prop_assert!(sending.sent_at < sending.valid_until);
        prop_assert!(sending.expiring_soon_at < sending.valid_until);
    }
    Ok(())
}

/// The same stories on every run.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 1000,
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_order_of_steps_breaks_the_life_cycle(steps in steps()) {
        let mut quote = draft();
        let mut now = at("2026-03-02T09:00:00");
        let mut told = HashSet::new();
        for (transition, hours) in steps {
            now = later(now, hours * 3_600_000);
            let before = quote.clone();
            let result = transition.apply(&mut quote, now);
            check_state(&quote)?;
            let Ok(events) = result else {
                prop_assert_eq!(&quote, &before, "a refusal changes nothing");
                continue;
            };
            let way = (before.status, quote.status);
            prop_assert!(way.0 == way.1 || WAYS.contains(&way), "{:?}", way);
            let revised = way.1 == Draft && way.0 != Draft;
            prop_assert_eq!(quote.version, before.version + u32::from(revised));
            for event_type in types(&events) {
                // Reminders do not change a quote: that they are given once is the caller's care.
                let first = told.insert((quote.version, event_type));
                prop_assert!(first || event_type == EventType::QuoteExpiringSoon, "{event_type} twice");
            }
            let ends = told.iter().filter(|(_, event_type)| {
                matches!(event_type, EventType::QuoteAccepted | EventType::QuoteRejected)
            });
            prop_assert!(ends.count() <= 1, "one answer in all");
            prop_assert!(events.iter().all(|event| event.occurred_at() <= now));
        }
    }
}
