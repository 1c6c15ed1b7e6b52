/// Why an input makes no mail. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailInputError {
    #[error("the sender's address is missing")]
    NoSender,
    #[error("there is nobody to send to")]
    NoRecipient,
    #[error("the subject is missing")]
    NoSubject,
    #[error("{field} must not contain a line break: it would begin another header")]
    LineBreak { field: String },
    #[error("{address:?} in {field} is not an e-mail address")]
    Address {
        field: &'static str,
        address: String,
    },
    #[error("the header {name:?} is made by the mail itself, or is no header's name")]
    Header { name: String },
    #[error("{id:?} is no Message-ID, such as <5f1d2c3b4a@example.com>")]
    MessageId { id: String },
    #[error("the attachment {number} is no file")]
    Attachment { number: usize },
}
