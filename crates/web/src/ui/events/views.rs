use winfactor_domain::{LeadId, QuoteId, SubmissionId};
use winfactor_service::{
    Result,
    events::{self, DeliveryCounts as Counted, EventSummary},
    outbox,
};

use crate::{
    ui::desk::Desk,
    view::{
        DeliveryCounts,
        app::{Destination, EventView, Subject},
        routes,
    },
};

/// Events as lists show them, in the same order.
pub(in crate::ui) async fn event_views(
    desk: &Desk,
    events: Vec<EventSummary>,
) -> Result<Vec<EventView>> {
    let ids = events.iter().map(|event| event.subject.clone()).collect();
    let names = events::subject_names(desk.service(), desk.id(), ids).await?;
    let view = |event: EventSummary| EventView {
        id: event.id,
        event_type: event.event_type,
        subject: subject(&event.subject, names.get(&event.subject)),
        at: event.occurred_at,
        test: event.test,
        deliveries: counts(event.deliveries),
    };
    Ok(events.into_iter().map(view).collect())
}

/// What an event is about; without a name there is nothing of that id, as behind a test event.
fn subject(id: &str, name: Option<&String>) -> Subject {
    Subject {
        label: name.map_or(id, String::as_str).to_owned(),
        href: name.and_then(|_| address(id)),
    }
}

fn address(id: &str) -> Option<String> {
    let submission = id.parse::<SubmissionId>().ok().map(routes::submission);
    let quote = || id.parse::<QuoteId>().ok().map(routes::quote);
    let lead = || id.parse::<LeadId>().ok().map(routes::lead);
    submission.or_else(quote).or_else(lead)
}

fn counts(counted: Counted) -> DeliveryCounts {
    let count = |count: i64| u64::try_from(count).unwrap_or_default();
    DeliveryCounts {
        waiting: count(counted.pending),
        sending: count(counted.processing),
        accepted: count(counted.delivered),
        held: count(counted.held),
        failed: count(counted.failed),
        left_out: count(counted.skipped),
    }
}

/// A receiver by its id; nothing without a name, since it was deleted then.
pub(in crate::ui) fn destination_view(id: &str, name: Option<String>) -> Option<Destination> {
    let href = match id.parse().ok()? {
        outbox::Destination::Endpoint(id) => routes::endpoint(id),
        outbox::Destination::Flow(id) => routes::flow(id),
    };
    Some(Destination {
        id: id.to_owned(),
        name: name?,
        href,
    })
}
