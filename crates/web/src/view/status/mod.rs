//! Where things stand: the state types of what the domain does not know (deliveries, endpoints,
//! runs), and the word and colour that each state is shown with. The word alone carries the
//! meaning; colour only helps to find it.

mod delivery;
mod record;

pub(crate) use delivery::failure_reason;
pub use delivery::{AttemptOutcome, DeliveryCounts, DeliveryState, HeldBecause};
pub use record::{EndpointState, RunState, StepState};
pub(crate) use record::{endpoint, flow_switch, lead, quote, quote_word, run, step, submission};

use maud::{Markup, html};

/// How much attention a state asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Somebody should look at it.
    New,
    /// It went well.
    Good,
    /// It is under way.
    Calm,
    /// It waits for somebody.
    Waiting,
    /// It went wrong.
    Bad,
    /// It is over, or not in use.
    Quiet,
}

/// A state as a dot and a word.
pub(crate) fn badge(tone: Tone, word: &str) -> Markup {
    let class = match tone {
        Tone::New => "badge badge-new",
        Tone::Good => "badge badge-good",
        Tone::Calm => "badge badge-calm",
        Tone::Waiting => "badge badge-waiting",
        Tone::Bad => "badge badge-bad",
        Tone::Quiet => "badge badge-quiet",
    };
    html! { span class=(class) { (word) } }
}
