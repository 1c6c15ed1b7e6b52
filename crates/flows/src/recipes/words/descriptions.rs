use winfactor_domain::Locale;

use super::Words;
use crate::recipes::channels;
use crate::recipes::{Channel, Recipe};

const FILL_IN: Words = Words("To be filled in", "Auszufüllen", "In te vullen");

const SAFE: Words = Words(
    "It reaches your own people only, never the customer.",
    "Es erreicht nur Ihre eigenen Leute, nie den Kunden.",
    "Het bereikt alleen uw eigen mensen, nooit de klant.",
);

/// `{event}` is the name of the event type.
const ENDPOINT: Words = Words(
    "In ActivePieces the flow takes whatever reaches its webhook address: choose {event} alone for the endpoint with that address in WinFactor.",
    "In ActivePieces nimmt der Ablauf alles an, was seine Webhook-Adresse erreicht: Wählen Sie für den Endpunkt mit dieser Adresse in WinFactor nur {event}.",
    "In ActivePieces neemt de flow alles aan wat zijn webhookadres bereikt: kies in WinFactor voor het endpoint met dat adres alleen {event}.",
);

const INBOX: Words = Words(
    "It runs in WinFactor only, whose inbox it writes to.",
    "Es läuft nur in WinFactor, in dessen Posteingang es schreibt.",
    "Het werkt alleen in WinFactor, waar het in het postvak schrijft.",
);

const WAITS: Words = Words(
    "It waits the chosen number of days, asks WinFactor how the quote stands, and says nothing if it was answered, has expired or was revised. In ActivePieces this needs the WinFactor piece and a connection of it.",
    "Es wartet die gewählte Zahl von Tagen, fragt WinFactor nach dem Stand des Angebots und schweigt, wenn es beantwortet, abgelaufen oder überarbeitet ist. In ActivePieces braucht es dafür die WinFactor-Piece und eine Verbindung dazu.",
    "Het wacht het gekozen aantal dagen, vraagt WinFactor hoe de offerte ervoor staat en zwijgt als die is beantwoord, verlopen of herzien. In ActivePieces zijn daarvoor de WinFactor-piece en een verbinding daarmee nodig.",
);

/// `{headers}` are the texts of the first row.
const HEADERS: Words = Words(
    "Row 1 of the sheet has the headers, from column A on: {headers}. The rows of all events can go to the same sheet.",
    "Zeile 1 des Blatts hat die Überschriften, von Spalte A an: {headers}. Die Zeilen aller Ereignisse passen in dasselbe Blatt.",
    "Rij 1 van het blad heeft de koppen, vanaf kolom A: {headers}. De rijen van alle gebeurtenissen passen in hetzelfde blad.",
);

const DEALS: Words = Words(
    "WinFactor keeps one deal for each quote and moves it on, never back; ActivePieces makes a deal for each event, so choose one event there.",
    "WinFactor führt für jedes Angebot einen Deal und schiebt ihn weiter, nie zurück; ActivePieces legt für jedes Ereignis einen Deal an, wählen Sie dort also ein Ereignis.",
    "WinFactor houdt voor elke offerte één deal bij en schuift die verder, nooit terug; ActivePieces maakt voor elke gebeurtenis een deal, kies daar dus één gebeurtenis.",
);

/// What is to be known of a recipe before it is set up, beside what it does.
pub(in crate::recipes) fn notes(recipe: Recipe, locale: Locale) -> Vec<String> {
    let mut notes = Vec::new();
    if recipe.occasion().is_absence() {
        notes.push(WAITS.of(locale).to_owned());
    }
    if recipe.channel().is_read_by_people() {
        notes.push(SAFE.of(locale).to_owned());
    }
    if recipe.channel() == Channel::Sheets {
        let headers = channels::sheet_headers(locale).join(", ");
        notes.push(HEADERS.of(locale).replace("{headers}", &headers));
    }
    if recipe.makes_a_deal() {
        notes.push(DEALS.of(locale).to_owned());
    }
    if recipe.channel() == Channel::Inbox {
        notes.push(INBOX.of(locale).to_owned());
    }
    notes
}

/// What a recipe does, what must be filled in, what is to be known of it, and what is to be done in
/// ActivePieces.
pub(in crate::recipes) fn describe(recipe: Recipe, locale: Locale) -> String {
    let mut sentences = vec![recipe.summary(locale)];
    let settings = recipe.settings();
    let required = settings.iter().filter(|setting| setting.is_required());
    let labels: Vec<&str> = required.map(|it| it.label(locale)).collect();
    if !labels.is_empty() {
        sentences.push(format!("{}: {}.", FILL_IN.of(locale), labels.join(", ")));
    }
    sentences.extend(notes(recipe, locale));
    if recipe.channel() != Channel::Inbox {
        let event = recipe.event_type().name();
        sentences.push(ENDPOINT.of(locale).replace("{event}", event));
    }
    sentences.join(" ")
}
