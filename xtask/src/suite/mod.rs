//! `cargo xtask test`: every test of the repository, part by part, counted in one closing line.

mod counts;
mod node;
mod part;

use crate::{provision, repository};
use counts::Counts;
pub(crate) use part::Part;

/// Runs all parts; `false` when a test failed or a part could not be counted.
///
/// A filter narrows the Rust tests and leaves the other parts out.
pub(crate) fn run(filter: &[String]) -> anyhow::Result<bool> {
    let root = repository::root();
    provision::ensure();
    let mut parts = vec![Part::rust(filter)];
    if filter.is_empty() {
        parts.extend(node::parts(&root)?);
    }
    let mut results = Vec::new();
    for part in parts {
        println!("\n== {}", part.name);
        let name = part.name.clone();
        results.push((name, part.run()?));
    }
    println!();
    for (name, counts) in &results {
        println!("{name}: {}", counts.in_full());
    }
    let total: Counts = results.iter().map(|(_, counts)| *counts).sum();
    println!("{total}");
    Ok(total.failed == 0)
}
