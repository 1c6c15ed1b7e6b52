use winfactor_domain::EventType;

use super::Words;
use crate::recipes::Occasion;

/// How recipes speak of an occasion.
pub(in crate::recipes) struct OccasionWords {
    /// What the occasion is called.
    pub(in crate::recipes) name: Words,
    /// The second half of a sentence.
    pub(in crate::recipes) when: Words,
    /// The headline of a message; `{number}` is the quote's.
    pub(in crate::recipes) title: Words,
    /// What else the reader should know.
    pub(in crate::recipes) note: Option<Words>,
    /// What the link is called.
    pub(in crate::recipes) link: Words,
}

const OPEN_QUOTE: Words = Words("Open the quote", "Angebot öffnen", "Offerte openen");

pub(in crate::recipes) const fn occasion_words(occasion: Occasion) -> OccasionWords {
    match occasion {
        Occasion::Event(event) => event_words(event),
        Occasion::Unanswered => OccasionWords {
            name: Words(
                "Quote viewed, no answer",
                "Angebot angesehen, keine Antwort",
                "Offerte bekeken, geen antwoord",
            ),
            when: Words(
                "when a customer has opened a quote and not answered it for some days",
                "wenn ein Kunde ein Angebot geöffnet und einige Tage nicht beantwortet hat",
                "wanneer een klant een offerte heeft geopend en enkele dagen niet heeft beantwoord",
            ),
            title: Words(
                "Still no answer to quote {number}",
                "Noch keine Antwort auf Angebot {number}",
                "Nog geen antwoord op offerte {number}",
            ),
            note: None,
            link: OPEN_QUOTE,
        },
        Occasion::Unopened => OccasionWords {
            name: Words(
                "Quote sent, never opened",
                "Angebot gesendet, nie geöffnet",
                "Offerte verzonden, nooit geopend",
            ),
            when: Words(
                "when the customer has not opened a quote some days after it was sent",
                "wenn der Kunde ein Angebot einige Tage nach dem Senden nicht geöffnet hat",
                "wanneer de klant een offerte enkele dagen na verzending niet heeft geopend",
            ),
            title: Words(
                "Quote {number} has not been opened yet",
                "Angebot {number} wurde noch nicht geöffnet",
                "Offerte {number} is nog niet geopend",
            ),
            note: None,
            link: OPEN_QUOTE,
        },
    }
}

const fn event_words(event: EventType) -> OccasionWords {
    match event {
        EventType::SubmissionCreated => OccasionWords {
            name: Words("New submission", "Neue Anfrage", "Nieuwe aanvraag"),
            when: Words(
                "when a customer submits a configuration",
                "wenn ein Kunde eine Konfiguration absendet",
                "wanneer een klant een configuratie instuurt",
            ),
            title: Words(
                "New submission received",
                "Neue Anfrage eingegangen",
                "Nieuwe aanvraag ontvangen",
            ),
            note: None,
            link: Words("Open the submission", "Anfrage öffnen", "Aanvraag openen"),
        },
        EventType::QuoteCreated => OccasionWords {
            name: Words("Quote created", "Angebot angelegt", "Offerte gemaakt"),
            when: Words(
                "when a quote is created",
                "wenn ein Angebot angelegt wird",
                "wanneer een offerte wordt gemaakt",
            ),
            title: Words(
                "Quote {number} created",
                "Angebot {number} angelegt",
                "Offerte {number} gemaakt",
            ),
            note: Some(Words(
                "The customer has not seen it yet.",
                "Der Kunde hat es noch nicht gesehen.",
                "De klant heeft die nog niet gezien.",
            )),
            link: OPEN_QUOTE,
        },
        EventType::QuoteSent => OccasionWords {
            name: Words("Quote sent", "Angebot gesendet", "Offerte verzonden"),
            when: Words(
                "when a quote is sent to the customer",
                "wenn ein Angebot an den Kunden gesendet wird",
                "wanneer een offerte naar de klant wordt verzonden",
            ),
            title: Words(
                "Quote {number} sent",
                "Angebot {number} gesendet",
                "Offerte {number} verzonden",
            ),
            note: None,
            link: OPEN_QUOTE,
        },
        EventType::QuoteViewed => OccasionWords {
            name: Words("Quote viewed", "Angebot angesehen", "Offerte bekeken"),
            when: Words(
                "when a customer opens a quote",
                "wenn ein Kunde ein Angebot öffnet",
                "wanneer een klant een offerte opent",
            ),
            title: Words(
                "The customer has opened quote {number}",
                "Der Kunde hat Angebot {number} geöffnet",
                "De klant heeft offerte {number} geopend",
            ),
            note: None,
            link: OPEN_QUOTE,
        },
        EventType::QuoteAccepted => OccasionWords {
            name: Words(
                "Quote accepted",
                "Angebot angenommen",
                "Offerte geaccepteerd",
            ),
            when: Words(
                "when a customer accepts a quote",
                "wenn ein Kunde ein Angebot annimmt",
                "wanneer een klant een offerte accepteert",
            ),
            title: Words(
                "Quote {number} accepted",
                "Angebot {number} angenommen",
                "Offerte {number} geaccepteerd",
            ),
            note: None,
            link: OPEN_QUOTE,
        },
        EventType::QuoteRejected => OccasionWords {
            name: Words("Quote declined", "Angebot abgelehnt", "Offerte afgewezen"),
            when: Words(
                "when a customer declines a quote",
                "wenn ein Kunde ein Angebot ablehnt",
                "wanneer een klant een offerte afwijst",
            ),
            title: Words(
                "Quote {number} declined",
                "Angebot {number} abgelehnt",
                "Offerte {number} afgewezen",
            ),
            note: None,
            link: OPEN_QUOTE,
        },
        EventType::QuoteExpiringSoon => OccasionWords {
            name: Words(
                "Quote expires soon",
                "Angebot läuft bald ab",
                "Offerte verloopt binnenkort",
            ),
            when: Words(
                "some days before a quote expires",
                "einige Tage bevor ein Angebot abläuft",
                "enkele dagen voordat een offerte verloopt",
            ),
            title: Words(
                "Quote {number} expires soon",
                "Angebot {number} läuft bald ab",
                "Offerte {number} verloopt binnenkort",
            ),
            note: None,
            link: OPEN_QUOTE,
        },
        EventType::QuoteExpired => OccasionWords {
            name: Words("Quote expired", "Angebot abgelaufen", "Offerte verlopen"),
            when: Words(
                "when a quote has expired without an answer",
                "wenn ein Angebot ohne Antwort abgelaufen ist",
                "wanneer een offerte zonder antwoord is verlopen",
            ),
            title: Words(
                "Quote {number} has expired",
                "Angebot {number} ist abgelaufen",
                "Offerte {number} is verlopen",
            ),
            note: None,
            link: OPEN_QUOTE,
        },
        EventType::LeadCreated => OccasionWords {
            name: Words(
                "New message from a visitor",
                "Neue Nachricht eines Besuchers",
                "Nieuw bericht van een bezoeker",
            ),
            when: Words(
                "when a visitor writes to you on your public page",
                "wenn ein Besucher Ihnen auf Ihrer öffentlichen Seite schreibt",
                "wanneer een bezoeker u op uw openbare pagina schrijft",
            ),
            title: Words(
                "New message from a visitor",
                "Neue Nachricht eines Besuchers",
                "Nieuw bericht van een bezoeker",
            ),
            note: None,
            link: Words(
                "Open the messages",
                "Nachrichten öffnen",
                "Berichten openen",
            ),
        },
    }
}
