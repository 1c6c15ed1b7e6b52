use std::borrow::Cow;

use super::Escaping;

/// Where in a JSON text that an author typed the next character stands: inside of which member's
/// text, or between the values.
#[derive(Debug, Default)]
pub(in crate::expressions) struct JsonPosition {
    in_text: bool,
    after_backslash: bool,
    /// The text that is being read, or the last one.
    text: String,
    /// The member whose value comes.
    key: String,
}

impl JsonPosition {
    /// Goes past what the author typed.
    pub(in crate::expressions) fn pass(&mut self, typed: &str) {
        for character in typed.chars() {
            match (self.in_text, character) {
                (true, _) if self.after_backslash => {
                    self.after_backslash = false;
                    self.text.push(character);
                }
                (true, '\\') => self.after_backslash = true,
                (true, '"') => self.in_text = false,
                (true, _) => self.text.push(character),
                (false, '"') => {
                    self.in_text = true;
                    self.text.clear();
                }
                (false, ':') => self.key = std::mem::take(&mut self.text),
                (false, _) => {}
            }
        }
    }

    /// What is inserted here, so that it neither ends the text that it stands in nor is taken for
    /// markup.
    pub(in crate::expressions) fn inserted<'a>(
        &self,
        escaping: Escaping,
        inserted: &'a str,
    ) -> Cow<'a, str> {
        if !self.in_text {
            return escaping.text(inserted);
        }
        let escaped = escaping.within(&self.key).text(inserted);
        let quoted = serde_json::Value::from(&*escaped).to_string();
        match quoted.len() == escaped.len() + 2 {
            true => escaped,
            false => Cow::Owned(quoted[1..quoted.len() - 1].to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inserted_into_a_json_text_stays_inside_of_it() {
        let inserted = "\"}, {\"<!here>\\\n&";
        let table = [
            (r#"[{"text": ""#, r#"\"}, {\"&lt;!here&gt;\\\n&amp;"#),
            (r#"[{"text": "a", "url": ""#, r#"\"}, {\"<!here>\\\n&"#),
            (r#"[{"a\"b": "#, "\"}, {\"&lt;!here&gt;\\\n&amp;"),
            (
                r#"[{"url": "https://x", "text": "said \""#,
                r#"\"}, {\"&lt;!here&gt;\\\n&amp;"#,
            ),
        ];
        for (typed, expected) in table {
            let mut position = JsonPosition::default();
            position.pass(typed);
            let got = position.inserted(Escaping::SlackBlocks, inserted);
            assert_eq!(got, expected, "{typed}");
        }
    }
}
