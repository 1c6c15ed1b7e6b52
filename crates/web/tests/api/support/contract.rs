use std::{collections::HashMap, fmt};

use http::Method;
use jsonschema::Validator;
use serde_json::{Value, json};
use winfactor_testkit::client::Reply;

/// The OpenAPI document as something that answers can be compared to.
pub(crate) struct Contract {
    document: Value,
    /// By JSON pointer to the schema.
    validators: std::sync::Mutex<HashMap<String, Validator>>,
}

impl Contract {
    pub(crate) fn read() -> Contract {
        let document = winfactor_web::api::open_api().to_json().unwrap();
        Contract {
            document: serde_json::from_str(&document).unwrap(),
            validators: std::sync::Mutex::default(),
        }
    }

    /// The answer has a status that the document names for the operation, and the shape that it
    /// describes for that status.
    #[track_caller]
    pub(crate) fn check(&self, method: &Method, path: &str, reply: &Reply) {
        let status = reply.status.as_u16();
        let Some((template, operation)) = self.operation(method, path) else {
            assert!(
                matches!(status, 404 | 405),
                "{method} {path} is not described"
            );
            return self.check_error(reply);
        };
        let name = method.as_str().to_lowercase();
        let escaped = template.replace('/', "~1");
        let response = &operation["responses"][status.to_string()];
        if status == 500 {
            return self.check_error(reply);
        }
        assert!(
            response.is_object(),
            "{method} {template} answers {status}, which is not described: {}",
            reply.text()
        );
        let Some(content) = response["content"].as_object() else {
            assert!(reply.body.is_empty(), "{}", reply.text());
            return;
        };
        let sent = reply.header("content-type").unwrap();
        let described: Vec<_> = content.keys().collect();
        let media_type = described.iter().find(|it| sent.starts_with(it.as_str()));
        let media_type = media_type.unwrap_or_else(|| panic!("{sent} instead of {described:?}"));
        if media_type.as_str() == "application/json" {
            let pointer = format!(
                "/paths/{escaped}/{name}/responses/{status}/content/application~1json/schema"
            );
            self.validate(&pointer, &reply.json());
        }
    }

    fn check_error(&self, reply: &Reply) {
        self.validate("/components/schemas/Error", &reply.json());
    }

    #[track_caller]
    fn validate(&self, pointer: &str, instance: &Value) {
        let mut validators = self.validators.lock().unwrap();
        let validator = validators.entry(pointer.to_owned()).or_insert_with(|| {
            let schema = json!({
                "allOf": [self.document.pointer(pointer).unwrap()],
                "components": self.document["components"],
            });
            jsonschema::draft202012::new(&schema).unwrap()
        });
        let errors: Vec<_> = validator
            .iter_errors(instance)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{pointer}\n{errors:#?}\n{instance:#}");
    }

    /// The described path that a request's path fits, and its operation.
    fn operation(&self, method: &Method, path: &str) -> Option<(&str, &Value)> {
        let path = path.split('?').next().unwrap();
        let segments: Vec<_> = path.split('/').collect();
        let paths = self.document["paths"].as_object().unwrap();
        let fits = |template: &str| {
            let wanted: Vec<_> = template.split('/').collect();
            let fits = |(want, have): (&&str, &&str)| want == have || want.starts_with('{');
            wanted.len() == segments.len() && wanted.iter().zip(&segments).all(fits)
        };
        // A path with fewer placeholders fits better.
        let mut found: Vec<_> = paths
            .iter()
            .filter(|(template, _)| fits(template))
            .collect();
        found.sort_by_key(|(template, _)| template.matches('{').count());
        let (template, operations) = found.first()?;
        let operation = operations.get(method.as_str().to_lowercase())?;
        Some((template, operation))
    }
}

impl fmt::Debug for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contract").finish_non_exhaustive()
    }
}
