//! The forms of a page, as a browser would send them.

use scraper::{ElementRef, Html, Selector};

use crate::page::Page;

/// A form with what stands in it.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

impl Form {
    /// The first form that `selector` finds.
    #[track_caller]
    pub(crate) fn of(page: &Page, selector: &str) -> Form {
        let document = Html::parse_document(&page.html);
        let selector = Selector::parse(selector).unwrap();
        let Some(form) = document.select(&selector).next() else {
            panic!("there is no form {selector:?}: {}", page.html);
        };
        let controls = Selector::parse("input[name], textarea[name], select[name]").unwrap();
        let fields = form.select(&controls).filter_map(sent);
        Form {
            action: form.attr("action").unwrap_or_default().to_owned(),
            fields: fields.collect(),
        }
    }

    /// The form that is posted to an address.
    #[track_caller]
    pub(crate) fn to(page: &Page, action: &str) -> Form {
        Form::of(page, &format!("form[action=\"{action}\"]"))
    }

    /// Fills a field in; all others of that name go.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Form {
        self.fields.retain(|(each, _)| each != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Fills in the fields of one name in their order; those beyond stay.
    pub(crate) fn column(mut self, name: &str, values: &[&str]) -> Form {
        let of_name = self.fields.iter_mut().filter(|(each, _)| each == name);
        for ((_, field), value) in of_name.zip(values) {
            (*value).clone_into(field);
        }
        self
    }

    /// Chooses several values of one name.
    pub(crate) fn choose(mut self, name: &str, values: &[&str]) -> Form {
        self.fields.retain(|(each, _)| each != name);
        let chosen = values
            .iter()
            .map(|value| (name.to_owned(), (*value).to_owned()));
        self.fields.extend(chosen);
        self
    }

    /// Leaves a field out, as an unticked box.
    pub(crate) fn without(mut self, name: &str) -> Form {
        self.fields.retain(|(each, _)| each != name);
        self
    }

    /// Sends it to another address: what a button with `formaction` does.
    pub(crate) fn sent_to(self, action: &str) -> Form {
        Form {
            action: action.to_owned(),
            ..self
        }
    }

    pub(crate) fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(each, _)| each == name);
        found.map_or("", |(_, value)| value)
    }

    pub(crate) fn values(&self, name: &str) -> Vec<&str> {
        let of_name = self.fields.iter().filter(|(each, _)| each == name);
        of_name.map(|(_, value)| value.as_str()).collect()
    }
}

/// What a browser sends of a control that nobody touched.
fn sent(control: ElementRef<'_>) -> Option<(String, String)> {
    let name = control.attr("name")?.to_owned();
    let value = match control.value().name() {
        "textarea" => control.text().collect::<String>(),
        "select" => {
            let options = Selector::parse("option").unwrap();
            let mut options = control.select(&options);
            let first = options.clone().next()?;
            let chosen = options.find(|option| option.attr("selected").is_some());
            chosen
                .unwrap_or(first)
                .attr("value")
                .unwrap_or_default()
                .to_owned()
        }
        _ => {
            let is_choice = matches!(control.attr("type"), Some("checkbox" | "radio"));
            if is_choice && control.attr("checked").is_none() {
                return None;
            }
            control.attr("value").unwrap_or_default().to_owned()
        }
    };
    Some((name, value))
}
