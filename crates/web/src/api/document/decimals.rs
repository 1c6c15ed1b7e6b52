//! Decimal numbers have no binary format.
//!
//! They are written digit by digit, and the document says no more than that they are numbers: with
//! the format `double`, generated clients would round amounts.

use utoipa::openapi::{
    KnownFormat, OpenApi, RefOr, SchemaFormat,
    schema::{ArrayItems, Schema},
};

/// Takes the format `double` away everywhere.
pub(super) fn describe_as_plain_numbers(document: &mut OpenApi) {
    let components = document.components.iter_mut();
    for schema in components.flat_map(|components| components.schemas.values_mut()) {
        describe(schema);
    }
}

fn describe(schema: &mut RefOr<Schema>) {
    let RefOr::T(schema) = schema else {
        return;
    };
    match schema {
        Schema::Object(object) => {
            if object.format == Some(SchemaFormat::KnownFormat(KnownFormat::Double)) {
                object.format = None;
            }
            object.properties.values_mut().for_each(describe);
        }
        Schema::Array(array) => {
            if let ArrayItems::RefOrSchema(item) = &mut array.items {
                describe(item);
            }
        }
        Schema::OneOf(one) => one.items.iter_mut().for_each(describe),
        Schema::AllOf(all) => all.items.iter_mut().for_each(describe),
        Schema::AnyOf(any) => any.items.iter_mut().for_each(describe),
        _ => {}
    }
}
