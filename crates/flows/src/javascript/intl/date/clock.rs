use winfactor_domain::Locale;

use super::super::Region;
use super::{HourCycle, Name, Settings, Style, Width};

impl Settings {
    /// The pattern of the time of day, if one is asked for.
    pub(super) fn clock_pattern(&self, has_day: bool) -> Result<Option<String>, String> {
        let pattern = match self.time_style {
            Some(style) => Some(self.styled_clock(style)),
            None => self.clock_of_parts(has_day)?,
        };
        let zone = match self.time_style {
            Some(Style::Full) => Some(Name::Long),
            Some(Style::Long) => Some(Name::Short),
            _ => self.time_zone_name,
        };
        match (pattern, zone) {
            (pattern, None) => Ok(pattern),
            (Some(pattern), Some(Name::Short)) => Ok(Some(format!("{pattern} z"))),
            (Some(pattern), Some(Name::Long)) => Ok(Some(format!("{pattern} zzzz"))),
            (None, Some(_)) => Err("timeZoneName without hour and minute".to_owned()),
        }
    }

    fn styled_clock(&self, style: Style) -> String {
        let is_short = style == Style::Short;
        let rest = if is_short { ":mm" } else { ":mm:ss" };
        // The hour keeps the width that it has in the region, however it is counted.
        let is_padded = !self.has_half_days() || self.locale != Region::UnitedStates;
        self.with_hour(is_padded, rest)
    }

    fn clock_of_parts(&self, has_day: bool) -> Result<Option<String>, String> {
        let rest = match (self.hour, self.minute, self.second) {
            (None, None, None) => return Ok(None),
            (None, Some(_), None) => return Ok(Some("m".to_owned())),
            (None, None, Some(_)) => return Ok(Some("s".to_owned())),
            (None, Some(_), Some(_)) => return Ok(Some("mm:ss".to_owned())),
            (Some(_), None, Some(_)) => return Err("hour and second without minute".to_owned()),
            (Some(_), None, None) => "",
            (Some(_), Some(_), None) => ":mm",
            (Some(_), Some(_), Some(_)) => ":mm:ss",
        };
        if rest.is_empty() {
            if self.time_zone_name.is_some() {
                return Err("timeZoneName without hour and minute".to_owned());
            }
            if has_day && self.is_weekday_alone() {
                return Err("weekday and hour without minute".to_owned());
            }
        }
        let is_padded = match self.cycle() {
            HourCycle::H11 | HourCycle::H12 => self.hour == Some(Width::TwoDigit),
            HourCycle::H23 | HourCycle::H24 => !self.has_bare_hour() || self.is_weekday_alone(),
        };
        let mut pattern = self.with_hour(is_padded, rest);
        let is_hour_alone = rest.is_empty() && !self.has_half_days();
        if is_hour_alone && self.locale.language() == Locale::De {
            pattern.push_str(" 'Uhr'");
        }
        Ok(Some(pattern))
    }

    /// CLDR pads the hours of a day of 24, but not when minutes are asked for with two digits and
    /// hours are not, unless the time zone is named.
    fn has_bare_hour(&self) -> bool {
        self.locale != Region::UnitedStates
            && self.hour == Some(Width::Numeric)
            && self.minute == Some(Width::TwoDigit)
            && self.second != Some(Width::Numeric)
            && self.time_zone_name.is_none()
    }

    fn with_hour(&self, is_padded: bool, rest: &str) -> String {
        let letter = match self.cycle() {
            HourCycle::H11 => "K",
            HourCycle::H12 => "h",
            HourCycle::H23 => "H",
            HourCycle::H24 => "k",
        };
        let hour = letter.repeat(if is_padded { 2 } else { 1 });
        match self.cycle() {
            // CLDR has a narrow no-break blank here; V8 writes a plain one.
            HourCycle::H11 | HourCycle::H12 => format!("{hour}{rest} a"),
            HourCycle::H23 | HourCycle::H24 => format!("{hour}{rest}"),
        }
    }

    fn cycle(&self) -> HourCycle {
        self.hour_cycle.unwrap_or(HourCycle::H23)
    }
}
