//! Lengths and positions in texts, counted as JavaScript counts them: in UTF-16 units, so that an
//! emoji counts as two.

pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// `text.slice(from, to)`: negative positions count from the end, fractions are cut off, NaN is 0.
/// Half an emoji is left out.
pub(super) fn slice(text: &str, from: f64, to: f64) -> String {
    let length = length(text);
    let position = |position: f64| {
        let from_end = if position < 0.0 { length as f64 } else { 0.0 };
        // Out-of-range numbers and NaN end at the bounds of the type.
        ((position.trunc() + from_end) as usize).min(length)
    };
    let (from, to) = (position(from), position(to));
    let mut at = 0;
    text.chars()
        .filter(|character| {
            let start = at;
            at += character.len_utf16();
            start >= from && at <= to
        })
        .collect()
}
