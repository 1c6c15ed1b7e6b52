//! Tells an organization's people that an automation stopped: which one, where, and why.

use winfactor_domain::{EventType, Locale};
use winfactor_flows::run::FailedStep;
use winfactor_store::flows;

use super::write::RunRef;
use crate::{
    Result, Work,
    inbox::alert::{self, Alert},
};

/// Puts an alert into the inbox, with the transaction that ends the run.
pub(super) fn raise(work: &mut Work<'_, '_>, run: &RunRef, failed: &FailedStep) -> Result<()> {
    raise_as(work, run, failed, |words| &words.ended)
}

/// The same for a step that was not performed while its run goes on.
pub(super) fn raise_and_go_on(
    work: &mut Work<'_, '_>,
    run: &RunRef,
    failed: &FailedStep,
) -> Result<()> {
    raise_as(work, run, failed, |words| &words.goes_on)
}

fn raise_as(
    work: &mut Work<'_, '_>,
    run: &RunRef,
    failed: &FailedStep,
    what: impl FnOnce(&Words) -> &What,
) -> Result<()> {
    let link = format!("{}/flow-runs/{}", work.links().base(), run.id);
    let about = Alert {
        organization: run.organization,
        source: run.flow.to_string(),
        run: Some(run.id),
        link,
    };
    alert::raise(work, about, |work, locale| {
        let flow = flows::get(work.tx, run.organization, run.flow)?;
        let name = flow.map_or_else(|| run.flow.to_string(), |flow| flow.name);
        let words = words(locale);
        let what = what(words);
        let title = format!("{name}: {}", what.title);
        Ok((title, text(what.body, words, run.event_type, failed)))
    })
}

fn text(body: &str, words: &Words, event_type: Option<EventType>, failed: &FailedStep) -> String {
    let mut lines = vec![body.to_owned()];
    if !failed.display_name.is_empty() {
        lines.push(format!("{}: {}", words.step, failed.display_name));
    }
    lines.push(format!("{}: {}", words.reason, failed.message));
    if let Some(event_type) = event_type {
        lines.push(format!("{}: {event_type}", words.event));
    }
    lines.join("\n")
}

struct Words {
    ended: What,
    goes_on: What,
    step: &'static str,
    reason: &'static str,
    event: &'static str,
}

struct What {
    title: &'static str,
    body: &'static str,
}

fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::En => &ENGLISH,
        Locale::De => &GERMAN,
        Locale::Nl => &DUTCH,
    }
}

static ENGLISH: Words = Words {
    ended: What {
        title: "did not finish",
        body: "A step of this flow failed, and the steps after it were not performed. Open the run \
               to see what happened and to go on from that step.",
    },
    goes_on: What {
        title: "a step was not performed",
        body: "A step of this flow was not performed; the steps after it were. Open the run to see \
               what happened.",
    },
    step: "Step",
    reason: "Reason",
    event: "Event",
};

static GERMAN: Words = Words {
    ended: What {
        title: "nicht abgeschlossen",
        body: "Ein Schritt dieses Ablaufs ist fehlgeschlagen; die folgenden Schritte wurden nicht \
               ausgeführt. Öffnen Sie den Lauf, um zu sehen, was geschehen ist, und um ihn ab \
               diesem Schritt fortzusetzen.",
    },
    goes_on: What {
        title: "ein Schritt wurde nicht ausgeführt",
        body: "Ein Schritt dieses Ablaufs wurde nicht ausgeführt; die folgenden Schritte schon. \
               Öffnen Sie den Lauf, um zu sehen, was geschehen ist.",
    },
    step: "Schritt",
    reason: "Grund",
    event: "Ereignis",
};

static DUTCH: Words = Words {
    ended: What {
        title: "niet afgerond",
        body: "Een stap van deze flow is mislukt; de stappen erna zijn niet uitgevoerd. Open de \
               uitvoering om te zien wat er is gebeurd en om vanaf deze stap verder te gaan.",
    },
    goes_on: What {
        title: "een stap is niet uitgevoerd",
        body: "Een stap van deze flow is niet uitgevoerd; de stappen erna wel. Open de uitvoering \
               om te zien wat er is gebeurd.",
    },
    step: "Stap",
    reason: "Reden",
    event: "Gebeurtenis",
};
