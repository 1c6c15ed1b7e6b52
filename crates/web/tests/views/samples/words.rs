//! What people of each language write.

use winfactor_domain::Locale;

/// Texts that people of a language write.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) organization: &'static str,
    pub(crate) email: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) customer: &'static str,
    pub(crate) customer_email: &'static str,
    pub(crate) company: &'static str,
    pub(crate) street: &'static str,
    pub(crate) postal_code: &'static str,
    pub(crate) city: &'static str,
    pub(crate) templates: [&'static str; 4],
    pub(crate) message: &'static str,
    pub(crate) notes: &'static str,
    pub(crate) lines: [&'static str; 4],
    pub(crate) quote_notes: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) staff: &'static str,
    pub(crate) receiver: &'static str,
    pub(crate) flow: &'static str,
    pub(crate) step: &'static str,
}

static EN: Words = Words {
    organization: "Harbour Windows & Doors",
    email: "hello@harbour-windows.example",
    phone: "+1 617 555 0142",
    customer: "Margaret Ellis",
    customer_email: "margaret.ellis@example.com",
    company: "Ellis & Crane Architects",
    street: "18 Wharf Road",
    postal_code: "02110",
    city: "Boston",
    templates: [
        "Modern glass panel",
        "Casement window",
        "Sliding patio door",
        "Front door",
    ],
    message: "We are renovating a boathouse and need four large windows facing the water.\nCould somebody come by next week?",
    notes: "Dark bronze outside, oak inside. Third floor, no crane access.",
    lines: [
        "Glass panel, 12 panes, dark bronze",
        "Triple glazing, Ug 0.5",
        "Delivery and installation",
        "Spring discount",
    ],
    quote_notes: "Delivery about six weeks after acceptance.\nThe price includes removal of the old frames.",
    reason: "We decided to keep the old frames for now.",
    staff: "Tom Becker",
    receiver: "ActivePieces: sales channel",
    flow: "Tell sales about new submissions",
    step: "Post to the sales channel",
};

static DE: Words = Words {
    organization: "Fenster & Türen Müller GmbH",
    email: "info@fenster-mueller.example",
    phone: "+49 421 555 0142",
    customer: "Jörg Weißenberg",
    customer_email: "joerg.weissenberg@example.de",
    company: "Weißenberg Innenausbau GmbH",
    street: "Große Weserstraße 18",
    postal_code: "28195",
    city: "Bremen",
    templates: [
        "Glasfassade Modern",
        "Dreh-Kipp-Fenster",
        "Hebe-Schiebetür",
        "Haustür Klassik",
    ],
    message: "Wir renovieren ein Bootshaus und brauchen vier große Fenster zur Wasserseite.\nKönnte nächste Woche jemand vorbeikommen?",
    notes: "Außen anthrazit, innen Eiche. Dritter Stock, kein Kran möglich.",
    lines: [
        "Glasfassade, 12 Felder, anthrazit",
        "Dreifachverglasung, Ug 0,5",
        "Lieferung und Montage",
        "Frühjahrsrabatt",
    ],
    quote_notes: "Lieferung etwa sechs Wochen nach Annahme.\nDer Ausbau der alten Rahmen ist enthalten.",
    reason: "Wir behalten die alten Rahmen vorerst.",
    staff: "Sabine Köhler",
    receiver: "ActivePieces: Vertrieb",
    flow: "Vertrieb über neue Anfragen informieren",
    step: "Nachricht an den Vertrieb",
};

static NL: Words = Words {
    organization: "Kozijnen De Vries B.V.",
    email: "info@kozijnen-devries.example",
    phone: "+31 20 555 0142",
    customer: "Sanne van den Berg",
    customer_email: "sanne.vandenberg@example.nl",
    company: "Van den Berg Interieur",
    street: "Prinsengracht 118",
    postal_code: "1015 EA",
    city: "Amsterdam",
    templates: [
        "Moderne glazen pui",
        "Draai-kiepraam",
        "Schuifpui",
        "Voordeur Klassiek",
    ],
    message: "Wij verbouwen een botenhuis en zoeken vier grote ramen aan de waterkant.\nKan er volgende week iemand langskomen?",
    notes: "Buiten antraciet, binnen eiken. Derde verdieping, geen kraan mogelijk.",
    lines: [
        "Glazen pui, 12 vakken, antraciet",
        "Drievoudig glas, Ug 0,5",
        "Levering en montage",
        "Voorjaarskorting",
    ],
    quote_notes: "Levering ongeveer zes weken na akkoord.\nInclusief het verwijderen van de oude kozijnen.",
    reason: "Wij houden de oude kozijnen voorlopig.",
    staff: "Eva de Vries",
    receiver: "ActivePieces: verkoop",
    flow: "Verkoop inlichten over nieuwe aanvragen",
    step: "Bericht aan verkoop",
};

impl Words {
    pub(crate) fn of(locale: Locale) -> &'static Words {
        match locale {
            Locale::En => &EN,
            Locale::De => &DE,
            Locale::Nl => &NL,
        }
    }
}
