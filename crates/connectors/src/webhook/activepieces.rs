//! The webhook addresses of ActivePieces, cloud or self-hosted.
//!
//! `<base>/api/v1/webhooks/<flow id>` starts the flow; suffixes change what it does. Recognising
//! them lets us warn about addresses that will never do what a user expects, and read a 404 for
//! what it means there: the flow is switched off (a deleted flow answers 410).

use crate::http::CheckedUrl;

const ROUTE: &str = "/api/v1/webhooks/";
const FLOW_ID_LENGTH: usize = 21;

/// A recognised address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivePiecesAddress {
    pub flow_id: String,
    pub mode: ActivePiecesMode,
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
    /// Events sent here never start the published flow: warn whoever saves such an address.
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
        Self::from_path(url.path())
    }

    fn from_path(path: &str) -> Option<Self> {
        let start = path.rfind(ROUTE)? + ROUTE.len();
        let rest = path[start..].trim_end_matches('/');
        let (flow_id, suffix) = rest.split_once('/').unwrap_or((rest, ""));
        let mode = match suffix {
            "" => ActivePiecesMode::Run,
            "sync" => ActivePiecesMode::Sync,
            "draft" => ActivePiecesMode::Draft,
            "draft/sync" => ActivePiecesMode::DraftSync,
            "test" => ActivePiecesMode::Test,
            _ => return None,
        };
        let well_formed = flow_id.len() == FLOW_ID_LENGTH
            && flow_id.bytes().all(|byte| byte.is_ascii_alphanumeric());
        well_formed.then(|| Self {
            flow_id: flow_id.to_owned(),
            mode,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ActivePiecesMode as Mode;

    const ID: &str = "aB3dE6gH9jK2mN5pQ8sT1";

    #[test]
    fn addresses_are_recognised_with_their_mode() {
        for (path, mode) in [
            (format!("/api/v1/webhooks/{ID}"), Mode::Run),
            (format!("/api/v1/webhooks/{ID}/"), Mode::Run),
            (format!("/automation/api/v1/webhooks/{ID}"), Mode::Run),
            (format!("/api/v1/webhooks/{ID}/sync"), Mode::Sync),
            (format!("/api/v1/webhooks/{ID}/draft"), Mode::Draft),
            (format!("/api/v1/webhooks/{ID}/draft/sync"), Mode::DraftSync),
            (format!("/api/v1/webhooks/{ID}/test"), Mode::Test),
        ] {
            let expected = ActivePiecesAddress {
                flow_id: ID.to_owned(),
                mode,
            };
            assert_eq!(
                ActivePiecesAddress::from_path(&path),
                Some(expected),
                "{path}"
            );
        }
    }

    #[test]
    fn other_addresses_are_not() {
        for path in [
            "/".to_owned(),
            "/api/v1/webhooks".to_owned(),
            "/api/v1/webhooks/".to_owned(),
            "/api/v1/webhooks/short".to_owned(),
            format!("/api/v1/webhooks/{ID}x"),
            format!("/api/v1/webhooks/{ID}/other"),
            format!("/api/v1/webhooks/{ID}/sync/draft"),
            format!("/api/v2/webhooks/{ID}"),
            "/api/v1/webhooks/aB3dE6gH9jK2mN5pQ8s-1".to_owned(),
        ] {
            assert_eq!(ActivePiecesAddress::from_path(&path), None, "{path}");
        }
    }

    #[test]
    fn addresses_that_miss_the_published_flow_are_told_apart() {
        let warned = [
            Mode::Run,
            Mode::Sync,
            Mode::Draft,
            Mode::DraftSync,
            Mode::Test,
        ]
        .map(Mode::misses_the_published_flow);
        assert_eq!(warned, [false, false, true, true, true]);
    }
}
