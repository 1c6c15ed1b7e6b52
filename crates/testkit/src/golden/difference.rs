use std::fmt::Write;

/// More than this is read better in the file.
const MOST_LINES: usize = 20;

/// The lines from the first to the last that differ: `-` present, `+` wanted.
pub(super) fn between(present: &str, wanted: &str) -> String {
    let (present, wanted): (Vec<&str>, Vec<&str>) =
        (present.lines().collect(), wanted.lines().collect());
    let shorter = present.len().min(wanted.len());
    let same_before = (0..shorter)
        .take_while(|at| present[*at] == wanted[*at])
        .count();
    let same_after = (0..shorter - same_before)
        .take_while(|at| present[present.len() - 1 - at] == wanted[wanted.len() - 1 - at])
        .count();
    let mut shown = format!("from line {}:\n", same_before + 1);
    for (sign, lines) in [('-', &present), ('+', &wanted)] {
        let changed = &lines[same_before..lines.len() - same_after];
        for line in changed.iter().take(MOST_LINES) {
            writeln!(shown, "{sign}{line}").expect("writing to a string succeeds");
        }
        if changed.len() > MOST_LINES {
            writeln!(shown, "{sign}… and {} more", changed.len() - MOST_LINES)
                .expect("writing to a string succeeds");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn only_what_differs_is_shown() {
        assert_eq!(
            between("a\nb\nc\n", "a\nx\ny\nc\n"),
            "from line 2:\n-b\n+x\n+y\n"
        );
        assert_eq!(between("a\na\n", "a\n"), "from line 2:\n-a\n");
        assert_eq!(between("", "a\n"), "from line 1:\n+a\n");
    }

    #[test]
    fn a_long_difference_is_cut() {
        let shown = between("", &"line\n".repeat(25));
        assert!(shown.ends_with("+… and 5 more\n"), "{shown}");
    }
}
