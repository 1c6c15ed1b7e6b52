texts! {
    /// The nine events, as office people call them.
    struct EventTypeTexts {
        submission_created: "New submission", "Neue Anfrage", "Nieuwe aanvraag";
        quote_created: "Quote created", "Angebot angelegt", "Offerte gemaakt";
        quote_sent: "Quote sent", "Angebot gesendet", "Offerte verzonden";
        quote_viewed: "Quote viewed", "Angebot angesehen", "Offerte bekeken";
        quote_accepted: "Quote accepted", "Angebot angenommen", "Offerte geaccepteerd";
        quote_rejected: "Quote declined", "Angebot abgelehnt", "Offerte afgewezen";
        quote_expiring_soon: "Quote expires soon", "Angebot läuft bald ab", "Offerte verloopt binnenkort";
        quote_expired: "Quote expired", "Angebot abgelaufen", "Offerte verlopen";
        lead_created: "New message from a visitor", "Neue Nachricht eines Besuchers", "Nieuw bericht van een bezoeker";
    }
}

use winfactor_domain::{EventType, Locale};

/// What office people call an event.
pub(crate) fn event_name(event_type: EventType, locale: Locale) -> &'static str {
    let texts = EventTypeTexts::of(locale);
    match event_type {
        EventType::SubmissionCreated => texts.submission_created,
        EventType::QuoteCreated => texts.quote_created,
        EventType::QuoteSent => texts.quote_sent,
        EventType::QuoteViewed => texts.quote_viewed,
        EventType::QuoteAccepted => texts.quote_accepted,
        EventType::QuoteRejected => texts.quote_rejected,
        EventType::QuoteExpiringSoon => texts.quote_expiring_soon,
        EventType::QuoteExpired => texts.quote_expired,
        EventType::LeadCreated => texts.lead_created,
    }
}
