use std::collections::BTreeSet;

use serde_json::Value;

use crate::code::CodeStep;
use crate::format::{Action, ActionKind, FlowVersion, Loop, Router, Step};
use crate::pieces::PieceCatalog;
use crate::validate::{Problem, ProblemKind, validate};

use super::step::{CodeTemplate, CompiledStep, PieceStep, RouterStep, StepKind, template};
use super::trigger::CompiledTrigger;
use super::{ChainIndex, CompiledFlow, NotRunnable, StepIndex};

pub(super) fn compile(
    flow: &FlowVersion,
    catalog: &PieceCatalog,
) -> Result<CompiledFlow, NotRunnable> {
    let mut problems = validate(flow, catalog);
    problems.retain(Problem::prevents_a_run);
    if !problems.is_empty() {
        return Err(NotRunnable { problems });
    }
    // What validation passes compiles; should the two ever disagree, the flow is refused too.
    let refuse = |name: &str, kind: ProblemKind| {
        let steps = flow.steps();
        let of_name = steps.iter().filter(|numbered| numbered.step.name() == name);
        let problems = of_name.map(|step| Problem::of(step, kind.clone()));
        NotRunnable {
            problems: problems.collect(),
        }
    };
    let trigger = CompiledTrigger::compile(&flow.trigger, catalog)
        .map_err(|kind| refuse(Step::Trigger(&flow.trigger).name(), kind))?;
    let mut compiler = Compiler {
        catalog,
        steps: Vec::new(),
        chains: Vec::new(),
        pending: Vec::new(),
    };
    compiler.add_chain(&flow.trigger.actions);
    while let Some((chain, actions)) = compiler.pending.pop() {
        for action in actions.iter().filter(|action| !action.is_skipped()) {
            let step = compiler
                .step(action)
                .map_err(|kind| refuse(&action.name, kind))?;
            let index = StepIndex(compiler.steps.len());
            compiler.steps.push(step);
            compiler.chains[chain.0].push(index);
        }
    }
    let mut connection_names = BTreeSet::new();
    for template in compiler.steps.iter().flat_map(CompiledStep::templates) {
        template.connection_names(&mut connection_names);
    }
    Ok(CompiledFlow {
        needs_javascript: compiler.steps.iter().any(CompiledStep::needs_javascript),
        connection_names,
        display_name: flow.display_name.as_str().into(),
        trigger,
        steps: compiler.steps,
        chains: compiler.chains,
    })
}

struct Compiler<'a> {
    catalog: &'a PieceCatalog,
    steps: Vec<CompiledStep>,
    chains: Vec<Vec<StepIndex>>,
    /// Chains that have a place, but no steps yet.
    pending: Vec<(ChainIndex, &'a [Action])>,
}

impl<'a> Compiler<'a> {
    fn add_chain(&mut self, actions: &'a [Action]) -> ChainIndex {
        let index = ChainIndex(self.chains.len());
        self.chains.push(Vec::new());
        self.pending.push((index, actions));
        index
    }

    fn step(&mut self, action: &'a Action) -> Result<CompiledStep, ProblemKind> {
        let kind = match &action.kind {
            ActionKind::Piece(settings) => {
                StepKind::Piece(PieceStep::compile(settings, self.catalog)?)
            }
            ActionKind::Loop(inner) => self.looping(inner)?,
            ActionKind::Router(inner) => StepKind::Router(self.router(inner)?),
            ActionKind::Code(settings) => StepKind::Code(CodeTemplate {
                step: CodeStep::compile(settings)?,
                input: template(&Value::Object(settings.input.clone()))?,
            }),
            ActionKind::Other(_) => {
                return Err(ProblemKind::StepTypeNotRun {
                    type_name: action.type_name().to_owned(),
                });
            }
        };
        let error_handling = action.error_handling();
        let branches = action.failure_branches.as_ref();
        let branches = branches.filter(|_| error_handling.continue_on_failure);
        Ok(CompiledStep {
            name: action.name.as_str().into(),
            display_name: action.label().into(),
            error_handling,
            on_success: branches.map(|branches| self.add_chain(&branches.on_success)),
            on_failure: branches.map(|branches| self.add_chain(&branches.on_failure)),
            kind,
        })
    }

    fn looping(&mut self, inner: &'a Loop) -> Result<StepKind, ProblemKind> {
        let items = inner.items.as_deref().unwrap_or_default();
        Ok(StepKind::Loop {
            items: template(&items.into())?,
            body: self.add_chain(&inner.body),
        })
    }

    fn router(&mut self, inner: &'a Router) -> Result<RouterStep, ProblemKind> {
        Ok(RouterStep {
            settings: template(&inner.settings_value())?,
            takes_all: inner.execution_type.as_deref() == Some(Router::ALL_MATCH),
            children: inner
                .children
                .iter()
                .map(|child| self.add_chain(child))
                .collect(),
        })
    }
}
