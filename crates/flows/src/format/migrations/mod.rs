//! From older schema versions to the current one, on the JSON, before anything is typed.
//!
//! A migration takes a flow of one schema version to the next; the chain runs from the version a
//! flow states to [`CURRENT_SCHEMA_VERSION`]. An absent version is the oldest.
//!
//! Newer flows, to [`NEWEST_SCHEMA_VERSION`], are brought back: 21 changed only the names of AI
//! models, 22 the meaning of a step's name in expressions ([`step_outputs`]).
//!
//! Some of the steps upstream only rewrite the settings of a few server-bound pieces (agents, AI,
//! tables), partly from that server's database. Those rewrites are not reproduced: a flow without
//! such a step passes unchanged, one with such a step is refused with the advice to let
//! ActivePieces do it.

mod branch_to_router;
mod connection_ids;
mod exact_piece_versions;
mod http_response_to_webhook;
mod last_updated_date;
mod notes;
mod property_settings;
mod step_outputs;
mod walk;

use serde_json::{Map, Value};

use walk::for_each_step;

/// The schema version of the typed tree, and of what is written (ActivePieces 0.82).
pub const CURRENT_SCHEMA_VERSION: u32 = 20;

/// The newest schema version that is read.
pub const NEWEST_SCHEMA_VERSION: u32 = 22;

/// The schema version since which a step's name stands for more than its output.
const STEP_OUTPUTS_NESTED: u32 = 22;

/// Why a flow could not be brought to the current schema version.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum MigrationError {
    #[error(
        "the flow has schema version {found}, the newest known here is {NEWEST_SCHEMA_VERSION}; \
         it comes from a newer ActivePieces than this version of WinFactor can read"
    )]
    Newer { found: u32 },
    #[error("`schemaVersion` must be a number, but is {found}")]
    NotANumber { found: String },
    #[error(
        "step {step} uses {piece} as it was in schema version {from}; import the flow into \
         ActivePieces and export it again from there"
    )]
    PieceNotTranslated {
        step: String,
        piece: &'static str,
        from: u32,
    },
    #[error(
        "step {step} reads why another step failed (`{{{{{expression}}}}}`), which is not possible \
         here; take that out of the step, or let the flow run in ActivePieces"
    )]
    ErrorOfStep { step: String, expression: String },
}

struct Migration {
    /// Pieces whose settings change between these versions in a way not reproduced here.
    untranslated: &'static [&'static str],
    apply: fn(&mut Map<String, Value>),
}

const AGENT: &str = "@activepieces/piece-agent";
const AI: &str = "@activepieces/piece-ai";
const TEXT_AI: &str = "@activepieces/piece-text-ai";
const UTILITY_AI: &str = "@activepieces/piece-utility-ai";
const IMAGE_AI: &str = "@activepieces/piece-image-ai";
const TABLES: &str = "@activepieces/piece-tables";

/// At place n: from version n to version n + 1 (an absent version is 0).
const CHAIN: [Migration; CURRENT_SCHEMA_VERSION as usize] = [
    applied(branch_to_router::apply),
    applied(connection_ids::apply),
    without(&[AGENT]),
    without(&[AGENT]),
    without(&[AGENT]),
    applied(http_response_to_webhook::apply),
    applied(property_settings::apply),
    without(&[AGENT]),
    without(&[AGENT]),
    without(&[TEXT_AI, UTILITY_AI, IMAGE_AI]),
    without(&[TEXT_AI, UTILITY_AI, IMAGE_AI, AI]),
    without(&[TABLES]),
    // Pins the piece versions of published flows on their own server; nothing in an export changes.
    without(&[]),
    applied(notes::apply),
    without(&[AGENT, AI]),
    without(&[AGENT, AI]),
    without(&[AGENT, AI]),
    applied(last_updated_date::apply),
    without(&[TABLES]),
    applied(exact_piece_versions::apply),
];

const fn applied(apply: fn(&mut Map<String, Value>)) -> Migration {
    Migration {
        untranslated: &[],
        apply,
    }
}

const fn without(untranslated: &'static [&'static str]) -> Migration {
    Migration {
        untranslated,
        apply: |_| {},
    }
}

/// Brings a flow version to the current schema version, or says why that is not possible.
pub(super) fn migrate(flow: &mut Map<String, Value>) -> Result<(), MigrationError> {
    let found = schema_version(flow.get("schemaVersion"))?;
    if found > NEWEST_SCHEMA_VERSION {
        return Err(MigrationError::Newer { found });
    }
    if found >= STEP_OUTPUTS_NESTED {
        step_outputs::apply(flow)?;
    }
    for (from, migration) in CHAIN.iter().enumerate().skip(found as usize) {
        refuse_untranslated(flow, from as u32, migration.untranslated)?;
        (migration.apply)(flow);
    }
    flow.insert(
        "schemaVersion".to_owned(),
        Value::from(CURRENT_SCHEMA_VERSION.to_string()),
    );
    Ok(())
}

fn schema_version(value: Option<&Value>) -> Result<u32, MigrationError> {
    let number = match value {
        None | Some(Value::Null) => Some(0),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(Value::Number(number)) => number.as_u64().and_then(|number| number.try_into().ok()),
        Some(_) => None,
    };
    number.ok_or_else(|| MigrationError::NotANumber {
        found: value.map(Value::to_string).unwrap_or_default(),
    })
}

fn refuse_untranslated(
    flow: &mut Map<String, Value>,
    from: u32,
    pieces: &[&'static str],
) -> Result<(), MigrationError> {
    let mut refusal = None;
    if pieces.is_empty() {
        return Ok(());
    }
    for_each_step(flow, &mut |step| {
        let used = step
            .get("settings")
            .and_then(|it| it.get("pieceName")?.as_str());
        if let Some(piece) = pieces.iter().find(|piece| Some(**piece) == used) {
            refusal.get_or_insert_with(|| MigrationError::PieceNotTranslated {
                step: step
                    .get("name")
                    .and_then(Value::as_str)
                    .unwrap_or("?")
                    .to_owned(),
                piece,
                from,
            });
        }
    });
    refusal.map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests;
