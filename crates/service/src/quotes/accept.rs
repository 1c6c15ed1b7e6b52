use winfactor_domain::{Acceptance, Answer, Text};

use super::{
    Answered, Visitor,
    answer::{answer, open, require_confirmation},
};
use crate::{Result, Service};

/// A customer's yes as it arrived, not yet checked.
#[derive(Clone, Debug)]
pub struct AcceptFields {
    /// Who accepts.
    pub name: String,
    /// Whether the box of the confirmation was ticked.
    pub confirmed: bool,
}

const MAX_NAME: usize = 200;

/// The customer accepts the version of that page, for good; the submission is closed. Records
/// `quote.accepted`, and `quote.viewed` before it when no view was seen. A page that was answered
/// before tells that answer; a newer version or the end of validity refuses.
pub async fn accept(
    service: &Service,
    token: &str,
    fields: AcceptFields,
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
            let by_name = text.required("/name", &fields.name, MAX_NAME);
            require_confirmation(&mut text, fields.confirmed);
            text.finish()?;
            let acceptance = Acceptance {
                at: work.now,
                by_name,
                ip_address: visitor.ip_address().to_owned(),
                user_agent: visitor.user_agent().to_owned(),
            };
            let (yes, links) = (Answer::Accepted(acceptance.clone()), work.links());
            answer(work, (quote, version), yes, |quote, version| {
                quote.accept(version, &acceptance, links)
            })
        })
        .await
}
