//! What a flow does, as it is received, stored and checked.

use std::collections::BTreeSet;

use winfactor_domain::{
    EventType, FieldError, Invalid, Locale,
    events::sample::{Fullness, sample},
};
use winfactor_flows::{
    FlowVersion, FormatError, PieceCatalog, Problem, TemplateDocument,
    pieces::{EventDelivery, EventFilter, TriggerOutput},
    validate_with_samples,
};
use winfactor_store::StoreError;

use crate::{Result, ServiceError};

/// The longest document that is taken in, in bytes.
const MAX_DOCUMENT: usize = 1024 * 1024;

/// A template document with exactly one flow in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Definition(TemplateDocument);

impl Definition {
    /// Reads what somebody sends: one definition for each flow in it.
    pub(super) fn receive(text: &str) -> Result<Vec<Self>> {
        if text.len() > MAX_DOCUMENT {
            let message = "the document has more than 1 MB; export the flows one by one";
            return Err(FieldError::new("", "too_long", message).into());
        }
        let document = TemplateDocument::parse(text)
            .map_err(|error| FieldError::new("", code(&error), error.to_string()))?;
        Ok(document.split().into_iter().map(Definition).collect())
    }

    /// What a recipe is: a document of one flow.
    pub(super) fn of_recipe(document: TemplateDocument) -> Self {
        Definition(document)
    }

    /// Reads what is stored.
    pub(super) fn stored(text: &str) -> Result<Self> {
        let document = TemplateDocument::parse(text)
            .map_err(|error| StoreError::corrupt("flow_versions.definition", error))?;
        match document.flows.len() {
            1 => Ok(Definition(document)),
            _ => Err(ServiceError::from(StoreError::Corrupt {
                what: "flow_versions.definition: not a document of one flow".to_owned(),
                source: None,
            })),
        }
    }

    pub(super) fn document(&self) -> &TemplateDocument {
        &self.0
    }

    pub(super) fn into_document(self) -> TemplateDocument {
        self.0
    }

    pub(super) fn flow(&self) -> &FlowVersion {
        &self.0.flows[0]
    }

    /// Refers to the flow by its id here wherever it referred to the one that was exported.
    pub(super) fn take_id(&mut self, id: &str) -> Result<()> {
        let replaced = self.0.replace_external_id(id);
        replaced.map_err(|error| FieldError::new("", code(&error), error.to_string()).into())
    }

    /// The one event type that the trigger takes, if it does not take all.
    pub(super) fn only_event_type(&self, catalog: &PieceCatalog) -> Option<EventType> {
        match &catalog.trigger_of(self.flow())?.events {
            EventFilter::Any => None,
            EventFilter::Only(name) => name.parse().ok(),
        }
    }

    /// What keeps the flow from running for events of these types (none means all), each
    /// placeholder looked up in samples of them, and each connection among those that there are.
    pub(super) fn problems(
        &self,
        surroundings: &Surroundings<'_>,
        event_types: &[EventType],
    ) -> Vec<Problem> {
        let catalog = surroundings.catalog;
        let output = catalog.trigger_of(self.flow()).map(|it| it.output);
        let types = match event_types {
            [] => EventType::ALL.as_slice(),
            some => some,
        };
        let samples: Vec<_> = output
            .into_iter()
            .flat_map(|output| {
                types
                    .iter()
                    .filter_map(move |it| sample_output(output, *it))
            })
            .collect();
        let mut problems = validate_with_samples(self.flow(), catalog, &samples);
        problems.retain(|problem| {
            let is_there = |name| surroundings.connections.contains(name);
            !problem.connection().is_some_and(is_there)
        });
        problems
    }
}

/// What a flow can make use of.
#[derive(Debug)]
pub(super) struct Surroundings<'a> {
    pub catalog: &'a PieceCatalog,
    /// The external ids of the organization's connections.
    pub connections: BTreeSet<String>,
}

/// The problems as the answer to somebody who wants to switch the flow on.
pub(super) fn refusal(problems: &[Problem]) -> Invalid {
    let error = |problem: &Problem| {
        let pointer = format!("/flows/0/steps/{}", problem.step_number);
        FieldError::new(&pointer, problem.code(), problem.to_string())
    };
    Invalid(problems.iter().map(error).collect())
}

/// A sample in which everything that can be there is there.
fn sample_output(output: TriggerOutput, event_type: EventType) -> Option<serde_json::Value> {
    let body = sample(event_type, Locale::En, Fullness::Full)
        .as_test()
        .render();
    let headers = [
        ("content-type", ""),
        ("user-agent", ""),
        ("x-winfactor-event", event_type.name()),
        ("x-winfactor-delivery", ""),
    ];
    // A rendered sample is JSON.
    output
        .of(EventDelivery {
            headers: &headers,
            raw_body: &body,
        })
        .ok()
}

fn code(error: &FormatError) -> &'static str {
    match error {
        FormatError::NotJson(_) | FormatError::NotAFlow => "json",
        FormatError::TooDeep => "too_deep",
        FormatError::InvalidField { .. } => "invalid_flow",
        FormatError::Migration(_) => "schema_version",
    }
}
