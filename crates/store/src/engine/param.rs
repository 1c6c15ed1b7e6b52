//! Values given to a statement: text, whole numbers, and typed absences of both.

/// One parameter. There are two column types, `TEXT` and `BIGINT`; a null names the type it
/// stands in for, because PostgreSQL decides a parameter's type when it prepares the statement.
#[derive(Clone, Copy)]
pub enum Param<'a> {
    /// A `TEXT` value.
    Text(&'a str),
    /// A `BIGINT` value.
    Int(i64),
    /// No `TEXT` value.
    NullText,
    /// No `BIGINT` value.
    NullInt,
}

/// A parameter that outlives the call that gave it.
pub(super) enum OwnedParam {
    Text(Box<str>),
    Int(i64),
    NullText,
    NullInt,
}

impl OwnedParam {
    pub(super) fn of(param: &Param<'_>) -> Self {
        match param {
            Param::Text(text) => OwnedParam::Text((*text).into()),
            Param::Int(number) => OwnedParam::Int(*number),
            Param::NullText => OwnedParam::NullText,
            Param::NullInt => OwnedParam::NullInt,
        }
    }

    pub(super) fn as_param(&self) -> Param<'_> {
        match self {
            OwnedParam::Text(text) => Param::Text(text),
            OwnedParam::Int(number) => Param::Int(*number),
            OwnedParam::NullText => Param::NullText,
            OwnedParam::NullInt => Param::NullInt,
        }
    }
}

impl std::fmt::Debug for OwnedParam {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_param().fmt(f)
    }
}

/// Values may be secrets or personal data: only the kind is shown.
impl std::fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Param::Text(_) => "Text",
            Param::Int(_) => "Int",
            Param::NullText => "NullText",
            Param::NullInt => "NullInt",
        })
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(value: &'a str) -> Self {
        Param::Text(value)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(value: &'a String) -> Self {
        Param::Text(value)
    }
}

impl<'a> From<Option<&'a str>> for Param<'a> {
    fn from(value: Option<&'a str>) -> Self {
        value.map_or(Param::NullText, Param::Text)
    }
}

impl<'a> From<Option<&'a String>> for Param<'a> {
    fn from(value: Option<&'a String>) -> Self {
        value.map_or(Param::NullText, |text| Param::Text(text))
    }
}

impl<'a> From<&'a Option<String>> for Param<'a> {
    fn from(value: &'a Option<String>) -> Self {
        value.as_deref().into()
    }
}

impl From<i64> for Param<'_> {
    fn from(value: i64) -> Self {
        Param::Int(value)
    }
}

impl From<i32> for Param<'_> {
    fn from(value: i32) -> Self {
        Param::Int(value.into())
    }
}

impl From<u32> for Param<'_> {
    fn from(value: u32) -> Self {
        Param::Int(value.into())
    }
}

impl From<Option<i64>> for Param<'_> {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Param::NullInt, Param::Int)
    }
}

/// Kept as 0 or 1.
impl From<bool> for Param<'_> {
    fn from(value: bool) -> Self {
        Param::Int(value.into())
    }
}

/// The parameters of a statement, in the order of `$1`, `$2`, …
///
/// ```
/// use winfactor_store::{Param, params};
///
/// let name: Option<&str> = None;
/// let list: &[Param<'_>] = params!["sub_1", 5, name, true];
/// assert_eq!(format!("{list:?}"), "[Text, Int, NullText, Int]");
/// ```
#[macro_export]
macro_rules! params {
    () => { &[] as &[$crate::Param<'_>] };
    ($($value:expr),+ $(,)?) => { &[$($crate::Param::from($value)),+] as &[$crate::Param<'_>] };
}
