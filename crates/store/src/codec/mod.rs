//! How values of the domain stand in columns. What was stored by us is read back without checking
//! it again by today's rules (a rule may have become stricter since); what cannot be read at all is
//! [`StoreError::Corrupt`](crate::StoreError::Corrupt) and names the column, never its value.

mod customer;
mod offer;
mod parse;
mod robot;

pub(crate) use customer::{customer_from_json, customer_to_json};
pub(crate) use offer::{
    answer_from_json, answer_to_json, line_items_from_json, line_items_to_json, offer_from_json,
    offer_to_json, sending_from_json, sending_to_json,
};
pub(crate) use parse::{corrupt, count, id, known, list, opt_count, opt_list, parsed};
pub(crate) use robot::{robot_from_json, robot_to_json};
