//! Numbers with a fixed count of decimals.

/// `number.toFixed(decimals)` of JavaScript: rounds the exact binary value, halves away from zero.
/// So 1.005 gives 1.00, because the stored number is a little below.
pub(super) fn fixed(number: f64, decimals: usize) -> String {
    /// Every binary fraction ends within so many decimals.
    const EXACT: usize = 1074;
    if !number.is_finite() || number.abs() >= 1e21 {
        return super::value::Value::Number(number).to_text();
    }
    with_sign(
        number,
        round_half_up(&format!("{:.EXACT$}", number.abs()), decimals),
    )
}

/// How American English writes a number: `1,250,000.00`. Rounds the number as it is printed, halves
/// away from zero, so 1.005 gives 1.01.
pub(super) fn grouped(number: f64, decimals: usize) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return with_sign(number, "∞".to_owned());
    }
    let plain = round_half_up(&number.abs().to_string(), decimals);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::new();
    for (position, digit) in whole.char_indices() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    with_sign(number, text)
}

fn with_sign(number: f64, text: String) -> String {
    if number < 0.0 {
        format!("-{text}")
    } else {
        text
    }
}

/// Rounds digits with or without a decimal point.
fn round_half_up(digits: &str, decimals: usize) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let kept = fraction
        .chars()
        .chain(std::iter::repeat('0'))
        .take(decimals);
    let mut rounded: Vec<char> = whole.chars().chain(kept).collect();
    if fraction
        .chars()
        .nth(decimals)
        .is_some_and(|next| next >= '5')
    {
        let nines = rounded
            .iter()
            .rev()
            .take_while(|digit| **digit == '9')
            .count();
        let kept = rounded.len() - nines;
        let (before, after) = rounded.split_at_mut(kept);
        after.fill('0');
        match before
            .last_mut()
            .and_then(|digit| digit.to_digit(10).map(|value| (digit, value)))
        {
            Some((digit, value)) => *digit = char::from_digit(value + 1, 10).unwrap_or('9'),
            None => rounded.insert(0, '1'),
        }
    }
    let whole_length = rounded.len() - decimals;
    let mut text: String = rounded[..whole_length].iter().collect();
    if decimals > 0 {
        text.push('.');
        text.extend(&rounded[whole_length..]);
    }
    text
}
