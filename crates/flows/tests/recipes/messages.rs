//! The words of the messages, event by event.

use winfactor_domain::Locale;
use winfactor_domain::events::sample::Fullness;

use crate::scene::{recipe, run};

fn slack(id: &str, locale: Locale, fullness: Fullness) -> String {
    let done = run(recipe(id), locale, fullness);
    done.only()["text"].as_str().unwrap().to_owned()
}

const SUBMISSION: &str = "https://app.winfactor.example/submissions/sub_456xyz";
const QUOTE: &str = "https://app.winfactor.example/quotes/quote_xyz789";
const LEADS: &str = "https://app.winfactor.example/leads";

#[test]
fn in_english() {
    let table = [
        (
            "submission-to-slack",
            "*New submission received*\n\
             Customer: John Smith\n\
             Template: Modern Glass Panel\n\
             Size: 5,000 × 3,000\u{a0}mm\n\
             Company: Smith Interiors Ltd\n\
             E-mail: john.smith@example.com\n\
             Phone: +31612345678\n",
            format!("<{SUBMISSION}|Open the submission>"),
        ),
        (
            "quote-created-to-slack",
            "*Quote Q-2026-0042 created*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             Created by: Eva de Vries\n\
             The customer has not seen it yet.\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
        (
            "quote-sent-to-slack",
            "*Quote Q-2026-0042 sent*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             Sent to: john.smith@example.com\n\
             Valid until: 9 April 2024\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
        (
            "quote-viewed-to-slack",
            "*The customer has opened quote Q-2026-0042*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             E-mail: john.smith@example.com\n\
             Phone: +31612345678\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
        (
            "quote-accepted-to-slack",
            "*Quote Q-2026-0042 accepted*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             Accepted by: John Smith\n\
             E-mail: john.smith@example.com\n\
             Phone: +31612345678\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
        (
            "quote-rejected-to-slack",
            "*Quote Q-2026-0042 declined*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             Declined by: John Smith\n\
             E-mail: john.smith@example.com\n\
             Phone: +31612345678\n\
             > We chose a wooden frame.\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
        (
            "quote-expiring-soon-to-slack",
            "*Quote Q-2026-0042 expires soon*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             Valid until: 9 April 2024\n\
             Time left: 3 days\n\
             E-mail: john.smith@example.com\n\
             Phone: +31612345678\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
        (
            "quote-expired-to-slack",
            "*Quote Q-2026-0042 has expired*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             Valid until: 9 April 2024\n\
             E-mail: john.smith@example.com\n\
             Phone: +31612345678\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
        (
            "lead-to-slack",
            "*New message from a visitor*\n\
             Name: Jane Smith\n\
             E-mail: jane.smith@example.com\n\
             Phone: +31612345678\n\
             > I am interested in custom sliding doors for my showroom. Can you provide...\n",
            format!("<{LEADS}|Open the messages>"),
        ),
        (
            "quote-unanswered-to-slack",
            "*Still no answer to quote Q-2026-0042*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             Opened on: 11 March 2024, 14:20\n\
             E-mail: john.smith@example.com\n\
             Phone: +31612345678\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
        (
            "quote-unopened-to-slack",
            "*Quote Q-2026-0042 has not been opened yet*\n\
             Customer: John Smith\n\
             Company: Smith Interiors Ltd\n\
             Total: €1,250.00\n\
             Sent on: 10 March 2024, 14:20\n\
             Sent to: john.smith@example.com\n\
             Phone: +31612345678\n",
            format!("<{QUOTE}|Open the quote>"),
        ),
    ];
    for (id, lines, link) in table {
        let said = slack(id, Locale::En, Fullness::Full);
        assert_eq!(said, format!("{lines}{link}"), "{id}");
    }
}

#[test]
fn in_german() {
    let table = [
        (
            "submission-to-slack",
            "*Neue Anfrage eingegangen*\n\
             Kunde: Jörg Weiß\n\
             Vorlage: Glasfassade Modern\n\
             Größe: 5.000 × 3.000\u{a0}mm\n\
             Firma: Weiß Innenausbau GmbH\n\
             E-Mail: joerg.weiss@example.de\n\
             Telefon: +31612345678\n",
            format!("<{SUBMISSION}|Anfrage öffnen>"),
        ),
        (
            "quote-created-to-slack",
            "*Angebot Q-2026-0042 angelegt*\n\
             Kunde: Jörg Weiß\n\
             Firma: Weiß Innenausbau GmbH\n\
             Gesamtbetrag: 1.250,00\u{a0}€\n\
             Angelegt von: Eva de Vries\n\
             Der Kunde hat es noch nicht gesehen.\n",
            format!("<{QUOTE}|Angebot öffnen>"),
        ),
        (
            "quote-sent-to-slack",
            "*Angebot Q-2026-0042 gesendet*\n\
             Kunde: Jörg Weiß\n\
             Firma: Weiß Innenausbau GmbH\n\
             Gesamtbetrag: 1.250,00\u{a0}€\n\
             Gesendet an: joerg.weiss@example.de\n\
             Gültig bis: 9. April 2024\n",
            format!("<{QUOTE}|Angebot öffnen>"),
        ),
        (
            "quote-viewed-to-slack",
            "*Der Kunde hat Angebot Q-2026-0042 geöffnet*\n\
             Kunde: Jörg Weiß\n\
             Firma: Weiß Innenausbau GmbH\n\
             Gesamtbetrag: 1.250,00\u{a0}€\n\
             E-Mail: joerg.weiss@example.de\n\
             Telefon: +31612345678\n",
            format!("<{QUOTE}|Angebot öffnen>"),
        ),
        (
            "quote-accepted-to-slack",
            "*Angebot Q-2026-0042 angenommen*\n\
             Kunde: Jörg Weiß\n\
             Firma: Weiß Innenausbau GmbH\n\
             Gesamtbetrag: 1.250,00\u{a0}€\n\
             Angenommen von: Jörg Weiß\n\
             E-Mail: joerg.weiss@example.de\n\
             Telefon: +31612345678\n",
            format!("<{QUOTE}|Angebot öffnen>"),
        ),
        (
            "quote-rejected-to-slack",
            "*Angebot Q-2026-0042 abgelehnt*\n\
             Kunde: Jörg Weiß\n\
             Firma: Weiß Innenausbau GmbH\n\
             Gesamtbetrag: 1.250,00\u{a0}€\n\
             Abgelehnt von: Jörg Weiß\n\
             E-Mail: joerg.weiss@example.de\n\
             Telefon: +31612345678\n\
             > Wir haben uns für einen Holzrahmen entschieden.\n",
            format!("<{QUOTE}|Angebot öffnen>"),
        ),
        (
            "quote-expiring-soon-to-slack",
            "*Angebot Q-2026-0042 läuft bald ab*\n\
             Kunde: Jörg Weiß\n\
             Firma: Weiß Innenausbau GmbH\n\
             Gesamtbetrag: 1.250,00\u{a0}€\n\
             Gültig bis: 9. April 2024\n\
             Verbleibend: 3 Tage\n\
             E-Mail: joerg.weiss@example.de\n\
             Telefon: +31612345678\n",
            format!("<{QUOTE}|Angebot öffnen>"),
        ),
        (
            "quote-expired-to-slack",
            "*Angebot Q-2026-0042 ist abgelaufen*\n\
             Kunde: Jörg Weiß\n\
             Firma: Weiß Innenausbau GmbH\n\
             Gesamtbetrag: 1.250,00\u{a0}€\n\
             Gültig bis: 9. April 2024\n\
             E-Mail: joerg.weiss@example.de\n\
             Telefon: +31612345678\n",
            format!("<{QUOTE}|Angebot öffnen>"),
        ),
        (
            "lead-to-slack",
            "*Neue Nachricht eines Besuchers*\n\
             Name: Anke Groß\n\
             E-Mail: anke.gross@example.de\n\
             Telefon: +31612345678\n\
             > Ich interessiere mich für Schiebetüren nach Maß für unseren...\n",
            format!("<{LEADS}|Nachrichten öffnen>"),
        ),
    ];
    for (id, lines, link) in table {
        let said = slack(id, Locale::De, Fullness::Full);
        assert_eq!(said, format!("{lines}{link}"), "{id}");
    }
}

/// In Dutch, with nothing in the event that may be missing: the lines of those values are gone.
#[test]
fn in_dutch_with_nothing_optional() {
    let table = [
        (
            "submission-to-slack",
            "*Nieuwe aanvraag ontvangen*\n\
             Klant: Sanne van den Berg\n\
             Sjabloon: Moderne glazen pui\n\
             Afmetingen: 5.000 × 3.000\u{a0}mm\n\
             E-mail: sanne.vandenberg@example.nl\n",
            format!("<{SUBMISSION}|Aanvraag openen>"),
        ),
        (
            "quote-created-to-slack",
            "*Offerte Q-2026-0042 gemaakt*\n\
             Klant: Sanne van den Berg\n\
             Totaal: €\u{a0}1.250,00\n\
             De klant heeft die nog niet gezien.\n",
            format!("<{QUOTE}|Offerte openen>"),
        ),
        (
            "quote-sent-to-slack",
            "*Offerte Q-2026-0042 verzonden*\n\
             Klant: Sanne van den Berg\n\
             Totaal: €\u{a0}1.250,00\n\
             Verzonden aan: sanne.vandenberg@example.nl\n\
             Geldig tot en met: 9 april 2024\n",
            format!("<{QUOTE}|Offerte openen>"),
        ),
        (
            "quote-viewed-to-slack",
            "*De klant heeft offerte Q-2026-0042 geopend*\n\
             Klant: Sanne van den Berg\n\
             Totaal: €\u{a0}1.250,00\n\
             E-mail: sanne.vandenberg@example.nl\n",
            format!("<{QUOTE}|Offerte openen>"),
        ),
        (
            "quote-accepted-to-slack",
            "*Offerte Q-2026-0042 geaccepteerd*\n\
             Klant: Sanne van den Berg\n\
             Totaal: €\u{a0}1.250,00\n\
             Geaccepteerd door: Sanne van den Berg\n\
             E-mail: sanne.vandenberg@example.nl\n",
            format!("<{QUOTE}|Offerte openen>"),
        ),
        (
            "quote-rejected-to-slack",
            "*Offerte Q-2026-0042 afgewezen*\n\
             Klant: Sanne van den Berg\n\
             Totaal: €\u{a0}1.250,00\n\
             E-mail: sanne.vandenberg@example.nl\n",
            format!("<{QUOTE}|Offerte openen>"),
        ),
        (
            "quote-expiring-soon-to-slack",
            "*Offerte Q-2026-0042 verloopt binnenkort*\n\
             Klant: Sanne van den Berg\n\
             Totaal: €\u{a0}1.250,00\n\
             Geldig tot en met: 9 april 2024\n\
             Resterend: 3 dagen\n\
             E-mail: sanne.vandenberg@example.nl\n",
            format!("<{QUOTE}|Offerte openen>"),
        ),
        (
            "quote-expired-to-slack",
            "*Offerte Q-2026-0042 is verlopen*\n\
             Klant: Sanne van den Berg\n\
             Totaal: €\u{a0}1.250,00\n\
             Geldig tot en met: 9 april 2024\n\
             E-mail: sanne.vandenberg@example.nl\n",
            format!("<{QUOTE}|Offerte openen>"),
        ),
        (
            "lead-to-slack",
            "*Nieuw bericht van een bezoeker*\n\
             Naam: Daan Jansen\n\
             E-mail: daan.jansen@example.nl\n\
             > Ik heb interesse in schuifdeuren op maat voor onze showroom. Kunt u een...\n",
            format!("<{LEADS}|Berichten openen>"),
        ),
    ];
    for (id, lines, link) in table {
        let said = slack(id, Locale::Nl, Fullness::Sparse);
        assert_eq!(said, format!("{lines}{link}"), "{id}");
    }
}

/// The documentation's example of a first automation, word by word.
#[test]
fn the_recommended_first_one_says_what_the_documentation_shows() {
    let table = [
        (
            Locale::En,
            "New submission received",
            "Customer: John Smith\nTemplate: Modern Glass Panel\nSize: 5000 x 3000 mm",
        ),
        (
            Locale::De,
            "Neue Anfrage eingegangen",
            "Kunde: Jörg Weiß\nVorlage: Glasfassade Modern\nGröße: 5000 x 3000 mm",
        ),
        (
            Locale::Nl,
            "Nieuwe aanvraag ontvangen",
            "Klant: Sanne van den Berg\nSjabloon: Moderne glazen pui\nAfmetingen: 5000 x 3000 mm",
        ),
    ];
    for (locale, title, text) in table {
        let done = run(recipe("submission-to-inbox"), locale, Fullness::Full);
        let message = done.only();
        assert_eq!(message["title"], title);
        assert_eq!(message["text"], text);
        assert_eq!(message["link"], SUBMISSION);
        let steps: Vec<&String> = done.result.steps.keys().collect();
        assert_eq!(steps.len(), 2, "a trigger and one step: {steps:?}");
    }
}
