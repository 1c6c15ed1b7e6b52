//! Bodies of type `multipart/form-data` (RFC 7578).

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    /// A part with a file name is a file.
    pub(super) filename: Option<String>,
    pub(super) content: Vec<u8>,
}

/// The value of the Content-Type header, and the body.
pub(super) fn encode(parts: &[Part]) -> (String, Vec<u8>) {
    let boundary = boundary(parts);
    let mut body = Vec::new();
    for part in parts {
        let mut head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"",
            escape(&part.name)
        );
        if let Some(filename) = &part.filename {
            head.push_str(&format!(
                "; filename=\"{}\"\r\nContent-Type: application/octet-stream",
                escape(filename)
            ));
        }
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(&part.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body)
}

/// A line that no content has: chosen by looking, so that no chance is needed and another try sends
/// the very same bytes.
fn boundary(parts: &[Part]) -> String {
    let mut number: u32 = 1;
    loop {
        let boundary = format!("----WinFactorForm{number:08}");
        let occurs = parts.iter().any(|part| {
            let windows = &mut part.content.windows(boundary.len());
            windows.any(|window| window == boundary.as_bytes())
        });
        if !occurs {
            return boundary;
        }
        number += 1;
    }
}

/// As browsers write names into a quoted text.
fn escape(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn fields_and_files_are_parts() {
        let parts = [
            Part {
                name: "a\"b".to_owned(),
                filename: None,
                content: b"1\r\n2".to_vec(),
            },
            Part {
                name: "file".to_owned(),
                filename: Some("x\r\ny.pdf".to_owned()),
                content: vec![0, 255],
            },
        ];
        let (content_type, body) = encode(&parts);
        assert_eq!(
            content_type,
            "multipart/form-data; boundary=----WinFactorForm00000001"
        );
        let expected = b"------WinFactorForm00000001\r\n\
            Content-Disposition: form-data; name=\"a%22b\"\r\n\r\n1\r\n2\r\n\
            ------WinFactorForm00000001\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"x%0D%0Ay.pdf\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\x00\xff\r\n\
            ------WinFactorForm00000001--\r\n";
        assert_eq!(body, expected);
    }

    #[test]
    fn the_boundary_is_not_in_the_content() {
        let part = Part {
            name: "a".to_owned(),
            filename: None,
            content: b"x----WinFactorForm00000001".to_vec(),
        };
        assert!(encode(&[part]).0.ends_with("----WinFactorForm00000002"));
    }
}
