//! What keeps a step from writing to a customer who is not to be written to.
//!
//! A flow that is switched on was looked at before (`flows::guard_rails`), but an address may come
//! out of code or of another system, and what people decide may change while runs wait. So each step
//! that writes to people, unless its author wrote the recipient into it, is looked at once more right
//! before it is performed, with the address that it came to:
//!
//! - A run of `quote.created` reaches no customer: they have not seen the quote yet. Sending the quote
//!   itself is the way to change that and is not meant.
//! - A test reaches no customer. Its message is put together and kept in the run.
//! - Other runs reach customers with those steps that somebody switched on.
//!
//! What is not sent leaves a word in the run, and somebody is told when nobody chose it.

mod addresses;
mod alone;
mod judge;
mod people;

use serde_json::{Value, json};
use winfactor_flows::{
    audience::{Reach, WritingStep},
    pieces::Audience,
    run::{FailedStep, StepOutcome, StepRequest},
};
use winfactor_store::{Tx, events, flow_customer_steps};

pub(crate) use addresses::Address;
pub(super) use alone::check_alone;
use judge::{Facts, Verdict};
pub(crate) use people::{customer_of, is_a_contact, own};

use super::{alert, drive::Driven, winfactor_actions};
use crate::{Result, Service, flows::fingerprint};

/// What becomes of a step that must not be performed; nothing when it may be.
pub(super) async fn check(
    service: &Service,
    driven: &Driven,
    request: &StepRequest,
) -> Result<Option<StepOutcome>> {
    let Some(step) = driven.version.writing_step(request.path.step_name()) else {
        return Ok(None);
    };
    let run = driven.run;
    let starts_internally = run.event_type.is_none_or(judge::is_internal);
    if step.reach == Reach::Fixed && !starts_internally {
        return Ok(None);
    }
    let recipients = recipients(step.audience, request);
    let (event, flow, wanted) = (driven.event, run.flow, step.clone());
    let facts = service
        .read(move |tx| {
            let Some(event) = events::get(tx, run.organization, event)? else {
                return Ok(None);
            };
            let decision = flow_customer_steps::get(tx, run.organization, flow, &wanted.name)?;
            let decision = decision.filter(|it| it.fingerprint == fingerprint(&wanted));
            Ok(Some(Facts {
                event_type: Some(event.event_type),
                is_test: event.test,
                reached: reached(tx, &event, &recipients)?,
                switched_on: decision.map(|it| it.switched_on),
            }))
        })
        .await?;
    let verdict = match facts {
        Some(facts) => judge::judge(step.reach, step.audience, &facts),
        None => Verdict::Refuse("not sent: the event of this run is no longer there"),
    };
    Ok(match verdict {
        Verdict::Send => None,
        Verdict::PassOver(reason) => Some(StepOutcome::Succeeded(
            json!({"sent": false, "reason": reason}),
        )),
        Verdict::Rehearse(reason) => {
            let catalog = service.flow_versions().catalog();
            Some(told(winfactor_actions::rehearse(catalog, request), reason))
        }
        Verdict::Refuse(reason) => {
            tell_if_nobody_else_does(service, driven, step, request, reason).await?;
            Some(StepOutcome::Failed(reason.to_owned()))
        }
    })
}

/// Who is reached by a message to these addresses.
fn reached(
    tx: &mut Tx<'_>,
    event: &events::EventRow,
    recipients: &[Address],
) -> Result<judge::Reached> {
    let (customer, own) = (customer_of(tx, event)?, own(tx, event.organization)?);
    let mut reached = judge::Reached::default();
    for address in recipients.iter().filter(|address| !own.has(address)) {
        reached.customer |= customer.has(address);
        reached.another_contact |= is_a_contact(tx, event.organization, address)?;
        reached.a_phone |= matches!(address, Address::Phone(_));
    }
    Ok(reached)
}

/// The addresses that the step came to.
fn recipients(audience: Audience, request: &StepRequest) -> Vec<Address> {
    let Audience::Named(inputs) = audience else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for input in inputs {
        collect(
            request.input.get(*input).unwrap_or(&Value::Null),
            &mut found,
        );
    }
    found
}

fn collect(value: &Value, found: &mut Vec<Address>) {
    match value {
        Value::String(text) => found.extend(Address::all_in(text)),
        Value::Number(number) => found.extend(Address::all_in(&number.to_string())),
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(members) => members.values().for_each(|member| collect(member, found)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// The sample that stands in for what was not done, with why.
fn told(outcome: StepOutcome, reason: &str) -> StepOutcome {
    match outcome {
        StepOutcome::Succeeded(Value::Object(mut sample)) => {
            sample.insert("sent".to_owned(), false.into());
            sample.insert("reason".to_owned(), reason.into());
            StepOutcome::Succeeded(Value::Object(sample))
        }
        other => other,
    }
}

/// A run that fails is told to people; of one that goes on, nobody would hear.
async fn tell_if_nobody_else_does(
    service: &Service,
    driven: &Driven,
    step: &WritingStep,
    request: &StepRequest,
    reason: &str,
) -> Result<()> {
    if !step.continues_on_failure || request.attempt > 1 {
        return Ok(());
    }
    let failed = FailedStep {
        name: step.name.clone(),
        display_name: step.display_name.clone(),
        message: reason.to_owned(),
    };
    let run = driven.run;
    service
        .write(move |work| alert::raise_and_go_on(work, &run, &failed))
        .await
}
