//! An answer, read as a browser reads it.

use axum::http::{HeaderMap, StatusCode};
use scraper::{ElementRef, Html, Selector};

pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

impl Page {
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Page {
        let got = self.status.as_u16();
        assert_eq!(got, status, "{}", self.html);
        self
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads to.
    #[track_caller]
    pub(crate) fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.html);
        self.header("location")
    }

    pub(crate) fn language(&self) -> String {
        self.attribute("html", "lang").unwrap_or_default()
    }

    /// The text of the first element, in one line.
    pub(crate) fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        texts.into_iter().next().unwrap_or_default()
    }

    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.elements(selector, one_line)
    }

    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let values = self.elements(selector, |element| element.attr(name).map(str::to_owned));
        values.into_iter().next().flatten()
    }

    pub(crate) fn shows(&self, text: &str) -> bool {
        self.text("body").contains(text)
    }

    /// The names of the fields that are marked as wrong, in the order of the page.
    pub(crate) fn wrong_fields(&self) -> Vec<String> {
        self.elements("[aria-invalid=true]", |element| {
            element.attr("name").unwrap_or_default().to_owned()
        })
    }

    /// What the field with that name holds.
    pub(crate) fn value(&self, form: &str, name: &str) -> String {
        let found = self.form(form).into_iter().find(|(each, _)| each == name);
        found.map(|(_, value)| value).unwrap_or_default()
    }

    /// The fields of a form, as a browser would send them untouched.
    #[track_caller]
    pub(crate) fn form(&self, form: &str) -> Vec<(String, String)> {
        let fields = format!("{form} :is(input, textarea)[name]");
        let all = self.elements(&fields, |element| {
            let name = element.attr("name").unwrap_or_default().to_owned();
            let unticked =
                element.attr("type") == Some("checkbox") && element.attr("checked").is_none();
            let value = match element.value().name() {
                "textarea" => element.text().collect(),
                _ => element.attr("value").unwrap_or_default().to_owned(),
            };
            (!unticked).then_some((name, value))
        });
        let fields: Vec<_> = all.into_iter().flatten().collect();
        assert!(!fields.is_empty(), "there is no form {form}: {}", self.html);
        fields
    }

    fn elements<T>(&self, selector: &str, take: impl Fn(ElementRef<'_>) -> T) -> Vec<T> {
        let selector = Selector::parse(selector).unwrap();
        let document = Html::parse_document(&self.html);
        document.select(&selector).map(take).collect()
    }
}

fn one_line(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
