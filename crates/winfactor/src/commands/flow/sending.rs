use std::time::Duration;

use winfactor_connectors::http::HttpClient;
use winfactor_domain::{Clock, Timestamp};
use winfactor_flows::{
    PieceCatalog,
    run::{StepOutcome, StepRequest},
};
use winfactor_service::runs::{ChannelsAlone, send_http_request};

use crate::system::SystemClock;

/// The longest that is waited for a receiver; a server would put the run aside instead.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Sends what a run sends. A run is driven step by step, so that its thread has nothing else to do
/// meanwhile.
pub(super) struct Sending {
    pub(super) client: HttpClient,
    pub(super) channels: ChannelsAlone,
}

impl Sending {
    pub(super) fn http(&self, request: &StepRequest) -> StepOutcome {
        wait_for(send_http_request(&self.client, request))
    }

    /// Performs a step of a channel, when its turn has come and again when its receiver asks for it.
    pub(super) fn channel(&self, catalog: &PieceCatalog, request: &StepRequest) -> StepOutcome {
        let mut request = request.clone();
        loop {
            let outcome = wait_for(self.channels.send(catalog, &request));
            match outcome {
                None => return StepOutcome::Failed(not_a_channel(&request)),
                Some(StepOutcome::Later { at_ms, was_refused }) => {
                    let wait = Timestamp(at_ms).since(SystemClock.now());
                    if wait > LONGEST_WAIT {
                        return StepOutcome::Failed(too_long(&request, wait));
                    }
                    request.put_off += u32::from(was_refused);
                    wait_for(tokio::time::sleep(wait));
                }
                Some(outcome) => return outcome,
            }
        }
    }
}

fn wait_for<T>(work: impl Future<Output = T>) -> T {
    tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(work))
}

fn too_long(request: &StepRequest, wait: Duration) -> String {
    let (step, seconds) = (&request.step_display_name, wait.as_secs());
    format!(
        "{step}: the receiver asks to wait for {seconds} seconds; a server would go on by itself then"
    )
}

fn not_a_channel(request: &StepRequest) -> String {
    let (action, piece) = (&request.action_name, &request.piece_name);
    format!("`{action}` of {piece} is not built in")
}
