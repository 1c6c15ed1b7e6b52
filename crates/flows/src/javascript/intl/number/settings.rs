use rquickjs::{FromJs, Result as JsResult, Value};
use serde::Deserialize;

use super::super::Region;
use super::currency::CurrencyDisplay;
use super::unit::UnitDisplay;

/// What the script beside this module found in locale and options; here everything is settled.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Settings {
    pub(super) locale: Region,
    pub(super) style: Style,
    pub(super) currency: Option<String>,
    #[serde(default)]
    pub(super) currency_display: CurrencyDisplay,
    pub(super) unit: Option<String>,
    #[serde(default)]
    pub(super) unit_display: UnitDisplay,
    pub(super) sign_display: SignDisplay,
    pub(super) use_grouping: Grouping,
    pub(super) minimum_integer_digits: usize,
    pub(super) minimum_fraction_digits: Option<usize>,
    pub(super) maximum_fraction_digits: Option<usize>,
    pub(super) minimum_significant_digits: Option<usize>,
    pub(super) maximum_significant_digits: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Style {
    Decimal,
    Percent,
    Currency,
    Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum SignDisplay {
    Auto,
    Never,
    Always,
    ExceptZero,
    Negative,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Grouping {
    Always,
    Auto,
    Min2,
    Never,
}

/// What is to be written.
#[derive(Debug)]
pub(in crate::javascript::intl) enum Amount {
    Number(f64),
    /// A decimal number, exactly, with its sign.
    Text(String),
}

impl Amount {
    /// Takes a number, or the digits of one as a text.
    pub(in crate::javascript::intl) fn of(value: &Value<'_>) -> JsResult<Self> {
        match value.as_number() {
            Some(number) => Ok(Self::Number(number)),
            None => String::from_js(value.ctx(), value.clone()).map(Self::Text),
        }
    }
}
