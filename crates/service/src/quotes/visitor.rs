/// Who opened or answered an offer, as far as a request tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    ip_address: String,
    user_agent: String,
}

/// The longest user agent that is kept, in characters; browsers need about 200.
const MAX_USER_AGENT: usize = 500;

impl Visitor {
    /// Takes what a request says of itself, without what would spoil a log or a page: control
    /// characters and endless texts.
    pub fn new(ip_address: &str, user_agent: &str) -> Self {
        let printable = user_agent.chars().filter(|c| !c.is_control());
        Visitor {
            ip_address: ip_address.to_owned(),
            user_agent: printable.take(MAX_USER_AGENT).collect(),
        }
    }

    pub fn ip_address(&self) -> &str {
        &self.ip_address
    }

    pub fn user_agent(&self) -> &str {
        &self.user_agent
    }
}
