use std::net::SocketAddr;

/// Where the server listens, and under which address people reach it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct PublicOptions {
    /// The address to listen on
    #[arg(
        long,
        env = "WINFACTOR_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDR"
    )]
    pub(crate) listen: SocketAddr,
    /// The address in links, as customers and staff reach this server (https://…)
    #[arg(long, env = "WINFACTOR_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<String>,
}

impl PublicOptions {
    /// The address in links; where the server listens when none was given.
    pub(crate) fn public_url(&self) -> String {
        match &self.public_url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => format!("http://{}", self.listen),
        }
    }
}

/// What is doubtful about a public address: links that only work on this machine, or unencrypted.
pub(crate) fn doubts(public_url: &str) -> Option<&'static str> {
    let rest = public_url
        .strip_prefix("https://")
        .or_else(|| public_url.strip_prefix("http://"))?;
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    if matches!(host, "localhost" | "127.0.0.1" | "[" | "0.0.0.0") {
        Some("links in messages will only work on this machine; set --public-url")
    } else if public_url.starts_with("http://") {
        Some("links are not encrypted; use an https:// address for --public-url")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_only_work_here_or_in_the_clear_are_doubted() {
        assert!(doubts("http://localhost:8080").is_some());
        assert!(doubts("http://127.0.0.1:8080").is_some());
        assert!(doubts("https://localhost").is_some());
        assert!(doubts("http://app.example.com").is_some());
        assert!(doubts("https://app.example.com").is_none());
    }
}
