//! What inputs resolve to: tokens, types, texts, flattening, connections and JavaScript. Expected
//! values are those of ActivePieces, or stand in docs/flows/differences.md.

#![allow(clippy::unwrap_used)]

mod expressions {
    mod connections;
    mod flattening;
    mod formulas;
    mod hostile;
    mod javascript;
    mod support;
    mod texts;
    mod time_and_chance;
    mod typed_values;
}
