/// Why an input makes no message. The text is for the person who built the flow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhatsAppInputError {
    #[error("the sender's phone number is missing")]
    NoSender,
    #[error(
        "the recipient's phone number {number:?} is not international: write it with + and the country, such as +31612345678"
    )]
    Number { number: String },
    #[error("the message is empty")]
    Empty,
    #[error("the message has more than {most} characters")]
    TooLong { most: usize },
    #[error("{kind:?} is no type of media: choose image, audio, document, sticker or video")]
    MediaType { kind: String },
    #[error("the address of the media is missing")]
    NoMedia,
    #[error(
        "the media {address:?} is no web address; WhatsApp fetches the file from one that begins with https://"
    )]
    MediaAddress { address: String },
    #[error("the caption has more than {most} characters")]
    CaptionTooLong { most: usize },
    #[error("the template is missing")]
    NoTemplate,
    #[error("the template's field {field} is empty, which WhatsApp does not take")]
    EmptyField { field: String },
}
