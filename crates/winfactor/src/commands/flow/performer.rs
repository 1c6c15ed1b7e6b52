use super::{
    outgoing::{self, ShownCall, ShownRequest},
    secrets::Secrets,
    sending::Sending,
};
use winfactor_flows::{
    PieceCatalog,
    pieces::{
        INBOX_ACTION, WINFACTOR_PIECE,
        http::{HTTP_PIECE, SEND_REQUEST},
        inbox::InboxMessage,
    },
    run::{StepOutcome, StepRequest},
};
use winfactor_service::runs::ChannelsAlone;

/// The id of a message that is posted nowhere.
const MESSAGE_ID: &str = "msg_00000000000000000000000000";

/// Stands for the world outside of a run.
pub(super) struct Performer<'a> {
    pub(super) catalog: &'a PieceCatalog,
    pub(super) secrets: Secrets,
    /// Sends what goes out; without it that is shown and answered with a sample.
    pub(super) sending: Option<Sending>,
    pub(super) requests: Vec<ShownRequest>,
    pub(super) calls: Vec<ShownCall>,
}

impl Performer<'_> {
    pub(super) fn perform(&mut self, request: &StepRequest) -> StepOutcome {
        match (&*request.piece_name, &*request.action_name) {
            (HTTP_PIECE, SEND_REQUEST) => self.http(request),
            (WINFACTOR_PIECE, INBOX_ACTION) => match InboxMessage::from_input(&request.input) {
                Ok(message) => StepOutcome::Succeeded(message.output(MESSAGE_ID)),
                Err(error) => StepOutcome::Failed(error.to_string()),
            },
            _ if ChannelsAlone::perform(request) => self.channel(request),
            // WinFactor's own records are not at hand here.
            _ => self.sample(request),
        }
    }

    fn http(&mut self, request: &StepRequest) -> StepOutcome {
        match outgoing::requests(request, &self.secrets) {
            Ok(requests) => self.requests.extend(requests),
            Err(error) => return StepOutcome::Failed(error.to_string()),
        }
        match &self.sending {
            None => self.sample(request),
            Some(sending) => sending.http(request),
        }
    }

    fn channel(&mut self, request: &StepRequest) -> StepOutcome {
        self.calls.push(ShownCall::of(request, &self.secrets));
        match &self.sending {
            None => self.sample(request),
            Some(sending) => sending.channel(self.catalog, request),
        }
    }

    fn sample(&self, request: &StepRequest) -> StepOutcome {
        let piece = self.catalog.piece(&request.piece_name);
        let mut actions = piece.into_iter().flat_map(|piece| &piece.actions);
        match actions.find(|action| *action.name == *request.action_name) {
            Some(action) => StepOutcome::Succeeded(action.sample_output.clone()),
            // A compiled flow has no other actions; should it, nobody is left guessing.
            None => StepOutcome::Failed(format!(
                "`{}` of {} is not built in",
                request.action_name, request.piece_name
            )),
        }
    }
}
