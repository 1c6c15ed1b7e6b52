//! The WinFactor piece in ActivePieces and the one that is built in have the same triggers and
//! actions, except for those that are known to be on one side only. Actions take the same inputs.
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

fn piece_source(folder: &str) -> PathBuf {
    let source = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../piece/src/lib");
    source.join(folder)
}

/// The names in the definitions of a folder of the piece's source. A property's name stands elsewhere:
/// it is the key of its definition.
fn names_in(folder: &str) -> BTreeSet<String> {
    let folder = piece_source(folder);
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

/// The inputs of an action of the piece: the keys of its `props`, on a line of their own or all on
/// the first one.
fn inputs_of(action: &str) -> BTreeSet<String> {
    let file = piece_source("actions").join(format!("{}.ts", action.replace('_', "-")));
    let text = fs::read_to_string(file).unwrap();
    let (_, props) = text.split_once("\n  props: {").unwrap();
    let (first, others) = props.split_once('\n').unwrap();
    let lines: Vec<&str> = match first.trim() {
        "" => others.lines().take_while(|line| *line != "  },").collect(),
        inline => vec![inline],
    };
    let key = |line: &str| {
        let line = line.strip_prefix("    ").unwrap_or(line);
        let (key, _) = line.split_once(": ")?;
        let is_key = key.chars().all(char::is_alphanumeric);
        is_key.then(|| key.to_owned())
    };
    lines.into_iter().filter_map(key).collect()
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

#[test]
fn an_action_takes_the_same_inputs_on_both_sides() {
    let catalog = PieceCatalog::embedded(event_types().iter().map(String::as_str));
    let actions = &catalog.piece(WINFACTOR_PIECE).unwrap().actions;
    for action in actions {
        if HERE_ONLY_ACTIONS.contains(&&*action.name) {
            continue;
        }
        let here = set(action.props.iter().map(|prop| prop.name.as_str()));
        assert_eq!(here, inputs_of(&action.name), "{}", action.name);
    }
}
