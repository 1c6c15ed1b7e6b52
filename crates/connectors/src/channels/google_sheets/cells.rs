//! A1 notation.

/// `A` is 0, `Z` is 25, `AA` is 26; none for what is no column.
pub(super) fn column_number(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    letters
        .bytes()
        .try_fold(0, |number, letter| {
            letter
                .is_ascii_uppercase()
                .then(|| number * 26 + usize::from(letter - b'A') + 1)
        })?
        .checked_sub(1)
}

pub(super) fn column_letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        let letter = u8::try_from(number % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

/// A range of a sheet. A title may hold anything, so it is always quoted.
pub(super) fn range(title: &str, cells: &str) -> String {
    format!("'{}'!{cells}", title.replace('\'', "''"))
}

/// The number of the first row of a range such as `'Sheet 1'!A5:C7`.
pub(super) fn first_row(range: &str) -> Option<u64> {
    let cells = range.rsplit_once('!').map_or(range, |(_, cells)| cells);
    let first = cells.split(':').next()?;
    first
        .trim_start_matches(|c: char| c.is_ascii_uppercase() || c == '$')
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_and_numbers() {
        for (letters, number) in [
            ("A", 0),
            ("Z", 25),
            ("AA", 26),
            ("AZ", 51),
            ("ZZ", 701),
            ("AAA", 702),
        ] {
            assert_eq!(column_number(letters), Some(number), "{letters}");
            assert_eq!(column_letters(number), letters);
        }
        for no_column in ["", "a", "A1", "Name", "ABCD", "É"] {
            assert_eq!(column_number(no_column), None, "{no_column}");
        }
    }

    #[test]
    fn a_title_is_quoted_and_the_row_of_a_range_is_read() {
        assert_eq!(range("Jan's quotes!", "A:A"), "'Jan''s quotes!'!A:A");
        for (range, row) in [
            ("'Q!1'!A5:C7", Some(5)),
            ("Sheet1!B12", Some(12)),
            ("A:A", None),
        ] {
            assert_eq!(first_row(range), row, "{range}");
        }
    }
}
