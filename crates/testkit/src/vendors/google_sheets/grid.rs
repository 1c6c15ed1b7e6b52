use serde_json::Value;

/// The cells of a sheet.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) rows: Vec<Vec<Value>>,
    pub(super) loses_answer: bool,
}

/// Rows that the sheet has, the empty ones at its end included.
pub(super) const ROWS: usize = 1200;

/// Rows and columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
}

impl Area {
    /// Reads `A5:ZZZ5`, `A:A` or `1:1`.
    pub(super) fn parse(cells: &str) -> Option<Area> {
        let (from, to) = cells.split_once(':')?;
        let ((from_column, from_row), (to_column, to_row)) = (corner(from)?, corner(to)?);
        Some(Area {
            rows: (from_row.unwrap_or(0), to_row.unwrap_or(ROWS - 1)),
            columns: (from_column.unwrap_or(0), to_column.unwrap_or(18_277)),
        })
    }
}

fn corner(text: &str) -> Option<(Option<usize>, Option<usize>)> {
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &text[letters.len()..];
    let mut column = 0;
    for letter in letters.bytes() {
        letter.is_ascii_uppercase().then_some(())?;
        column = column * 26 + usize::from(letter - b'A') + 1;
    }
    let row = match digits {
        "" => None,
        digits => Some(digits.parse::<usize>().ok()?.checked_sub(1)?),
    };
    Some((column.checked_sub(1), row))
}

impl Grid {
    pub(super) fn with_headers(headers: &[&str]) -> Grid {
        Grid {
            rows: vec![headers.iter().map(|header| Value::from(*header)).collect()],
            loses_answer: false,
        }
    }

    pub(super) fn set(&mut self, row: usize, column: usize, value: Value) {
        if self.rows.len() <= row {
            self.rows.resize(row + 1, Vec::new());
        }
        let cells = &mut self.rows[row];
        if cells.len() <= column {
            cells.resize(column + 1, Value::from(""));
        }
        cells[column] = value;
    }

    /// Adds a row behind the last one that holds something; its number from 0.
    pub(super) fn append(&mut self, cells: &[Value]) -> usize {
        let has_text = |row: &Vec<Value>| row.iter().any(|cell| cell != "");
        let row = self
            .rows
            .iter()
            .rposition(has_text)
            .map_or(0, |last| last + 1);
        self.rows.insert(row, Vec::new());
        self.write(row, 0, cells);
        row
    }

    /// Null leaves a cell as it is.
    pub(super) fn write(&mut self, row: usize, column: usize, cells: &[Value]) {
        for (position, cell) in cells.iter().enumerate() {
            if !cell.is_null() {
                self.set(row, column + position, cell.clone());
            }
        }
    }

    /// The cells of an area, without the empty ones at the end of a row and of the area. As they are
    /// shown, they are text.
    pub(super) fn read(&self, area: Area, as_shown: bool) -> Vec<Vec<Value>> {
        let mut found = Vec::new();
        for row in area.rows.0..=area.rows.1.min(self.rows.len().saturating_sub(1)) {
            let cells = self.rows.get(row).map(Vec::as_slice).unwrap_or_default();
            let cells = cells.iter().skip(area.columns.0);
            let cells = cells.take(area.columns.1 - area.columns.0 + 1);
            let mut cells: Vec<Value> = cells.cloned().collect();
            while cells.last().is_some_and(|cell| cell == "") {
                cells.pop();
            }
            if as_shown {
                cells.iter_mut().for_each(|cell| *cell = shown(cell));
            }
            found.push(cells);
        }
        while found.last().is_some_and(Vec::is_empty) {
            found.pop();
        }
        found
    }
}

fn shown(cell: &Value) -> Value {
    match cell {
        Value::String(text) => text.as_str().into(),
        Value::Bool(true) => "TRUE".into(),
        Value::Bool(false) => "FALSE".into(),
        other => other.to_string().into(),
    }
}
