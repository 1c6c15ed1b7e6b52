use winfactor_domain::{Answer, Rejection, Text};

use super::{
    Answered, Visitor,
    answer::{answer, open, require_confirmation},
};
use crate::{Result, Service};

/// A customer's no as it arrived, not yet checked.
#[derive(Clone, Debug)]
pub struct RejectFields {
    pub name: Option<String>,
    /// What the customer says about why.
    pub reason: Option<String>,
    /// Whether the box of the confirmation was ticked.
    pub confirmed: bool,
}

const MAX_NAME: usize = 200;
const MAX_REASON: usize = 2000;

/// The customer rejects the version of that page, for good; the submission stays quoted. Records
/// `quote.rejected`, and `quote.viewed` before it when no view was seen. A page that was answered
/// before tells that answer; a newer version or the end of validity refuses.
pub async fn reject(
    service: &Service,
    token: &str,
    fields: RejectFields,
    visitor: Visitor,
) -> Result<Answered> {
    let token = token.to_owned();
    service
        .write(move |work| {
            let (quote, version) = open(work, &token)?;
            if let Some(before) = version.answer {
                return Ok(Answered::Before(before));
            }
            quote.require_answerable(version.version, work.now)?;
            let mut text = Text::new();
            let by_name = text.optional("/name", fields.name.as_deref(), MAX_NAME);
            let reason = text.optional_lines("/reason", fields.reason.as_deref(), MAX_REASON);
            require_confirmation(&mut text, fields.confirmed);
            text.finish()?;
            let rejection = Rejection {
                at: work.now,
                by_name,
                reason,
                ip_address: visitor.ip_address().to_owned(),
                user_agent: visitor.user_agent().to_owned(),
            };
            let (no, links) = (Answer::Rejected(rejection.clone()), work.links());
            answer(work, (quote, version), no, |quote, version| {
                quote.reject(version, &rejection, links)
            })
        })
        .await
}
