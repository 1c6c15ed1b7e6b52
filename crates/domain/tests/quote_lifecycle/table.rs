//! Every transition from every status: where it leads, what it tells of, or why it is refused.

use winfactor_domain::{
    Quote,
    QuoteStatus::{self, Accepted, Draft, Expired, Rejected, Sent, Viewed},
    Refusal, Timestamp,
    events::EventData,
};

use crate::scene::{
    at, data, draft, later, line, links, no, organization, send, terms, types, valid_until, view,
    yes,
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Transition {
    Edit,
    ReplaceLines,
    Revise,
    Send,
    View,
    Accept,
    Reject,
    Remind,
    Expire,
}

pub(crate) use Transition::*;

impl Transition {
    pub(crate) const ALL: [Transition; 9] = [
        Edit,
        ReplaceLines,
        Revise,
        Send,
        View,
        Accept,
        Reject,
        Remind,
        Expire,
    ];

    pub(crate) fn apply(
        self,
        quote: &mut Quote,
        now: Timestamp,
    ) -> Result<Vec<EventData>, Refusal> {
        let (organization, links, version) = (organization(), links(), quote.version);
        let nothing = |()| Vec::new();
        match self {
            Edit => quote.edit(terms(), now).map(nothing),
            ReplaceLines => quote
                .replace_line_items(&[line("Window", "3", "100")], now)
                .map(nothing),
            Revise => quote.revise(now).map(nothing),
            Send => send(quote, now).map(|event| vec![event]),
            View => Ok(quote.view(&view(now), &links).into_iter().collect()),
            Accept => quote.accept(version, &yes(now), &links),
            Reject => quote.reject(version, &no(now), &links),
            Remind => {
                let reminder = quote.expiring_soon(&organization, &links, now);
                Ok(reminder.into_iter().collect())
            }
            Expire => Ok(quote.expire(&links, now).into_iter().collect()),
        }
    }
}

const SENT_AT: &str = "2026-03-03T10:00:00";
const ANSWERED_AT: &str = "2026-03-10T10:00:00";
const REMINDED_AT: &str = "2026-03-31T10:00:00";
const EXPIRED_AT: &str = "2026-04-03T00:00:00";

/// A quote that came to this status on the usual way.
fn quote_that_is(status: QuoteStatus) -> Quote {
    let mut quote = draft();
    if status == Draft {
        return quote;
    }
    send(&mut quote, at(SENT_AT)).unwrap();
    if status != Sent {
        Transition::View.apply(&mut quote, at(ANSWERED_AT)).unwrap();
    }
    match status {
        Accepted => Accept.apply(&mut quote, at(ANSWERED_AT)),
        Rejected => Reject.apply(&mut quote, at(ANSWERED_AT)),
        Expired => Expire.apply(&mut quote, at(EXPIRED_AT)),
        Draft | Sent | Viewed => Ok(Vec::new()),
    }
    .unwrap();
    assert_eq!(quote.status, status);
    quote
}

/// `expired: quote.expired`, `unchanged`, or `refused: …`.
fn outcome(transition: Transition, quote: &mut Quote, now: Timestamp) -> String {
    let before = quote.clone();
    match transition.apply(quote, now) {
        Err(refusal) => {
            assert_eq!(*quote, before, "a refusal changes nothing");
            format!("refused: {}", reason(&refusal))
        }
        Ok(events) if events.is_empty() && *quote == before => "unchanged".into(),
        Ok(events) => {
            let version = quote.version - before.version;
            let raised = if version == 1 { " +1" } else { "" };
            let names: String = types(&events).iter().map(|e| format!(" {e}")).collect();
            format!("{}{raised}{names}", quote.status)
        }
    }
}

fn reason(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::QuoteNotEditable { .. } => "not editable",
        Refusal::QuoteNotSendable { .. } => "not sendable",
        Refusal::QuoteExpired { .. } => "expired",
        Refusal::NewerVersion { .. } => "newer version",
        Refusal::BeingRevised { .. } => "being revised",
        Refusal::AlreadyAnswered { .. } => "already answered",
        Refusal::Invalid(_) => "invalid",
    }
}

/// Each transition at its usual moment: reminders shortly before the end, expiry after it, the rest
/// while the offer stands.
const TABLE: [(Transition, [(QuoteStatus, &str); 6]); 9] = [
    (
        Edit,
        [
            (Draft, "draft"),
            (Sent, "refused: not editable"),
            (Viewed, "refused: not editable"),
            (Accepted, "refused: not editable"),
            (Rejected, "refused: not editable"),
            (Expired, "refused: not editable"),
        ],
    ),
    (
        ReplaceLines,
        [
            (Draft, "draft"),
            (Sent, "refused: not editable"),
            (Viewed, "refused: not editable"),
            (Accepted, "refused: not editable"),
            (Rejected, "refused: not editable"),
            (Expired, "refused: not editable"),
        ],
    ),
    (
        Revise,
        [
            (Draft, "unchanged"),
            (Sent, "draft +1"),
            (Viewed, "draft +1"),
            (Accepted, "refused: not editable"),
            (Rejected, "refused: not editable"),
            (Expired, "draft +1"),
        ],
    ),
    (
        Send,
        [
            (Draft, "sent quote.sent"),
            (Sent, "refused: not sendable"),
            (Viewed, "refused: not sendable"),
            (Accepted, "refused: not sendable"),
            (Rejected, "refused: not sendable"),
            (Expired, "refused: not sendable"),
        ],
    ),
    (
        Transition::View,
        [
            (Draft, "unchanged"),
            (Sent, "viewed quote.viewed"),
            (Viewed, "unchanged"),
            (Accepted, "unchanged"),
            (Rejected, "unchanged"),
            (Expired, "unchanged"),
        ],
    ),
    (
        Accept,
        [
            (Draft, "refused: being revised"),
            (Sent, "accepted quote.viewed quote.accepted"),
            (Viewed, "accepted quote.accepted"),
            (Accepted, "refused: already answered"),
            (Rejected, "refused: already answered"),
            (Expired, "refused: expired"),
        ],
    ),
    (
        Reject,
        [
            (Draft, "refused: being revised"),
            (Sent, "rejected quote.viewed quote.rejected"),
            (Viewed, "rejected quote.rejected"),
            (Accepted, "refused: already answered"),
            (Rejected, "refused: already answered"),
            (Expired, "refused: expired"),
        ],
    ),
    (
        Remind,
        [
            (Draft, "unchanged"),
            (Sent, "sent quote.expiring_soon"),
            (Viewed, "viewed quote.expiring_soon"),
            (Accepted, "unchanged"),
            (Rejected, "unchanged"),
            (Expired, "unchanged"),
        ],
    ),
    (
        Expire,
        [
            (Draft, "unchanged"),
            (Sent, "expired quote.expired"),
            (Viewed, "expired quote.expired"),
            (Accepted, "unchanged"),
            (Rejected, "unchanged"),
            (Expired, "unchanged"),
        ],
    ),
];

#[test]
fn each_transition_leads_where_the_table_says() {
    assert_eq!(TABLE.map(|(transition, _)| transition), Transition::ALL);
    for (transition, row) in TABLE {
        assert_eq!(row.map(|(status, _)| status), QuoteStatus::ALL);
        let now = match transition {
            Remind => at(REMINDED_AT),
            Expire => at(EXPIRED_AT),
            _ => at(ANSWERED_AT),
        };
        for (status, expected) in row {
            let mut quote = quote_that_is(status);
            let found = outcome(transition, &mut quote, now);
            assert_eq!(
                found, expected,
                "{transition:?} of a quote that is {status}"
            );
        }
    }
}

#[test]
fn after_the_end_an_open_offer_can_only_expire_or_be_revised() {
    let expected = [
        "refused: not editable",
        "refused: not editable",
        "draft +1",
        "refused: not sendable",
        "unchanged",
        "refused: expired",
        "refused: expired",
        "unchanged",
        "expired quote.expired",
    ];
    for status in [Sent, Viewed] {
        let found = Transition::ALL.map(|transition| {
            let mut quote = quote_that_is(status);
            let ended = later(valid_until(&quote), 1);
            outcome(transition, &mut quote, ended)
        });
        assert_eq!(found, expected, "{status}");
    }
}

#[test]
fn a_transition_notes_when_the_quote_was_last_changed() {
    for (transition, row) in TABLE {
        for (status, _) in row {
            let mut quote = quote_that_is(status);
            let before = quote.clone();
            let now = at(EXPIRED_AT);
            let _ = transition.apply(&mut quote, now);
            let changed = quote != before;
            assert_eq!(
                quote.updated_at == now,
                changed || before.updated_at == now,
                "{transition:?} of a quote that is {status}"
            );
        }
    }
}

#[test]
fn a_new_quote_is_told_of_once_with_its_maker() {
    let event = draft().created(&links());
    assert_eq!(event.event_type().name(), "quote.created");
    let data = data(&event);
    assert_eq!(data["creation"]["createdByName"], "Eva de Vries");
    assert_eq!(data["quote"]["version"], 1);
}
