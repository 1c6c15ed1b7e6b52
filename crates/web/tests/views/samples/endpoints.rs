//! Webhook endpoints.

use maud::Markup;
use winfactor_domain::EventType;
use winfactor_web::view::{
    EndpointState, Notice,
    app::{
        AppFrame, EndpointFormPage, EndpointInput, EndpointPage, EndpointView, EndpointWarning,
        EndpointsPage, Secret, endpoint_form_page, endpoint_page, endpoints_page,
    },
};

use super::{
    app::frame,
    cast::{Cast, ago, id},
    events::events,
    wrong,
};

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
        description: if n == 2 {
            String::new()
        } else {
            cast.told(cast.words.receiver)
        },
        event_types: EventType::ALL[..usize::from(n % 6)].to_vec(),
        state,
        since: ago(u32::from(n), 12),
        held: if state.holds_events() {
            u64::from(n) * 413
        } else {
            0
        },
    }
}

pub(crate) fn pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
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
            frame: AppFrame {
                notice,
                ..frame(cast)
            },
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
    let incomplete = Some(EndpointWarning::PerhapsIncomplete);
    vec![
        ("endpoints", list(&all)),
        ("endpoints-empty", list(&[])),
        (
            "endpoint-created",
            one(0, sample_data, secret, &[], Some(Notice::EndpointCreated)),
        ),
        ("endpoint-active", one(1, None, None, &events[..4], None)),
        (
            "endpoint-paused",
            one(3, waits, None, &events[..2], Some(Notice::Paused)),
        ),
        ("endpoint-gone", one(5, incomplete, None, &[], None)),
        (
            "endpoint-form-new",
            form(None, &EndpointInput::default(), &[]),
        ),
        ("endpoint-form-edit", form(Some(id(1)), &kept, &[])),
        ("endpoint-form-errors", form(None, &typed, &errors)),
    ]
}
