//! Offers: made and changed by the organization, looked at and answered by the customer, ended by
//! the clock. Every change holds the quote's row, so that of two at once the second sees what the
//! first did; the quote itself decides what may be done to it
//! ([`winfactor_domain::Quote`]), and what it says happened is recorded in the same transaction.
//!
//! A customer comes with the token of a version's page and nothing else. That page stays for good:
//! it says what became of the offer when it cannot be answered any more.

mod accept;
mod answer;
mod create;
mod edit;
mod expire;
mod get;
mod lines;
mod list;
mod page;
mod reject;
mod replace_line_items;
mod revise;
mod robots;
mod send;
mod terms;
mod token;
mod versions;
mod view;
mod visitor;
mod write_draft;

pub use accept::{AcceptFields, accept};
pub use answer::Answered;
pub(crate) use create::create_within;
pub use create::{NewQuote, create};
pub(crate) use edit::edit_within;
pub use edit::{QuotePatch, edit};
pub use expire::{next_due, run_due};
pub use get::get;
pub use lines::LineItemFields;
pub use list::list;
pub use page::{OfferPage, by_token};
pub use reject::{RejectFields, reject};
pub use replace_line_items::replace_line_items;
pub(crate) use replace_line_items::replace_line_items_within;
pub use revise::revise;
pub use robots::{RobotReason, suspect};
pub(crate) use send::send_within;
pub use send::{SendFields, send};
pub use terms::TermFields;
pub use versions::{Versions, versions};
pub use view::{ViewKind, ViewSignal, Viewed, view};
pub use visitor::Visitor;
pub use winfactor_store::quotes::QuoteFilter;
pub use write_draft::write_draft;

use winfactor_domain::{OrganizationId, Quote, QuoteId};
use winfactor_store::quotes;

use crate::{Result, ServiceError, Work};

/// The quote of that id, held until the transaction ends.
fn held(work: &mut Work<'_, '_>, organization: OrganizationId, id: QuoteId) -> Result<Quote> {
    quotes::get_for_update(work.tx, organization, id)?
        .ok_or_else(|| ServiceError::not_found("quote", id))
}
