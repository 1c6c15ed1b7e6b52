use std::sync::Arc;

use serde_json::{Value, json};
use winfactor_domain::{EventId, FlowId, FlowRunId, OrganizationId};
use winfactor_flows::{
    CompiledFlow, Run,
    audience::WritingStep,
    pieces::Audience,
    run::{NotRunnable, StepRequest, run_offline, way_to},
};

use super::occasion::Occasion;
use crate::{
    Result, Service, ServiceError,
    flows::definition::{Definition, refusal},
    runs::{Actor, EventText, SetupFor, apart, perform, rehearse, setup, trigger_output},
};

/// The way through a flow to one of its steps.
pub(super) struct Way {
    flow: Arc<CompiledFlow>,
    step_name: String,
}

impl Way {
    pub(super) fn to(
        service: &Service,
        definition: &Definition,
        step: &WritingStep,
    ) -> Result<Self> {
        let catalog = service.flow_versions().catalog();
        let refused = |reason: NotRunnable| ServiceError::from(refusal(&reason.problems));
        // What is nested too deep to be gone through is among the reasons.
        CompiledFlow::compile(definition.flow(), catalog).map_err(refused)?;
        let way = way_to(definition.flow(), &step.name);
        let way = way.ok_or_else(|| ServiceError::not_found("step", &step.name))?;
        Ok(Way {
            flow: Arc::new(CompiledFlow::compile(&way, catalog).map_err(refused)?),
            step_name: step.name.clone(),
        })
    }

    /// What the step would send for an event, or why the flow does not come to it. Nothing is done
    /// on the way: what steps would do outside is answered with their samples.
    pub(super) async fn message(
        &self,
        service: &Service,
        (organization, flow): (OrganizationId, FlowId),
        occasion: &Occasion,
    ) -> Result<std::result::Result<StepRequest, String>> {
        let now = service.now();
        let event = EventText {
            id: EventId::new(now, service.rng()),
            event_type: occasion.event_type,
            body: &occasion.body,
        };
        let run_id = FlowRunId::new(now, service.rng());
        let output = trigger_output(&self.flow, event)?;
        // The step is really sent afterwards, so its access is renewed.
        let purpose = SetupFor::GoingOn { is_test: true };
        let setup = setup(service, organization, run_id, &self.flow, purpose).await?;
        let mut run = Run::start(self.flow.clone(), output, setup);
        let (owned, wanted) = (service.clone(), self.step_name.clone());
        let go_through = move || {
            let actor = Actor {
                organization,
                flow,
                run: run_id,
                now,
                rng: owned.rng(),
                service: None,
            };
            let catalog = owned.flow_versions().catalog();
            let mut found = None;
            let result = run_offline(&mut run, now.0, |request| {
                if request.path.step_name() == wanted {
                    found.get_or_insert_with(|| request.clone());
                }
                match perform(request, &actor) {
                    Some(performed) => performed.outcome,
                    None => rehearse(catalog, request),
                }
            });
            found.ok_or_else(|| match result.failed_step {
                Some(failed) => format!("{}: {}", failed.display_name, failed.message),
                None => "neither the last event nor a sample leads to this step".to_owned(),
            })
        };
        apart(service, flow, &self.flow, go_through).await
    }
}

/// Lets the message go to `to` and to nobody else.
pub(super) fn readdress(request: &mut StepRequest, audience: Audience, to: &str) {
    let Audience::Named([first, others @ ..]) = audience else {
        return;
    };
    let is_list = request.input.get(*first).is_some_and(Value::is_array);
    let value = match is_list {
        true => json!([to]),
        false => Value::from(to),
    };
    request.input.insert((*first).to_owned(), value);
    for other in others {
        request.input.shift_remove(*other);
    }
}
