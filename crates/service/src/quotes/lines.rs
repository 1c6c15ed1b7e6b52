use rust_decimal::Decimal;
use winfactor_domain::{Currency, FieldError, Invalid, LineItem, NewLineItem};

use crate::Work;

/// A line of a quote, not yet checked. Its total is computed, never taken.
#[derive(Clone, Debug, Default)]
pub struct LineItemFields {
    pub description: String,
    /// 1 when absent.
    pub quantity: Option<Decimal>,
    /// Before tax; negative for a discount.
    pub unit_price: Option<Decimal>,
    /// `product` (when absent), `service`, `discount` or `other`.
    pub item_type: Option<String>,
}

/// The lines under new ids, in order, or everything that is wrong with them.
pub(super) fn check(
    work: &Work<'_, '_>,
    lines: &[LineItemFields],
    currency: Currency,
) -> Result<Vec<NewLineItem>, Invalid> {
    let new: Vec<_> = lines
        .iter()
        .map(|line| NewLineItem {
            id: work.new_id(),
            description: line.description.clone(),
            quantity: line.quantity.unwrap_or(Decimal::ONE),
            unit_price: line.unit_price.unwrap_or_default(),
            item_type: line.item_type.clone(),
        })
        .collect();
    let without_price = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.unit_price.is_none());
    let mut errors: Vec<_> = without_price
        .map(|(index, _)| {
            let pointer = format!("/lineItems/{index}/unitPrice");
            FieldError::new(&pointer, "required", "must not be missing")
        })
        .collect();
    if let Err(Invalid(more)) = LineItem::check_all(&new, currency) {
        errors.extend(more);
    }
    if errors.is_empty() {
        Ok(new)
    } else {
        Err(Invalid(errors))
    }
}
