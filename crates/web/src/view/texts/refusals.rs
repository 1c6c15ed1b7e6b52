texts! {
    /// Why something was not done.
    struct RefusalTexts {
        invalid: "Some entries need your attention.", "Einige Angaben sind noch zu prüfen.", "Enkele velden hebben nog aandacht nodig.";
    }
    phrases {
        not_editable(number: &str, status: &str): "{number} cannot be changed any more: {status}.", "{number} kann nicht mehr geändert werden: {status}.", "{number} kan niet meer worden gewijzigd: {status}.";
        not_sendable(number: &str, status: &str): "Only a draft can be sent. {number}: {status}.", "Nur ein Entwurf kann gesendet werden. {number}: {status}.", "Alleen een concept kan worden verzonden. {number}: {status}.";
        expired(number: &str): "{number} has expired. Revise it to make a new offer.", "{number} ist abgelaufen. Überarbeiten Sie es für ein neues Angebot.", "{number} is verlopen. Herzie de offerte om een nieuw aanbod te doen.";
        newer_version(number: &str): "A newer version of {number} exists.", "Es gibt eine neuere Version von {number}.", "Er bestaat een nieuwere versie van {number}.";
        being_revised(number: &str): "{number} is being revised.", "{number} wird gerade überarbeitet.", "{number} wordt herzien.";
        already_answered(number: &str, status: &str): "{number} was answered already: {status}.", "{number} wurde bereits beantwortet: {status}.", "{number} is al beantwoord: {status}.";
    }
}
