//! What an address of ActivePieces means for an endpoint: which are refused, what people should know
//! of the others, and how gently its server is treated.

use winfactor_connectors::{
    http::CheckedUrl,
    webhook::activepieces::{ActivePiecesAddress, NearMiss},
};
use winfactor_domain::FieldError;

use super::input::DEFAULT_IN_FLIGHT;
use crate::Service;

/// ActivePieces takes in several times more than it runs: keep its queue short.
const ACTIVEPIECES_IN_FLIGHT: u32 = 2;
/// It runs some fifteen flows a second on a small machine, and works off the rest later.
const ACTIVEPIECES_PER_SECOND: u32 = 10;

const SAMPLE_DATA_ONLY: &str = "this ActivePieces address only collects sample data and never starts \
     the published flow: leave out what stands behind the flow's id (/test or /draft)";
const PAGE_OF_FLOW: &str = "this is the page on which the flow is built, not the address that starts \
     it: open the flow in ActivePieces, click its first step, Catch Webhook, and copy the Live URL \
     (it ends in /api/v1/webhooks/ and 21 letters and digits)";
const INCOMPLETE: &str = "this is not the whole webhook address of a flow: open the flow in \
     ActivePieces, click its first step, Catch Webhook, and copy the Live URL (it ends in \
     /api/v1/webhooks/ and 21 letters and digits)";
const PERHAPS_INCOMPLETE: &str = "if this is an address of ActivePieces it is not complete: a flow's \
     id has 21 letters and digits; copy the Live URL of its Catch Webhook step again";
const WAITS_FOR_FLOW: &str = "this ActivePieces address waits for the flow; leave out /sync, or slow \
     flows look like failures and are started again";

/// What somebody should know about an address that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressWarning {
    /// `/test` and `/draft` never start the published flow. Such an address is refused today.
    SampleDataOnly,
    /// `/sync` answers when the flow has ended.
    WaitsForFlow,
    /// It looks like an address of ActivePieces that is not complete.
    PerhapsIncomplete,
}

impl AddressWarning {
    fn text(self) -> &'static str {
        match self {
            AddressWarning::SampleDataOnly => SAMPLE_DATA_ONLY,
            AddressWarning::WaitsForFlow => WAITS_FOR_FLOW,
            AddressWarning::PerhapsIncomplete => PERHAPS_INCOMPLETE,
        }
    }
}

/// Why an address cannot be an endpoint's: events sent there would be lost without anybody noticing.
pub(super) fn refusal(url: &CheckedUrl) -> Option<FieldError> {
    let (code, message) = match (warning(url), NearMiss::of(url)) {
        (Some(AddressWarning::SampleDataOnly), _) => ("activepieces_sample_data", SAMPLE_DATA_ONLY),
        (_, Some(NearMiss::PageOfFlow)) => ("activepieces_page", PAGE_OF_FLOW),
        (_, Some(NearMiss::Incomplete)) => ("activepieces_incomplete", INCOMPLETE),
        (_, Some(NearMiss::PerhapsIncomplete) | None) => return None,
    };
    Some(FieldError::new("/url", code, message))
}

/// Whether there is something to know about the address of an endpoint.
pub fn address_warning(service: &Service, url: &str) -> Option<AddressWarning> {
    warning(&service.http().check_url(url).ok()?)
}

/// What somebody should know who saves such an address.
pub(super) fn url_warning(url: &CheckedUrl) -> Option<&'static str> {
    warning(url).map(AddressWarning::text)
}

fn warning(url: &CheckedUrl) -> Option<AddressWarning> {
    let Some(address) = ActivePiecesAddress::recognise(url) else {
        let perhaps = NearMiss::of(url) == Some(NearMiss::PerhapsIncomplete);
        return perhaps.then_some(AddressWarning::PerhapsIncomplete);
    };
    if address.mode.misses_the_published_flow() {
        Some(AddressWarning::SampleDataOnly)
    } else if address.mode.waits_for_the_flow() {
        Some(AddressWarning::WaitsForFlow)
    } else {
        None
    }
}

pub(super) fn default_in_flight(url: &CheckedUrl) -> u32 {
    match ActivePiecesAddress::recognise(url) {
        Some(_) => ACTIVEPIECES_IN_FLIGHT,
        None => DEFAULT_IN_FLIGHT,
    }
}

pub(super) fn default_per_second(url: &CheckedUrl) -> Option<u32> {
    ActivePiecesAddress::recognise(url).map(|_| ACTIVEPIECES_PER_SECOND)
}
