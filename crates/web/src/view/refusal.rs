use winfactor_domain::{Locale, QuoteStatus, Refusal};

use super::{status, texts::refusals::RefusalTexts};

/// Why the domain refused, in words for the organization's people.
pub fn refusal_text(refusal: &Refusal, locale: Locale) -> String {
    let texts = RefusalTexts::of(locale);
    let word = |status: &QuoteStatus| status::quote_word(*status, locale).to_lowercase();
    match refusal {
        Refusal::QuoteNotEditable { number, status, .. } => {
            texts.not_editable(&number.to_string(), &word(status))
        }
        Refusal::QuoteNotSendable { number, status } => {
            texts.not_sendable(&number.to_string(), &word(status))
        }
        Refusal::QuoteExpired { number } => texts.expired(&number.to_string()),
        Refusal::NewerVersion { number, .. } => texts.newer_version(&number.to_string()),
        Refusal::BeingRevised { number, .. } => texts.being_revised(&number.to_string()),
        Refusal::AlreadyAnswered { number, status } => {
            texts.already_answered(&number.to_string(), &word(status))
        }
        Refusal::Invalid(_) => texts.invalid.to_owned(),
    }
}
