//! Flows, compiled once for each version and kept in memory. A version never changes, so what is
//! kept never grows old.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use winfactor_domain::{EventType, FlowId, OrganizationId};
use winfactor_flows::{
    CompiledFlow, FormatError, PieceCatalog, TemplateDocument,
    audience::{WritingStep, writing_steps},
    format::FlowVersion,
    run::{NotRunnable, StepPath},
    validate,
};
use winfactor_store::flow_versions;

use crate::{Result, Service};

/// One version of a flow, ready to run.
#[derive(Debug)]
pub(crate) struct Version {
    pub flow: Arc<CompiledFlow>,
    places: HashMap<String, Place>,
    /// By name.
    writing: HashMap<String, WritingStep>,
}

#[derive(Debug)]
struct Place {
    /// The trigger's is 0.
    position: u32,
    /// How many steps it stands inside of.
    depth: usize,
    display_name: String,
}

/// Why a run cannot take place. The flow could run when it was switched on: either it was written
/// by a newer WinFactor, or it is a trial of a flow that is still being built.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum NotRun {
    #[error("this version of the flow is no longer there")]
    Missing,
    #[error("the event of this run is no longer there")]
    EventMissing,
    #[error(transparent)]
    Format(Arc<FormatError>),
    #[error(transparent)]
    Problems(NotRunnable),
}

impl Version {
    /// Reads and compiles a stored definition.
    pub(crate) fn compile(definition: &str, catalog: &PieceCatalog) -> Result<Self, NotRun> {
        let document =
            TemplateDocument::parse(definition).map_err(|error| NotRun::Format(Arc::new(error)))?;
        // A stored document has one flow, and none that was read is empty.
        let flow = document.flows.first().ok_or(NotRun::Missing)?;
        Self::of(flow, catalog)
    }

    fn of(flow: &FlowVersion, catalog: &PieceCatalog) -> Result<Self, NotRun> {
        // Here nothing runs that is probably not meant: the person who builds the flow is told.
        let mut problems = validate(flow, catalog);
        // Connections come and go; one that is missing fails the step that needs it.
        problems.retain(|problem| problem.connection().is_none());
        if !problems.is_empty() {
            return Err(NotRun::Problems(NotRunnable { problems }));
        }
        let compiled = CompiledFlow::compile(flow, catalog).map_err(NotRun::Problems)?;
        let writing = writing_steps(flow, catalog).into_iter();
        let steps = flow.steps();
        let places = steps.iter().zip(0..).map(|(numbered, position)| {
            let place = Place {
                position,
                depth: numbered.depth,
                display_name: numbered.step.label().to_owned(),
            };
            (numbered.step.name().to_owned(), place)
        });
        Ok(Version {
            flow: Arc::new(compiled),
            places: places.collect(),
            writing: writing.map(|step| (step.name.clone(), step)).collect(),
        })
    }

    /// Sorts executions of steps as the flow is read: a step inside of a loop by its iterations.
    pub(crate) fn order(&self, path: &StepPath) -> Vec<(u32, u32)> {
        let position = |name: &str| self.places.get(name).map_or(0, |place| place.position);
        let loops = path.iterations().iter();
        let loops = loops.map(|it| (position(&it.loop_name), it.index + 1));
        loops.chain([(position(path.step_name()), 0)]).collect()
    }

    /// How many loops and routers a step stands inside of.
    pub(crate) fn depth(&self, step_name: &str) -> Option<usize> {
        self.places.get(step_name).map(|place| place.depth)
    }

    /// A step that writes to people.
    pub(crate) fn writing_step(&self, step_name: &str) -> Option<&WritingStep> {
        self.writing.get(step_name)
    }

    /// What people call a step.
    pub(crate) fn display_name(&self, step_name: &str) -> Option<&str> {
        let place = self.places.get(step_name)?;
        Some(&place.display_name)
    }
}

/// The versions in use. Those that do not run are kept too, so that they are not read again for
/// each event.
pub(crate) struct FlowVersions {
    catalog: PieceCatalog,
    known: Mutex<HashMap<(FlowId, i64), Known>>,
}

type Known = Result<Arc<Version>, NotRun>;

/// When more are in use, all are forgotten and read again as they are needed.
const MOST_KNOWN: usize = 1_000;

impl FlowVersions {
    /// The pieces that run inside WinFactor.
    pub(crate) fn catalog(&self) -> &PieceCatalog {
        &self.catalog
    }

    /// A version, or why it does not run.
    pub(crate) async fn get(
        &self,
        service: &Service,
        organization: OrganizationId,
        flow: FlowId,
        revision: i64,
    ) -> Result<Known> {
        if let Some(known) = self.known().get(&(flow, revision)) {
            return Ok(known.clone());
        }
        let definition = service
            .read(move |tx| Ok(flow_versions::get(tx, organization, flow, revision)?))
            .await?;
        let Some(definition) = definition else {
            return Ok(Err(NotRun::Missing));
        };
        let version = Version::compile(&definition, &self.catalog).map(Arc::new);
        let mut known = self.known();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert((flow, revision), version.clone());
        Ok(version)
    }

    // Nothing panics while the lock is held, so what is inside is sound.
    fn known(&self) -> MutexGuard<'_, HashMap<(FlowId, i64), Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for FlowVersions {
    fn default() -> Self {
        FlowVersions {
            catalog: PieceCatalog::embedded(EventType::ALL.map(EventType::name)),
            known: Mutex::default(),
        }
    }
}

impl fmt::Debug for FlowVersions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FlowVersions")
            .field("known", &self.known().len())
            .finish_non_exhaustive()
    }
}
