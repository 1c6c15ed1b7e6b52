//! The usual outcome, a success of a well endpoint: it needs no decision and changes nothing but its
//! own delivery, so all of a batch are written at once.

use winfactor_connectors::webhook::Attempt;
use winfactor_domain::Timestamp;
use winfactor_store::{
    EndpointStatus, attempts,
    deliveries::{self, DeliveryStatus, Finish},
};

use super::{
    Delivery, Destination,
    attempt_log::attempt_row,
    deliver::Tried,
    finish::{Outcomes, finished},
    lanes::Settled,
};
use crate::{Result, Work};

struct Success<'a> {
    position: usize,
    delivery: &'a Delivery,
    destination: String,
    attempt: &'a Attempt,
    started_at: Timestamp,
}

/// Writes the usual ones among the outcomes, and leaves the places of all others empty.
pub(super) fn write_usual(
    work: &mut Work<'_, '_>,
    outcomes: &Outcomes,
    part: std::ops::Range<usize>,
) -> Result<Vec<Option<Settled>>> {
    let outcomes = &outcomes[part];
    let mut settled = vec![None; outcomes.len()];
    let usual: Vec<_> = outcomes
        .iter()
        .enumerate()
        .filter_map(|(position, outcome)| Success::of(work, position, outcome))
        .collect();
    for success in &usual {
        let row = attempt_row(
            success.delivery,
            &success.destination,
            success.attempt,
            success.started_at,
        );
        attempts::insert(work.tx, &row)?;
    }
    let node = work.service().dispatcher().node();
    let results: Vec<_> = usual
        .iter()
        .map(|success| success.result(work.now))
        .collect();
    let ours = deliveries::finish_all(work.tx, node, &results)?;
    for (success, is_ours) in usual.iter().zip(ours) {
        settled[success.position] = Some(match is_ours {
            true => finished(work, success.delivery, &success.destination)?,
            false => Settled::Waits(work.now),
        });
    }
    Ok(settled)
}

impl<'a> Success<'a> {
    fn of(
        work: &Work<'_, '_>,
        position: usize,
        (delivery, tried): &'a (Delivery, Tried),
    ) -> Option<Self> {
        let (
            Destination::Endpoint(id),
            Tried::Webhook {
                attempt,
                started_at,
                endpoint,
            },
        ) = (delivery.destination, tried)
        else {
            return None;
        };
        let endpoints = work.service().dispatcher().endpoints();
        let is_usual = attempt.outcome.is_delivered()
            && endpoint.status == EndpointStatus::Active
            && !endpoints.is_failing(id);
        is_usual.then(|| Success {
            position,
            delivery,
            destination: delivery.destination.to_string(),
            attempt,
            started_at: *started_at,
        })
    }

    fn result(&self, now: Timestamp) -> Finish<'_> {
        Finish {
            organization: self.delivery.organization,
            event: self.delivery.event,
            destination: &self.destination,
            status: DeliveryStatus::Delivered,
            attempts: self.delivery.attempts + 1,
            due_at: now,
            last_failure: None,
            now,
        }
    }
}
