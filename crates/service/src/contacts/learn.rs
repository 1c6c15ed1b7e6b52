use winfactor_domain::{Contact, Customer, OrganizationId};
use winfactor_store::contacts;

use crate::{Result, Work};

/// The contact with the customer's e-mail address: a new one, or the one who is there, who then
/// takes over what the customer says now. `submissions` says how many they made with it.
///
/// Usually one statement: a second one only when there is something to learn.
pub(crate) fn learn(
    work: &mut Work<'_, '_>,
    organization: OrganizationId,
    customer: &Customer,
    submissions: u32,
) -> Result<(Contact, Met)> {
    let new = Contact {
        id: work.new_id(),
        organization,
        customer: customer.clone(),
        submission_count: submissions,
        last_used_at: (submissions > 0).then_some(work.now),
        external_ref: None,
        created_at: work.now,
        updated_at: work.now,
    };
    let known = contacts::insert_or_count(work.tx, &new)?;
    if known.id == new.id {
        return Ok((known, Met::First));
    }
    let mut learned = known.clone();
    learned.learn(customer);
    if learned != known {
        learned.updated_at = work.now;
        // The address is the one by which the contact was found: nobody else has it.
        contacts::update(work.tx, &learned)?;
    }
    Ok((learned, Met::Before))
}

/// Whether a contact was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    First,
    Before,
}
