use serde_json::{Map, Value};

use crate::pieces::record_fields::is_blank;

use super::{CONTACT, LEAD};

/// What the event's customer is called.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CustomerName {
    /// First and last name, in one.
    pub name: String,
    pub company: String,
}

/// How many characters Salesforce keeps of each.
const LAST_NAME: usize = 80;
const FIRST_NAME: usize = 40;
const COMPANY: usize = 255;

/// The fields that Salesforce asks for in a new lead or contact and that the step leaves out, from
/// the event's customer: the last word of the name is the last name, with the words before it as the
/// first name unless the step gives one; who has no company is the company. What would be too long is
/// cut.
#[must_use]
pub fn missing_names(
    object: &str,
    fields: &Map<String, Value>,
    customer: &CustomerName,
) -> Map<String, Value> {
    let is_lead = object.eq_ignore_ascii_case(LEAD);
    let is_given = |name: &str| {
        let mut given = fields.iter().filter(|(_, value)| !is_blank(value));
        given.any(|(given, _)| given.eq_ignore_ascii_case(name))
    };
    let mut missing = Map::new();
    let mut add = |name: &str, value: &str, most: usize| {
        if !value.is_empty() && !is_given(name) {
            let value: String = value.chars().take(most).collect();
            missing.insert(name.to_owned(), value.trim_end().into());
        }
    };
    let name = customer.name.trim();
    if is_lead || object.eq_ignore_ascii_case(CONTACT) {
        if !is_given("LastName") {
            let (first, last) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
            add("LastName", last, LAST_NAME);
            add("FirstName", first.trim(), FIRST_NAME);
        }
        if is_lead {
            let company = customer.company.trim();
            let company = if company.is_empty() { name } else { company };
            add("Company", company, COMPANY);
        }
    }
    missing
}

/// It is personal data, so it is not shown.
impl std::fmt::Debug for CustomerName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CustomerName(…)")
    }
}
