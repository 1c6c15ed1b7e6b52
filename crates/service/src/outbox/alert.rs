//! Tells an organization's people what they must know about an endpoint, in their inbox: another way
//! than the one that fails.

use winfactor_connectors::webhook::Attempt;
use winfactor_domain::{EndpointId, Locale};
use winfactor_store::webhook_endpoints;

use super::{Delivery, decide::AlertKind};
use crate::{
    Result, Work,
    events::subject_name,
    inbox::alert::{self, Alert},
};

/// Puts an alert into the inbox, with the transaction that made it necessary.
pub(super) fn raise(
    work: &mut Work<'_, '_>,
    kind: AlertKind,
    delivery: &Delivery,
    id: EndpointId,
    attempt: &Attempt,
) -> Result<()> {
    let about = Alert {
        organization: delivery.organization,
        source: id.to_string(),
        run: None,
        link: format!("{}/events/{}", work.links().base(), delivery.event),
    };
    alert::raise(work, about, |work, locale| {
        let endpoint = webhook_endpoints::get(work.tx, delivery.organization, id)?;
        let name = endpoint.map_or_else(
            || id.to_string(),
            |endpoint| match endpoint.description.is_empty() {
                true => host_of(&endpoint.url),
                false => endpoint.description,
            },
        );
        let words = words(locale);
        let reason = attempt.reason.as_deref().unwrap_or_default();
        let mut text = format!(
            "{}\n{}: {}",
            body(words, kind),
            words.event,
            delivery.event_type
        );
        let about = subject_name(work.tx, delivery.organization, &delivery.subject)?;
        if let Some(about) = about {
            text.push_str(&format!("\n{}: {about}", words.about));
        }
        if kind != AlertKind::Recovered && !reason.is_empty() {
            text.push_str(&format!("\n{}: {reason}", words.reason));
        }
        Ok((format!("{name}: {}", title(words, kind)), text))
    })
}

/// Enough of an address to recognize it; the rest may be secret.
fn host_of(url: &str) -> String {
    let host = url::Url::parse(url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_default()
}

struct Words {
    stopped: (&'static str, &'static str),
    flow_off: (&'static str, &'static str),
    failing: (&'static str, &'static str),
    auto_paused: (&'static str, &'static str),
    given_up: (&'static str, &'static str),
    recovered: (&'static str, &'static str),
    event: &'static str,
    about: &'static str,
    reason: &'static str,
}

fn title(words: &Words, kind: AlertKind) -> &'static str {
    texts(words, kind).0
}

fn body(words: &Words, kind: AlertKind) -> &'static str {
    texts(words, kind).1
}

fn texts(words: &Words, kind: AlertKind) -> (&'static str, &'static str) {
    match kind {
        AlertKind::Stopped => words.stopped,
        AlertKind::FlowOff => words.flow_off,
        AlertKind::Failing => words.failing,
        AlertKind::AutoPaused => words.auto_paused,
        AlertKind::GivenUp => words.given_up,
        AlertKind::Recovered => words.recovered,
    }
}

fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::En => &ENGLISH,
        Locale::De => &GERMAN,
        Locale::Nl => &DUTCH,
    }
}

static ENGLISH: Words = Words {
    stopped: (
        "stopped",
        "The receiver says that this address is gone for good. Nothing more is sent there. \
         Correct the address and resume the endpoint; events can be sent again.",
    ),
    flow_off: (
        "the flow is off",
        "The flow in ActivePieces is switched off. Its events are kept and sent when it is on again.",
    ),
    failing: (
        "not reachable",
        "Events could not be delivered for more than ten minutes. They are kept and tried again.",
    ),
    auto_paused: (
        "paused",
        "Nothing could be delivered for twelve hours, so the endpoint was paused. Events are kept. \
         Repair the receiver, then resume the endpoint.",
    ),
    given_up: (
        "an event was not delivered",
        "An event was given up after the last try. Open it to send it again.",
    ),
    recovered: ("works again", "Events are delivered again."),
    event: "Event",
    about: "About",
    reason: "Reason",
};

static GERMAN: Words = Words {
    stopped: (
        "angehalten",
        "Der Empfänger meldet, dass diese Adresse nicht mehr besteht. Es wird nichts mehr dorthin \
         gesendet. Berichtigen Sie die Adresse und setzen Sie den Endpunkt fort; Ereignisse können \
         erneut gesendet werden.",
    ),
    flow_off: (
        "der Flow ist ausgeschaltet",
        "Der Flow in ActivePieces ist ausgeschaltet. Seine Ereignisse werden aufbewahrt und \
         gesendet, sobald er wieder eingeschaltet ist.",
    ),
    failing: (
        "nicht erreichbar",
        "Seit mehr als zehn Minuten konnten Ereignisse nicht zugestellt werden. Sie werden \
         aufbewahrt und erneut versucht.",
    ),
    auto_paused: (
        "pausiert",
        "Zwölf Stunden lang konnte nichts zugestellt werden, darum wurde der Endpunkt pausiert. \
         Ereignisse werden aufbewahrt. Bringen Sie den Empfänger in Ordnung und setzen Sie den \
         Endpunkt dann fort.",
    ),
    given_up: (
        "ein Ereignis wurde nicht zugestellt",
        "Ein Ereignis wurde nach dem letzten Versuch aufgegeben. Öffnen Sie es, um es erneut zu \
         senden.",
    ),
    recovered: (
        "funktioniert wieder",
        "Ereignisse werden wieder zugestellt.",
    ),
    event: "Ereignis",
    about: "Betrifft",
    reason: "Grund",
};

static DUTCH: Words = Words {
    stopped: (
        "gestopt",
        "De ontvanger meldt dat dit adres niet meer bestaat. Er wordt niets meer naartoe gestuurd. \
         Verbeter het adres en hervat het eindpunt; gebeurtenissen kunnen opnieuw worden verstuurd.",
    ),
    flow_off: (
        "de flow staat uit",
        "De flow in ActivePieces staat uit. De gebeurtenissen worden bewaard en verstuurd zodra hij \
         weer aan staat.",
    ),
    failing: (
        "niet bereikbaar",
        "Al meer dan tien minuten konden gebeurtenissen niet worden bezorgd. Ze worden bewaard en \
         opnieuw geprobeerd.",
    ),
    auto_paused: (
        "gepauzeerd",
        "Twaalf uur lang kon niets worden bezorgd, daarom is het eindpunt gepauzeerd. \
         Gebeurtenissen worden bewaard. Herstel de ontvanger en hervat daarna het eindpunt.",
    ),
    given_up: (
        "een gebeurtenis is niet bezorgd",
        "Een gebeurtenis is na de laatste poging opgegeven. Open haar om haar opnieuw te versturen.",
    ),
    recovered: ("werkt weer", "Gebeurtenissen worden weer bezorgd."),
    event: "Gebeurtenis",
    about: "Betreft",
    reason: "Reden",
};
