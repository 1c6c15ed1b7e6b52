use url::form_urlencoded;

/// A path of these segments with this query. Whatever stands in a segment or a value is data: it
/// leads to no other address.
pub(super) fn path(segments: &[&str], query: &[(&str, &str)]) -> String {
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
        // Of dots alone a segment would be a step up.
        if segment.bytes().all(|byte| byte == b'.') {
            let dots = path.len() - segment.len();
            path.truncate(dots);
            path.push_str(&"%2E".repeat(segment.len()));
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

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn data_stays_within_its_segment() {
        for (segments, query, expected) in [
            (vec!["crm", "v3", "3314"], vec![], "/crm/v3/3314"),
            (vec!["a", "../b?c#d"], vec![], "/a/..%2Fb%3Fc%23d"),
            (vec!["a", ".."], vec![], "/a/%2E%2E"),
            (vec!["Offres 2026!A:A"], vec![], "/Offres%202026%21A:A"),
            (vec!["a"], vec![("q", "x&y=ü")], "/a?q=x%26y%3D%C3%BC"),
        ] {
            assert_eq!(path(&segments, &query), expected);
        }
    }
}
