use winfactor_domain::EventType;
use winfactor_flows::{audience::Reach, pieces::Audience};

/// What is known when a step is about to write to somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts {
    /// Nothing when it is none of ours.
    pub event_type: Option<EventType>,
    pub is_test: bool,
    pub reached: Reached,
    /// What somebody decided for the step as it is.
    pub switched_on: Option<bool>,
}

/// Who would be reached; the organization's own people do not count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reached {
    /// The event's customer.
    pub customer: bool,
    /// Any of the organization's contacts.
    pub another_contact: bool,
    /// Whoever has a phone: whose it is cannot be told.
    pub a_phone: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Send,
    /// Somebody wanted it so.
    PassOver(&'static str),
    /// It is a test.
    Rehearse(&'static str),
    Refuse(&'static str),
}

const INTERNAL: &str = "not sent: quote.created is internal, because the customer has not seen the \
                        quote yet, and this step writes to the customer. Let the flow start for \
                        another event, or write to a colleague";
const NOT_SWITCHED_ON: &str = "not sent: this step writes to a customer and is not switched on. Open \
                               the flow, read the step's message under \"Steps that write to \
                               customers\", and switch the step on or leave it out";
const LEFT_OUT: &str = "not sent: this step writes to a customer and is not switched on";
const TEST: &str = "not sent: this is a test, and tests reach no customer";

/// The event of which customers must not hear.
pub(super) fn is_internal(event_type: EventType) -> bool {
    event_type == EventType::QuoteCreated
}

pub(super) fn judge(reach: Reach, audience: Audience, facts: &Facts) -> Verdict {
    let reached = facts.reached;
    let reaches_customer = reach == Reach::Customer || reached.customer;
    if facts.is_test {
        let may_reach_one = reach == Reach::Unknown && (reached.another_contact || reached.a_phone);
        return match reaches_customer || may_reach_one {
            true => Verdict::Rehearse(TEST),
            false => Verdict::Send,
        };
    }
    if !reaches_customer {
        return Verdict::Send;
    }
    if facts.switched_on == Some(false) {
        return Verdict::PassOver(LEFT_OUT);
    }
    if facts.event_type.is_some_and(is_internal) && audience != Audience::Customer {
        return Verdict::Refuse(INTERNAL);
    }
    match (reach, facts.switched_on) {
        // Its author named exactly this recipient.
        (Reach::Fixed, _) | (_, Some(true)) => Verdict::Send,
        (Reach::Customer | Reach::Unknown, _) => Verdict::Refuse(NOT_SWITCHED_ON),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: Audience = Audience::Named(&["to"]);

    fn facts(event_type: EventType, customer: bool, switched_on: Option<bool>) -> Facts {
        Facts {
            event_type: Some(event_type),
            is_test: false,
            reached: Reached {
                customer,
                another_contact: customer,
                a_phone: false,
            },
            switched_on,
        }
    }

    #[test]
    fn a_customer_is_reached_by_what_was_switched_on_and_never_by_quote_created() {
        use EventType::{QuoteCreated, QuoteSent};
        use Reach::{Customer, Fixed, Unknown};
        let (refused, internal) = (Verdict::Refuse(NOT_SWITCHED_ON), Verdict::Refuse(INTERNAL));
        let left_out = Verdict::PassOver(LEFT_OUT);
        for (reach, event_type, customer, switched_on, expected) in [
            (Customer, QuoteSent, true, None, refused),
            (Customer, QuoteSent, true, Some(true), Verdict::Send),
            (Customer, QuoteSent, true, Some(false), left_out),
            // Even if the address is not recognized as one of the customer's.
            (Customer, QuoteSent, false, None, refused),
            (Customer, QuoteCreated, true, Some(true), internal),
            (Customer, QuoteCreated, false, Some(true), internal),
            (Customer, QuoteCreated, true, Some(false), left_out),
            (Unknown, QuoteSent, false, None, Verdict::Send),
            (Unknown, QuoteSent, true, None, refused),
            (Unknown, QuoteSent, true, Some(true), Verdict::Send),
            (Unknown, QuoteSent, true, Some(false), left_out),
            (Unknown, QuoteSent, false, Some(false), Verdict::Send),
            (Unknown, QuoteCreated, false, None, Verdict::Send),
            (Unknown, QuoteCreated, true, Some(true), internal),
            (Fixed, QuoteSent, true, None, Verdict::Send),
            (Fixed, QuoteCreated, true, None, internal),
            (Fixed, QuoteCreated, false, None, Verdict::Send),
        ] {
            let verdict = judge(reach, NAMED, &facts(event_type, customer, switched_on));
            assert_eq!(
                verdict, expected,
                "{reach:?} {event_type} {customer} {switched_on:?}"
            );
        }
    }

    #[test]
    fn a_test_reaches_nobody_who_may_be_a_customer() {
        let nobody = Reached::default();
        let customer = Reached {
            customer: true,
            ..nobody
        };
        let contact = Reached {
            another_contact: true,
            ..nobody
        };
        let phone = Reached {
            a_phone: true,
            ..nobody
        };
        for (reach, reached, is_sent) in [
            (Reach::Customer, nobody, false),
            (Reach::Unknown, customer, false),
            (Reach::Unknown, contact, false),
            (Reach::Unknown, phone, false),
            (Reach::Unknown, nobody, true),
            (Reach::Fixed, customer, false),
            (Reach::Fixed, phone, true),
        ] {
            let facts = Facts {
                is_test: true,
                reached,
                ..facts(EventType::QuoteSent, false, Some(true))
            };
            let expected = match is_sent {
                true => Verdict::Send,
                false => Verdict::Rehearse(TEST),
            };
            assert_eq!(
                judge(reach, NAMED, &facts),
                expected,
                "{reach:?} {reached:?}"
            );
        }
    }

    #[test]
    fn sending_the_quote_of_quote_created_is_the_way_to_show_it() {
        let send_quote = |facts: &Facts| judge(Reach::Customer, Audience::Customer, facts);
        let created = |switched_on| facts(EventType::QuoteCreated, false, switched_on);
        assert_eq!(send_quote(&created(Some(true))), Verdict::Send);
        let refused = Verdict::Refuse(NOT_SWITCHED_ON);
        assert_eq!(send_quote(&created(None)), refused);
    }
}
