use url::form_urlencoded;

/// A path of these segments with this query. Whatever stands in a segment or a value is data: it
/// leads to no other address, but for [segments of dots](has_segment_of_dots), which nothing can
/// encode and no call is made with.
pub(crate) fn path(segments: &[&str], query: &[(&str, &str)]) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        for byte in segment.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'~' | b':' | b'.' => {
                    path.push(char::from(byte));
                }
                other => path.push_str(&format!("%{other:02X}")),
            }
        }
    }
    if !query.is_empty() {
        let mut encoder = form_urlencoded::Serializer::new(String::new());
        encoder.extend_pairs(query);
        path.push('?');
        path.push_str(&encoder.finish());
    }
    path
}

/// Whether a segment of the address consists of one or two dots: however it is written, it would lead
/// to another place than the one meant, since browsers' rules take `%2E%2E` for a step up, too.
pub(super) fn has_segment_of_dots(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut segments = path.split('/');
    segments.any(|segment| {
        let plain = segment.replace("%2E", ".").replace("%2e", ".");
        matches!(&*plain, "." | "..")
    })
}

#[cfg(test)]
mod tests {
    use super::{has_segment_of_dots, path};

    #[test]
    fn a_segment_of_dots_is_noticed_however_it_is_written() {
        for (address, expected) in [
            (path(&["v4", "spreadsheets", ".."], &[]), true),
            (path(&["v4", "spreadsheets", ".", "values"], &[]), true),
            ("https://vendor.example/a/%2e./b".to_owned(), true),
            ("https://vendor.example/a/.../b".to_owned(), false),
            ("https://vendor.example/a.b/..c?x=../..".to_owned(), false),
        ] {
            assert_eq!(has_segment_of_dots(&address), expected, "{address}");
        }
    }

    #[test]
    fn data_stays_within_its_segment() {
        for (segments, query, expected) in [
            (vec!["crm", "v3", "3314"], vec![], "/crm/v3/3314"),
            (vec!["a", "../b?c#d"], vec![], "/a/..%2Fb%3Fc%23d"),
            (vec!["Offres 2026!A:A"], vec![], "/Offres%202026%21A:A"),
            (vec!["a"], vec![("q", "x&y=ü")], "/a?q=x%26y%3D%C3%BC"),
        ] {
            assert_eq!(path(&segments, &query), expected);
        }
    }
}
