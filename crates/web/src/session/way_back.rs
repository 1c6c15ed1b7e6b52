use url::form_urlencoded::byte_serialize;

use crate::view::routes;

/// The sign-in page, from which one comes back to `next`.
pub(crate) fn sign_in_address(next: &str) -> String {
    if next == routes::HOME || !is_way_back(next) {
        return routes::SIGN_IN.to_owned();
    }
    let next: String = byte_serialize(next.as_bytes()).collect();
    format!("{}?next={next}", routes::SIGN_IN)
}

/// Whether an address leads to a page of this installation: a path, and nothing that a browser would
/// take for another host (`//…`, `/\…`).
pub(crate) fn is_way_back(next: &str) -> bool {
    let plain = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    plain && next.starts_with('/') && !next.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_back_to_pages_of_this_installation_only() {
        for good in ["/", "/quotes?status=sent", "/quotes/quote_01#lines"] {
            assert!(is_way_back(good), "{good}");
        }
        for bad in [
            "",
            "quotes",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "/a b",
        ] {
            assert!(!is_way_back(bad), "{bad}");
        }
    }

    #[test]
    fn the_way_back_is_part_of_the_address() {
        assert_eq!(sign_in_address("/"), "/sign-in");
        assert_eq!(
            sign_in_address("/quotes?status=sent&x=1"),
            "/sign-in?next=%2Fquotes%3Fstatus%3Dsent%26x%3D1"
        );
    }
}
