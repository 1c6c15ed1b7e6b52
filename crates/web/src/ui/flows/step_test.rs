use axum::response::Response;
use winfactor_domain::FlowId;
use winfactor_service::{ServiceError, flows};

use super::customer_step::page;
use crate::{
    page_error::PageError,
    ui::{
        answer::{see_with, too_late, wrong},
        path_id::PathId,
        posted::Posted,
    },
    view::{
        Notice,
        app::{FlowChecksInput, Obstacle},
        routes,
    },
};

/// Sends a message of a step to whoever tries it out.
pub(super) async fn send(
    PathId(id): PathId<FlowId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let mut said = FlowChecksInput {
        step: posted.form.owned("step"),
        to: posted.form.owned("to"),
        ..FlowChecksInput::default()
    };
    let (service, organization) = (posted.service(), posted.organization());
    let by = &posted.session.staff.name;
    match flows::test_step(service, organization, id, &said.step, &said.to, by).await {
        Ok(_) => Ok(see_with(
            &routes::flow_step_tests_part(id),
            Notice::StepTestSent,
        )),
        Err(ServiceError::Invalid(invalid)) => {
            said.obstacle = match invalid.0.iter().all(|error| error.pointer == "/to") {
                true => None,
                // The flow itself cannot be gone through.
                false => Some(Obstacle::NotSent(invalid.to_string())),
            };
            said.errors = invalid.0;
            Ok(wrong(page(&posted, id, &said).await?))
        }
        Err(ServiceError::Conflict { message, .. }) => {
            said.obstacle = Some(Obstacle::NotSent(message));
            Ok(wrong(page(&posted, id, &said).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// Notes that such a message arrived.
pub(super) async fn confirm(
    PathId(id): PathId<FlowId>,
    posted: Posted,
) -> Result<Response, PageError> {
    let said = FlowChecksInput {
        step: posted.form.owned("step"),
        obstacle: Some(Obstacle::NoTest),
        ..FlowChecksInput::default()
    };
    let (service, organization) = (posted.service(), posted.organization());
    let by = &posted.session.staff.name;
    match flows::confirm_step_test(service, organization, id, &said.step, by).await {
        Ok(_) => {
            let address = routes::flow_step_tests_part(id);
            Ok(see_with(&address, Notice::StepTestConfirmed))
        }
        Err(ServiceError::Conflict {
            code: "no_test", ..
        }) => Ok(too_late(page(&posted, id, &said).await?)),
        Err(error) => Err(error.into()),
    }
}
