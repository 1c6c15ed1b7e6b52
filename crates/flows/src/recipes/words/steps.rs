use super::Words;

/// What the steps of recipes are called in a flow.
pub(in crate::recipes) struct StepWords {
    pub(in crate::recipes) texts: Words,
    pub(in crate::recipes) message: Words,
    pub(in crate::recipes) wait: Words,
    pub(in crate::recipes) get_quote: Words,
    pub(in crate::recipes) contact: Words,
    pub(in crate::recipes) contact_details: Words,
    pub(in crate::recipes) deal: Words,
    /// The branch of a router that is taken when nothing is to be done.
    pub(in crate::recipes) otherwise: Words,
}

pub(in crate::recipes) const STEPS: StepWords = StepWords {
    texts: Words("Texts", "Texte", "Teksten"),
    message: Words("Message", "Nachricht", "Bericht"),
    wait: Words("Wait", "Warten", "Wachten"),
    get_quote: Words(
        "The quote as it is now",
        "Das Angebot, wie es jetzt ist",
        "De offerte zoals die nu is",
    ),
    contact: Words("HubSpot: contact", "HubSpot: Kontakt", "HubSpot: contact"),
    contact_details: Words(
        "HubSpot: details of the contact",
        "HubSpot: Angaben zum Kontakt",
        "HubSpot: gegevens van het contact",
    ),
    deal: Words("HubSpot: deal", "HubSpot: Deal", "HubSpot: deal"),
    otherwise: Words("Otherwise", "Sonst", "Anders"),
};
