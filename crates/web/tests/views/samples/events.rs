//! Events and what became of them.

use std::time::Duration;

use maud::Markup;
use winfactor_domain::{
    EndpointId, EventType, FlowId, Timestamp,
    events::sample::{Fullness, sample},
};
use winfactor_web::view::{
    AttemptOutcome, DeliveryCounts, DeliveryState, HeldBecause, Notice,
    app::{
        AppFrame, AttemptView, DeliveryView, Destination, EventFilter, EventPage, EventStateFilter,
        EventView, EventsPage, Older, Subject, event_page, events_page,
    },
    routes,
};

use super::{
    app::{OLDER, frame},
    cast::{Cast, NOW, ago, id},
};

pub(crate) fn endpoint_destination(cast: &Cast) -> Destination {
    let endpoint: EndpointId = id(1);
    Destination {
        id: endpoint.to_string(),
        name: cast.told(cast.words.receiver),
        href: routes::endpoint(endpoint),
    }
}

fn flow_destination(cast: &Cast) -> Destination {
    let flow: FlowId = id(1);
    Destination {
        id: flow.to_string(),
        name: cast.told(cast.words.flow),
        href: routes::flow(flow),
    }
}

/// One event of each type, in each state in turn.
pub(crate) fn events(cast: &Cast) -> Vec<EventView> {
    let one = DeliveryCounts::default();
    let counts = [
        DeliveryCounts { accepted: 2, ..one },
        DeliveryCounts { accepted: 1, ..one },
        DeliveryCounts {
            waiting: 1,
            accepted: 1,
            ..one
        },
        DeliveryCounts { sending: 1, ..one },
        DeliveryCounts {
            failed: 1,
            accepted: 1,
            ..one
        },
        DeliveryCounts { held: 2, ..one },
        DeliveryCounts { left_out: 1, ..one },
        one,
        DeliveryCounts { accepted: 1, ..one },
    ];
    (0u8..)
        .zip(EventType::ALL)
        .zip(counts)
        .map(|((n, event_type), deliveries)| EventView {
            id: id(n),
            event_type,
            subject: Subject {
                label: match event_type {
                    EventType::SubmissionCreated | EventType::LeadCreated => {
                        cast.customer.name.clone()
                    }
                    _ => cast.number().to_string(),
                },
                href: (n != 8).then(|| routes::quote(id(1))),
            },
            at: ago(u32::from(n) / 3, u32::from(n) * 17 + 3),
            test: n == 8,
            deliveries,
        })
        .collect()
}

fn attempt(
    number: u32,
    at: Timestamp,
    status: Option<u16>,
    code: &str,
    message: &str,
) -> AttemptView {
    AttemptView {
        number,
        at,
        duration: Duration::from_millis(u64::from(number) * 1250 + 38),
        http_status: status,
        outcome: match code {
            "delivered" => AttemptOutcome::Accepted,
            code => AttemptOutcome::Failed {
                code: code.to_owned(),
                message: message.to_owned(),
            },
        },
        response: None,
    }
}

fn deliveries(cast: &Cast) -> Vec<DeliveryView> {
    let refused = attempt(
        1,
        ago(0, 92),
        None,
        "timeout_answer",
        "no answer came within 15 s",
    );
    let broken = AttemptView {
        response: Some(cast.told("<html><body>502 Bad Gateway</body></html>")),
        ..attempt(
            2,
            ago(0, 91),
            Some(502),
            "status",
            "The receiver answered 502.",
        )
    };
    let accepted = AttemptView {
        response: Some("{}".to_owned()),
        ..attempt(3, ago(0, 76), Some(200), "delivered", "")
    };
    let to = |destination: Destination, state, attempts| DeliveryView {
        destination: Some(destination),
        state,
        attempts,
    };
    let next_at = Some(NOW + Duration::from_secs(7500));
    let (endpoint, flow) = (endpoint_destination(cast), flow_destination(cast));
    let gone = attempt(
        1,
        ago(0, 50),
        Some(410),
        "gone",
        "The receiver answered 410.",
    );
    let held = DeliveryState::Held;
    vec![
        to(
            endpoint.clone(),
            DeliveryState::Accepted,
            vec![refused.clone(), broken.clone(), accepted],
        ),
        to(
            flow.clone(),
            DeliveryState::Waiting { next_at },
            vec![refused, broken],
        ),
        to(
            endpoint.clone(),
            DeliveryState::Waiting { next_at: None },
            vec![],
        ),
        to(flow, DeliveryState::Sending, vec![]),
        to(endpoint.clone(), held(HeldBecause::EndpointPaused), vec![]),
        to(
            endpoint.clone(),
            held(HeldBecause::FlowOff),
            vec![attempt(1, ago(0, 50), Some(404), "flow_off", "off")],
        ),
        to(endpoint.clone(), held(HeldBecause::ReceiverGone), vec![]),
        to(
            endpoint.clone(),
            held(HeldBecause::ConnectionExpired),
            vec![],
        ),
        to(endpoint, DeliveryState::LeftOut, vec![]),
        DeliveryView {
            destination: None,
            state: DeliveryState::Failed,
            attempts: vec![gone],
        },
    ]
}

pub(crate) fn pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let events = events(cast);
    let list = |filter, events, older| {
        events_page(&EventsPage {
            frame: frame(cast),
            filter,
            events,
            older,
        })
    };
    let envelope = sample(EventType::QuoteAccepted, cast.locale, Fullness::Full);
    let payload = serde_json::to_string_pretty(&envelope).unwrap();
    let deliveries = deliveries(cast);
    let one = |payload, deliveries| {
        event_page(&EventPage {
            frame: AppFrame {
                notice: Some(Notice::RedeliveryStarted),
                ..frame(cast)
            },
            event: &events[4],
            payload,
            deliveries,
        })
    };
    let failed = EventFilter {
        event_type: Some(EventType::QuoteExpired),
        state: Some(EventStateFilter::Failed),
    };
    vec![
        ("events", list(EventFilter::default(), &events, OLDER)),
        ("events-none-failed", list(failed, &[], Older::default())),
        (
            "events-empty",
            list(EventFilter::default(), &[], Older::default()),
        ),
        ("event", one(Some(&payload), &deliveries[..2])),
        ("event-every-state", one(Some(&payload), &deliveries)),
        ("event-unheard-erased", one(None, &[])),
    ]
}
