use std::fmt;

use http::Method;
use serde_json::Value;

use super::failure::failure;
use super::{Salesforce, VERSION};
use crate::channels::ChannelFailure;
use crate::channels::path::path;

/// So many records are asked for at most: the answer has to fit.
const MOST: usize = 100;

/// A query in SOQL, Salesforce's own language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Query<'a> {
    pub(super) fields: &'a [&'a str],
    pub(super) object: &'a str,
    /// Fields with the literals of which they may have one. A record fits when one of the fields does;
    /// without any, all of them do.
    pub(super) any_of: &'a [(&'a str, &'a [String])],
}

impl Salesforce<'_> {
    pub(super) async fn query(&self, query: Query<'_>) -> Result<Vec<Value>, ChannelFailure> {
        let query = query.to_string();
        let path = path(&["services", "data", VERSION, "query"], &[("q", &query)]);
        let answer = self.0.send(Method::GET, &path, None).await?;
        if !answer.is_success() {
            return Err(failure(&answer));
        }
        let records = answer.body["records"].as_array();
        Ok(records.cloned().unwrap_or_default())
    }
}

impl fmt::Display for Query<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SELECT {}", self.fields.join(", "))?;
        write!(f, " FROM {}", self.object)?;
        for (index, (field, literals)) in self.any_of.iter().enumerate() {
            let word = if index == 0 { "WHERE" } else { "OR" };
            write!(f, " {word} {field} IN ({})", literals.join(", "))?;
        }
        write!(f, " LIMIT {MOST}")
    }
}

/// A text or a number as SOQL has it; nothing for other values, which are not asked for.
pub(super) fn literal(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(quoted(text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A text as SOQL has it: whatever stands in it is data.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for character in text.chars() {
        match character {
            '\'' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Query, quoted};

    #[test]
    fn what_is_quoted_does_not_end_its_text() {
        for (text, expected) in [
            ("Proposal/Price Quote", "'Proposal/Price Quote'"),
            ("O'Neil \\", "'O\\'Neil \\\\'"),
            ("' OR Id != '", "'\\' OR Id != \\''"),
            ("a\nb", "'a\\nb'"),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }

    #[test]
    fn a_query_asks_for_records_of_which_one_field_fits() {
        let (one, two) = (["'a'".to_owned()], ["1".to_owned(), "2".to_owned()]);
        let mut query = Query {
            fields: &["Id", "Name"],
            object: "Lead",
            any_of: &[("Key__c", &one), ("Number__c", &two)],
        };
        let asked = query.to_string();
        let (fields, rest) = asked.split_once(" FROM ").unwrap_or_default();
        assert_eq!(fields, "SELECT Id, Name");
        assert_eq!(
            rest,
            "Lead WHERE Key__c IN ('a') OR Number__c IN (1, 2) LIMIT 100"
        );
        query.any_of = &[];
        assert!(query.to_string().ends_with("FROM Lead LIMIT 100"));
    }
}
