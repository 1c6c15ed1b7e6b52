use std::{fmt::Write as _, path::PathBuf, process::ExitCode};

use anyhow::Result;
use serde::Serialize;
use winfactor_flows::exchange::{Runs, runs_here_only, where_it_runs};
use winfactor_flows::{FlowVersion, PieceCatalog, Problem, validate};

use super::{flow_file, print};

/// Options of `winfactor flow validate`. The exit status is 1 when a flow has problems, 2 when the
/// file cannot be used.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// What ActivePieces exports: a template (also a legacy one), or a bare flow version
    #[arg(value_name = "FLOW.json")]
    file: PathBuf,
    /// Print {"flows": [{"name", "runsHere", "steps", "problems"}]}
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Checked {
    flows: Vec<CheckedFlow>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CheckedFlow {
    name: String,
    /// Nothing keeps the flow from running here.
    runs_here: bool,
    steps: Vec<CheckedStep>,
    problems: Vec<Problem>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct CheckedStep {
    number: usize,
    name: String,
    display_name: String,
    runs: Runs,
    /// ActivePieces cannot run it.
    here_only: bool,
    #[serde(skip)]
    depth: usize,
}

pub(super) fn run(options: Options) -> Result<ExitCode> {
    let catalog = flow_file::catalog();
    let flows = flow_file::document(&options.file)?.flows;
    let checked = Checked {
        flows: flows.iter().map(|flow| check(flow, &catalog)).collect(),
    };
    if options.json {
        print::json(&checked)?;
    } else {
        print::text(&for_people(&checked))?;
    }
    let is_clean = checked.flows.iter().all(|flow| flow.problems.is_empty());
    Ok(match is_clean {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

fn check(flow: &FlowVersion, catalog: &PieceCatalog) -> CheckedFlow {
    let mut problems = validate(flow, catalog);
    // Which connections there are, only a server knows.
    problems.retain(|problem| problem.connection().is_none());
    let steps = flow.steps().into_iter().map(|numbered| CheckedStep {
        number: numbered.number,
        name: numbered.step.name().to_owned(),
        display_name: numbered.step.label().to_owned(),
        runs: where_it_runs(&numbered, &problems),
        here_only: runs_here_only(numbered.step),
        depth: numbered.depth,
    });
    let steps = steps.collect();
    CheckedFlow {
        name: flow.display_name.clone(),
        runs_here: !problems.iter().any(Problem::prevents_a_run),
        steps,
        problems,
    }
}

fn for_people(checked: &Checked) -> String {
    let mut out = String::new();
    for flow in &checked.flows {
        let verdict = match (flow.problems.len(), flow.runs_here) {
            (0, _) => "no problems".to_owned(),
            (1, true) => "1 problem, but it can run".to_owned(),
            (1, false) => "1 problem, it cannot run here".to_owned(),
            (many, true) => format!("{many} problems, but it can run"),
            (many, false) => format!("{many} problems, it cannot run here"),
        };
        // Writing to a text cannot fail.
        let _ = writeln!(out, "{}: {verdict}", flow.name);
        for step in &flow.steps {
            let indent = "  ".repeat(step.depth + 1);
            let (number, name, runs) = (step.number, &step.display_name, step.runs.words());
            let only = if step.here_only {
                ", and not in ActivePieces"
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "{indent}{number}. {name} ({}): {runs}{only}",
                step.name
            );
            let own = flow.problems.iter();
            for problem in own.filter(|problem| problem.step_number == number) {
                let _ = writeln!(out, "{indent}   {}", problem.message());
            }
        }
        out.push('\n');
    }
    out
}
