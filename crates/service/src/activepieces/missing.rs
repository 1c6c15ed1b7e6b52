use winfactor_connectors::activepieces::{
    ActivePieces, ActivePiecesError, RemoteConnection, RemotePiece,
};
use winfactor_flows::{
    exchange::{ConnectionUse, Needs, PieceUse, UsedStep},
    pieces::WINFACTOR_PIECE,
};

use super::document::OtherVersion;
use crate::flows::RecipeSetting;

/// Something that a flow needs and its server has not. The server itself would not say so: it imports
/// and publishes the flow, and its runs fail, or never begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub kind: MissingKind,
    /// The piece, the action or the connection's external id.
    pub name: String,
    /// The numbers of the steps that need it; the trigger is 1.
    pub steps: Vec<usize>,
    /// What to do about it, for people.
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingKind {
    Piece,
    /// The piece is there, in a version that is too different.
    PieceVersion,
    /// The piece is there, without this action or trigger.
    Action,
    Connection,
    /// It is there, and somebody has to connect anew.
    BrokenConnection,
    /// A step names no connection, and its piece needs one.
    NoConnection,
    /// Only WinFactor runs the step.
    HereOnly,
    /// A recipe's setting that somebody has to fill in.
    Setting,
    /// A step of a flow here writes to customers and is not switched on.
    CustomerStep,
}

impl MissingKind {
    /// A stable word for programs.
    pub fn code(self) -> &'static str {
        match self {
            MissingKind::Piece => "piece",
            MissingKind::PieceVersion => "piece_version",
            MissingKind::Action => "action",
            MissingKind::Connection => "connection",
            MissingKind::BrokenConnection => "broken_connection",
            MissingKind::NoConnection => "no_connection",
            MissingKind::HereOnly => "here_only",
            MissingKind::Setting => "setting",
            MissingKind::CustomerStep => "customer_step",
        }
    }
}

/// What was found out before a flow is brought.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub missing: Vec<Missing>,
    pub other_versions: Vec<OtherVersion>,
}

/// Compares what a flow needs with what a project of the server has.
pub(super) async fn compare(
    server: &ActivePieces,
    project: &str,
    needs: &Needs,
) -> Result<Found, ActivePiecesError> {
    let mut found = Found::default();
    found.missing.extend(needs.here_only.iter().map(here_only));
    let mut asked: Vec<(&str, &str, Option<RemotePiece>)> = Vec::new();
    for used in &needs.pieces {
        let (name, version) = (used.piece.as_str(), used.version.as_str());
        let known = asked.iter().find(|it| (it.0, it.1) == (name, version));
        let piece = match known {
            Some((_, _, piece)) => piece.clone(),
            None => {
                let piece = nearest(server, used, &mut found).await?;
                asked.push((name, version, piece.clone()));
                piece
            }
        };
        let is_here_only = needs.here_only.contains(&used.step);
        if let Some(piece) = piece.filter(|_| !is_here_only) {
            found.missing.extend(of_step(used, &piece));
        }
    }
    // Every step of the same piece needs it.
    for missing in &mut found.missing {
        if matches!(missing.kind, MissingKind::Piece | MissingKind::PieceVersion) {
            let users = needs.pieces.iter().filter(|it| it.piece == missing.name);
            missing.steps = users.map(|it| it.step.number).collect();
        }
    }
    if !needs.connections.is_empty() {
        let there = server.connections(project).await?;
        let missing = needs
            .connections
            .iter()
            .filter_map(|it| connection(it, &there));
        found.missing.extend(missing);
    }
    Ok(found)
}

/// The piece in the version that a step names, or in one that does the same.
async fn nearest(
    server: &ActivePieces,
    used: &PieceUse,
    found: &mut Found,
) -> Result<Option<RemotePiece>, ActivePiecesError> {
    if let Some(piece) = server.piece(&used.piece, Some(&used.version)).await? {
        return Ok(Some(piece));
    }
    let Some(newest) = server.piece(&used.piece, None).await? else {
        found.missing.push(piece_missing(used));
        return Ok(None);
    };
    if major(&newest.version) == major(&used.version) {
        found.other_versions.push(OtherVersion {
            piece: used.piece.clone(),
            wanted: used.version.clone(),
            there: newest.version.clone(),
        });
        return Ok(Some(newest));
    }
    found.missing.push(Missing {
        kind: MissingKind::PieceVersion,
        name: used.piece.clone(),
        steps: vec![used.step.number],
        message: format!(
            "the server has {} in version {}, and the flow is made for {}: install that version \
             (Platform Admin, Pieces)",
            used.piece, newest.version, used.version
        ),
    });
    Ok(None)
}

/// Another number before the first dot takes other inputs.
fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

fn piece_missing(used: &PieceUse) -> Missing {
    let how = match used.piece == WINFACTOR_PIECE {
        true => {
            "install the tarball of the WinFactor piece there (Platform Admin, Pieces, Install \
                 piece, Packed archive)"
        }
        false => "install it there (Platform Admin, Pieces, Install piece, npm registry)",
    };
    Missing {
        kind: MissingKind::Piece,
        name: used.piece.clone(),
        steps: vec![used.step.number],
        message: format!("the server does not have the piece {}: {how}", used.piece),
    }
}

fn of_step(used: &PieceUse, piece: &RemotePiece) -> Option<Missing> {
    let operations = match used.is_trigger {
        true => &piece.triggers,
        false => &piece.actions,
    };
    let operation = used.operation.as_deref().unwrap_or_default();
    let step = described(&used.step);
    match operations.get(operation) {
        None => Some(Missing {
            kind: MissingKind::Action,
            name: operation.to_owned(),
            steps: vec![used.step.number],
            message: format!(
                "{step}: {} {} has no `{operation}`; choose another one in the flow, or install a newer \
                 version of the piece",
                used.piece, piece.version
            ),
        }),
        Some(true) if !used.has_connection => Some(Missing {
            kind: MissingKind::NoConnection,
            name: used.piece.clone(),
            steps: vec![used.step.number],
            message: format!(
                "{step}: the piece needs a connection and the flow names none; name one, as \
                 {{{{connections['external-id']}}}}, in the step's input `auth`"
            ),
        }),
        Some(_) => None,
    }
}

fn connection(used: &ConnectionUse, there: &[RemoteConnection]) -> Option<Missing> {
    let name = &used.external_id;
    let steps: Vec<String> = used.steps.iter().map(described).collect();
    let steps = steps.join("; ");
    let (kind, message) = match there.iter().find(|it| it.external_id == *name) {
        Some(connection) if connection.works => return None,
        Some(connection) => (
            MissingKind::BrokenConnection,
            format!(
                "{steps}: the connection {name} ({}) does not work any more; open Connections in \
                 ActivePieces and reconnect it",
                connection.display_name
            ),
        ),
        None => (
            MissingKind::Connection,
            format!(
                "{steps}: the project has no connection with the external id {name}; open Connections in \
                 ActivePieces, add one for this piece, and give it this external id"
            ),
        ),
    };
    Some(Missing {
        kind,
        name: name.clone(),
        steps: used.steps.iter().map(|it| it.number).collect(),
        message,
    })
}

/// A setting that is not filled in.
pub(super) fn setting(setting: &RecipeSetting) -> Missing {
    Missing {
        kind: MissingKind::Setting,
        name: setting.key.to_owned(),
        steps: Vec::new(),
        message: format!(
            "the recipe needs {} (the setting {}): {}",
            setting.label, setting.key, setting.help
        ),
    }
}

fn here_only(step: &UsedStep) -> Missing {
    Missing {
        kind: MissingKind::HereOnly,
        name: WINFACTOR_PIECE.to_owned(),
        steps: vec![step.number],
        message: format!(
            "{}: runs in WinFactor only, the piece in ActivePieces has no such action; run the flow in \
             WinFactor, or use another step, such as a message to Slack",
            described(step)
        ),
    }
}

fn described(step: &UsedStep) -> String {
    format!("step {}, {}", step.number, step.display_name)
}
