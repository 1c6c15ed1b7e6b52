//! A quote's life: draft → sent → viewed → accepted | rejected | expired; a sent, viewed or expired
//! quote can be revised, which makes it a draft again under the next version number.
//!
//! Each method below is one transition. It either changes the quote and returns the events that
//! tell of it, or refuses and changes nothing. A version that was sent keeps its own page: an answer
//! names the version it was given to, so that an old page can never accept a newer offer.

mod correspondence;
mod status;
mod terms;
mod version;

pub use correspondence::{Acceptance, Rejection, Sending, View};
pub use status::QuoteStatus;
pub use terms::QuoteTerms;
pub use version::{Answer, QuoteVersion, SuspectedRobot};

use std::collections::HashSet;

use crate::{
    Customer, EmailAddress, Invalid, LineItem, Locale, NewLineItem, Organization, OrganizationId,
    QuoteId, QuoteNumber, Refusal, SubmissionId, Text, Timestamp, Totals,
    events::{self, EventData, Links},
};

/// An offer to a customer, in its present version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub id: QuoteId,
    pub organization: OrganizationId,
    pub submission: SubmissionId,
    pub number: QuoteNumber,
    pub version: u32,
    pub status: QuoteStatus,
    pub locale: Locale,
    pub customer: Customer,
    pub terms: QuoteTerms,
    pub line_items: Vec<LineItem>,
    pub totals: Totals,
    pub created_by_name: Option<String>,
    /// How the present version was sent; absent in a draft.
    pub sending: Option<Sending>,
    pub external_ref: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

const MAX_RECIPIENTS: usize = 10;

impl Quote {
    /// The event of a quote that was just made.
    pub fn created(&self, links: &Links) -> EventData {
        events::QuoteCreated::of(self, links).into()
    }

    /// New terms for a draft. The lines keep their prices; changing the currency re-reads them in
    /// the new one, which must have as many decimals as they use.
    pub fn edit(&mut self, terms: QuoteTerms, now: Timestamp) -> Result<(), Refusal> {
        self.require_draft()?;
        let lines: Vec<_> = self.line_items.iter().map(LineItem::to_new).collect();
        let line_items = LineItem::check_all(&lines, terms.currency)?;
        let totals = Totals::of(&line_items, terms.tax_rate, terms.currency)?;
        self.terms = terms;
        self.line_items = line_items;
        self.totals = totals;
        self.updated_at = now;
        Ok(())
    }

    /// Replaces all lines of a draft and computes its totals.
    pub fn replace_line_items(
        &mut self,
        lines: &[NewLineItem],
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.require_draft()?;
        let line_items = LineItem::check_all(lines, self.terms.currency)?;
        self.totals = Totals::of(&line_items, self.terms.tax_rate, self.terms.currency)?;
        self.line_items = line_items;
        self.updated_at = now;
        Ok(())
    }

    /// Makes a draft of the next version. What was pending for the version before is void.
    pub fn revise(&mut self, now: Timestamp) -> Result<(), Refusal> {
        match self.status {
            QuoteStatus::Sent | QuoteStatus::Viewed | QuoteStatus::Expired => {
                self.version += 1;
                self.status = QuoteStatus::Draft;
                self.sending = None;
                self.updated_at = now;
                Ok(())
            }
            QuoteStatus::Draft => Ok(()),
            QuoteStatus::Accepted | QuoteStatus::Rejected => Err(self.not_editable()),
        }
    }

    /// Offers a draft: its validity starts now and ends with a day in the organization's time zone.
    pub fn send(
        &mut self,
        recipients: Vec<EmailAddress>,
        locale: Locale,
        token: String,
        organization: &Organization,
        links: &Links,
        now: Timestamp,
    ) -> Result<EventData, Refusal> {
        if self.status != QuoteStatus::Draft {
            return Err(Refusal::QuoteNotSendable {
                number: self.number,
                status: self.status,
            });
        }
        let zone = &organization.time_zone;
        let valid_until = zone.end_of_day_after(now, self.terms.validity_days);
        let lead_days = organization.quote_defaults.expiring_soon_days;
        let ahead = if self.terms.validity_days < lead_days {
            1
        } else {
            lead_days
        };
        let sending = Sending {
            token,
            recipients,
            sent_at: now,
            valid_until,
            expiring_soon_at: zone.days_before(valid_until, ahead),
        };
        self.locale = locale;
        self.status = QuoteStatus::Sent;
        self.updated_at = now;
        let event = events::QuoteSent::of(self, &sending, links).into();
        self.sending = Some(sending);
        Ok(event)
    }

    /// A human opened the present version. Only the first view of a version is an event.
    pub fn view(&mut self, view: &View, links: &Links) -> Option<EventData> {
        if self.status != QuoteStatus::Sent || self.is_past_validity(view.at) {
            return None;
        }
        let sending = self.sending.as_ref()?;
        let event = events::QuoteViewed::of(self, sending, view, links).into();
        self.status = QuoteStatus::Viewed;
        self.updated_at = view.at;
        Some(event)
    }

    /// The customer says yes to `version`. Whoever accepts has seen the offer: when no view was
    /// recorded before, it is recorded with the acceptance.
    pub fn accept(
        &mut self,
        version: u32,
        acceptance: &Acceptance,
        links: &Links,
    ) -> Result<Vec<EventData>, Refusal> {
        self.require_answerable(version, acceptance.at)?;
        let view = View {
            at: acceptance.at,
            ip_address: acceptance.ip_address.clone(),
            user_agent: acceptance.user_agent.clone(),
        };
        let mut events: Vec<_> = self.view(&view, links).into_iter().collect();
        self.status = QuoteStatus::Accepted;
        self.updated_at = acceptance.at;
        events.push(events::QuoteAccepted::of(self, acceptance, links).into());
        Ok(events)
    }

    /// The customer says no to `version`.
    pub fn reject(
        &mut self,
        version: u32,
        rejection: &Rejection,
        links: &Links,
    ) -> Result<Vec<EventData>, Refusal> {
        self.require_answerable(version, rejection.at)?;
        let view = View {
            at: rejection.at,
            ip_address: rejection.ip_address.clone(),
            user_agent: rejection.user_agent.clone(),
        };
        let mut events: Vec<_> = self.view(&view, links).into_iter().collect();
        self.status = QuoteStatus::Rejected;
        self.updated_at = rejection.at;
        events.push(events::QuoteRejected::of(self, rejection, links).into());
        Ok(events)
    }

    /// The reminder before the end, when it is due and the offer still stands. Once per version:
    /// the caller remembers that it was given.
    pub fn expiring_soon(
        &self,
        organization: &Organization,
        links: &Links,
        now: Timestamp,
    ) -> Option<EventData> {
        let sending = self.sending.as_ref().filter(|_| self.is_open())?;
        if now < sending.expiring_soon_at || now >= sending.valid_until {
            return None;
        }
        let zone = &organization.time_zone;
        let days = zone.days_left(now, sending.valid_until);
        Some(events::QuoteExpiringSoon::of(self, sending, days, now, links).into())
    }

    /// The end of an offer that nobody answered.
    pub fn expire(&mut self, links: &Links, now: Timestamp) -> Option<EventData> {
        if !self.is_open() || !self.is_past_validity(now) {
            return None;
        }
        let sending = self.sending.as_ref()?;
        let event = events::QuoteExpired::of(self, sending, links).into();
        self.status = QuoteStatus::Expired;
        self.updated_at = now;
        Some(event)
    }

    /// Whether `version` can be accepted or rejected at this moment, and if not, why.
    pub fn require_answerable(&self, version: u32, now: Timestamp) -> Result<(), Refusal> {
        let number = self.number;
        match self.status {
            QuoteStatus::Draft => return Err(Refusal::BeingRevised { number, version }),
            _ if version != self.version => return Err(Refusal::NewerVersion { number, version }),
            QuoteStatus::Accepted | QuoteStatus::Rejected => {
                let status = self.status;
                return Err(Refusal::AlreadyAnswered { number, status });
            }
            QuoteStatus::Sent | QuoteStatus::Viewed | QuoteStatus::Expired => {}
        }
        if self.status == QuoteStatus::Expired || self.is_past_validity(now) {
            return Err(Refusal::QuoteExpired { number });
        }
        Ok(())
    }

    /// The recipients to send to: those named, each once, or the customer.
    pub fn check_recipients(&self, named: &[String]) -> Result<Vec<EmailAddress>, Invalid> {
        if named.is_empty() {
            return Ok(vec![self.customer.email.clone()]);
        }
        let mut text = Text::new();
        if named.len() > MAX_RECIPIENTS {
            let message = format!("must have at most {MAX_RECIPIENTS} entries");
            text.error("/recipients", "too_long", message);
        }
        let parsed = named.iter().take(MAX_RECIPIENTS).enumerate();
        let mut recipients: Vec<_> = parsed
            .filter_map(|(index, address)| {
                text.checked(EmailAddress::parse(
                    &format!("/recipients/{index}"),
                    address,
                ))
            })
            .collect();
        text.finish()?;
        let mut seen = HashSet::new();
        recipients.retain(|recipient| seen.insert(recipient.key()));
        Ok(recipients)
    }

    fn is_open(&self) -> bool {
        matches!(self.status, QuoteStatus::Sent | QuoteStatus::Viewed)
    }

    fn is_past_validity(&self, now: Timestamp) -> bool {
        self.sending.as_ref().is_some_and(|s| now > s.valid_until)
    }

    fn require_draft(&self) -> Result<(), Refusal> {
        match self.status {
            QuoteStatus::Draft => Ok(()),
            _ => Err(self.not_editable()),
        }
    }

    fn not_editable(&self) -> Refusal {
        let advice = match self.status {
            QuoteStatus::Accepted | QuoteStatus::Rejected => "make a new quote instead",
            _ => "ask for a revision first (\"revise\": true)",
        };
        Refusal::QuoteNotEditable {
            number: self.number,
            status: self.status,
            advice,
        }
    }
}
