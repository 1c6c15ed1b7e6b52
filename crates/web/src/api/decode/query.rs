use std::borrow::Cow;

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, Visitor,
        value::{CowStrDeserializer, StrDeserializer},
    },
    forward_to_deserialize_any,
};
use url::form_urlencoded;

use super::ShapeError;

/// Reads the parameters of an address; pointers begin with `/query`.
pub(crate) fn from_query<T: DeserializeOwned>(query: &str) -> Result<T, ShapeError> {
    let parameters = Parameters {
        rest: form_urlencoded::parse(query.as_bytes()),
        current: None,
    };
    T::deserialize(parameters).map_err(|error| error.within("query"))
}

struct Parameters<'de> {
    rest: form_urlencoded::Parse<'de>,
    current: Option<(String, Cow<'de, str>)>,
}

impl<'de> Deserializer<'de> for Parameters<'de> {
    type Error = ShapeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

impl<'de> MapAccess<'de> for Parameters<'de> {
    type Error = ShapeError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ShapeError> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        let key: StrDeserializer<'_, ShapeError> = name.as_ref().into_deserializer();
        let key = seed.deserialize(key)?;
        self.current = Some((name.into_owned(), value));
        Ok(Some(key))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, ShapeError> {
        let (name, value) = self
            .current
            .take()
            .expect("a value is asked for after its name");
        let read = seed.deserialize(Parameter(value));
        read.map_err(|error| error.within(name))
    }
}

/// The value of a parameter: a text, from which numbers are read.
struct Parameter<'de>(Cow<'de, str>);

macro_rules! reading {
    ($($method:ident: $type:ty, $visit:ident, $wanted:literal;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
            match self.0.parse::<$type>() {
                Ok(value) => visitor.$visit(value),
                Err(_) => Err(ShapeError::wrong_type($wanted)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Parameter<'de> {
    type Error = ShapeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        CowStrDeserializer::new(self.0).deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ShapeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ShapeError> {
        CowStrDeserializer::new(self.0).deserialize_enum(name, variants, visitor)
    }

    reading! {
        deserialize_bool: bool, visit_bool, "true or false";
        deserialize_i64: i64, visit_i64, "a whole number";
        deserialize_u32: u32, visit_u32, "a whole number of 0 or more";
        deserialize_u64: u64, visit_u64, "a whole number of 0 or more";
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Filter {
        status: Option<String>,
        created_after: Option<i64>,
        limit: Option<u32>,
        test: Option<bool>,
    }

    #[test]
    fn parameters_are_read_as_texts_numbers_and_flags() {
        let read: Filter =
            from_query("status=a%20b%2Bc&createdAfter=-5&limit=7&test=true").unwrap();
        let expected = Filter {
            status: Some("a b+c".to_owned()),
            created_after: Some(-5),
            limit: Some(7),
            test: Some(true),
        };
        assert_eq!(read, expected);
        assert_eq!(from_query::<Filter>("").unwrap(), Filter::default());
    }

    #[test]
    fn what_is_wrong_is_told_with_the_name_of_the_parameter() {
        let cases = [
            ("page=2", "/query/page", "unknown_field"),
            ("limit=ten", "/query/limit", "type"),
            ("limit=-1", "/query/limit", "type"),
            ("createdAfter=1.5", "/query/createdAfter", "type"),
            ("test=1", "/query/test", "type"),
            ("limit=1&limit=2", "/query/limit", "duplicate_field"),
        ];
        for (query, pointer, code) in cases {
            let error = from_query::<Filter>(query).unwrap_err();
            assert_eq!(
                (error.pointer().as_str(), error.code),
                (pointer, code),
                "{query}"
            );
        }
    }
}
