use std::fmt;
use std::time::Duration;

use url::Url;

/// A request to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct OutgoingRequest {
    pub method: Method,
    /// http or https, with the query parameters.
    pub url: Url,
    /// Each name once. Names are tokens; values have no control characters, but may have letters
    /// beyond ASCII.
    pub headers: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
    /// For the whole request; None for the driver's own limit.
    pub timeout: Option<Duration>,
    /// Off: a redirect is an answer like any other.
    pub follow_redirects: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Patch,
    Put,
    Delete,
    Head,
}

impl Method {
    pub const ALL: [Self; 6] = [
        Self::Get,
        Self::Post,
        Self::Patch,
        Self::Put,
        Self::Delete,
        Self::Head,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
        }
    }

    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == name)
    }
}

/// Query, headers and body can hold secrets and personal data, so they are not shown.
impl fmt::Debug for OutgoingRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutgoingRequest")
            .field("method", &self.method)
            .field("host", &self.url.host_str())
            .field("timeout", &self.timeout)
            .field("follow_redirects", &self.follow_redirects)
            .finish_non_exhaustive()
    }
}
