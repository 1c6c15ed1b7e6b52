//! Flows and their runs.

use std::time::Duration;

use maud::Markup;
use winfactor_domain::{EventType, FieldError};
use winfactor_service::{
    flows::{self, CustomerStep, Decision, StepTest, TestedStep},
    runs::{PausingConnection, RunPause},
};
use winfactor_web::view::{
    RunState, StepState,
    app::{
        FlowChecks, FlowChecksInput, FlowImport, FlowImportInput, FlowPage, FlowRunPage,
        FlowRunView, FlowSettings, FlowSettingsInput, FlowStepView, FlowView, FlowsPage, Obstacle,
        Older, RecipePage, RecipeSettingView, RecipeView, StepView, flow_page, flow_run_page,
        flows_page, recipe_page,
    },
};

use super::{
    app::{OLDER, frame},
    cast::{Cast, NOW, ago, id},
    flow_problems::problems,
    wrong,
};

fn run(n: u8, state: RunState) -> FlowRunView {
    FlowRunView {
        id: id(n),
        event: id(n),
        event_type: (n != 4).then_some(EventType::SubmissionCreated),
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
        owner_name: String::new(),
        event_types: vec![EventType::LeadCreated],
        template: cast.told("{ \"name\": "),
    };
    let errors = [
        wrong("/ownerName", "required"),
        wrong("/eventTypes/0", "not_taken_by_trigger"),
        wrong("", "json"),
    ];
    let recipes = [recipe(cast)];
    let list = |flows, input, errors| {
        flows_page(&FlowsPage {
            frame: frame(cast),
            flows,
            recipes: &recipes,
            import: FlowImport { input, errors },
        })
    };
    let problems = problems(cast);
    let named = [cast.words.receiver, cast.words.step].map(|name| cast.told(name));
    let flow_steps: Vec<_> = (1..)
        .zip(named)
        .map(|(number, display_name)| FlowStepView {
            number,
            display_name,
            depth: usize::from(number == 2),
            skipped: number == 2,
        })
        .collect();
    let customer_steps = customer_steps(cast);
    let tested_steps = tested_steps(cast);
    let said = [
        ("step_0", Some(Obstacle::StepChanged)),
        ("step_1", Some(Obstacle::NotSent(cast.told("(#131026)")))),
        ("step_1", Some(Obstacle::NoTest)),
    ];
    let [changed, not_sent, no_test] = said.map(|(step, obstacle)| FlowChecksInput {
        step: step.to_owned(),
        to: cast.told("0612345678"),
        errors: vec![wrong("/seen", "required"), wrong("/to", "customer_address")],
        obstacle,
    });
    let one = |flow, problems, errors, runs, older, said| {
        flow_page(&FlowPage {
            frame: frame(cast),
            flow,
            steps: &flow_steps,
            problems,
            checks: FlowChecks {
                customer_steps: &customer_steps,
                tested_steps: &tested_steps,
                said,
            },
            settings: FlowSettings {
                input: &FlowSettingsInput::of(flow),
                errors,
            },
            runs,
            older,
        })
    };
    let nameless = [wrong("/name", "required")];
    let steps = steps(cast);
    let pause = |until, connection: Option<PausingConnection>| RunPause {
        since: Some(NOW),
        until,
        gives_up: true,
        awaits_call: connection.is_none(),
        connection,
    };
    let office = PausingConnection {
        id: id(1),
        display_name: cast.told(cast.words.receiver),
        reason: cast.told("token_revoked"),
    };
    let gives_up = NOW + Duration::from_secs(64_800);
    let journal = |run, pause: Option<&RunPause>, steps| {
        flow_run_page(&FlowRunPage {
            frame: frame(cast),
            flow: id(1),
            flow_name: &all[0].name,
            run,
            next_at: pause.map(|pause| pause.until),
            pause,
            failure: None,
            steps,
        })
    };
    vec![
        ("flows", list(&all, &empty, &[])),
        ("flows-empty", list(&[], &empty, &[])),
        ("flows-import-errors", list(&all, &typed, &errors)),
        ("recipe", ready_made(cast, "quote-sent-to-hubspot", &[])),
        (
            "recipe-errors",
            ready_made(
                cast,
                "quote-unanswered-to-email",
                &[
                    wrong("/settings/to", "email"),
                    wrong("/settings/days", "out_of_range"),
                    wrong("/settings/connection", "connection_name"),
                ],
            ),
        ),
        ("flow-on", one(&all[0], &[], &[], &runs, OLDER, None)),
        (
            "flow-step-changed",
            one(&all[0], &[], &[], &[], OLDER, Some(&changed)),
        ),
        (
            "flow-test-not-sent",
            one(&all[0], &[], &[], &[], OLDER, Some(&not_sent)),
        ),
        (
            "flow-no-test",
            one(&all[0], &[], &[], &[], OLDER, Some(&no_test)),
        ),
        (
            "flow-off-with-problems",
            one(&all[2], &problems, &nameless, &[], Older::default(), None),
        ),
        ("flow-run-succeeded", journal(&runs[0], None, &steps[..2])),
        ("flow-run-failed", journal(&runs[2], None, &steps)),
        (
            "flow-run-waiting",
            journal(&runs[3], Some(&pause(gives_up, None)), &[]),
        ),
        (
            "flow-run-awaits-connection",
            journal(&runs[3], Some(&pause(gives_up, Some(office))), &[]),
        ),
    ]
}

/// Undecided, on, left out, and one of which it shows only when it runs.
fn customer_steps(cast: &Cast) -> Vec<CustomerStep> {
    let decision = |switched_on| Decision {
        switched_on,
        at: ago(1, 0),
        by: cast.staff.clone(),
    };
    let decisions = [None, Some(decision(true)), Some(decision(false)), None];
    let steps = (0..).zip(decisions).map(|(n, decision)| CustomerStep {
        number: n + 2,
        name: format!("step_{n}"),
        display_name: cast.told(cast.words.step),
        channel: cast.told("SMTP"),
        recipient: match n {
            1 => String::new(),
            _ => cast.told("{{step_9.to}}"),
        },
        message: vec![(cast.told("Subject"), cast.told(cast.words.flow))],
        is_certain: n != 3,
        fingerprint: "5d41402abc4b2a76b9719d911017c592".to_owned(),
        decision,
    });
    steps.collect()
}

/// Not tested, sent, and seen to arrive.
fn tested_steps(cast: &Cast) -> Vec<TestedStep> {
    let test = |confirmed| StepTest {
        to: cast.told("+31612345678"),
        sent_at: ago(1, 0),
        sent_by: cast.staff.clone(),
        confirmed,
    };
    let tests = [
        None,
        Some(test(None)),
        Some(test(Some((NOW, cast.staff.clone())))),
    ];
    let steps = (0..).zip(tests).map(|(n, test)| TestedStep {
        number: n + 2,
        name: format!("step_{n}"),
        display_name: cast.told(cast.words.step),
        channel: cast.told("WhatsApp Business"),
        test,
    });
    steps.collect()
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
                iteration: (n % 3 > 0).then(|| "2.1".to_owned()),
                depth: (n as usize) % 3,
                took: ran.then(|| Duration::from_millis(84)),
                repeated: state == StepState::Uncertain,
                attempts: if state == StepState::Failed { 4 } else { 1 },
                input: json("{\n  \"channel\": \"C02ABCDEF\",\n  \"text\": \"5000 x 3000 mm\"\n}"),
                output: (state == StepState::Succeeded).then(|| "{\n  \"ok\": true\n}".to_owned()),
                error: (state == StepState::Failed).then(|| cast.told("invalid_auth")),
            }
        })
        .collect()
}

/// The page of a ready-made flow, as it is.
fn ready_made(cast: &Cast, id: &str, errors: &[FieldError]) -> Markup {
    let found = flows::recipe(id, cast.reader.locale).unwrap();
    let settings: Vec<_> = found
        .settings
        .iter()
        .map(|setting| RecipeSettingView {
            key: setting.key,
            label: setting.label,
            help: setting.help,
            range: setting.range,
            value: setting.default.unwrap_or_default().to_owned(),
        })
        .collect();
    recipe_page(&RecipePage {
        frame: frame(cast),
        recipe: &RecipeView {
            name: found.name,
            summary: found.summary,
            ..recipe(cast)
        },
        notes: &found.notes,
        settings: &settings,
        errors,
    })
}

pub(crate) fn recipe(cast: &Cast) -> RecipeView {
    RecipeView {
        id: "submission-to-inbox".to_owned(),
        name: cast.told(cast.words.flow),
        summary: cast.told(cast.words.step),
        occasion: cast.told(cast.words.step),
        channel: cast.told(cast.words.receiver),
        recommended: true,
    }
}
