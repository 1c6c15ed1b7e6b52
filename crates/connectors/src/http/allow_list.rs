//! The operator's list of private destinations that may be reached all the same.
//!
//! A self-hosted automation server usually lives in a private network, so there must be a way to
//! allow it; but one switch for "private networks" would open the whole of them to anybody who
//! may type an address. So each entry names one host, and a port when the operator wants to be
//! exact. What is compared is the host as written in the address (after normalising), never the
//! IP address it resolves to. Metadata services cannot be allowed at all.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use url::Host;

use super::address::{AddressClass, classify, is_metadata_name};

/// Hosts that may be reached although their addresses are special.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowList {
    hosts: Vec<AllowedHost>,
}

/// One entry: `HOST` or `HOST:PORT`, where the host is a name, an IPv4 address or an IPv6 address
/// (in brackets when a port follows).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost {
    /// As it stands in a normalised URL: lower case, IPv6 in brackets, no trailing dot.
    host: String,
    port: Option<u16>,
}

/// Why an entry of the list cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AllowListError {
    #[error("the list of allowed hosts has an empty entry: write HOST or HOST:PORT")]
    Empty,
    #[error(
        "allowed host {entry:?}: write only HOST or HOST:PORT, without scheme, path, wildcard or network mask"
    )]
    NotAHost { entry: String },
    #[error("allowed host {entry:?}: the port has to be a number from 1 to 65535")]
    Port { entry: String },
    #[error("allowed host {entry:?}: this is no valid host name or IP address")]
    Host {
        entry: String,
        #[source]
        source: url::ParseError,
    },
    #[error(
        "allowed host {entry:?}: a cloud's metadata service hands out credentials and is never allowed"
    )]
    Metadata { entry: String },
}

impl AllowList {
    /// Reads the entries as they stand in the configuration.
    ///
    /// # Errors
    /// The first entry that is not `HOST` or `HOST:PORT`, or that names a metadata service.
    pub fn parse<I>(entries: I) -> Result<Self, AllowListError>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        let hosts = entries
            .into_iter()
            .map(|entry| entry.as_ref().parse())
            .collect::<Result<_, _>>()?;
        Ok(Self { hosts })
    }

    /// The entries, normalised, in the order given.
    pub fn iter(&self) -> impl Iterator<Item = &AllowedHost> {
        self.hosts.iter()
    }

    /// Whether the operator allowed this host (as in a normalised URL) on this port.
    #[must_use]
    pub fn allows(&self, host: &str, port: u16) -> bool {
        let host = without_trailing_dot(host);
        self.hosts
            .iter()
            .any(|allowed| allowed.host == host && allowed.port.is_none_or(|p| p == port))
    }
}

impl FromStr for AllowedHost {
    type Err = AllowListError;

    fn from_str(text: &str) -> Result<Self, AllowListError> {
        let text = text.trim();
        let entry = || text.to_owned();
        if text.is_empty() {
            return Err(AllowListError::Empty);
        }
        if text.contains(['/', '*', '@', '?', '#', '%', '\\']) {
            return Err(AllowListError::NotAHost { entry: entry() });
        }
        let (host, port) = split_port(text);
        let port = match port {
            None => None,
            Some(port) => match port.parse::<u16>() {
                Ok(port) if port != 0 => Some(port),
                _ => return Err(AllowListError::Port { entry: entry() }),
            },
        };
        let host =
            Host::parse(without_trailing_dot(&host)).map_err(|source| AllowListError::Host {
                entry: entry(),
                source,
            })?;
        if is_metadata(&host) {
            return Err(AllowListError::Metadata { entry: entry() });
        }
        Ok(Self {
            host: host.to_string(),
            port,
        })
    }
}

impl fmt::Display for AllowedHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.host),
            None => f.write_str(&self.host),
        }
    }
}

/// `url::Host` wants IPv6 in brackets; people write it bare too.
fn split_port(text: &str) -> (String, Option<&str>) {
    if text.parse::<Ipv6Addr>().is_ok() {
        return (format!("[{text}]"), None);
    }
    match text.rsplit_once(':') {
        // The colon inside "[::1]" separates no port.
        Some((host, port)) if !port.ends_with(']') => (host.to_owned(), Some(port)),
        _ => (text.to_owned(), None),
    }
}

pub(super) fn without_trailing_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

fn is_metadata(host: &Host) -> bool {
    let address: IpAddr = match host {
        Host::Domain(name) => return is_metadata_name(name),
        Host::Ipv4(v4) => (*v4).into(),
        Host::Ipv6(v6) => (*v6).into(),
    };
    classify(address) == AddressClass::Metadata
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn list(entries: &[&str]) -> AllowList {
        AllowList::parse(entries).unwrap()
    }

    #[test]
    fn an_entry_allows_its_host_alone() {
        let list = list(&[
            "ActivePieces.Internal",
            "10.0.0.5:8080",
            "[::1]:9000",
            "fd00::7",
        ]);
        for (host, port) in [
            ("activepieces.internal", 80),
            ("activepieces.internal.", 8443),
            ("10.0.0.5", 8080),
            ("[::1]", 9000),
            ("[fd00::7]", 1),
        ] {
            assert!(list.allows(host, port), "{host}:{port}");
        }
        for (host, port) in [
            ("other.internal", 80),
            ("sub.activepieces.internal", 80),
            ("10.0.0.5", 8081),
            ("10.0.0.6", 8080),
            ("[::1]", 80),
            ("localhost", 9000),
        ] {
            assert!(!list.allows(host, port), "{host}:{port}");
        }
        assert!(!AllowList::default().allows("localhost", 80));
    }

    #[test]
    fn entries_are_normalised_as_urls_are() {
        for (text, expected) in [
            ("127.1:80", "127.0.0.1:80"),
            ("0x7f.1", "127.0.0.1"),
            ("BÜRO.example", "xn--bro-hoa.example"),
            ("host.:99", "host:99"),
            ("[0:0::1]", "[::1]"),
            (" localhost ", "localhost"),
        ] {
            assert_eq!(
                text.parse::<AllowedHost>().unwrap().to_string(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_single_host_is_refused_with_the_reason() {
        let error = |text: &str| text.parse::<AllowedHost>().unwrap_err();
        assert_eq!(error(" "), AllowListError::Empty);
        for text in ["http://host", "10.0.0.0/8", "*.internal", "user@host"] {
            assert!(
                matches!(error(text), AllowListError::NotAHost { .. }),
                "{text}"
            );
        }
        for text in ["host:0", "host:65536", "host:http", "host:"] {
            assert!(matches!(error(text), AllowListError::Port { .. }), "{text}");
        }
        for text in ["ho st", "[::1", "1.2.3.4.5"] {
            assert!(matches!(error(text), AllowListError::Host { .. }), "{text}");
        }
        for text in [
            "169.254.169.254",
            "169.254.169.254:80",
            "[fd00:ec2::254]:80",
            "metadata.google.internal.",
            "[::ffff:169.254.169.254]",
        ] {
            assert!(
                matches!(error(text), AllowListError::Metadata { .. }),
                "{text}"
            );
        }
    }
}
