//! Tells an organization's people that a connection has to be renewed.

use winfactor_domain::{FlowRunId, Locale};
use winfactor_store::connections::ConnectionRow;

use super::Fault;
use crate::{
    Result, Work,
    inbox::alert::{self, Alert},
};

/// Puts an alert into the inbox, with the transaction that notes the failure.
pub(super) fn raise(
    work: &mut Work<'_, '_>,
    row: &ConnectionRow,
    fault: Fault,
    run: FlowRunId,
) -> Result<()> {
    let about = Alert {
        organization: row.organization,
        source: row.id.to_string(),
        run: Some(run),
        link: format!("{}/flow-runs/{run}", work.links().base()),
    };
    alert::raise(work, about, |_, locale| {
        let words = words(locale);
        let (title, body) = match fault {
            Fault::Expired => words.expired,
            Fault::Broken => words.broken,
        };
        let mut text = format!("{body}\n{}: {}", words.piece, row.piece_name);
        if let Some(reason) = &row.state.reason {
            text.push_str(&format!("\n{}: {reason}", words.reason));
        }
        Ok((format!("{}: {title}", row.display_name), text))
    })
}

struct Words {
    expired: (&'static str, &'static str),
    broken: (&'static str, &'static str),
    piece: &'static str,
    reason: &'static str,
}

fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::En => &ENGLISH,
        Locale::De => &GERMAN,
        Locale::Nl => &DUTCH,
    }
}

static ENGLISH: Words = Words {
    expired: (
        "reconnect",
        "The service does not take this connection any more. Flow steps that use it fail until it \
         is connected again; then failed runs can be tried again.",
    ),
    broken: (
        "the connection does not work",
        "The service does not take this connection. Flow steps that use it fail until it is \
         corrected; then failed runs can be tried again.",
    ),
    piece: "Service",
    reason: "Reason",
};

static GERMAN: Words = Words {
    expired: (
        "neu verbinden",
        "Der Dienst nimmt diese Verbindung nicht mehr an. Schritte, die sie benutzen, schlagen fehl, \
         bis sie neu verbunden ist; danach können fehlgeschlagene Läufe erneut versucht werden.",
    ),
    broken: (
        "die Verbindung funktioniert nicht",
        "Der Dienst nimmt diese Verbindung nicht an. Schritte, die sie benutzen, schlagen fehl, bis \
         sie berichtigt ist; danach können fehlgeschlagene Läufe erneut versucht werden.",
    ),
    piece: "Dienst",
    reason: "Grund",
};

static DUTCH: Words = Words {
    expired: (
        "opnieuw verbinden",
        "De dienst accepteert deze verbinding niet meer. Stappen die haar gebruiken mislukken tot \
         zij opnieuw is verbonden; daarna kunnen mislukte uitvoeringen opnieuw worden geprobeerd.",
    ),
    broken: (
        "de verbinding werkt niet",
        "De dienst accepteert deze verbinding niet. Stappen die haar gebruiken mislukken tot zij is \
         verbeterd; daarna kunnen mislukte uitvoeringen opnieuw worden geprobeerd.",
    ),
    piece: "Dienst",
    reason: "Reden",
};
