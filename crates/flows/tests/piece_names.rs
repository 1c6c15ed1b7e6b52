//! The WinFactor piece in ActivePieces and the one that is built in have the same triggers and
//! actions, except for those that are known to be on one side only.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use winfactor_flows::PieceCatalog;
use winfactor_flows::exchange::{HERE_ONLY_ACTIONS, THERE_ONLY_ACTIONS};
use winfactor_flows::pieces::WINFACTOR_PIECE;

/// Of each there is a canonical example.
fn event_types() -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/events");
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".json").map(str::to_owned))
        .collect()
}

/// The names in the definitions of a folder of the piece's source. A property's name stands elsewhere:
/// it is the key of its definition.
fn names_in(folder: &str) -> BTreeSet<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../piece/src/lib")
        .join(folder);
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix("name: '") {
                names.insert(name.split('\'').next().unwrap().to_owned());
            }
        }
    }
    names
}

fn set<'a>(names: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn both_pieces_have_the_same_triggers_and_actions() {
    let event_types = event_types();
    let catalog = PieceCatalog::embedded(event_types.iter().map(String::as_str));
    let piece = catalog.piece(WINFACTOR_PIECE).unwrap();
    let triggers = set(piece.triggers.iter().map(|it| it.name.as_str()));
    assert_eq!(
        triggers.len(),
        event_types.len() + 1,
        "one for each, and any event"
    );
    assert_eq!(names_in("triggers"), triggers);

    let here = set(piece.actions.iter().map(|it| it.name.as_str()));
    let there = names_in("actions");
    let (here_only, there_only) = (set(HERE_ONLY_ACTIONS), set(THERE_ONLY_ACTIONS));
    assert_eq!(&here - &there, here_only);
    assert_eq!(&there - &here, there_only);
}
