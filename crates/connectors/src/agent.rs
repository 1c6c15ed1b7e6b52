use http::HeaderValue;

/// What every request says it comes from. The crates share one version, which is the product's.
pub(crate) const AGENT: HeaderValue =
    HeaderValue::from_static(concat!("WinFactor/", env!("CARGO_PKG_VERSION")));
