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
    let piece = work
        .service()
        .flow_versions()
        .catalog()
        .piece(&row.piece_name);
    let called = piece.map_or(row.piece_name.as_str(), |piece| &piece.display_name);
    alert::raise(work, about, |_, locale| {
        let words = words(locale);
        let (title, body) = match fault {
            Fault::Expired => words.expired,
            Fault::Broken => words.broken,
        };
        let mut text = format!("{body}\n{}: {called}", words.piece);
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
        "The service does not take this connection any more. Flow steps that use it wait until it \
         is connected again, and then go on by themselves.",
    ),
    broken: (
        "the connection does not work",
        "The service does not take this connection. Flow steps that use it wait until it is \
         corrected, and then go on by themselves.",
    ),
    piece: "Service",
    reason: "Reason",
};

static GERMAN: Words = Words {
    expired: (
        "neu verbinden",
        "Der Dienst nimmt diese Verbindung nicht mehr an. Schritte, die sie benutzen, warten, bis sie \
         neu verbunden ist, und gehen dann von selbst weiter.",
    ),
    broken: (
        "die Verbindung funktioniert nicht",
        "Der Dienst nimmt diese Verbindung nicht an. Schritte, die sie benutzen, warten, bis sie \
         berichtigt ist, und gehen dann von selbst weiter.",
    ),
    piece: "Dienst",
    reason: "Grund",
};

static DUTCH: Words = Words {
    expired: (
        "opnieuw verbinden",
        "De dienst accepteert deze verbinding niet meer. Stappen die er gebruik van maken, wachten \
         tot ze opnieuw is verbonden en gaan dan vanzelf verder.",
    ),
    broken: (
        "de verbinding werkt niet",
        "De dienst accepteert deze verbinding niet. Stappen die er gebruik van maken, wachten tot \
         de gegevens kloppen en gaan dan vanzelf verder.",
    ),
    piece: "Dienst",
    reason: "Reden",
};
