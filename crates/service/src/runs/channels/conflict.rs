//! Tells an organization's people that another system has two records for one of theirs.

use winfactor_domain::Locale;

use crate::{
    Result, Work,
    inbox::alert::{self, Alert},
    runs::write::RunRef,
};

/// Puts an alert into the inbox: `whose` record is `noted` here, and a step wrote to `written`.
pub(super) fn raise(
    work: &mut Work<'_, '_>,
    run: &RunRef,
    whose: &str,
    noted: &str,
    written: &str,
) -> Result<()> {
    let about = Alert {
        organization: run.organization,
        source: run.flow.to_string(),
        run: Some(run.id),
        link: format!("{}/flow-runs/{}", work.links().base(), run.id),
    };
    alert::raise(work, about, |_, locale| {
        let (title, text) = words(locale);
        let text = format!("{text}\n{noted}\n{written}");
        Ok((format!("{whose}: {title}"), text))
    })
}

fn words(locale: Locale) -> (&'static str, &'static str) {
    match locale {
        Locale::En => (
            "two records in the CRM",
            "The first of these records is noted here, and a flow wrote to the second. The note \
             stays. Merge the two in the CRM, or note the right one here.",
        ),
        Locale::De => (
            "zwei Datensätze im CRM",
            "Der erste dieser Datensätze ist hier vermerkt, ein Ablauf hat in den zweiten \
             geschrieben. Der Vermerk bleibt. Führen Sie die beiden im CRM zusammen, oder vermerken \
             Sie hier den richtigen.",
        ),
        Locale::Nl => (
            "twee records in het CRM",
            "Het eerste van deze records staat hier genoteerd, een flow heeft in het tweede \
             geschreven. De notitie blijft staan. Voeg de twee samen in het CRM, of noteer hier het \
             juiste.",
        ),
    }
}
