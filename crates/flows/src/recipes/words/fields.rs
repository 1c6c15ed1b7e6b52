use super::Words;
use crate::recipes::Field;

/// What a value is called before its colon in a message, and above its column in a sheet.
pub(in crate::recipes) const fn label(field: Field) -> Words {
    match field {
        Field::CustomerName => Words("Customer", "Kunde", "Klant"),
        Field::VisitorName => Words("Name", "Name", "Naam"),
        Field::Company => Words("Company", "Firma", "Bedrijf"),
        Field::Email => Words("E-mail", "E-Mail", "E-mail"),
        Field::Phone => Words("Phone", "Telefon", "Telefoon"),
        Field::Template => Words("Template", "Vorlage", "Sjabloon"),
        Field::Size | Field::SizeInMillimetres => Words("Size", "Größe", "Afmetingen"),
        Field::Number => Words("Quote", "Angebot", "Offerte"),
        Field::Total => Words("Total", "Gesamtbetrag", "Totaal"),
        Field::Amount => Words("Amount", "Betrag", "Bedrag"),
        Field::Currency => Words("Currency", "Währung", "Valuta"),
        Field::CreatedBy => Words("Created by", "Angelegt von", "Gemaakt door"),
        Field::Recipients => Words("Sent to", "Gesendet an", "Verzonden aan"),
        Field::ValidUntil => Words("Valid until", "Gültig bis", "Geldig tot en met"),
        Field::DaysRemaining => Words("Time left", "Verbleibend", "Resterend"),
        Field::AcceptedBy => Words("Accepted by", "Angenommen von", "Geaccepteerd door"),
        Field::RejectedBy => Words("Declined by", "Abgelehnt von", "Afgewezen door"),
        Field::Reason => Words("Reason", "Grund", "Reden"),
        Field::Message | Field::MessagePreview => Words("Message", "Nachricht", "Bericht"),
        Field::HappenedAt => Words("Date", "Datum", "Datum"),
        Field::SentAt => Words("Sent on", "Gesendet am", "Verzonden op"),
        Field::ViewedAt => Words("Opened on", "Geöffnet am", "Geopend op"),
        Field::EventId => Words("Event ID", "Ereignis-ID", "Gebeurtenis-ID"),
    }
}
