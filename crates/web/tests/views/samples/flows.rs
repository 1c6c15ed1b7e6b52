//! Flows and their runs.

use std::time::Duration;

use maud::Markup;
use winfactor_domain::EventType;
use winfactor_web::view::{
    RunState, StepState,
    app::{
        FlowImport, FlowImportInput, FlowPage, FlowRunPage, FlowRunView, FlowView, FlowsPage,
        Older, StepView, flow_page, flow_run_page, flows_page,
    },
};

use super::{
    app::{OLDER, frame},
    cast::{Cast, NOW, ago, id},
    wrong,
};

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

pub(crate) fn pages(cast: &Cast) -> Vec<(&'static str, Markup)> {
    let states = [
        RunState::Succeeded,
        RunState::Running,
        RunState::Failed,
        RunState::Waiting,
        RunState::Stopped,
    ];
    let runs: Vec<_> = (0u8..)
        .zip(states)
        .map(|(n, state)| run(n, state))
        .collect();
    let flow =
        |n: u8, enabled: bool, event_types: &[EventType], last_runs: &[FlowRunView]| FlowView {
            id: id(n),
            name: cast.told(cast.words.flow),
            owner: enabled.then(|| cast.staff.clone()),
            event_types: event_types.to_vec(),
            enabled,
            last_runs: last_runs.to_vec(),
        };
    let all = [
        flow(1, true, &[EventType::SubmissionCreated], &runs),
        flow(
            2,
            true,
            &[EventType::QuoteAccepted, EventType::QuoteRejected],
            &runs[2..3],
        ),
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
        (
            "flow-off-with-problems",
            one(&all[2], &problems, &[], Older::default()),
        ),
        ("flow-run-succeeded", journal(&runs[0], None, &steps[..2])),
        ("flow-run-failed", journal(&runs[2], None, &steps)),
        (
            "flow-run-waiting",
            journal(&runs[3], Some(NOW + Duration::from_secs(64_800)), &[]),
        ),
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
                error: (state == StepState::Failed).then(|| cast.told("invalid_auth")),
            }
        })
        .collect()
}
