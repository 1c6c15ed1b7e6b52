/// Builds a text line by line and takes back a line that turns out to be empty.
#[derive(Default)]
pub(super) struct Lines {
    out: String,
    line_start: usize,
    has_placeholder: bool,
    has_value: bool,
}

impl Lines {
    pub(super) fn push_literal(&mut self, literal: &str) {
        for piece in literal.split_inclusive('\n') {
            self.out.push_str(piece);
            if piece.ends_with('\n') {
                self.end_line();
            }
        }
    }

    pub(super) fn push_placeholder<E>(
        &mut self,
        push: impl FnOnce(&mut String) -> Result<(), E>,
    ) -> Result<(), E> {
        let before = self.out.len();
        push(&mut self.out)?;
        self.has_placeholder = true;
        self.has_value |= self.out.len() > before;
        Ok(())
    }

    fn end_line(&mut self) {
        if self.is_empty_line() {
            self.out.truncate(self.line_start);
        }
        self.line_start = self.out.len();
        self.has_placeholder = false;
        self.has_value = false;
    }

    fn is_empty_line(&self) -> bool {
        self.has_placeholder && !self.has_value
    }

    pub(super) fn finish(mut self) -> String {
        if self.is_empty_line() {
            self.out.truncate(self.line_start);
            // The break before the dropped last line goes with it.
            let kept = self.out.strip_suffix('\n').unwrap_or(&self.out);
            let kept = kept.strip_suffix('\r').unwrap_or(kept).len();
            self.out.truncate(kept);
        }
        self.out
    }
}
