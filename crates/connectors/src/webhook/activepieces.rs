//! The webhook addresses of ActivePieces, cloud or self-hosted.
//!
//! `<base>/api/v1/webhooks/<flow id>` starts the flow; suffixes change what it does. Recognising
//! them lets us refuse addresses that will never do what a user expects, and read a 404 for what it
//! means there: the flow is switched off (a deleted flow answers 410). What only looks like one is
//! told apart as well ([`NearMiss`]): people paste the address of the page that they see.

use crate::http::CheckedUrl;

const ROUTE: &str = "/api/v1/webhooks/";
const FLOW_ID_LENGTH: usize = 21;

/// A recognised address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivePiecesAddress {
    /// Where the server is, without a slash at the end.
    pub base: String,
    pub flow_id: String,
    pub mode: ActivePiecesMode,
}

/// What was probably meant to be the webhook address of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearMiss {
    /// The page on which a flow is built.
    PageOfFlow,
    /// A webhook address of ActivePieces' cloud whose id is not one, or that ends in something else.
    Incomplete,
    /// The same on a host that may be anybody's: perhaps it is no address of ActivePieces at all.
    PerhapsIncomplete,
}

/// What a request to the address does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActivePiecesMode {
    /// Starts the published flow and answers at once.
    Run,
    /// Starts the published flow and waits for it, up to 30 s.
    Sync,
    /// Starts the draft, not what is published.
    Draft,
    /// Starts the draft and waits for it.
    DraftSync,
    /// Keeps the body as sample data and starts nothing.
    Test,
}

impl ActivePiecesMode {
    /// Events sent here never start the published flow: such an address is refused.
    #[must_use]
    pub fn misses_the_published_flow(self) -> bool {
        matches!(self, Self::Draft | Self::DraftSync | Self::Test)
    }

    /// The answer waits for the flow: slow flows look like time-outs and are sent again.
    #[must_use]
    pub fn waits_for_the_flow(self) -> bool {
        matches!(self, Self::Sync | Self::DraftSync)
    }
}

impl ActivePiecesAddress {
    /// Recognises an address by its path; the host can be anything.
    #[must_use]
    pub fn recognise(url: &CheckedUrl) -> Option<Self> {
        let (before, rest) = url.path().rsplit_once(ROUTE)?;
        let (flow_id, mode) = flow_and_mode(rest)?;
        let scheme = url.uri().scheme_str().unwrap_or_default();
        let authority = url.uri().authority()?;
        Some(Self {
            base: format!("{scheme}://{authority}{before}"),
            flow_id: flow_id.to_owned(),
            mode,
        })
    }
}

impl NearMiss {
    /// Whether an address that is none of ActivePieces' looks as if it was meant to be one.
    #[must_use]
    pub fn of(url: &CheckedUrl) -> Option<Self> {
        if ActivePiecesAddress::recognise(url).is_some() {
            return None;
        }
        let segments: Vec<&str> = url.path().split('/').collect();
        let is_page = segments
            .windows(2)
            .any(|two| two[0] == "flows" && is_flow_id(two[1]));
        if is_page {
            return Some(Self::PageOfFlow);
        }
        let (_, rest) = url.path().rsplit_once(ROUTE.trim_end_matches('/'))?;
        if is_cloud(url.host()) {
            return Some(Self::Incomplete);
        }
        // Other products have such a route too. An id with a letter missing or doubled is a slip.
        let id = rest
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default();
        let is_slip =
            is_flow_id(id) || is_alphanumeric(id) && id.len().abs_diff(FLOW_ID_LENGTH) <= 2;
        is_slip.then_some(Self::PerhapsIncomplete)
    }
}

fn flow_and_mode(rest: &str) -> Option<(&str, ActivePiecesMode)> {
    let rest = rest.trim_end_matches('/');
    let (flow_id, suffix) = rest.split_once('/').unwrap_or((rest, ""));
    let mode = match suffix {
        "" => ActivePiecesMode::Run,
        "sync" => ActivePiecesMode::Sync,
        "draft" => ActivePiecesMode::Draft,
        "draft/sync" => ActivePiecesMode::DraftSync,
        "test" => ActivePiecesMode::Test,
        _ => return None,
    };
    is_flow_id(flow_id).then_some((flow_id, mode))
}

fn is_flow_id(text: &str) -> bool {
    text.len() == FLOW_ID_LENGTH && is_alphanumeric(text)
}

fn is_alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_cloud(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    host == "activepieces.com" || host.ends_with(".activepieces.com")
}

#[cfg(test)]
#[path = "activepieces_tests.rs"]
mod tests;
