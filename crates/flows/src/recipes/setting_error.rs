/// A setting of a recipe that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the setting {key} {refusal}")]
pub struct SettingError {
    /// The key as it was given.
    pub key: String,
    pub refusal: SettingRefusal,
}

/// What is wrong with it. The text follows the name of the setting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingRefusal {
    #[error("is none of this recipe, which has: {known}")]
    Unknown { known: String },
    #[error("may have {longest} characters at most")]
    TooLong { longest: usize },
    #[error("must be one line")]
    LineBreak,
    #[error("must not have a {{{{ placeholder }}}}")]
    Placeholder,
    #[error("must be an e-mail address such as sales@example.com, not {address:?}")]
    Address { address: String },
    #[error("must be the sheet's number, which stands after gid= in its address")]
    Sheet,
    #[error("must be a whole number from 1 to {most}")]
    Days { most: u32 },
    #[error("must be the name of a connection, without quotation marks and braces")]
    Connection,
}

impl SettingRefusal {
    /// A stable name of the reason, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unknown_setting",
            Self::TooLong { .. } => "too_long",
            Self::LineBreak => "control_characters",
            Self::Placeholder => "placeholder",
            Self::Address { .. } => "email",
            Self::Sheet => "number",
            Self::Days { .. } => "out_of_range",
            Self::Connection => "connection_name",
        }
    }
}
