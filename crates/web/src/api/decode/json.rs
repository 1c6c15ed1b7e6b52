use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{BorrowedStrDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::{Value, error::Category};

use super::ShapeError;

/// Why a body cannot be read.
#[derive(Debug)]
pub(crate) enum JsonError {
    /// It is not JSON; the place is counted from 1.
    Malformed {
        line: usize,
        column: usize,
        message: String,
    },
    /// It is JSON of another shape.
    Shape(ShapeError),
}

/// Reads a whole body.
pub(crate) fn from_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, JsonError> {
    serde_json::from_slice(body).map_err(|error| explain::<T>(body, &error))
}

fn explain<T: DeserializeOwned>(body: &[u8], error: &serde_json::Error) -> JsonError {
    if error.classify() != Category::Data {
        return malformed(error);
    }
    let document: Value = match serde_json::from_slice(body) {
        Ok(document) => document,
        Err(error) => return malformed(&error),
    };
    match T::deserialize(Node(&document)) {
        Err(error) => JsonError::Shape(error),
        // What a tree cannot show, such as a name that stands in an object twice.
        Ok(_) => JsonError::Shape(ShapeError::new("invalid", error.to_string())),
    }
}

fn malformed(error: &serde_json::Error) -> JsonError {
    JsonError::Malformed {
        line: error.line(),
        column: error.column(),
        message: error.to_string(),
    }
}

/// A document whose errors keep their kind and place.
#[derive(Clone, Copy)]
struct Node<'de>(&'de Value);

impl<'de> Node<'de> {
    fn whole_number<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        match self.0 {
            Value::Number(number) if !number.is_f64() => self.deserialize_any(visitor),
            _ => Err(ShapeError::wrong_type("a whole number")),
        }
    }
}

macro_rules! expecting {
    ($($method:ident: $pattern:pat => $wanted:literal;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
            match self.0 {
                $pattern => self.deserialize_any(visitor),
                _ => Err(ShapeError::wrong_type($wanted)),
            }
        }
    )*};
}

macro_rules! expecting_whole_numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
            self.whole_number(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = ShapeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (_, _, Some(number)) => visitor.visit_f64(number),
                (None, None, None) => Err(ShapeError::wrong_type("a number")),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items {
                items: items.iter(),
                index: 0,
            }),
            Value::Object(fields) => visitor.visit_map(Fields {
                fields: fields.iter(),
                current: None,
            }),
        }
    }

    expecting! {
        deserialize_bool: Value::Bool(_) => "true or false";
        deserialize_str: Value::String(_) => "a text";
        deserialize_string: Value::String(_) => "a text";
        deserialize_seq: Value::Array(_) => "a list";
        deserialize_map: Value::Object(_) => "an object";
    }

    expecting_whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        self.deserialize_map(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    /// Numbers that are kept as they were written hide behind a newtype that only `serde_json`
    /// itself can fill.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        let filled = self.0.deserialize_newtype_struct(name, visitor);
        filled.map_err(|error| ShapeError::new("invalid", error.to_string()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        match self.0 {
            Value::String(word) => {
                let word: StrDeserializer<'_, ShapeError> = word.as_str().into_deserializer();
                visitor.visit_enum(word)
            }
            _ => Err(ShapeError::wrong_type("a text")),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
        ignored_any
    }
}

struct Items<'de> {
    items: std::slice::Iter<'de, Value>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = ShapeError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ShapeError> {
        let Some(item) = self.items.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        let read = seed.deserialize(Node(item)).map(Some);
        read.map_err(|error| error.within(index.to_string()))
    }
}

struct Fields<'de> {
    fields: serde_json::map::Iter<'de>,
    current: Option<(&'de str, &'de Value)>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = ShapeError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ShapeError> {
        let Some((name, value)) = self.fields.next() else {
            return Ok(None);
        };
        self.current = Some((name, value));
        seed.deserialize(BorrowedStrDeserializer::new(name))
            .map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, ShapeError> {
        let (name, value) = self
            .current
            .take()
            .expect("a value is asked for after its name");
        let read = seed.deserialize(Node(value));
        read.map_err(|error| error.within(name))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde::Deserialize;
    use serde_json::value::RawValue;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Order {
        #[serde(rename = "customer")]
        _customer: Person,
        #[serde(default, rename = "sizes")]
        _sizes: Vec<u32>,
        #[serde(default, rename = "price")]
        _price: Option<Box<RawValue>>,
        #[serde(default, rename = "kind")]
        _kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Person {
        #[serde(rename = "name")]
        _name: String,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Door,
        Window,
    }

    fn shape(body: &str) -> (String, &'static str) {
        match from_json::<Order>(body.as_bytes()).unwrap_err() {
            JsonError::Shape(error) => (error.pointer(), error.code),
            malformed => panic!("{malformed:?}"),
        }
    }

    #[test]
    fn the_place_and_kind_of_what_is_wrong_are_told() {
        let cases = [
            ("[]", "", "type"),
            ("{}", "/customer", "required"),
            (r#"{"customer": null}"#, "/customer", "type"),
            (r#"{"customer": {}}"#, "/customer/name", "required"),
            (r#"{"customer": {"name": 1}}"#, "/customer/name", "type"),
            (
                r#"{"customer": {"name": "A", "a/b~": 1}}"#,
                "/customer/a~1b~0",
                "unknown_field",
            ),
            (
                r#"{"customer": {"name": "A"}, "x": 1}"#,
                "/x",
                "unknown_field",
            ),
            (
                r#"{"customer": {"name": "A"}, "sizes": [1, -1]}"#,
                "/sizes/1",
                "invalid",
            ),
            (
                r#"{"customer": {"name": "A"}, "sizes": [1.5]}"#,
                "/sizes/0",
                "type",
            ),
            (
                r#"{"customer": {"name": "A"}, "sizes": {}}"#,
                "/sizes",
                "type",
            ),
            (
                r#"{"customer": {"name": "A"}, "kind": "gate"}"#,
                "/kind",
                "unknown_value",
            ),
            (
                r#"{"customer": {"name": "A"}, "customer": {"name": "B"}}"#,
                "",
                "invalid",
            ),
        ];
        for (body, pointer, code) in cases {
            assert_eq!(shape(body), (pointer.to_owned(), code), "{body}");
        }
    }

    #[test]
    fn a_number_that_is_kept_as_written_does_not_hide_another_mistake() {
        assert_eq!(
            shape(r#"{"price": 12.50, "customer": {}}"#).0,
            "/customer/name"
        );
    }

    #[test]
    fn what_is_not_json_is_told_with_its_line_and_column() {
        for body in ["", "{", "{\n  \"customer\": }", "nonsense", "{} {}"] {
            match from_json::<Order>(body.as_bytes()).unwrap_err() {
                JsonError::Malformed { line, .. } => assert!(line >= 1, "{body}"),
                shape @ JsonError::Shape(_) => panic!("{body}: {shape:?}"),
            }
        }
        match from_json::<Order>(b"{\n  \"customer\": }").unwrap_err() {
            JsonError::Malformed { line, column, .. } => assert_eq!((line, column), (2, 15)),
            shape @ JsonError::Shape(_) => panic!("{shape:?}"),
        }
    }
}
