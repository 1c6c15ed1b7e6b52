/// Why an input makes no message. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TeamsInputError {
    #[error("the team is missing")]
    NoTeam,
    #[error("the channel is missing")]
    NoChannel,
    #[error("the message is empty")]
    Empty,
}
