use super::integer;
use crate::{Locale, Millimetres, UnitSystem};

/// A length with its unit: `2.400 mm`, `7' 10 1/2"`.
pub fn size(size: Millimetres, units: UnitSystem, locale: Locale) -> String {
    match units {
        UnitSystem::Metric => format!("{}\u{a0}mm", integer(i64::from(size.0), locale)),
        UnitSystem::Imperial => imperial(size),
    }
}

fn imperial(size: Millimetres) -> String {
    let (feet, sixteenths) = size.feet_and_sixteenths();
    let (inches, rest) = (sixteenths / 16, sixteenths % 16);
    let fraction = match rest {
        0 => String::new(),
        _ => {
            let shift = rest.trailing_zeros();
            format!("{}/{}", rest >> shift, 16u32 >> shift)
        }
    };
    let inches = match (inches, fraction.is_empty()) {
        (whole, true) => format!("{whole}\""),
        (0, false) => format!("{fraction}\""),
        (whole, false) => format!("{whole} {fraction}\""),
    };
    match feet {
        0 => inches,
        feet => format!("{feet}' {inches}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_follow_the_unit_system() {
        let cases = [
            (2400, UnitSystem::Metric, Locale::De, "2.400\u{a0}mm"),
            (2400, UnitSystem::Metric, Locale::En, "2,400\u{a0}mm"),
            (2400, UnitSystem::Imperial, Locale::En, "7' 10 1/2\""),
            (305, UnitSystem::Imperial, Locale::En, "1' 0\""),
            (13, UnitSystem::Imperial, Locale::En, "1/2\""),
        ];
        for (mm, units, locale, expected) in cases {
            assert_eq!(size(Millimetres(mm), units, locale), expected);
        }
    }

    #[test]
    fn what_is_shown_in_inches_reads_back_to_within_a_millimetre() {
        for mm in 1..5000 {
            let shown = size(Millimetres(mm), UnitSystem::Imperial, Locale::En);
            let back = Millimetres::parse(&shown, UnitSystem::Imperial);
            let difference = back.map_or(u32::MAX, |back| back.0.abs_diff(mm));
            assert!(difference <= 1, "{mm} mm shown as {shown}");
        }
    }
}
