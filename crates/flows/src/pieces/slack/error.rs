/// Why an input makes no message. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlackInputError {
    #[error("the channel is missing")]
    NoChannel,
    #[error("the user is missing")]
    NoUser,
    #[error("there is neither a text nor a block to send")]
    Empty,
    #[error("the blocks must be a list of blocks, or an object with such a list as `blocks`")]
    Blocks,
    #[error(
        "the thread {thread:?} is neither a time stamp such as 1772438400.000100 nor a link to a message"
    )]
    Thread { thread: String },
    #[error("the attachment is no file: give its web address, or its content as a data URI")]
    File,
}
