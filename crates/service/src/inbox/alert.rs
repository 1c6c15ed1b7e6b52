//! Alerts: what WinFactor itself tells an organization's people, in their language. At most five an
//! hour about one flow or endpoint; the fifth says that more may follow unseen.

use std::time::Duration;

use winfactor_domain::{FlowRunId, Locale, MessageId, OrganizationId};
use winfactor_store::inbox_messages::{self, MessageKind, MessageRow};

use super::{MAX_TEXT, MAX_TITLE, line, lines};
use crate::{Result, Work};

const MOST_AN_HOUR: i64 = 5;
const HOUR: Duration = Duration::from_secs(3600);

/// What an alert is about.
#[derive(Clone, Debug)]
pub(crate) struct Alert {
    pub organization: OrganizationId,
    /// A flow's or an endpoint's id.
    pub source: String,
    pub run: Option<FlowRunId>,
    /// Where more can be read.
    pub link: String,
}

/// Puts an alert into the inbox, with the transaction that made it necessary. `words` gives its
/// title and its text, and is not asked when there were too many alerts already.
pub(crate) fn raise(
    work: &mut Work<'_, '_>,
    alert: Alert,
    words: impl FnOnce(&mut Work<'_, '_>, Locale) -> Result<(String, String)>,
) -> Result<()> {
    let (organization, since) = (alert.organization, work.now.before(HOUR));
    let told = inbox_messages::count_alerts_since(work.tx, organization, &alert.source, since)?;
    if told >= MOST_AN_HOUR {
        return Ok(());
    }
    let locale = work.organization(organization)?.locale;
    let (title, text) = words(work, locale)?;
    let mut text = lines(&text, MAX_TEXT);
    if told == MOST_AN_HOUR - 1 {
        text.push('\n');
        text.push_str(last_this_hour(locale));
    }
    let message = MessageRow {
        id: MessageId::new(work.now, work.rng()),
        organization,
        kind: MessageKind::Alert,
        title: line(&title, MAX_TITLE),
        text,
        link: Some(alert.link),
        source: Some(alert.source),
        run: alert.run,
        created_at: work.now,
        read_at: None,
    };
    inbox_messages::insert(work.tx, &message)?;
    work.inbox_changed(organization);
    Ok(())
}

fn last_this_hour(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "This is the fifth alert within an hour; further ones are left out for now.",
        Locale::De => {
            "Dies ist die fünfte Meldung innerhalb einer Stunde; weitere entfallen vorerst."
        }
        Locale::Nl => {
            "Dit is de vijfde melding binnen een uur; verdere blijven voorlopig achterwege."
        }
    }
}
