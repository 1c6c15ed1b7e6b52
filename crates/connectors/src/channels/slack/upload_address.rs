use url::Url;

use crate::channels::ChannelFailure;

/// Slack itself and everything below it.
const SLACK: &str = "slack.com";

/// The address that Slack gave for an upload, if it is one of Slack's: an encrypted one at its own
/// domain or at that of the configured base, or one at the base itself. A file goes nowhere else.
pub(super) fn upload_address(text: &str, base: &str) -> Result<String, ChannelFailure> {
    let (address, base) = (Url::parse(text), Url::parse(base));
    let is_slacks = address.as_ref().is_ok_and(|address| {
        let is_encrypted = address.scheme() == "https";
        let is_base = |base: &Url| base.origin() == address.origin();
        let is_below_base = |base: &Url| base.domain().is_some_and(|it| is_within(address, it));
        let own = is_encrypted && is_within(address, SLACK);
        let bases = base
            .as_ref()
            .is_ok_and(|base| is_base(base) || (is_encrypted && is_below_base(base)));
        address.has_host() && (own || bases)
    });
    match is_slacks {
        true => Ok(text.to_owned()),
        false => Err(ChannelFailure::for_good(
            "Slack: the address that it gave for the file is not one of Slack's; nothing was sent",
        )),
    }
}

fn is_within(address: &Url, domain: &str) -> bool {
    let host = address.domain().unwrap_or_default();
    let below = host.strip_suffix(domain);
    below.is_some_and(|below| below.is_empty() || below.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_to_slack_and_nowhere_else() {
        let own = "https://slack.com";
        let table = [
            (own, "https://files.slack.com/upload/v1/abc?x=1", true),
            (own, "https://slack.com/upload", true),
            (own, "http://files.slack.com/upload", false),
            (own, "https://files.slack.com.evil.example/upload", false),
            (own, "https://evilslack.com/upload", false),
            (own, "https://slack.com@evil.example/upload", false),
            (own, "https://10.0.0.1/upload", false),
            (own, "file:///etc/passwd", false),
            (own, "", false),
            (
                "https://slack-gov.com",
                "https://files.slack-gov.com/u",
                true,
            ),
            (
                "https://proxy.example/slack",
                "https://files.slack.com/u",
                true,
            ),
            (
                "http://127.0.0.1:8080",
                "http://127.0.0.1:8080/upload",
                true,
            ),
            (
                "http://127.0.0.1:8080",
                "http://127.0.0.1:9090/upload",
                false,
            ),
            (
                "http://127.0.0.1:8080",
                "http://a.127.0.0.1:8080/upload",
                false,
            ),
        ];
        for (base, address, is_good) in table {
            let checked = upload_address(address, base);
            assert_eq!(checked.is_ok(), is_good, "{base} {address}");
        }
    }
}
