use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use winfactor_domain::{self as domain, LineItemId, Money};
use winfactor_service::quotes::LineItemFields;

use crate::api::{
    decimal::DecimalNumber,
    word::{ItemTypeWord, Word},
};

/// One line of a quote.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct LineItem {
    #[schema(value_type = String, example = "item_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    id: LineItemId,
    #[schema(example = "Sliding door, 4 panes")]
    description: String,
    #[schema(value_type = f64, example = 2)]
    quantity: DecimalNumber,
    /// Before tax; negative for a discount.
    #[schema(value_type = f64, example = 1250.00)]
    unit_price: Money,
    /// Quantity × unit price, computed by WinFactor.
    #[schema(value_type = f64, example = 2500.00)]
    total: Money,
    item_type: ItemTypeWord,
    /// The place in the quote, from 0.
    #[schema(example = 0)]
    order: usize,
}

/// A line that a quote shall have. Its total is computed, never taken.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(in crate::api) struct LineItemInput {
    #[serde(default)]
    #[schema(required, max_length = 2000, example = "Sliding door, 4 panes")]
    description: String,
    /// More than 0, with at most 3 decimals; 1 when left out.
    #[schema(value_type = Option<f64>, example = 2)]
    quantity: Option<DecimalNumber>,
    /// Before tax, with at most as many decimals as the currency has; negative for a discount.
    #[schema(required, value_type = f64, example = 1250.00)]
    unit_price: Option<DecimalNumber>,
    /// `product` (when left out), `service`, `discount` or `other`.
    #[schema(example = "product")]
    item_type: Option<String>,
}

impl LineItem {
    /// All lines of a quote, in their order.
    pub(super) fn all(items: Vec<domain::LineItem>) -> Vec<Self> {
        let lines = items.into_iter().enumerate();
        lines
            .map(|(order, item)| LineItem::of(item, order))
            .collect()
    }

    fn of(item: domain::LineItem, order: usize) -> Self {
        LineItem {
            id: item.id,
            description: item.description,
            quantity: DecimalNumber(item.quantity.decimal()),
            unit_price: item.unit_price,
            total: item.total,
            item_type: Word(item.item_type),
            order,
        }
    }
}

impl From<LineItemInput> for LineItemFields {
    fn from(input: LineItemInput) -> Self {
        LineItemFields {
            description: input.description,
            quantity: input.quantity.map(|number| number.0),
            unit_price: input.unit_price.map(|number| number.0),
            item_type: input.item_type,
        }
    }
}
