use crate::javascript::Script;

use super::path::Path;

/// A token that begins with `connections`, read as ActivePieces reads it, slips included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionReference {
    /// Absent where the form is not one of the two: the token then gives nothing.
    pub(super) name: Option<Box<str>>,
    pub(super) access: Access,
}

/// What is taken of the connection's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Access {
    Whole,
    /// Both are over [`ROOT`].
    Path(Path),
    Script(Script),
    /// A name in brackets that is followed by more.
    Nothing,
}

/// The name under which an access finds the connection's value.
pub(super) const ROOT: &str = "connection";

impl ConnectionReference {
    /// Reads `connections.NAME`, `connections.NAME.path` and `connections['NAME']`.
    pub(crate) fn parse(inside: &str) -> Option<Self> {
        let rest = inside.strip_prefix("connections")?;
        let (name, access) = if let Some(dotted) = rest.strip_prefix('.') {
            let end = dotted.find('.').unwrap_or(dotted.len());
            (Some(&dotted[..end]), Access::parse(&dotted[end..]))
        } else if let Some(quoted) = rest.strip_prefix("['") {
            match quoted.split_once("']") {
                Some((name, "")) => (Some(name), Access::Whole),
                Some((name, _)) => (Some(name), Access::Nothing),
                None => (None, Access::Nothing),
            }
        } else {
            (None, Access::Nothing)
        };
        Some(Self {
            name: name.filter(|name| !name.is_empty()).map(Into::into),
            access,
        })
    }
}

impl ConnectionReference {
    /// The external id of the connection.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(super) fn needs_javascript(&self) -> bool {
        matches!(self.access, Access::Script(_))
    }
}

impl Access {
    fn parse(rest: &str) -> Self {
        if rest.is_empty() {
            return Self::Whole;
        }
        let expression = format!("{ROOT}{rest}");
        match Path::parse(&expression) {
            Some(path) => Self::Path(path),
            None => Self::Script(Script::new(&expression)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_with_their_quirks() {
        type Check = fn(&Access) -> bool;
        let table: [(&str, Option<&str>, Check); 13] = [
            ("connections.slack", Some("slack"), |it| {
                *it == Access::Whole
            }),
            ("connections.my-slack_1", Some("my-slack_1"), |it| {
                *it == Access::Whole
            }),
            ("connections.slack.secret_text", Some("slack"), |it| {
                matches!(it, Access::Path(_))
            }),
            ("connections.slack.data['a'].b", Some("slack"), |it| {
                matches!(it, Access::Path(_))
            }),
            ("connections.slack.a.trim()", Some("slack"), |it| {
                matches!(it, Access::Script(_))
            }),
            // The name goes up to the next dot, whatever it holds.
            ("connections.slack['a']", Some("slack['a']"), |it| {
                *it == Access::Whole
            }),
            ("connections.slack ", Some("slack "), |it| {
                *it == Access::Whole
            }),
            ("connections['my.slack']", Some("my.slack"), |it| {
                *it == Access::Whole
            }),
            ("connections['slack'].secret_text", Some("slack"), |it| {
                *it == Access::Nothing
            }),
            ("connections[\"slack\"]", None, |it| *it == Access::Nothing),
            ("connections['slack", None, |it| *it == Access::Nothing),
            ("connections", None, |it| *it == Access::Nothing),
            ("connectionsX.slack", None, |it| *it == Access::Nothing),
        ];
        for (text, name, is_expected) in table {
            let reference = ConnectionReference::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(reference.name.as_deref(), name, "{text}");
            assert!(is_expected(&reference.access), "{text}: {reference:?}");
        }
        assert_eq!(ConnectionReference::parse(" connections.slack"), None);
        assert_eq!(
            ConnectionReference::parse("trigger.connections.slack"),
            None
        );
    }
}
