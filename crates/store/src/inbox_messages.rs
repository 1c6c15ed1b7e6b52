//! The table `inbox_messages`: what flows and WinFactor itself tell an organization's people.

use winfactor_domain::{FlowRunId, MessageId, OrganizationId, Timestamp};

use crate::{Page, Row, StoreError, Tx, codec, params};

/// A message in an organization's inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    pub id: MessageId,
    pub organization: OrganizationId,
    pub kind: MessageKind,
    pub title: String,
    pub text: String,
    pub link: Option<String>,
    /// What it came from: a flow's or an endpoint's id.
    pub source: Option<String>,
    pub run: Option<FlowRunId>,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// A flow.
    Message,
    /// WinFactor itself: something needs attention.
    Alert,
}

impl MessageKind {
    pub fn code(self) -> &'static str {
        match self {
            MessageKind::Message => "message",
            MessageKind::Alert => "alert",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [MessageKind::Message, MessageKind::Alert]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// Adds a message.
pub fn insert(tx: &mut Tx<'_>, message: &MessageRow) -> Result<(), StoreError> {
    tx.send(
        "INSERT INTO inbox_messages (organization_id, id, kind, title, text, link, source_id, \
         run_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            &message.organization.to_string(),
            &message.id.to_string(),
            message.kind.code(),
            &message.title,
            &message.text,
            &message.link,
            &message.source,
            message.run.map(|run| run.to_string()).as_ref(),
            message.created_at.0,
        ],
    )
}

/// A part of the list, newest first.
pub fn list(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    page: &Page,
) -> Result<Vec<MessageRow>, StoreError> {
    tx.query(
        "SELECT organization_id, id, kind, title, text, link, source_id, run_id, created_at, \
         read_at FROM inbox_messages WHERE organization_id = $1 AND id < $2 \
         ORDER BY id DESC LIMIT $3",
        params![&organization.to_string(), page.before(), page.rows()],
        read,
    )
}

/// Messages newer than `after`, oldest first: what a live page has missed.
pub fn after(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    after: &str,
    limit: u32,
) -> Result<Vec<MessageRow>, StoreError> {
    tx.query(
        "SELECT organization_id, id, kind, title, text, link, source_id, run_id, created_at, \
         read_at FROM inbox_messages WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3",
        params![&organization.to_string(), after, limit],
        read,
    )
}

/// Alerts about one source since a moment.
pub fn count_alerts_since(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    source: &str,
    since: Timestamp,
) -> Result<i64, StoreError> {
    tx.query_one(
        "SELECT COUNT(*) FROM inbox_messages WHERE organization_id = $1 AND source_id = $2 \
         AND kind = 'alert' AND created_at >= $3 AND id >= $4",
        // Ids sort by time, which keeps old messages from being looked at.
        params![
            &organization.to_string(),
            source,
            since.0,
            &MessageId::earliest_at(since).to_string()
        ],
        |row| row.int(0),
    )
}

/// How many nobody has read.
pub fn count_unread(tx: &mut Tx<'_>, organization: OrganizationId) -> Result<i64, StoreError> {
    tx.query_one(
        "SELECT COUNT(*) FROM inbox_messages WHERE organization_id = $1 AND read_at IS NULL",
        params![&organization.to_string()],
        |row| row.int(0),
    )
}

/// The newest message, if there is one.
pub fn newest(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
) -> Result<Option<MessageId>, StoreError> {
    tx.query_opt(
        "SELECT id FROM inbox_messages WHERE organization_id = $1 ORDER BY id DESC LIMIT 1",
        params![&organization.to_string()],
        |row| codec::id(row, 0),
    )
}

/// Whether there is such a message.
pub fn exists(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: MessageId,
) -> Result<bool, StoreError> {
    let found = tx.query_opt(
        "SELECT 1 FROM inbox_messages WHERE organization_id = $1 AND id = $2",
        params![&organization.to_string(), &id.to_string()],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Notes that a message was read; whether it was unread before.
pub fn mark_read(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    id: MessageId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE inbox_messages SET read_at = $3 WHERE organization_id = $1 AND id = $2 \
         AND read_at IS NULL",
        params![&organization.to_string(), &id.to_string(), now.0],
    )?;
    Ok(changed == 1)
}

/// Notes that the alerts from a source need nobody any more: they count as read.
pub fn close_alerts(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    source: &str,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE inbox_messages SET read_at = $3 WHERE organization_id = $1 AND source_id = $2 \
         AND kind = 'alert' AND read_at IS NULL",
        params![&organization.to_string(), source, now.0],
    )
}

/// Notes that everything was read.
pub fn mark_all_read(
    tx: &mut Tx<'_>,
    organization: OrganizationId,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE inbox_messages SET read_at = $2 WHERE organization_id = $1 AND read_at IS NULL",
        params![&organization.to_string(), now.0],
    )
}

fn read(row: &Row<'_>) -> Result<MessageRow, StoreError> {
    let run = row.opt_text(7)?.map(str::parse);
    Ok(MessageRow {
        organization: codec::id(row, 0)?,
        id: codec::id(row, 1)?,
        kind: codec::known(row, 2, "kind", MessageKind::from_code)?,
        title: row.text(3)?.to_owned(),
        text: row.text(4)?.to_owned(),
        link: row.opt_text(5)?.map(str::to_owned),
        source: row.opt_text(6)?.map(str::to_owned),
        run: run
            .transpose()
            .map_err(|error| codec::corrupt("run_id", error))?,
        created_at: Timestamp(row.int(8)?),
        read_at: row.opt_int(9)?.map(Timestamp),
    })
}
