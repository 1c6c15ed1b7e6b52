use std::fmt;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::expressions::{ExpressionError, InputTemplate, Scope};
use crate::format::{
    Action, ActionKind, ErrorHandling, FlowVersion, NumberedStep, Step, Trigger, TriggerKind,
};
use crate::pieces::{
    ActionDefinition, EmptyLines, EventDelivery, EventFilter, InvalidEventBody, PieceCatalog,
    TriggerOutput,
};
use crate::validate::{Problem, ProblemKind, validate};

/// A flow that can run: without problems, its templates parsed. Made once per version of a flow and
/// shared by its runs.
#[derive(Debug)]
pub struct CompiledFlow {
    display_name: Arc<str>,
    pub(super) trigger: CompiledTrigger,
    /// The steps to perform, in order; skipped ones are not among them.
    pub(super) steps: Vec<CompiledStep>,
}

#[derive(Debug)]
pub(super) struct CompiledTrigger {
    pub(super) name: Arc<str>,
    events: EventFilter,
    output: TriggerOutput,
    /// Kept in the record of the trigger as it is.
    pub(super) input: Value,
}

#[derive(Debug)]
pub(super) struct CompiledStep {
    pub(super) name: Arc<str>,
    pub(super) display_name: Arc<str>,
    pub(super) piece_name: Arc<str>,
    pub(super) piece_version: Arc<str>,
    pub(super) definition: Arc<ActionDefinition>,
    pub(super) action_name: Arc<str>,
    pub(super) error_handling: ErrorHandling,
    input: Vec<(String, InputTemplate)>,
}

/// The flow has problems that keep it from running.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRunnable {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl std::error::Error for NotRunnable {}

impl fmt::Display for NotRunnable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the flow cannot run: ")?;
        for (position, problem) in self.problems.iter().enumerate() {
            let separator = if position > 0 { "; " } else { "" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl CompiledFlow {
    /// Validates and compiles a flow.
    pub fn compile(flow: &FlowVersion, catalog: &PieceCatalog) -> Result<Self, NotRunnable> {
        let problems = validate(flow, catalog);
        if !problems.is_empty() {
            return Err(NotRunnable { problems });
        }
        // What validation passes compiles; should the two ever disagree, the flow is refused too.
        let refuse = |numbered: &NumberedStep<'_>, kind| NotRunnable {
            problems: vec![Problem::of(numbered, kind)],
        };
        let mut trigger = None;
        let mut steps = Vec::new();
        for numbered in flow.steps().iter().filter(|numbered| !numbered.skipped) {
            match numbered.step {
                Step::Trigger(it) => {
                    trigger = Some(
                        CompiledTrigger::compile(it, catalog)
                            .map_err(|kind| refuse(numbered, kind))?,
                    );
                }
                Step::Action(action) => steps.push(
                    CompiledStep::compile(action, catalog)
                        .map_err(|kind| refuse(numbered, kind))?,
                ),
            }
        }
        let trigger = trigger.ok_or(NotRunnable { problems })?;
        Ok(Self {
            display_name: flow.display_name.as_str().into(),
            trigger,
            steps,
        })
    }

    pub fn display_name(&self) -> &str {
        &self.display_name
    }

    /// Whether an event of this type starts the flow, as far as its trigger is concerned.
    pub fn accepts(&self, event_type: &str) -> bool {
        self.trigger.events.accepts(event_type)
    }

    /// What a run of this flow gets of an event.
    pub fn trigger_output(&self, delivery: EventDelivery<'_>) -> Result<Value, InvalidEventBody> {
        self.trigger.output.of(delivery)
    }
}

impl CompiledTrigger {
    fn compile(trigger: &Trigger, catalog: &PieceCatalog) -> Result<Self, ProblemKind> {
        let TriggerKind::Piece(settings) = &trigger.kind else {
            return Err(ProblemKind::NoTrigger);
        };
        let definition = catalog
            .trigger(settings)
            .ok_or(ProblemKind::TriggerNotChosen)?;
        Ok(Self {
            name: trigger.name.as_str().into(),
            events: definition.events.clone(),
            output: definition.output,
            input: Value::Object(settings.input.clone()),
        })
    }
}

impl CompiledStep {
    fn compile(action: &Action, catalog: &PieceCatalog) -> Result<Self, ProblemKind> {
        let ActionKind::Piece(settings) = &action.kind else {
            return Err(ProblemKind::StepTypeNotRun {
                type_name: action.type_name().to_owned(),
            });
        };
        let definition = catalog
            .action(settings)
            .ok_or(ProblemKind::ActionNotChosen)?;
        let input = settings.input.iter().map(|(key, value)| {
            let template = InputTemplate::compile(value).map_err(ProblemKind::from)?;
            Ok((key.clone(), template))
        });
        Ok(Self {
            name: action.name.as_str().into(),
            display_name: action.label().into(),
            piece_name: settings.piece_name.as_str().into(),
            piece_version: settings.piece_version.as_str().into(),
            action_name: definition.name.as_str().into(),
            error_handling: action.error_handling(),
            input: input.collect::<Result<_, ProblemKind>>()?,
            definition: Arc::clone(definition),
        })
    }

    /// The step's input with its placeholders resolved.
    pub(super) fn resolve_input(&self, scope: &Scope) -> Map<String, Value> {
        self.input
            .iter()
            .map(|(key, template)| {
                let value = if self.drops_empty_lines(key, scope) {
                    template.resolve_without_empty_lines(scope)
                } else {
                    template.resolve(scope)
                };
                (key.clone(), value)
            })
            .collect()
    }

    fn drops_empty_lines(&self, key: &str, scope: &Scope) -> bool {
        let policy = self.definition.prop(key).map(|prop| &prop.empty_lines);
        let Some(EmptyLines::DropUnlessOff { checkbox }) = policy else {
            return false;
        };
        let setting = self.input.iter().find(|(name, _)| name == checkbox);
        !setting.is_some_and(|(_, template)| template.resolve(scope) == Value::Bool(false))
    }
}

impl From<ExpressionError> for ProblemKind {
    fn from(error: ExpressionError) -> Self {
        match error {
            ExpressionError::Unsupported(text) => Self::ExpressionNotRun {
                expression: text.into(),
            },
            ExpressionError::NoConnections(text) => Self::NoConnections {
                expression: text.into(),
            },
        }
    }
}
