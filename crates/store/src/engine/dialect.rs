//! What differs between the engines, written side by side.
//!
//! A statement has one text. Where the engines need different words, the text carries both:
//! `SELECT … WHERE id = $1 /*postgres: FOR UPDATE*/` locks the row on PostgreSQL and is an
//! ordinary comment on SQLite. A whole statement may stand in such markers too.

use std::borrow::Cow;

/// The database a store runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    /// A file, one node.
    Sqlite,
    /// A server, any number of nodes.
    Postgres,
}

impl Engine {
    fn marker(self) -> &'static str {
        match self {
            Engine::Sqlite => "/*sqlite:",
            Engine::Postgres => "/*postgres:",
        }
    }
}

/// `sql` as `engine` reads it: the content of its own markers is kept, that of the other
/// engine's stays a comment.
pub(super) fn render(sql: &str, engine: Engine) -> Cow<'_, str> {
    let marker = engine.marker();
    if !sql.contains(marker) {
        return Cow::Borrowed(sql);
    }
    let mut rendered = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some(start) = rest.find(marker) {
        rendered.push_str(&rest[..start]);
        let content = &rest[start + marker.len()..];
        // An unclosed marker is left as it stands: the engine then reports the open comment.
        let Some(end) = content.find("*/") else {
            rest = &rest[start..];
            break;
        };
        rendered.push_str(&content[..end]);
        rest = &content[end + 2..];
    }
    rendered.push_str(rest);
    Cow::Owned(rendered)
}

/// The words of a statement, without comments and quoted text.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    let bytes = sql.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            match bytes[at] {
                quote @ (b'\'' | b'"') => {
                    at += 1;
                    while at < bytes.len() && bytes[at] != quote {
                        at += 1;
                    }
                    at += 1;
                }
                b'-' if bytes.get(at + 1) == Some(&b'-') => {
                    while at < bytes.len() && bytes[at] != b'\n' {
                        at += 1;
                    }
                }
                b'/' if bytes.get(at + 1) == Some(&b'*') => {
                    at = sql[at..].find("*/").map_or(bytes.len(), |end| at + end + 2);
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                    let start = at;
                    while at < bytes.len()
                        && (bytes[at].is_ascii_alphanumeric() || bytes[at] == b'_')
                    {
                        at += 1;
                    }
                    return Some(&sql[start..at]);
                }
                _ => at += 1,
            }
        }
        None
    })
}

/// Whether a statement changes rows. Taking a lock (`FOR UPDATE`) does not.
pub(super) fn writes(sql: &str) -> bool {
    let mut before = "";
    for word in words(sql) {
        let changes = ["INSERT", "DELETE", "MERGE", "TRUNCATE"]
            .iter()
            .any(|verb| word.eq_ignore_ascii_case(verb));
        let updates = word.eq_ignore_ascii_case("UPDATE")
            && !before.eq_ignore_ascii_case("FOR")
            && !before.eq_ignore_ascii_case("KEY");
        if changes || updates {
            return true;
        }
        before = word;
    }
    false
}

/// The table a statement changes, or reads first; empty when it names none.
pub(super) fn table(sql: &str) -> &str {
    let mut words = words(sql).peekable();
    while let Some(word) = words.next() {
        let names_table = ["INTO", "UPDATE", "FROM"]
            .iter()
            .any(|before| word.eq_ignore_ascii_case(before));
        if names_table && let Some(table) = words.peek() {
            return table;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marker_is_kept_for_its_engine_only() {
        let sql = "SELECT a FROM t WHERE id = $1 /*postgres: FOR UPDATE*/";
        assert_eq!(render(sql, Engine::Sqlite), sql);
        assert_eq!(
            render(sql, Engine::Postgres),
            "SELECT a FROM t WHERE id = $1  FOR UPDATE"
        );
    }

    #[test]
    fn several_markers_are_rendered_in_place() {
        let sql = "/*sqlite: A*//*postgres: B*/ mid /*sqlite:C*/ end";
        assert_eq!(render(sql, Engine::Sqlite), " A/*postgres: B*/ mid C end");
        assert_eq!(
            render(sql, Engine::Postgres),
            "/*sqlite: A*/ B mid /*sqlite:C*/ end"
        );
    }

    #[test]
    fn an_unclosed_marker_is_left_for_the_engine_to_report() {
        let sql = "SELECT 1 /*sqlite: oops";
        assert_eq!(render(sql, Engine::Sqlite), sql);
    }

    #[test]
    fn only_statements_that_change_rows_write() {
        assert!(writes("INSERT INTO t VALUES ($1) RETURNING id"));
        assert!(writes("WITH due AS (SELECT id FROM t) UPDATE t SET a = 1"));
        assert!(writes("delete from t"));
        assert!(!writes("SELECT 'INSERT' FROM t -- UPDATE"));
        assert!(!writes("SELECT id FROM t FOR UPDATE SKIP LOCKED"));
        assert!(!writes("SELECT id FROM t FOR NO KEY UPDATE"));
        assert!(!writes("SELECT updated_at, \"DELETE\" FROM t /* MERGE */"));
    }

    #[test]
    fn the_table_is_the_first_one_named() {
        assert_eq!(table("INSERT INTO events (id) VALUES ($1)"), "events");
        assert_eq!(table("UPDATE quotes SET a = $1"), "quotes");
        assert_eq!(table("SELECT 1"), "");
    }
}
