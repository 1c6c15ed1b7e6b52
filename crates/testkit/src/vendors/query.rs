use crate::receiver::Received;

/// The parameters of a request's query, or of a form.
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn of(request: &Received) -> Query {
        Query::parse(request.query.as_deref().unwrap_or_default().as_bytes())
    }

    pub(super) fn parse(encoded: &[u8]) -> Query {
        Query(url::form_urlencoded::parse(encoded).into_owned().collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.0.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }
}
