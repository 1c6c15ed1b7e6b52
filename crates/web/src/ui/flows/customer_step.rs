use axum::response::Response;
use winfactor_domain::{FieldError, FlowId};
use winfactor_service::{
    ServiceError,
    flows::{self, CustomerStepDecision},
};

use super::show::{Said, render};
use crate::{
    page_error::PageError,
    ui::{
        answer::{see_with, too_late, wrong},
        list::ListQuery,
        path_id::PathId,
        posted::Posted,
    },
    view::{
        Notice,
        app::{FlowChecksInput, Obstacle},
        routes,
    },
};

/// Switches a step on that writes to customers, or leaves it out. For the former somebody has to say
/// that they read its message.
pub(super) async fn decide(
    PathId(id): PathId<FlowId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let form = &posted.form;
    let switched_on = form.text("switched_on") == "yes";
    let mut said = FlowChecksInput {
        step: form.owned("step"),
        ..FlowChecksInput::default()
    };
    if switched_on && !form.ticked("seen") {
        let unticked = FieldError::new("/seen", "required", "must be ticked");
        said.errors.push(unticked);
        return Ok(wrong(page(&posted, id, &said).await?));
    }
    let decision = CustomerStepDecision {
        step: said.step.clone(),
        fingerprint: form.owned("fingerprint"),
        switched_on,
    };
    let (service, organization) = (posted.service(), posted.organization());
    let by = &posted.session.staff.name;
    match flows::decide_customer_step(service, organization, id, decision, by).await {
        Ok(_) => {
            let notice = match switched_on {
                true => Notice::StepSwitchedOn,
                false => Notice::StepLeftOut,
            };
            Ok(see_with(&routes::flow_customer_steps_part(id), notice))
        }
        Err(ServiceError::Conflict {
            code: "step_changed",
            ..
        }) => {
            said.obstacle = Some(Obstacle::StepChanged);
            Ok(too_late(page(&posted, id, &said).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// The flow's page with what was said of one of its steps.
pub(super) async fn page(
    posted: &Posted,
    id: FlowId,
    said: &FlowChecksInput,
) -> Result<maud::Markup, PageError> {
    let (desk, query) = (posted.desk().await?, ListQuery::default());
    let said = Said {
        checks: Some(said),
        ..Said::default()
    };
    Ok(render(&desk, id, &query, said).await?)
}
