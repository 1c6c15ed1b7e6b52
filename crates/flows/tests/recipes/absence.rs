//! Recipes that tell that nothing came after an event.

use serde_json::json;
use winfactor_domain::events::sample::Fullness;
use winfactor_domain::{Locale, QuoteStatus};

use crate::scene::{event, recipe, run_with};

#[test]
fn only_what_still_stands_as_it_stood_is_told() {
    let told = [
        ("quote-unanswered-to-inbox", QuoteStatus::Viewed),
        ("quote-unopened-to-inbox", QuoteStatus::Sent),
    ];
    for (id, waiting) in told {
        let recipe = recipe(id);
        let event = event(recipe.event_type(), Locale::En, Fullness::Full);
        for status in QuoteStatus::ALL {
            for version in [1, 2] {
                let quote = json!({"status": status.code(), "version": version});
                let done = run_with(recipe, Locale::En, &event, &quote);
                let expected = status == waiting && version == 1;
                let place = format!("{id}: {quote}");
                assert_eq!(done.asked.len(), usize::from(expected), "{place}");
                let wait = &done.result.steps["wait"]["output"]["delayForInMs"];
                assert_eq!(*wait, 3 * 24 * 60 * 60 * 1000, "{place}");
            }
        }
    }
}
