//! SPDX licence expressions: `(MIT OR Apache-2.0) AND Unicode-3.0`.

/// Whether the expression can be satisfied with licences that `allowed` accepts.
/// A licence is handed over together with its exception (`Apache-2.0 WITH LLVM-exception`).
///
/// The old form with a slash for OR is understood. An expression that cannot be read is not satisfied.
pub(super) fn satisfied(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let mut words = Words {
        words: spaced.split_whitespace().collect(),
        next: 0,
        allowed,
    };
    words.alternatives() == Some(true) && words.next == words.words.len()
}

struct Words<'a> {
    words: Vec<&'a str>,
    next: usize,
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Words<'a> {
    fn take(&mut self, word: &str) -> bool {
        let found = self.words.get(self.next) == Some(&word);
        self.next += usize::from(found);
        found
    }

    /// `a OR b`, the weakest operator.
    fn alternatives(&mut self) -> Option<bool> {
        let mut any = self.conjunction()?;
        while self.take("OR") {
            any |= self.conjunction()?;
        }
        Some(any)
    }

    /// `a AND b`
    fn conjunction(&mut self) -> Option<bool> {
        let mut all = self.licence()?;
        while self.take("AND") {
            all &= self.licence()?;
        }
        Some(all)
    }

    /// `a`, `a WITH exception` or `( … )`
    fn licence(&mut self) -> Option<bool> {
        if self.take("(") {
            let inner = self.alternatives()?;
            return self.take(")").then_some(inner);
        }
        let name = self.word()?;
        if self.take("WITH") {
            let exception = self.word()?;
            return Some((self.allowed)(&format!("{name} WITH {exception}")));
        }
        Some((self.allowed)(name))
    }

    fn word(&mut self) -> Option<&'a str> {
        let word = *self.words.get(self.next)?;
        let is_name = !["(", ")", "OR", "AND", "WITH"].contains(&word);
        self.next += usize::from(is_name);
        is_name.then_some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::satisfied;

    fn permissive(expression: &str) -> bool {
        satisfied(expression, &|licence| {
            ["MIT", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"].contains(&licence)
        })
    }

    #[test]
    fn one_allowed_alternative_is_enough() {
        assert!(permissive("MIT"));
        assert!(permissive("GPL-3.0 OR MIT"));
        assert!(permissive("MIT/Apache-2.0"));
        assert!(!permissive("GPL-3.0 OR LGPL-3.0"));
    }

    #[test]
    fn every_part_of_a_conjunction_must_be_allowed() {
        assert!(permissive("(MIT OR GPL-3.0) AND Unicode-3.0"));
        assert!(!permissive("MIT AND GPL-3.0"));
        assert!(permissive("GPL-3.0 AND X OR MIT"), "AND binds before OR");
    }

    #[test]
    fn a_licence_counts_with_its_exception() {
        assert!(permissive("Apache-2.0 WITH LLVM-exception"));
        assert!(!permissive("Apache-2.0"));
    }

    #[test]
    fn what_cannot_be_read_is_not_allowed() {
        for broken in ["", "OR MIT", "(MIT", "MIT MIT", "MIT WITH", "MIT)"] {
            assert!(!permissive(broken), "{broken:?} was taken");
        }
    }
}
