use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use crate::code::CodeStep;
use crate::conversion::PropertySettings;
use crate::expressions::InputTemplate;
use crate::format::{ErrorHandling, PieceSettings};
use crate::pieces::{AUTH_INPUT, ActionDefinition, PieceCatalog, is_own_connection};
use crate::run::record::StepType;
use crate::run::request::StepSettings;
use crate::validate::ProblemKind;

use super::ChainIndex;

#[derive(Debug)]
pub(in crate::run) struct CompiledStep {
    pub(in crate::run) name: Arc<str>,
    pub(in crate::run) display_name: Arc<str>,
    pub(in crate::run) error_handling: ErrorHandling,
    /// What follows the step before the next one, by how it ended.
    pub(in crate::run) on_success: Option<ChainIndex>,
    pub(in crate::run) on_failure: Option<ChainIndex>,
    pub(in crate::run) kind: StepKind,
}

#[derive(Debug)]
pub(in crate::run) enum StepKind {
    Piece(PieceStep),
    Code(CodeTemplate),
    Loop {
        items: InputTemplate,
        body: ChainIndex,
    },
    Router(RouterStep),
}

#[derive(Debug)]
pub(in crate::run) struct PieceStep {
    pub(in crate::run) piece_name: Arc<str>,
    pub(in crate::run) piece_version: Arc<str>,
    pub(in crate::run) action_name: Arc<str>,
    pub(in crate::run) definition: Arc<ActionDefinition>,
    pub(in crate::run) property_settings: PropertySettings,
    pub(in crate::run) input: Vec<(String, InputTemplate)>,
    pub(in crate::run) settings: Arc<StepSettings>,
}

#[derive(Debug)]
pub(in crate::run) struct CodeTemplate {
    pub(in crate::run) step: CodeStep,
    pub(in crate::run) input: InputTemplate,
}

#[derive(Debug)]
pub(in crate::run) struct RouterStep {
    /// The settings as they stand in the format: everything in them may hold expressions.
    pub(in crate::run) settings: InputTemplate,
    /// Every branch that matches is run, not only the first.
    pub(in crate::run) takes_all: bool,
    pub(in crate::run) children: Vec<ChainIndex>,
}

impl CompiledStep {
    pub(super) fn needs_javascript(&self) -> bool {
        matches!(self.kind, StepKind::Code(_))
            || self.templates().any(InputTemplate::needs_javascript)
    }

    /// All that is resolved when the step is reached.
    pub(super) fn templates(&self) -> impl Iterator<Item = &InputTemplate> {
        let (inputs, other) = match &self.kind {
            StepKind::Piece(piece) => (piece.input.as_slice(), None),
            StepKind::Code(code) => (&[][..], Some(&code.input)),
            StepKind::Loop { items, .. } => (&[][..], Some(items)),
            StepKind::Router(router) => (&[][..], Some(&router.settings)),
        };
        inputs.iter().map(|(_, template)| template).chain(other)
    }

    pub(in crate::run) fn step_type(&self) -> StepType {
        match self.kind {
            StepKind::Piece(_) => StepType::Piece,
            StepKind::Code(_) => StepType::Code,
            StepKind::Loop { .. } => StepType::LoopOnItems,
            StepKind::Router(_) => StepType::Router,
        }
    }
}

impl PieceStep {
    pub(super) fn compile(
        settings: &PieceSettings,
        catalog: &PieceCatalog,
    ) -> Result<Self, ProblemKind> {
        let definition = catalog
            .action(settings)
            .ok_or(ProblemKind::ActionNotChosen)?;
        let input = settings.input.iter();
        let input = input.filter(|(name, _)| !is_own_connection(settings, name));
        let input = input.map(|(key, value)| Ok((key.clone(), template(value)?)));
        let input = input.collect::<Result<Vec<_>, ProblemKind>>()?;
        let mut connections = BTreeSet::new();
        for (_, template) in input.iter().filter(|(name, _)| name == AUTH_INPUT) {
            template.connection_names(&mut connections);
        }
        let property_settings = PropertySettings::read(settings.fields.get("propertySettings"));
        let member_names = property_settings.member_names();
        Ok(Self {
            piece_name: settings.piece_name.as_str().into(),
            piece_version: settings.piece_version.as_str().into(),
            action_name: definition.name.as_str().into(),
            property_settings,
            input,
            settings: Arc::new(StepSettings {
                connections,
                member_names,
            }),
            definition: Arc::clone(definition),
        })
    }
}

pub(super) fn template(value: &Value) -> Result<InputTemplate, ProblemKind> {
    InputTemplate::compile(value).map_err(ProblemKind::from)
}
