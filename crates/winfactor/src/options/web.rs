use std::str::FromStr;

use anyhow::{Context, Result};
use winfactor_web::{RateLimit, RateLimits, TrustedProxies, WebConfig};

/// How requests are taken.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct WebOptions {
    /// Requests a minute for each API key, or "off" in a trusted network
    #[arg(
        long,
        env = "WINFACTOR_RATE_LIMIT",
        default_value = "120",
        value_name = "N|off"
    )]
    rate_limit: RateLimitText,
    /// The address or network of a proxy in front of the server, whose X-Forwarded-For is believed;
    /// may be given several times
    #[arg(
        long = "trusted-proxy",
        env = "WINFACTOR_TRUSTED_PROXY",
        value_delimiter = ',',
        value_name = "NETWORK"
    )]
    trusted_proxy: Vec<String>,
}

impl WebOptions {
    pub(crate) fn config(&self) -> Result<WebConfig> {
        let proxies = self.trusted_proxy.iter().map(String::as_str);
        Ok(WebConfig {
            rate_limits: self.rate_limit.0,
            trusted_proxies: TrustedProxies::parse(proxies)
                .context("--trusted-proxy (WINFACTOR_TRUSTED_PROXY) is not usable")?,
            ..WebConfig::default()
        })
    }
}

/// A number of requests a minute, or `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RateLimitText(RateLimits);

impl FromStr for RateLimitText {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "off" {
            return Ok(RateLimitText(RateLimits::OFF));
        }
        let per_minute: u32 = text
            .parse()
            .ok()
            .filter(|count| *count > 0)
            .ok_or("must be a number of requests a minute, such as 120, or off")?;
        Ok(RateLimitText(RateLimits {
            per_key: RateLimit::per_minute(per_minute),
            ..RateLimits::default()
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_a_number_or_off() {
        assert_eq!("off".parse(), Ok(RateLimitText(RateLimits::OFF)));
        let thousand = "1000".parse::<RateLimitText>().map(|text| text.0.per_key);
        assert_eq!(thousand, Ok(RateLimit::per_minute(1000)));
        for wrong in ["", "0", "-1", "many"] {
            assert!(wrong.parse::<RateLimitText>().is_err(), "{wrong}");
        }
    }
}
