use std::cmp::Ordering;

/// An amount in decimal digits, exactly: 0.d₁d₂d₃… × 10^point. The first and the last digit are not
/// 0, and 0 itself has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    digits: Vec<u8>,
    point: i64,
}

impl Digits {
    /// Of a text such as `1250`, `1250.5` or Rust's `1.2505e3`, without a sign.
    pub(super) fn of(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole, fraction].concat();
        let significant = all.trim_start_matches('0');
        let leading = all.len() - significant.len();
        let exponent: i64 = exponent.parse().unwrap_or(0);
        let significant = significant.trim_end_matches('0');
        Self {
            digits: significant.bytes().map(|it| it - b'0').collect(),
            point: whole.len() as i64 - leading as i64 + exponent,
        }
    }

    /// Of a finite number: the shortest digits that read back as the same number.
    pub(super) fn of_number(number: f64) -> Self {
        Self::of(&format!("{:e}", number.abs()))
    }

    /// A hundred times as much.
    pub(super) fn percent(mut self) -> Self {
        self.point += 2;
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Rounds half away from zero to this many digits after the decimal mark.
    pub(super) fn round_to_fraction(&mut self, fraction: usize) {
        self.keep(self.point.saturating_add(fraction as i64));
    }

    /// Rounds half away from zero to this many digits in all.
    pub(super) fn round_to_significant(&mut self, count: usize) {
        self.keep(count as i64);
    }

    fn keep(&mut self, count: i64) {
        let Ok(count) = usize::try_from(count) else {
            self.digits.clear();
            return;
        };
        let rounds_up = self.digits.get(count).is_some_and(|it| *it >= 5);
        self.digits.truncate(count);
        // Nines give way to the digit before them, zeros at the end say nothing.
        let idle = if rounds_up { 9 } else { 0 };
        while self.digits.last() == Some(&idle) {
            self.digits.pop();
        }
        if !rounds_up {
            return;
        }
        match self.digits.last_mut() {
            Some(last) => *last += 1,
            None => {
                self.digits.push(1);
                self.point += 1;
            }
        }
    }

    /// The digits before the decimal mark and those after it, at least so many of each.
    pub(super) fn split(&self, whole: usize, fraction: usize) -> (String, String) {
        let end = self.digits.len() as i64;
        let digit = |position: i64| match position.cmp(&0) {
            Ordering::Less => '0',
            _ => self
                .digits
                .get(position as usize)
                .map_or('0', |it| (b'0' + it) as char),
        };
        // 0 has no digits, and its point means nothing.
        let point = if self.is_zero() { 0 } else { self.point };
        let from = point - point.max(whole as i64);
        let before = (from..point).map(digit).collect();
        let after = (point..end.max(point + fraction as i64))
            .map(digit)
            .collect();
        (before, after)
    }

    /// How many digits after the decimal mark show this many digits in all.
    pub(super) fn fraction_of_significant(&self, count: usize) -> usize {
        let before = if self.is_zero() { 1 } else { self.point };
        (count as i64 - before).max(0) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_the_shortest_digits_round_away_from_zero() {
        let cases = [
            (1.005, 2, "1.01"),
            (0.5, 0, "1."),
            (0.4, 0, "0."),
            (0.05, 0, "0."),
            (9.995, 2, "10.00"),
            (99.5, 0, "100."),
            (1e21, 0, "1000000000000000000000."),
            (1.5e-7, 3, "0.000"),
            (0.0, 2, "0.00"),
        ];
        for (number, fraction, expected) in cases {
            let mut digits = Digits::of_number(number);
            digits.round_to_fraction(fraction);
            let (before, after) = digits.split(1, fraction);
            assert_eq!(format!("{before}.{after}"), expected, "{number}");
        }
    }

    #[test]
    fn significant_digits_count_from_the_first() {
        let cases = [
            (123_456.0, 2, "120000."),
            (0.001_234_5, 3, "0.00123"),
            (999.9, 3, "1000."),
        ];
        for (number, count, expected) in cases {
            let mut digits = Digits::of_number(number);
            digits.round_to_significant(count);
            let (before, after) = digits.split(1, 0);
            assert_eq!(format!("{before}.{after}"), expected, "{number}");
        }
    }
}
