use winfactor_domain::Currency;

use super::support::{LOCALES, agree, each};

const NUMBERS: [&str; 22] = [
    "0",
    "(-0)",
    "5",
    "(-5)",
    "0.5",
    "1.005",
    "(-1.005)",
    "2.675",
    "1.5",
    "2.5",
    "999.995",
    "1234.5",
    "(-1234.567)",
    "99999.999",
    "1234567.891",
    "12345678901234.56",
    "1e21",
    "1.5e-7",
    "0.0004",
    "(-0.0004)",
    "NaN",
    "(-Infinity)",
];

fn write(options: &[&str], numbers: &[&str]) {
    let cases = each(&each(&LOCALES, options), numbers);
    let expression = |((locale, options), number): &((&str, &str), &str)| {
        format!("{number}.toLocaleString('{locale}', {options})")
    };
    let expressions: Vec<String> = cases
        .iter()
        .map(expression)
        // A number needs its own parentheses for a method.
        .map(
            |it| match it.starts_with(|first: char| first.is_ascii_digit()) {
                true => format!("({}", it.replacen(".toLocale", ").toLocale", 1)),
                false => it,
            },
        )
        .collect();
    agree(&expressions);
}

#[test]
fn decimal_numbers() {
    let options = [
        "{}",
        "undefined",
        "{minimumFractionDigits: 2}",
        "{maximumFractionDigits: 0}",
        "{maximumFractionDigits: 2}",
        "{minimumFractionDigits: 1, maximumFractionDigits: 1}",
        "{minimumIntegerDigits: 3}",
        "{useGrouping: false}",
        "{useGrouping: 'min2'}",
        "{maximumSignificantDigits: 3}",
        "{minimumSignificantDigits: 4}",
        "{minimumSignificantDigits: 2, maximumSignificantDigits: 5}",
        "{minimumFractionDigits: 5, maximumFractionDigits: 2}",
        "{maximumFractionDigits: 101}",
    ];
    write(&options, &NUMBERS);
}

#[test]
fn signs() {
    let signs = [
        "auto",
        "always",
        "never",
        "exceptZero",
        "negative",
        "sometimes",
    ];
    let options: Vec<String> = each(
        &signs,
        &[
            "",
            ", style: 'percent'",
            ", style: 'currency', currency: 'EUR'",
        ],
    )
    .iter()
    .map(|(sign, style)| format!("{{signDisplay: '{sign}'{style}}}"))
    .collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    write(&options, &NUMBERS);
}

#[test]
fn percentages() {
    let options = [
        "{style: 'percent'}",
        "{style: 'percent', minimumFractionDigits: 1}",
    ];
    write(&options, &NUMBERS);
}

#[test]
fn money() {
    let options = [
        "{style: 'currency', currency: 'EUR'}",
        "{style: 'currency', currency: 'chf'}",
        "{style: 'currency', currency: 'USD', currencyDisplay: 'code'}",
        "{style: 'currency', currency: 'EUR', maximumFractionDigits: 0}",
        "{style: 'currency', currency: 'EUR', minimumFractionDigits: 0}",
        "{style: 'currency', currency: 'EUR', useGrouping: false}",
        "{style: 'currency'}",
        "{style: 'currency', currency: 'EURO'}",
    ];
    write(&options, &NUMBERS);
}

#[test]
fn every_currency_of_the_product() {
    let options: Vec<String> = Currency::all()
        .flat_map(|currency| {
            ["symbol", "narrowSymbol", "code"].map(|display| {
                format!(
                    "{{style: 'currency', currency: '{currency}', currencyDisplay: '{display}'}}"
                )
            })
        })
        .collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    write(&options, &["1250", "(-0.125)"]);
}

#[test]
fn units() {
    let units = [
        "millimeter",
        "centimeter",
        "meter",
        "kilometer",
        "kilogram",
        "inch",
        "foot",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
    ];
    let options: Vec<String> = each(&units, &["short", "long", "narrow"])
        .iter()
        .map(|(unit, display)| {
            format!("{{style: 'unit', unit: '{unit}', unitDisplay: '{display}'}}")
        })
        .chain(["{style: 'unit'}".to_owned()])
        .collect();
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    write(&options, &["0", "1", "(-1)", "1.5", "2", "5000", "1.0001"]);
}

#[test]
fn big_integers_texts_and_lists() {
    let expressions = [
        "(12345678901234567890n).toLocaleString('de')",
        "(-5n).toLocaleString('nl', {style: 'currency', currency: 'EUR'})",
        "new Intl.NumberFormat('de').format('12345678901234567890.25')",
        "new Intl.NumberFormat('de').format('1e3')",
        "new Intl.NumberFormat('de').format('five')",
        "new Intl.NumberFormat('de').format(null)",
        "new Intl.NumberFormat('de').format()",
        "Intl.NumberFormat('de').format(true)",
        "[1234.5, null, [1, 'x']].toLocaleString('de')",
        "new Float64Array([1234.5, 2]).toLocaleString('de')",
        "[1234.5, 6].map(new Intl.NumberFormat('nl').format)",
        "[1234.5].map(it => it.toLocaleString())",
        "new Intl.NumberFormat(['de-CH', 'fr']).format(1234.5)",
        "new Intl.NumberFormat([]).format(1234.5)",
        "new Intl.NumberFormat('DE-at').resolvedOptions().locale",
        "new Intl.NumberFormat('de', {style: 'currency', currency: 'eur'}).resolvedOptions().maximumFractionDigits",
        "new Intl.NumberFormat('de', {useGrouping: false}).resolvedOptions().useGrouping",
        "new Intl.NumberFormat(5).format(1)",
        "new Intl.NumberFormat(null).format(1)",
        "new Intl.NumberFormat('d').format(1)",
        "new Intl.NumberFormat('de', null).format(1)",
        "Object.prototype.toString.call(new Intl.NumberFormat('de'))",
        "Object.prototype.toString.call(Intl)",
        "Number.prototype.toLocaleString.call('5')",
        "typeof Intl.NumberFormat",
        "new Intl.NumberFormat('de') instanceof Intl.NumberFormat",
        "Intl.NumberFormat.supportedLocalesOf(['de-DE', 'nl'])",
    ];
    agree(&expressions.map(str::to_owned));
}

#[test]
fn plural_forms_and_lists_of_words() {
    let numbers = [
        "0", "1", "1.5", "2", "3", "11", "12", "21", "22", "23", "111",
    ];
    let mut expressions: Vec<String> = each(&each(&LOCALES, &["cardinal", "ordinal"]), &numbers)
        .iter()
        .map(|((locale, kind), number)| {
            format!("new Intl.PluralRules('{locale}', {{type: '{kind}'}}).select({number})")
        })
        .collect();
    let lists = ["[]", "['a']", "['a', 'b']", "['a', 'b', 'c']", "[1]"];
    let joined = each(&each(&LOCALES, &["conjunction", "disjunction"]), &lists);
    expressions.extend(joined.iter().map(|((locale, kind), list)| {
        format!("new Intl.ListFormat('{locale}', {{type: '{kind}'}}).format({list})")
    }));
    agree(&expressions);
}
