//! The files that pages ask for beside themselves: one style sheet, a few small scripts, the logo.
//! They are part of the binary.
//!
//! A page names a file together with a digest of its content ([`Asset::url`]), so a browser may keep
//! it for a year and never asks again; asked for without the digest, or with an older one, it is
//! checked by its `ETag` each time.

use std::{collections::BTreeMap, sync::LazyLock};

use axum::{
    Router,
    body::Body,
    extract::{Path, RawQuery},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use bytes::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

/// A file that pages refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asset {
    /// The one style sheet, put together from the parts in `assets/style`.
    Stylesheet,
    /// The organization's pages: live messages, adding lines, copying.
    AppScript,
    /// The configurator: a drawing that follows the input.
    ConfiguratorScript,
    /// The customer's quote page: tells that a person looks at it.
    QuoteScript,
    Logo,
}

/// Later parts may override earlier ones.
const STYLE_PARTS: [&str; 11] = [
    "style/foundation.css",
    "style/parts.css",
    "style/forms.css",
    "style/drawing.css",
    "style/public.css",
    "style/quote.css",
    "style/app.css",
    "style/overview.css",
    "style/lists.css",
    "style/flows.css",
    "style/editing.css",
];

impl Asset {
    pub const ALL: [Asset; 5] = [
        Asset::Stylesheet,
        Asset::AppScript,
        Asset::ConfiguratorScript,
        Asset::QuoteScript,
        Asset::Logo,
    ];

    /// The last part of its address.
    pub fn name(self) -> &'static str {
        match self {
            Asset::Stylesheet => "winfactor.css",
            Asset::AppScript => "app.js",
            Asset::ConfiguratorScript => "configurator.js",
            Asset::QuoteScript => "quote.js",
            Asset::Logo => "logo.svg",
        }
    }

    /// Its address, with the digest of its content.
    pub fn url(self) -> &'static str {
        &self.stored().url
    }

    /// Its content.
    pub fn content(self) -> &'static [u8] {
        &self.stored().content
    }

    fn media_type(self) -> &'static str {
        match self {
            Asset::Stylesheet => "text/css; charset=utf-8",
            Asset::AppScript | Asset::ConfiguratorScript | Asset::QuoteScript => {
                "text/javascript; charset=utf-8"
            }
            Asset::Logo => "image/svg+xml",
        }
    }

    fn parts(self) -> &'static [&'static str] {
        match self {
            Asset::Stylesheet => &STYLE_PARTS,
            Asset::AppScript => &["script/app.js"],
            Asset::ConfiguratorScript => &["script/configurator.js"],
            Asset::QuoteScript => &["script/quote.js"],
            Asset::Logo => &["logo.svg"],
        }
    }

    fn stored(self) -> &'static Stored {
        &STORED[self.name()]
    }
}

struct Stored {
    asset: Asset,
    content: Bytes,
    /// The first 64 bits of the SHA-256 of the content, in hexadecimal.
    digest: String,
    url: String,
}

static STORED: LazyLock<BTreeMap<&'static str, Stored>> = LazyLock::new(|| {
    Asset::ALL
        .into_iter()
        .map(|asset| (asset.name(), load(asset)))
        .collect()
});

fn load(asset: Asset) -> Stored {
    let content: Vec<u8> = asset
        .parts()
        .iter()
        .filter_map(|part| Files::get(part))
        .flat_map(|file| file.data.into_owned())
        .collect();
    let hash = Sha256::digest(&content);
    let digest: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    Stored {
        asset,
        content: content.into(),
        url: format!("/assets/{}?v={digest}", asset.name()),
        digest,
    }
}

/// Serves `/assets/{name}`.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{name}", get(serve))
}

async fn serve(
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    let Some(stored) = STORED.get(name.as_str()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let named_by_digest = query
        .as_deref()
        .and_then(|query| query.strip_prefix("v="))
        .is_some_and(|digest| digest == stored.digest);
    let caching = if named_by_digest {
        "public, max-age=31536000, immutable"
    } else {
        "public, no-cache"
    };
    let etag = format!("\"{}\"", stored.digest);
    let known = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value == "*" || value.contains(&etag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let media_type = [(header::CONTENT_TYPE, stored.asset.media_type())];
        (media_type, stored.content.clone()).into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        answer.insert(header::ETAG, etag);
    }
    response
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use axum::http::Request;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    async fn ask(address: &str, etag: Option<&str>) -> Response<Body> {
        let mut request = Request::get(address);
        if let Some(etag) = etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        let request = request.body(Body::empty()).unwrap();
        router::<()>().oneshot(request).await.unwrap()
    }

    fn named(response: &Response<Body>, name: header::HeaderName) -> String {
        response.headers()[name].to_str().unwrap().to_owned()
    }

    #[tokio::test]
    async fn a_file_named_with_its_digest_is_kept_for_good() {
        let answer = ask(Asset::Stylesheet.url(), None).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(
            named(&answer, header::CONTENT_TYPE),
            "text/css; charset=utf-8"
        );
        assert!(named(&answer, header::CACHE_CONTROL).contains("immutable"));
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(body, Asset::Stylesheet.content());
    }

    #[tokio::test]
    async fn a_file_with_an_old_digest_or_none_is_checked_each_time() {
        for address in ["/assets/app.js", "/assets/app.js?v=0123456789abcdef"] {
            let answer = ask(address, None).await;
            assert_eq!(named(&answer, header::CACHE_CONTROL), "public, no-cache");
            let etag = named(&answer, header::ETAG);
            let again = ask(address, Some(&etag)).await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
            let weak = ask(address, Some(&format!("W/{etag}"))).await;
            assert_eq!(weak.status(), StatusCode::NOT_MODIFIED);
            let changed = ask(address, Some("\"0123456789abcdef\"")).await;
            assert_eq!(changed.status(), StatusCode::OK);
        }
    }

    #[tokio::test]
    async fn nothing_else_is_served() {
        for address in [
            "/assets/style",
            "/assets/nothing.css",
            "/assets/..%2fCargo.toml",
        ] {
            assert_eq!(
                ask(address, None).await.status(),
                StatusCode::NOT_FOUND,
                "{address}"
            );
        }
    }

    #[test]
    fn every_file_is_part_of_an_asset_and_every_part_is_a_file() {
        let mut parts: Vec<_> = Asset::ALL
            .iter()
            .flat_map(|asset| asset.parts())
            .map(|part| (*part).to_owned())
            .collect();
        let mut files: Vec<_> = Files::iter().map(|file| file.into_owned()).collect();
        parts.sort();
        files.sort();
        assert_eq!(parts, files);
    }

    #[test]
    fn the_style_sheet_asks_for_nothing_from_elsewhere() {
        let style = std::str::from_utf8(Asset::Stylesheet.content()).unwrap();
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}
