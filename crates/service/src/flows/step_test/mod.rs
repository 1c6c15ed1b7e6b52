//! A message of a step, sent to try it out: to the phone or mailbox of whoever tries it, and to
//! nobody else. Somebody says that it arrived; for some services that is the only way to know.

mod message;
mod occasion;

use serde_json::Value;
use winfactor_domain::{EventId, EventType, FieldError, FlowId, OrganizationId};
use winfactor_flows::{
    audience::{WritingStep, writing_steps},
    pieces::Audience,
};
use winfactor_store::flow_step_tests::{self, StepTestRow};

use message::Way;
use occasion::Occasions;

use super::{
    definition::Definition,
    get::{stored, stored_for_update},
    guard_rails::{StepTest, fingerprint},
};
use crate::{
    Result, Service, ServiceError,
    runs::{Address, send_to_try_out},
};

/// A message that was sent to try a step out.
#[derive(Clone, Debug)]
pub struct SentTest {
    pub test: StepTest,
    /// The event that the message was put together from; nothing for a sample.
    pub event: Option<EventId>,
    pub event_type: EventType,
    /// What the service answered.
    pub output: Value,
}

/// Really sends the message of a step, to `to` alone: from the last event that starts the flow, or
/// from a sample. Whoever gets it says so with [`confirm_step_test`]. `by` is who sends it, for
/// people.
///
/// # Errors
/// Invalid `/to` when it is a customer's; `not_testable` for a step without a message,
/// `step_not_reached` when no event at hand leads to it, `test_not_sent` with the service's reason.
pub async fn test_step(
    service: &Service,
    organization: OrganizationId,
    id: FlowId,
    step_name: &str,
    to: &str,
    by: &str,
) -> Result<SentTest> {
    let to = to.trim();
    if to.is_empty() {
        return Err(FieldError::new("/to", "required", "must not be empty").into());
    }
    let (addresses, by): (Vec<Address>, _) = (Address::all_in(to).collect(), by.to_owned());
    let (definition, occasions, is_customers) = service
        .read(move |tx| {
            let (row, definition) = stored(tx, organization, id)?;
            let occasions = Occasions::load(tx, organization, &row.event_types)?;
            let is_customers = occasions.is_a_customers(tx, &addresses)?;
            Ok((definition, occasions, is_customers))
        })
        .await?;
    if is_customers {
        let message = "this is a customer's; send the test to your own";
        return Err(FieldError::new("/to", "customer_address", message).into());
    }
    let step = testable(service, &definition, step_name)?;
    let way = Way::to(service, &definition, &step)?;
    let mut refused = String::new();
    let mut reached = None;
    for occasion in occasions.all(service.now()) {
        match way.message(service, (organization, id), &occasion).await? {
            Ok(request) => reached = Some((occasion, request)),
            Err(reason) => refused = reason,
        }
        if reached.is_some() {
            break;
        }
    }
    let Some((occasion, mut request)) = reached else {
        let message = format!("step {}, {}: {refused}", step.number, step.display_name);
        return Err(ServiceError::conflict("step_not_reached", message));
    };
    message::readdress(&mut request, step.audience, to);
    let event_type = occasion.event_type;
    let sent = send_to_try_out(service, organization, id, event_type, &request).await?;
    let output = sent.map_err(|reason| ServiceError::conflict("test_not_sent", reason))?;
    let row = StepTestRow {
        organization,
        flow: id,
        step_name: step.name.clone(),
        fingerprint: fingerprint(&step),
        recipient: to.to_owned(),
        sent_at: service.now(),
        sent_by: by,
        confirmed: None,
    };
    let kept = row.clone();
    service
        .write(move |work| Ok(flow_step_tests::put(work.tx, &kept)?))
        .await?;
    Ok(SentTest {
        test: row.into(),
        event: occasion.event,
        event_type,
        output,
    })
}

/// Notes that the last test message of a step arrived. `by` is who saw it, for people.
///
/// # Errors
/// `no_test` when none was sent with the step's present settings.
pub async fn confirm_step_test(
    service: &Service,
    organization: OrganizationId,
    id: FlowId,
    step_name: &str,
    by: &str,
) -> Result<StepTest> {
    let (owned, by, name) = (service.clone(), by.to_owned(), step_name.to_owned());
    service
        .write(move |work| {
            let (_, definition) = stored_for_update(work.tx, organization, id)?;
            let step = testable(&owned, &definition, &name)?;
            let present = fingerprint(&step);
            let test = flow_step_tests::get(work.tx, organization, id, &name)?;
            let Some(test) = test.filter(|test| test.fingerprint == present) else {
                let message = "no test was sent of this step as it is now: send one first";
                return Err(ServiceError::conflict("no_test", message));
            };
            let confirmed = test.confirmed.clone();
            let test = StepTestRow {
                confirmed: confirmed.or_else(|| Some((work.now, by.clone()))),
                ..test
            };
            flow_step_tests::put(work.tx, &test)?;
            Ok(test.into())
        })
        .await
}

/// The step of that name, whose message can be sent to anybody.
fn testable(service: &Service, definition: &Definition, name: &str) -> Result<WritingStep> {
    let mut steps = definition.flow().steps().into_iter();
    if !steps.any(|it| it.step.name() == name) {
        return Err(ServiceError::not_found("step", name));
    }
    let found = writing_steps(definition.flow(), service.flow_versions().catalog());
    let mut found = found
        .into_iter()
        .filter(|step| step.audience != Audience::Customer);
    found.find(|step| step.name == name).ok_or_else(|| {
        let message = "this step sends no message to a person, so there is nothing to test";
        ServiceError::conflict("not_testable", message)
    })
}
