//! Events, webhook endpoints, flows and their runs.

use std::time::Duration;

use maud::Markup;
use winfactor_domain::{
    EndpointId, EventType, FlowId, Timestamp,
    events::sample::{Fullness, sample},
};
use winfactor_web::view::{
    AttemptOutcome, DeliveryCounts, DeliveryState, EndpointState, HeldBecause, Notice, RunState,
    StepState,
    app::{
        AppFrame, AttemptView, DeliveryView, Destination, EndpointFormPage, EndpointInput,
        EndpointPage, EndpointView, EndpointWarning, EndpointsPage, EventFilter, EventPage,
        EventStateFilter, EventView, EventsPage, FlowImport, FlowImportInput, FlowPage,
        FlowRunPage, FlowRunView, FlowView, FlowsPage, Older, Secret, StepView, Subject,
        endpoint_form_page, endpoint_page, endpoints_page, event_page, events_page, flow_page,
        flow_run_page, flows_page,
    },
    routes,
};

use super::{
    app::{OLDER, frame},
    cast::{Cast, NOW, ago, id},
    wrong,
};

pub(crate) fn pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let mut pages = event_pages(cast);
    pages.extend(endpoint_pages(cast));
    pages.extend(flow_pages(cast));
    pages
}

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
        DeliveryCounts { waiting: 1, accepted: 1, ..one },
        DeliveryCounts { sending: 1, ..one },
        DeliveryCounts { failed: 1, accepted: 1, ..one },
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

fn attempt(number: u32, at: Timestamp, status: Option<u16>, code: &str, message: &str) -> AttemptView {
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
    let refused = attempt(1, ago(0, 92), None, "timeout_answer", "no answer came within 15 s");
    let broken = AttemptView {
        response: Some(cast.told("<html><body>502 Bad Gateway</body></html>")),
        ..attempt(2, ago(0, 91), Some(502), "status", "The receiver answered 502.")
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
    let gone = attempt(1, ago(0, 50), Some(410), "gone", "The receiver answered 410.");
    let held = DeliveryState::Held;
    vec![
        to(endpoint.clone(), DeliveryState::Accepted, vec![refused.clone(), broken.clone(), accepted]),
        to(flow.clone(), DeliveryState::Waiting { next_at }, vec![refused, broken]),
        to(endpoint.clone(), DeliveryState::Waiting { next_at: None }, vec![]),
        to(flow, DeliveryState::Sending, vec![]),
        to(endpoint.clone(), held(HeldBecause::EndpointPaused), vec![]),
        to(endpoint.clone(), held(HeldBecause::FlowOff), vec![attempt(1, ago(0, 50), Some(404), "flow_off", "off")]),
        to(endpoint.clone(), held(HeldBecause::ReceiverGone), vec![]),
        to(endpoint.clone(), held(HeldBecause::ConnectionExpired), vec![]),
        to(endpoint, DeliveryState::LeftOut, vec![]),
        DeliveryView {
            destination: None,
            state: DeliveryState::Failed,
            attempts: vec![gone],
        },
    ]
}

fn event_pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
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
        ("events-empty", list(EventFilter::default(), &[], Older::default())),
        ("event", one(Some(&payload), &deliveries[..2])),
        ("event-every-state", one(Some(&payload), &deliveries)),
        ("event-unheard-erased", one(None, &[])),
    ]
}

pub(crate) fn endpoint_states() -> [EndpointState; 6] {
    [
        EndpointState::Active,
        EndpointState::Failing,
        EndpointState::PausedByHand,
        EndpointState::PausedAfterFailures,
        EndpointState::FlowOff,
        EndpointState::Gone,
    ]
}

fn endpoint(cast: &Cast, n: u8, state: EndpointState) -> EndpointView {
    EndpointView {
        id: id(n),
        url: "https://cloud.activepieces.com/api/v1/webhooks/aKz19bQxV2mW".to_owned(),
        description: if n == 2 { String::new() } else { cast.told(cast.words.receiver) },
        event_types: EventType::ALL[..usize::from(n % 6)].to_vec(),
        state,
        since: ago(u32::from(n), 12),
        held: if state.holds_events() { u64::from(n) * 413 } else { 0 },
    }
}

fn endpoint_pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let all: Vec<_> = (0u8..)
        .zip(endpoint_states())
        .map(|(n, state)| endpoint(cast, n, state))
        .collect();
    let list = |endpoints| {
        endpoints_page(&EndpointsPage {
            frame: frame(cast),
            endpoints,
        })
    };
    let events = events(cast);
    let one = |n: usize, warning, secret, recent, notice| {
        endpoint_page(&EndpointPage {
            frame: AppFrame { notice, ..frame(cast) },
            endpoint: &all[n],
            warning,
            secret,
            recent,
        })
    };
    let form = |id, input: &EndpointInput, errors: &[_]| {
        endpoint_form_page(&EndpointFormPage {
            frame: frame(cast),
            id,
            input,
            errors,
        })
    };
    let typed = EndpointInput {
        url: cast.told("flow.example/webhooks"),
        description: cast.told(cast.words.receiver),
        event_types: vec![EventType::SubmissionCreated, EventType::QuoteAccepted],
        auto_pause: false,
        auth_kind: "header".to_owned(),
        auth_name: cast.told("X-Api-Key"),
    };
    let kept = EndpointInput {
        auth_kind: "keep".to_owned(),
        url: all[0].url.clone(),
        ..EndpointInput::default()
    };
    let errors = [wrong("/url", "url_malformed"), wrong("/auth", "required")];
    let secret = Some(Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    let sample_data = Some(EndpointWarning::SampleDataOnly);
    let waits = Some(EndpointWarning::WaitsForFlow);
    vec![
        ("endpoints", list(&all)),
        ("endpoints-empty", list(&[])),
        ("endpoint-created", one(0, sample_data, secret, &[], Some(Notice::EndpointCreated))),
        ("endpoint-active", one(1, None, None, &events[..4], None)),
        ("endpoint-paused", one(3, waits, None, &events[..2], Some(Notice::Paused))),
        ("endpoint-gone", one(5, None, None, &[], None)),
        ("endpoint-form-new", form(None, &EndpointInput::default(), &[])),
        ("endpoint-form-edit", form(Some(id(1)), &kept, &[])),
        ("endpoint-form-errors", form(None, &typed, &errors)),
    ]
}

fn run(n: u8, state: RunState) -> FlowRunView {
    FlowRunView {
        id: id(n),
        event: id(n),
        event_type: EventType::SubmissionCreated,
        test: n == 2,
        state,
        started_at: ago(u32::from(n), 3),
        took: (state != RunState::Running && state != RunState::Waiting)
            .then(|| Duration::from_millis(640 * u64::from(n))),
    }
}

fn flow_pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let states = [
        RunState::Succeeded,
        RunState::Running,
        RunState::Failed,
        RunState::Waiting,
        RunState::Stopped,
    ];
    let runs: Vec<_> = (0u8..).zip(states).map(|(n, state)| run(n, state)).collect();
    let flow = |n: u8, enabled: bool, event_types: &[EventType], last_runs: &[FlowRunView]| FlowView {
        id: id(n),
        name: cast.told(cast.words.flow),
        owner: enabled.then(|| cast.staff.clone()),
        event_types: event_types.to_vec(),
        enabled,
        last_runs: last_runs.to_vec(),
    };
    let all = [
        flow(1, true, &[EventType::SubmissionCreated], &runs),
        flow(2, true, &[EventType::QuoteAccepted, EventType::QuoteRejected], &runs[2..3]),
        flow(3, false, &[], &[]),
    ];
    let empty = FlowImportInput::default();
    let typed = FlowImportInput {
        name: cast.told(cast.words.flow),
        owner: String::new(),
        event_types: vec![EventType::LeadCreated],
        template: cast.told("{ \"name\": "),
    };
    let errors = [wrong("/owner", "required"), wrong("/template", "json")];
    let list = |flows, input, errors| {
        flows_page(&FlowsPage {
            frame: frame(cast),
            flows,
            import: FlowImport { input, errors },
        })
    };
    let problems = [cast.told(cast.words.reason)];
    let one = |flow, problems, runs, older| {
        flow_page(&FlowPage {
            frame: frame(cast),
            flow,
            problems,
            runs,
            older,
        })
    };
    let steps = steps(cast);
    let journal = |run, next_at, steps| {
        flow_run_page(&FlowRunPage {
            frame: frame(cast),
            flow: id(1),
            flow_name: &all[0].name,
            run,
            next_at,
            steps,
        })
    };
    vec![
        ("flows", list(&all, &empty, &[])),
        ("flows-empty", list(&[], &empty, &[])),
        ("flows-import-errors", list(&all, &typed, &errors)),
        ("flow-on", one(&all[0], &[], &runs, OLDER)),
        ("flow-off-with-problems", one(&all[2], &problems, &[], Older::default())),
        ("flow-run-succeeded", journal(&runs[0], None, &steps[..2])),
        ("flow-run-failed", journal(&runs[2], None, &steps)),
        ("flow-run-waiting", journal(&runs[3], Some(NOW + Duration::from_secs(64_800)), &[])),
    ]
}

fn steps(cast: &Cast) -> Vec<StepView> {
    let states = [
        StepState::Succeeded,
        StepState::Succeeded,
        StepState::Skipped,
        StepState::Uncertain,
        StepState::Failed,
        StepState::Running,
        StepState::Waiting,
        StepState::NotReached,
    ];
    (0u32..)
        .zip(states)
        .map(|(n, state)| {
            let ran = !matches!(state, StepState::Skipped | StepState::NotReached);
            let json = |text: &str| ran.then(|| cast.told(text));
            StepView {
                name: format!("step_{}", n + 1),
                display_name: cast.told(cast.words.step),
                state,
                depth: (n as usize) % 3,
                took: ran.then(|| Duration::from_millis(84)),
                attempts: if state == StepState::Failed { 4 } else { 1 },
                input: json("{\n  \"channel\": \"C02ABCDEF\",\n  \"text\": \"5000 x 3000 mm\"\n}"),
                output: (state == StepState::Succeeded).then(|| "{\n  \"ok\": true\n}".to_owned()),
                error: (state == StepState::Failed).then(|| cast.told("channel_not_found")),
            }
        })
        .collect()
}
