use std::fmt;

use rust_decimal::Decimal;

use crate::{Currency, FieldError, Invalid, LineItemId, Money, MoneyError, Text};

/// One line of a quote. The total is computed here and never taken from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineItem {
    pub id: LineItemId,
    pub description: String,
    pub quantity: Quantity,
    /// Before tax; negative for a discount.
    pub unit_price: Money,
    /// Quantity × unit price, rounded to the minor unit.
    pub total: Money,
    pub item_type: ItemType,
}

/// What a line stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ItemType {
    #[default]
    Product,
    Service,
    Discount,
    Other,
}

impl ItemType {
    pub const ALL: [ItemType; 4] = [
        ItemType::Product,
        ItemType::Service,
        ItemType::Discount,
        ItemType::Other,
    ];

    pub fn code(self) -> &'static str {
        match self {
            ItemType::Product => "product",
            ItemType::Service => "service",
            ItemType::Discount => "discount",
            ItemType::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How many, to the thousandth (2.5 m²).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity(i64);

impl Quantity {
    pub const ONE: Quantity = Quantity(1000);

    /// More than 0, at most 1,000,000, with at most three decimals.
    pub fn parse(pointer: &str, value: Decimal) -> Result<Self, FieldError> {
        let value = value.normalize();
        if value.scale() > 3 || value <= Decimal::ZERO || value > Decimal::from(1_000_000) {
            let message = "must be more than 0 and at most 1000000, with at most 3 decimals";
            return Err(FieldError::new(pointer, "out_of_range", message));
        }
        let thousandths = (value * Decimal::from(1000)).normalize().mantissa();
        let scale = (value * Decimal::from(1000)).normalize().scale();
        debug_assert_eq!(scale, 0, "three decimals times a thousand is whole");
        Ok(Quantity(i64::try_from(thousandths).unwrap_or(i64::MAX)))
    }

    pub fn from_thousandths(thousandths: i64) -> Self {
        Quantity(thousandths)
    }

    pub fn thousandths(self) -> i64 {
        self.0
    }

    /// Without trailing zeros: `2.5`, `12`.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 3).normalize()
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal().fmt(f)
    }
}

/// A tax rate in percent, to the hundredth (8.10 %).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TaxRate(i64);

impl TaxRate {
    pub const ZERO: TaxRate = TaxRate(0);

    /// From 0 to 100, with at most two decimals.
    pub fn parse(pointer: &str, percent: Decimal) -> Result<Self, FieldError> {
        let percent = percent.normalize();
        if percent.scale() > 2 || percent < Decimal::ZERO || percent > Decimal::from(100) {
            let message = "must be a percentage from 0 to 100 with at most 2 decimals, such as 21";
            return Err(FieldError::new(pointer, "out_of_range", message));
        }
        let mut hundredths = percent;
        hundredths.rescale(2);
        Ok(TaxRate(i64::try_from(hundredths.mantissa()).unwrap_or(0)))
    }

    pub fn from_hundredths(hundredths: i64) -> Self {
        TaxRate(hundredths)
    }

    /// Hundredths of a percent.
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// The percentage, without trailing zeros: `21`, `8.1`.
    pub fn percent(self) -> Decimal {
        Decimal::new(self.0, 2).normalize()
    }
}

/// A line as received, not yet checked.
#[derive(Clone, Debug)]
pub struct NewLineItem {
    pub id: LineItemId,
    pub description: String,
    pub quantity: Decimal,
    pub unit_price: Decimal,
    /// `product` when absent.
    pub item_type: Option<String>,
}

/// What a quote adds up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    pub subtotal: Money,
    pub tax: Money,
    /// What the customer pays.
    pub total: Money,
}

const MAX_LINES: usize = 200;
const MAX_DESCRIPTION: usize = 2000;

impl LineItem {
    /// Checks all lines of a quote; pointers are `/lineItems/<index>/…`.
    pub fn check_all(new: &[NewLineItem], currency: Currency) -> Result<Vec<LineItem>, Invalid> {
        let mut text = Text::new();
        if new.len() > MAX_LINES {
            let message = format!("must have at most {MAX_LINES} entries");
            text.error("/lineItems", "too_long", message);
        }
        let items: Vec<_> = new
            .iter()
            .take(MAX_LINES)
            .enumerate()
            .filter_map(|(index, line)| {
                LineItem::check(&mut text, &format!("/lineItems/{index}"), line, currency)
            })
            .collect();
        text.finish()?;
        Ok(items)
    }

    fn check(text: &mut Text, at: &str, new: &NewLineItem, currency: Currency) -> Option<LineItem> {
        let field = |name: &str| format!("{at}/{name}");
        let money = |pointer: &str, amount: Result<Money, MoneyError>| {
            amount.map_err(|error| FieldError::new(pointer, "amount", error.to_string()))
        };
        let description =
            text.required_lines(&field("description"), &new.description, MAX_DESCRIPTION);
        let quantity = text.checked(Quantity::parse(&field("quantity"), new.quantity));
        let price = Money::exact(new.unit_price, currency);
        let unit_price = text.checked(money(&field("unitPrice"), price));
        let item_type = match &new.item_type {
            None => Some(ItemType::default()),
            Some(code) => {
                let kind = ItemType::from_code(code);
                if kind.is_none() {
                    let message = "must be one of product, service, discount, other";
                    text.error(&field("itemType"), "unknown_value", message);
                }
                kind
            }
        };
        let (quantity, unit_price) = (quantity?, unit_price?);
        let product = quantity.decimal().checked_mul(unit_price.amount());
        let total = product
            .ok_or(MoneyError::TooLarge)
            .and_then(|product| Money::rounded(product, currency));
        Some(LineItem {
            id: new.id,
            description,
            quantity,
            unit_price,
            total: text.checked(money(&field("unitPrice"), total))?,
            item_type: item_type?,
        })
    }
}

impl LineItem {
    /// The line as it would be received, to be checked again under other terms.
    pub fn to_new(&self) -> NewLineItem {
        NewLineItem {
            id: self.id,
            description: self.description.clone(),
            quantity: self.quantity.decimal(),
            unit_price: self.unit_price.amount(),
            item_type: Some(self.item_type.code().to_owned()),
        }
    }
}

impl Totals {
    /// Adds the lines up; tax is rounded once, on the sum.
    pub fn of(items: &[LineItem], rate: TaxRate, currency: Currency) -> Result<Totals, Invalid> {
        let too_large = |error: MoneyError| {
            Invalid::from(FieldError::new("/lineItems", "amount", error.to_string()))
        };
        let mut subtotal = Money::zero(currency);
        for item in items {
            subtotal = subtotal.plus(item.total).map_err(too_large)?;
        }
        let tax = subtotal
            .amount()
            .checked_mul(Decimal::new(rate.hundredths(), 4))
            .ok_or(MoneyError::TooLarge)
            .and_then(|tax| Money::rounded(tax, currency))
            .map_err(too_large)?;
        let total = subtotal.plus(tax).map_err(too_large)?;
        Ok(Totals {
            subtotal,
            tax,
            total,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{Rng, Timestamp};

    #[derive(Debug)]
    struct Zeros;
    impl Rng for Zeros {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    fn line(quantity: &str, price: &str) -> NewLineItem {
        NewLineItem {
            id: LineItemId::new(Timestamp(0), &Zeros),
            description: "Sliding door".into(),
            quantity: quantity.parse().unwrap(),
            unit_price: price.parse().unwrap(),
            item_type: None,
        }
    }

    #[test]
    fn totals_are_exact_where_floats_are_not() {
        let lines = [line("3", "0.10"), line("2.5", "19.99"), line("1", "-5")];
        let items = LineItem::check_all(&lines, Currency::EUR).unwrap();
        let totals: Vec<_> = items.iter().map(|item| item.total.to_string()).collect();
        assert_eq!(totals, ["0.30", "49.98", "-5.00"]);
        let rate = TaxRate::parse("/taxRate", "21".parse().unwrap()).unwrap();
        let totals = Totals::of(&items, rate, Currency::EUR).unwrap();
        assert_eq!(totals.subtotal.to_string(), "45.28");
        assert_eq!(totals.tax.to_string(), "9.51");
        assert_eq!(totals.total.to_string(), "54.79");
    }

    #[test]
    fn wrong_lines_are_named_by_their_place() {
        let mut lines = [line("1", "1"), line("0", "1.005")];
        lines[1].item_type = Some("gift".into());
        let Invalid(errors) = LineItem::check_all(&lines, Currency::EUR).unwrap_err();
        let pointers: Vec<_> = errors.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/lineItems/1/quantity",
                "/lineItems/1/unitPrice",
                "/lineItems/1/itemType"
            ]
        );
    }
}
