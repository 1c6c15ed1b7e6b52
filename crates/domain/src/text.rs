use crate::{FieldError, Invalid};

/// Checks the texts of one request and collects what is wrong, so that the answer names all of it.
#[derive(Debug, Default)]
pub struct Text {
    errors: Vec<FieldError>,
}

impl Text {
    pub fn new() -> Self {
        Text::default()
    }

    /// A single line of 1 to `max` characters, trimmed.
    pub fn required(&mut self, pointer: &str, value: &str, max: usize) -> String {
        let value = self.line(pointer, value, max);
        if value.is_empty() {
            self.error(pointer, "required", "must not be empty");
        }
        value
    }

    /// A single line of at most `max` characters, trimmed; blank counts as absent.
    pub fn optional(&mut self, pointer: &str, value: Option<&str>, max: usize) -> Option<String> {
        let value = self.line(pointer, value.unwrap_or_default(), max);
        (!value.is_empty()).then_some(value)
    }

    /// Several lines of at most `max` characters in all, trimmed; blank counts as absent.
    pub fn optional_lines(
        &mut self,
        pointer: &str,
        value: Option<&str>,
        max: usize,
    ) -> Option<String> {
        let value = value.unwrap_or_default().replace("\r\n", "\n");
        let value = value.trim();
        let stray = |c: char| c.is_control() && c != '\n' && c != '\t';
        self.bounded(pointer, value, max, stray);
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// Several lines of 1 to `max` characters in all, trimmed.
    pub fn required_lines(&mut self, pointer: &str, value: &str, max: usize) -> String {
        let lines = self.optional_lines(pointer, Some(value), max);
        if lines.is_none() {
            self.error(pointer, "required", "must not be empty");
        }
        lines.unwrap_or_default()
    }

    /// Takes the value, or notes the error of a type that checks itself.
    pub fn checked<T>(&mut self, result: Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.errors.push(error)).ok()
    }

    pub fn error(&mut self, pointer: &str, code: &'static str, message: impl Into<String>) {
        self.errors.push(FieldError::new(pointer, code, message));
    }

    /// All is well, or everything that is not.
    pub fn finish(self) -> Result<(), Invalid> {
        if self.errors.is_empty() {
            Ok(())
        } else {
            Err(Invalid(self.errors))
        }
    }

    fn line(&mut self, pointer: &str, value: &str, max: usize) -> String {
        let value = value.trim();
        self.bounded(pointer, value, max, char::is_control);
        value.to_owned()
    }

    fn bounded(&mut self, pointer: &str, value: &str, max: usize, stray: impl Fn(char) -> bool) {
        if value.len() > max && value.chars().count() > max {
            let message = format!("must have at most {max} characters");
            self.error(pointer, "too_long", message);
        }
        if value.chars().any(stray) {
            let message = "must not contain line breaks or control characters";
            self.error(pointer, "control_characters", message);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let mut text = Text::new();
        text.required("/name", "  ", 10);
        text.required("/city", "a\nb", 10);
        text.optional("/phone", Some("12345678901"), 10);
        let Invalid(errors) = text.finish().unwrap_err();
        let found: Vec<_> = errors
            .iter()
            .map(|e| (e.pointer.as_str(), e.code))
            .collect();
        assert_eq!(
            found,
            [
                ("/name", "required"),
                ("/city", "control_characters"),
                ("/phone", "too_long")
            ]
        );
    }

    #[test]
    fn lengths_count_characters_and_not_bytes() {
        let mut text = Text::new();
        assert_eq!(text.required("/name", " Größe ", 5), "Größe");
        assert!(text.finish().is_ok());
    }

    #[test]
    fn several_lines_keep_their_breaks() {
        let mut text = Text::new();
        let lines = text.required_lines("/message", "a\r\nb\n", 10);
        assert_eq!(lines, "a\nb");
        assert!(text.finish().is_ok());
    }
}
