use winfactor_domain::Locale;

use super::super::Region;
use super::{Month, Name, Settings, Style, Width};

impl Settings {
    /// The pattern of the day, if one is asked for.
    pub(super) fn day_pattern(&self) -> Result<Option<String>, String> {
        if let Some(style) = self.date_style {
            return Ok(Some(styled(style, self.locale).to_owned()));
        }
        let is_number = |month| matches!(month, Month::Number(_));
        let asked = (
            self.weekday.is_some(),
            self.month.map(is_number),
            self.day.is_some(),
            self.year.is_some(),
        );
        // A weekday without anything else stands alone; beside a named zone it does, too.
        let has_time = self.hour.is_some() || self.minute.is_some() || self.second.is_some();
        let is_alone = !has_time || self.time_zone_name.is_some();
        let template = match asked {
            (false, None, false, false) => return Ok(None),
            (true, None, false, false) if is_alone => "e",
            (true, None, false, false) => "E",
            (false, Some(true), false, false) => "M",
            (false, Some(false), false, false) => "l",
            (false, None, true, false) => "d",
            (false, None, false, true) => "y",
            (weekday, month, day, year) => template(self.locale, weekday, month, day, year)
                .ok_or("this combination of weekday, year, month and day")?,
        };
        Ok(Some(self.with_widths(template)))
    }

    /// Puts the widths that are asked for into a template.
    fn with_widths(&self, template: &str) -> String {
        let is_padded = self.is_padded();
        let number = |width: Option<Width>, letter: &str| match width {
            Some(Width::TwoDigit) => letter.repeat(2),
            _ if is_padded => letter.repeat(2),
            _ => letter.to_owned(),
        };
        let name = |name: Option<Name>, letter: &str| match name {
            Some(Name::Long) => letter.repeat(4),
            _ => letter.repeat(3),
        };
        let (month_number, month_name) = match self.month {
            Some(Month::Number(width)) => (Some(width), None),
            Some(Month::Named(name)) => (None, Some(name)),
            None => (None, None),
        };
        let mut pattern = String::new();
        for letter in template.chars() {
            pattern.push_str(&match letter {
                'E' => name(self.weekday, "E"),
                'e' => name(self.weekday, "c"),
                'L' => name(month_name, "M"),
                'l' => name(month_name, "L"),
                'M' => number(month_number, "M"),
                'd' if month_name.is_none() => number(self.day, "d"),
                'd' if self.day == Some(Width::TwoDigit) => "dd".to_owned(),
                'y' if self.year == Some(Width::TwoDigit) => "yy".to_owned(),
                other => other.to_string(),
            });
        }
        pattern
    }

    /// British dates in figures have two digits, unless day and month are asked for in different
    /// widths; a German day does beside such a month, where nothing else is.
    fn is_padded(&self) -> bool {
        let Some(Month::Number(month)) = self.month else {
            return false;
        };
        let is_date = self.day.is_some() || self.year.is_some();
        let day = self.day.unwrap_or(month);
        match self.locale.language() {
            Locale::En if self.locale == Region::UnitedStates => false,
            Locale::En => is_date && (self.weekday.is_some() || month == day),
            Locale::De => {
                month == Width::TwoDigit
                    && self.day.is_some()
                    && self.year.is_none()
                    && self.weekday.is_none()
            }
            Locale::Nl => false,
        }
    }
}

/// Weekday `E`, month in figures `M` or by name `L`, day `d` and year `y`, in order. None where a
/// language has no such order of its own.
fn template(
    region: Region,
    weekday: bool,
    month_is_number: Option<bool>,
    day: bool,
    year: bool,
) -> Option<&'static str> {
    // In the United States, the United Kingdom, German, the Netherlands and Belgium.
    let orders = match (weekday, month_is_number, day, year) {
        (false, Some(true), true, false) => ["M/d", "d/M", "d.M.", "d-M", "d/M"],
        (true, Some(true), true, false) => ["E, M/d", "E d/M", "E, d.M.", "E d-M", "E d/M"],
        (false, Some(true), false, true) => ["M/y", "M/y", "M/y", "M-y", "M/y"],
        (false, Some(true), true, true) => ["M/d/y", "d/M/y", "d.M.y", "d-M-y", "d/M/y"],
        (true, Some(true), true, true) => {
            ["E, M/d/y", "E, d/M/y", "E, d.M.y", "E d-M-y", "E d/M/y"]
        }
        (true, None, true, false) => ["d E", "E d", "E, d.", "E d", "E d"],
        (false, Some(false), true, false) => ["L d", "d L", "d. L", "d L", "d L"],
        (true, Some(false), true, false) => ["E, L d", "E d L", "E, d. L", "E d L", "E d L"],
        (false, Some(false), false, true) => ["L y"; 5],
        (false, Some(false), true, true) => ["L d, y", "d L y", "d. L y", "d L y", "d L y"],
        (true, Some(false), true, true) => {
            ["E, L d, y", "E, d L y", "E, d. L y", "E d L y", "E d L y"]
        }
        _ => return None,
    };
    let position = match region {
        Region::UnitedStates => 0,
        Region::UnitedKingdom => 1,
        Region::Germany | Region::Austria | Region::Switzerland => 2,
        Region::Netherlands => 3,
        Region::Belgium => 4,
    };
    Some(orders[position])
}

fn styled(style: Style, region: Region) -> &'static str {
    match (region, style) {
        (Region::UnitedStates, Style::Full) => "EEEE, MMMM d, y",
        (Region::UnitedStates, Style::Long) => "MMMM d, y",
        (Region::UnitedStates, Style::Medium) => "MMM d, y",
        (Region::UnitedStates, Style::Short) => "M/d/yy",
        (Region::UnitedKingdom, Style::Full) => "EEEE, d MMMM y",
        (Region::UnitedKingdom, Style::Short) => "dd/MM/y",
        (Region::Germany | Region::Austria | Region::Switzerland, style) => match style {
            Style::Full => "EEEE, d. MMMM y",
            Style::Long => "d. MMMM y",
            Style::Medium => "dd.MM.y",
            Style::Short => "dd.MM.yy",
        },
        (Region::Netherlands, Style::Short) => "dd-MM-y",
        (Region::Belgium, Style::Short) => "d/MM/y",
        (Region::Netherlands | Region::Belgium, Style::Full) => "EEEE d MMMM y",
        (_, Style::Long) => "d MMMM y",
        (_, Style::Medium) => "d MMM y",
    }
}
