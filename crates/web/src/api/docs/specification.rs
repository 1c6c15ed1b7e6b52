use serde_json::{Map, Value};
use utoipa::openapi::OpenApi;

/// An OpenAPI document, as its page walks through it.
#[derive(Debug)]
pub(super) struct Specification {
    document: Value,
}

/// One operation: `POST /submissions`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operation<'a> {
    /// In lower case.
    pub(super) method: &'a str,
    pub(super) path: &'a str,
    value: &'a Value,
}

/// A group of operations.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) description: &'a str,
}

impl Specification {
    pub(super) fn of(document: &OpenApi) -> Self {
        Specification {
            document: serde_json::to_value(document)
                .expect("a description of texts and numbers is JSON"),
        }
    }

    pub(super) fn title(&self) -> &str {
        text(&self.document["info"], "title")
    }

    pub(super) fn description(&self) -> &str {
        text(&self.document["info"], "description")
    }

    pub(super) fn tags(&self) -> impl Iterator<Item = Tag<'_>> {
        list(&self.document["tags"]).iter().map(|tag| Tag {
            name: text(tag, "name"),
            description: text(tag, "description"),
        })
    }

    /// The operations of a tag, in the order of the document.
    pub(super) fn operations<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = Operation<'a>> {
        let paths = fields(&self.document["paths"]);
        let all = paths.flat_map(|(path, methods)| {
            fields(methods).map(move |(method, value)| Operation {
                method,
                path,
                value,
            })
        });
        all.filter(move |operation| operation.value["tags"][0] == tag)
    }

    /// The shapes of what is sent and answered, by name.
    pub(super) fn schemas(&self) -> impl Iterator<Item = (&str, &Value)> {
        fields(&self.document["components"]["schemas"])
    }

    /// What a schema stands for: itself, or what it refers to.
    pub(super) fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let target = reference(schema).map(|name| &self.document["components"]["schemas"][name]);
        target.unwrap_or(schema)
    }
}

impl<'a> Operation<'a> {
    pub(super) fn id(self) -> &'a str {
        text(self.value, "operationId")
    }

    pub(super) fn summary(self) -> &'a str {
        text(self.value, "summary")
    }

    pub(super) fn description(self) -> &'a str {
        text(self.value, "description")
    }

    pub(super) fn parameters(self) -> &'a [Value] {
        list(&self.value["parameters"])
    }

    /// The schema of the request's body, if it has one, and the example that stands beside it.
    pub(super) fn body(self) -> Option<(&'a Value, Option<&'a Value>)> {
        let content = self.value["requestBody"]["content"].get("application/json")?;
        Some((&content["schema"], content.get("example")))
    }

    pub(super) fn body_description(self) -> &'a str {
        text(&self.value["requestBody"], "description")
    }

    /// Status, description, media type and schema of each answer.
    pub(super) fn responses(self) -> impl Iterator<Item = Answer<'a>> {
        fields(&self.value["responses"]).map(|(status, response)| {
            let content = fields(&response["content"]).next();
            Answer {
                status,
                description: text(response, "description"),
                media_type: content.map(|(media_type, _)| media_type),
                schema: content.map(|(_, content)| &content["schema"]),
            }
        })
    }
}

/// One answer of an operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer<'a> {
    pub(super) status: &'a str,
    pub(super) description: &'a str,
    pub(super) media_type: Option<&'a str>,
    pub(super) schema: Option<&'a Value>,
}

/// The name of the schema that a schema refers to.
pub(super) fn reference(schema: &Value) -> Option<&str> {
    let target = schema.get("$ref")?.as_str()?;
    target.strip_prefix("#/components/schemas/")
}

pub(super) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(super) fn fields(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let fields = value.as_object().into_iter().flat_map(Map::iter);
    fields.map(|(name, value)| (name.as_str(), value))
}
