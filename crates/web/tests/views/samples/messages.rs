//! The messages of an inbox.

use winfactor_domain::Locale;
use winfactor_web::view::app::{MessageLink, MessageView};

use super::cast::{Cast, ago, id};

pub(crate) fn messages(cast: &Cast) -> Vec<MessageView> {
    let [submission, alert, accepted] = texts(cast.locale);
    let link = |href: &str| {
        Some(MessageLink {
            href: href.to_owned(),
            label: None,
        })
    };
    let from_flow = Some(cast.told(cast.words.flow));
    vec![
        MessageView {
            id: id(1),
            alert: false,
            title: cast.told(submission.0),
            text: cast.told(submission.1),
            link: link("https://app.winfactor.example/submissions/sub_01"),
            source: from_flow.clone(),
            at: ago(0, 8),
            read: false,
        },
        MessageView {
            id: id(2),
            alert: true,
            title: cast.told(alert.0),
            text: cast.told(alert.1),
            link: link("/webhooks"),
            source: Some(cast.told(cast.words.receiver)),
            at: ago(0, 130),
            read: false,
        },
        MessageView {
            id: id(3),
            alert: false,
            title: cast.told(accepted.0),
            text: cast.told(accepted.1),
            link: link("javascript:alert(1)"),
            source: from_flow,
            at: ago(2, 0),
            read: true,
        },
    ]
}

fn texts(locale: Locale) -> [(&'static str, &'static str); 3] {
    match locale {
        Locale::En => [
            (
                "New submission received",
                "Customer: Margaret Ellis\nTemplate: Modern glass panel\nSize: 5000 x 3000 mm",
            ),
            (
                "ActivePieces: sales channel does not answer",
                "Three events wait. The next try is at 14:05.",
            ),
            (
                "Quote Q-2026-0041 accepted",
                "Margaret Ellis accepted for $13,571.36.",
            ),
        ],
        Locale::De => [
            (
                "Neue Anfrage eingegangen",
                "Kunde: Jörg Weißenberg\nVorlage: Glasfassade Modern\nMaß: 5000 x 3000 mm",
            ),
            (
                "ActivePieces: Vertrieb antwortet nicht",
                "Drei Ereignisse warten. Nächster Versuch um 14:05.",
            ),
            (
                "Angebot Q-2026-0041 angenommen",
                "Jörg Weißenberg hat für 13.571,36 € angenommen.",
            ),
        ],
        Locale::Nl => [
            (
                "Nieuwe aanvraag ontvangen",
                "Klant: Sanne van den Berg\nSjabloon: Moderne glazen pui\nMaat: 5000 x 3000 mm",
            ),
            (
                "ActivePieces: verkoop antwoordt niet",
                "Drie gebeurtenissen wachten. Volgende poging om 14:05.",
            ),
            (
                "Offerte Q-2026-0041 geaccepteerd",
                "Sanne van den Berg accepteerde voor € 13.571,36.",
            ),
        ],
    }
}
