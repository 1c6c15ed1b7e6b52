//! Which fields an answer always has.
//!
//! A field that may be null is written as null in every answer, and may be left out of requests; the
//! derived schemas call it optional in both. So what requests do not use is put right here: a field
//! that may be null is required, and one that may be missing is never null.

use std::collections::BTreeSet;

use utoipa::openapi::{
    Components, OpenApi, RefOr,
    path::{Operation, PathItem},
    schema::{Object, Schema, SchemaType, Type},
};

/// Marks the fields that answers always have.
pub(super) fn require_what_answers_have(document: &mut OpenApi) {
    let Some(components) = &mut document.components else {
        return;
    };
    let mut requested = BTreeSet::new();
    let operations = document.paths.paths.values().flat_map(operations);
    for operation in operations {
        let Some(RefOr::T(body)) = &operation.request_body else {
            continue;
        };
        for content in body.content.values() {
            if let RefOr::T(content) = content
                && let Some(schema) = &content.schema
            {
                collect(schema, components, &mut requested);
            }
        }
    }
    for (name, schema) in &mut components.schemas {
        if !requested.contains(name) {
            require(schema);
        }
    }
}

fn operations(path: &PathItem) -> impl Iterator<Item = &Operation> {
    let methods = [&path.get, &path.post, &path.put, &path.patch, &path.delete];
    methods.into_iter().flatten()
}

/// The names of the schemas that a request's schema refers to, directly or not.
fn collect(schema: &RefOr<Schema>, components: &Components, names: &mut BTreeSet<String>) {
    match schema {
        RefOr::Ref(reference) => {
            let name = reference
                .ref_location
                .rsplit('/')
                .next()
                .unwrap_or_default();
            if names.insert(name.to_owned())
                && let Some(target) = components.schemas.get(name)
            {
                collect(target, components, names);
            }
        }
        RefOr::T(schema) => {
            for part in parts(schema) {
                collect(part, components, names);
            }
        }
    }
}

fn parts(schema: &Schema) -> Vec<&RefOr<Schema>> {
    match schema {
        Schema::Object(object) => object.properties.values().collect(),
        Schema::OneOf(one) => one.items.iter().collect(),
        Schema::AllOf(all) => all.items.iter().collect(),
        Schema::AnyOf(any) => any.items.iter().collect(),
        Schema::Array(array) => match &array.items {
            utoipa::openapi::schema::ArrayItems::RefOrSchema(item) => vec![item],
            utoipa::openapi::schema::ArrayItems::False => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn require(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => require_nullable(object),
        RefOr::T(Schema::AllOf(all)) => all.items.iter_mut().for_each(require),
        _ => {}
    }
}

fn require_nullable(object: &mut Object) {
    for (name, property) in &object.properties {
        if is_nullable(property) && !object.required.contains(name) {
            object.required.push(name.clone());
        }
    }
}

fn is_nullable(schema: &RefOr<Schema>) -> bool {
    match schema {
        RefOr::T(Schema::OneOf(one)) => one.items.iter().any(is_nullable),
        RefOr::T(Schema::Object(object)) => has_null(&object.schema_type),
        RefOr::T(Schema::Array(array)) => has_null(&array.schema_type),
        _ => false,
    }
}

fn has_null(kind: &SchemaType) -> bool {
    match kind {
        SchemaType::Type(kind) => *kind == Type::Null,
        SchemaType::Array(kinds) => kinds.contains(&Type::Null),
        SchemaType::AnyValue => false,
    }
}
