use serde::Deserialize;
use winfactor_domain::Locale;

use super::super::Region;

/// How much of a unit's name is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum UnitDisplay {
    #[default]
    Short,
    Long,
    Narrow,
}

/// What stands behind a number: of one, and of any other number.
type Forms = [&'static str; 2];

/// A unit that sizes and durations are given in, as CLDR writes it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit(&'static Row);

#[derive(Debug)]
struct Row {
    name: &'static str,
    /// Short, long and narrow, in English, German and Dutch.
    forms: [[Forms; 3]; 3],
}

const fn same(text: &'static str) -> Forms {
    [text, text]
}

const UNITS: [Row; 13] = [
    metric(
        "millimeter",
        " mm",
        "mm",
        [
            [" millimeter", " millimeters"],
            same(" Millimeter"),
            same(" millimeter"),
        ],
    ),
    metric(
        "centimeter",
        " cm",
        "cm",
        [
            [" centimeter", " centimeters"],
            same(" Zentimeter"),
            same(" centimeter"),
        ],
    ),
    metric(
        "meter",
        " m",
        "m",
        [[" meter", " meters"], same(" Meter"), same(" meter")],
    ),
    metric(
        "kilometer",
        " km",
        "km",
        [
            [" kilometer", " kilometers"],
            same(" Kilometer"),
            same(" kilometer"),
        ],
    ),
    metric(
        "kilogram",
        " kg",
        "kg",
        [
            [" kilogram", " kilograms"],
            same(" Kilogramm"),
            same(" kilogram"),
        ],
    ),
    Row {
        name: "inch",
        forms: [
            [same(" in"), [" inch", " inches"], same("″")],
            [["\u{a0}in", " in"], same(" Zoll"), ["\u{a0}in", " in"]],
            [same(" in"), [" inch", " inches"], same("″")],
        ],
    },
    Row {
        name: "foot",
        forms: [
            [same(" ft"), [" foot", " feet"], same("′")],
            [same(" ft"), same(" Fuß"), same(" ft")],
            [same(" ft"), same(" voet"), same(" ft")],
        ],
    },
    Row {
        name: "minute",
        forms: [
            [same(" min"), [" minute", " minutes"], same("m")],
            [same(" Min."), [" Minute", " Minuten"], same(" Min.")],
            [same(" min"), [" minuut", " minuten"], same(" m")],
        ],
    },
    Row {
        name: "hour",
        forms: [
            [same(" hr"), [" hour", " hours"], same("h")],
            [same(" Std."), [" Stunde", " Stunden"], same("h")],
            [same(" uur"), same(" uur"), same(" u")],
        ],
    },
    Row {
        name: "day",
        forms: [
            [[" day", " days"], [" day", " days"], same("d")],
            [same(" Tg."), [" Tag", " Tage"], same(" T")],
            [[" dag", " dagen"], [" dag", " dagen"], same(" d")],
        ],
    },
    Row {
        name: "week",
        forms: [
            [[" wk", " wks"], [" week", " weeks"], same("w")],
            [same(" Wo."), [" Woche", " Wochen"], same(" W")],
            [[" wk", " wkn"], [" week", " weken"], same(" w")],
        ],
    },
    Row {
        name: "month",
        forms: [
            [[" mth", " mths"], [" month", " months"], same("m")],
            [same(" Mon."), [" Monat", " Monate"], same(" M")],
            [same(" mnd"), [" maand", " maanden"], same(" m")],
        ],
    },
    Row {
        name: "year",
        forms: [
            [[" yr", " yrs"], [" year", " years"], same("y")],
            [same(" J"), [" Jahr", " Jahre"], same(" J")],
            [same(" jr"), same(" jaar"), same(" jr")],
        ],
    },
];

/// A unit with one sign for all languages.
const fn metric(
    name: &'static str,
    short: &'static str,
    narrow: &'static str,
    [en, de, nl]: [Forms; 3],
) -> Row {
    let short = same(short);
    Row {
        name,
        forms: [
            [short, en, same(narrow)],
            [short, de, short],
            [short, nl, short],
        ],
    }
}

impl Unit {
    /// The unit of this name, or what is missing.
    pub(super) fn find(name: &str) -> Result<Self, String> {
        let found = UNITS.iter().find(|unit| unit.name == name).map(Unit);
        found.ok_or_else(|| format!("the unit {name}"))
    }

    /// What stands behind the number.
    pub(super) fn around(self, display: UnitDisplay, is_one: bool, region: Region) -> String {
        let language = match region.language() {
            Locale::En => 0,
            Locale::De => 1,
            Locale::Nl => 2,
        };
        let display = match display {
            UnitDisplay::Short => 0,
            UnitDisplay::Long => 1,
            UnitDisplay::Narrow => 2,
        };
        let form = self.0.forms[language][display][usize::from(!is_one)];
        match (region, form) {
            (Region::UnitedKingdom, " hr") if !is_one => " hrs".to_owned(),
            (Region::UnitedKingdom, " min") if !is_one => " mins".to_owned(),
            (Region::UnitedKingdom, form) => form.replace("meter", "metre"),
            (Region::Switzerland, form) => form.replace('ß', "ss"),
            (_, form) => form.to_owned(),
        }
    }
}
