use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, bail};
use winfactor_domain::EventType;
use winfactor_flows::{CompiledFlow, FlowVersion, PieceCatalog, TemplateDocument};

use super::json_file;

/// One flow out of a file.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct FlowFile {
    /// What ActivePieces exports: a template (also a legacy one), or a bare flow version
    #[arg(value_name = "FLOW.json")]
    file: PathBuf,
    /// The name of the flow, for a template that holds several
    #[arg(long, value_name = "NAME")]
    flow: Option<String>,
}

impl FlowFile {
    /// The flow, ready to run. What keeps it from running is told step by step.
    pub(super) fn compile(&self, catalog: &PieceCatalog) -> Result<CompiledFlow> {
        CompiledFlow::compile(&self.read()?, catalog).map_err(|refusal| {
            let problems = refusal.problems.iter().map(ToString::to_string);
            Error::msg(problems.collect::<Vec<_>>().join("\n           "))
                .context(format!("{} cannot run here", self.file.display()))
        })
    }

    /// The flow, migrated to the current schema version.
    fn read(&self) -> Result<FlowVersion> {
        let mut flows = document(&self.file)?.flows;
        let names: Vec<String> = flows
            .iter()
            .map(|flow| format!("\"{}\"", flow.display_name))
            .collect();
        let names = names.join(", ");
        let file = self.file.display();
        if let Some(wanted) = &self.flow {
            flows.retain(|flow| flow.display_name == *wanted);
            if flows.is_empty() {
                bail!("{file} has no flow \"{wanted}\"; it has {names}");
            }
        }
        match flows.pop() {
            Some(flow) if flows.is_empty() => Ok(flow),
            _ => bail!("{file} holds several flows; name one with --flow: {names}"),
        }
    }
}

/// Everything that a file holds.
pub(super) fn document(path: &Path) -> Result<TemplateDocument> {
    TemplateDocument::parse(&json_file::text(path)?)
        .with_context(|| format!("{} cannot be used", path.display()))
}

/// The pieces that run here.
pub(super) fn catalog() -> PieceCatalog {
    PieceCatalog::embedded(EventType::ALL.iter().map(|it| it.name()))
}
