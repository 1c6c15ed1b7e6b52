//! The table of the documentation names tests; each of them exists.

use std::{collections::BTreeSet, fs, path::Path};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/channels.md");
const CRATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn every_test_that_the_table_names_exists() {
    let table = fs::read_to_string(TABLE).unwrap();
    let mut functions = BTreeSet::new();
    collect(Path::new(CRATES), &mut functions);
    let rows = table.lines().filter(|line| line.starts_with('|'));
    let named: Vec<&str> = rows
        .filter_map(|row| row.trim_end_matches([' ', '|']).rsplit('|').next())
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert!(named.len() > 10, "the table is there");
    for name in named {
        assert!(
            functions.contains(name),
            "docs/channels.md names `{name}`, which is no test"
        );
    }
}

/// The names of all functions below a directory.
fn collect(directory: &Path, functions: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, functions);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let after_fn = source.split("fn ").skip(1);
            functions.extend(
                after_fn.filter_map(|rest| rest.split(['(', '<']).next().map(str::to_owned)),
            );
        }
    }
}
