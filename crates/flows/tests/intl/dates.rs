use super::support::{LOCALES, agree, each};

/// Winter and summer, half past midnight, noon, the ends of the year, and both changes of the clock
/// in Europe in 2026: 29 March and 25 October, 01:00 UTC.
const MOMENTS: [i64; 11] = [
    1_110_182_944_000,
    1_767_225_599_999,
    1_767_225_600_000,
    1_767_223_800_000,
    1_774_745_999_000,
    1_774_746_000_000,
    1_792_889_999_000,
    1_792_890_000_000,
    1_782_907_200_500,
    -62_000_000_000_000,
    1_788_480_000_000,
];

fn write(method: &str, options: &[String], moments: &[i64]) {
    let expressions: Vec<String> = each(&LOCALES, &indices(options.len()))
        .into_iter()
        .flat_map(|(locale, index)| {
            let options = &options[index];
            moments
                .iter()
                .map(move |ms| format!("new Date({ms}).{method}('{locale}', {options})"))
        })
        .collect();
    agree(&expressions);
}

fn indices(count: usize) -> Vec<usize> {
    (0..count).collect()
}

#[test]
fn without_options() {
    for method in ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"] {
        write(method, &["undefined".to_owned(), "{}".to_owned()], &MOMENTS);
    }
}

#[test]
fn styles() {
    let styles = ["", "full", "long", "medium", "short"];
    let cycles = [
        "",
        ", hour12: true",
        ", hour12: false",
        ", hourCycle: 'h23'",
    ];
    let options: Vec<String> = each(&each(&styles, &styles), &cycles)
        .into_iter()
        .map(|((date, time), cycle)| {
            let style = |name: &str, style: &str| match style {
                "" => String::new(),
                style => format!("{name}: '{style}', "),
            };
            let (date, time) = (style("dateStyle", date), style("timeStyle", time));
            format!("{{{date}{time}timeZone: 'Europe/Vienna'{cycle}}}")
        })
        .collect();
    write("toLocaleString", &options, &MOMENTS[..4]);
}

#[test]
fn parts_of_a_day() {
    let weekdays = ["", "weekday: 'short', ", "weekday: 'long', "];
    let years = ["", "year: 'numeric', ", "year: '2-digit', "];
    let months = [
        "",
        "month: 'numeric', ",
        "month: '2-digit', ",
        "month: 'short', ",
        "month: 'long', ",
    ];
    let days = ["", "day: 'numeric', ", "day: '2-digit', "];
    let options: Vec<String> = each(&each(&weekdays, &years), &each(&months, &days))
        .into_iter()
        .filter(|((weekday, year), (month, day))| {
            // The others are refused.
            let lone = [weekday, year, month, day]
                .iter()
                .filter(|it| !it.is_empty())
                .count()
                == 1;
            lone || (!day.is_empty() && (year.is_empty() || !month.is_empty()))
                || (weekday.is_empty() && !month.is_empty())
        })
        .map(|((weekday, year), (month, day))| format!("{{{weekday}{year}{month}{day}}}"))
        .collect();
    assert!(options.len() > 90);
    write(
        "toLocaleDateString",
        &options,
        &[1_110_182_944_000, 1_788_480_000_000],
    );
}

#[test]
fn parts_of_a_time() {
    let hours = ["", "hour: 'numeric', ", "hour: '2-digit', "];
    let minutes = ["", "minute: 'numeric', ", "minute: '2-digit', "];
    let seconds = ["", "second: 'numeric', ", "second: '2-digit', "];
    let cycles = [
        "",
        "hour12: true",
        "hour12: false",
        "hourCycle: 'h12'",
        "hourCycle: 'h11'",
        "hourCycle: 'h23'",
    ];
    let options: Vec<String> = each(&each(&hours, &minutes), &each(&seconds, &cycles))
        .into_iter()
        .filter(|((hour, minute), (second, _))| {
            hour.is_empty() || !minute.is_empty() || second.is_empty()
        })
        .map(|((hour, minute), (second, cycle))| format!("{{{hour}{minute}{second}{cycle}}}"))
        .collect();
    write(
        "toLocaleTimeString",
        &options,
        &[1_110_182_944_000, 1_767_226_140_000, 1_782_907_200_500],
    );
}

#[test]
fn a_day_and_a_time() {
    let days = [
        "year: 'numeric', month: 'numeric', day: 'numeric'",
        "year: 'numeric', month: '2-digit', day: '2-digit'",
        "year: 'numeric', month: 'short', day: 'numeric'",
        "year: 'numeric', month: 'long', day: 'numeric'",
        "weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'",
        "weekday: 'short', month: 'short', day: 'numeric'",
        "weekday: 'short', month: 'numeric', day: 'numeric'",
        "weekday: 'short'",
        "weekday: 'long'",
        "month: 'long'",
        "day: 'numeric'",
        "month: 'long', day: 'numeric'",
    ];
    let times = [
        "hour: 'numeric', minute: 'numeric'",
        "hour: '2-digit', minute: '2-digit'",
        "hour: 'numeric', minute: '2-digit'",
        "hour: 'numeric', minute: '2-digit', second: '2-digit', hour12: false",
        "hour: '2-digit', minute: '2-digit', hour12: true",
        "hour: 'numeric', minute: '2-digit', timeZoneName: 'short'",
    ];
    let options: Vec<String> = each(&days, &times)
        .into_iter()
        .map(|(day, time)| format!("{{{day}, {time}, timeZone: 'Europe/Amsterdam'}}"))
        .collect();
    write("toLocaleString", &options, &MOMENTS[..4]);
}

#[test]
fn time_zones_and_their_changes_of_the_clock() {
    let zones = [
        "UTC",
        "Europe/Vienna",
        "Europe/London",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "europe/amsterdam",
        "Etc/GMT+5",
        "Etc/UTC",
        "Mars/Olympus",
        "",
    ];
    let options: Vec<String> = zones
        .iter()
        .map(|zone| format!("{{dateStyle: 'short', timeStyle: 'medium', timeZone: '{zone}'}}"))
        .collect();
    write("toLocaleString", &options, &MOMENTS);
}

#[test]
fn names_of_time_zones() {
    let zones = [
        "UTC",
        "Europe/Vienna",
        "Europe/Amsterdam",
        "Europe/London",
        "Europe/Lisbon",
        "Europe/Athens",
    ];
    let options: Vec<String> = each(&zones, &["long", "full"])
        .into_iter()
        .map(|(zone, style)| format!("{{timeStyle: '{style}', timeZone: '{zone}'}}"))
        .collect();
    write("toLocaleTimeString", &options, &MOMENTS[4..9]);
}

#[test]
fn the_rest_of_date_formats() {
    let expressions = [
        "Intl.DateTimeFormat().resolvedOptions().timeZone",
        "new Intl.DateTimeFormat('de', {timeZone: 'europe/vienna'}).resolvedOptions().timeZone",
        "new Intl.DateTimeFormat('en-GB').resolvedOptions()",
        "new Intl.DateTimeFormat('en', {weekday: 'long', month: 'short', day: '2-digit', timeStyle: undefined}).resolvedOptions()",
        "new Intl.DateTimeFormat('de', {hour: 'numeric', minute: 'numeric', timeZoneName: 'short'}).resolvedOptions()",
        "new Intl.DateTimeFormat('en', {hour: 'numeric', hour12: false}).resolvedOptions()",
        "new Intl.DateTimeFormat('nl', {dateStyle: 'long'}).resolvedOptions()",
        "new Intl.DateTimeFormat('de').format(0)",
        "new Intl.DateTimeFormat('de').format(NaN)",
        "new Intl.DateTimeFormat('de').format('x')",
        "new Intl.DateTimeFormat('de', {hour: 'numeric'}).format(0)",
        "new Intl.DateTimeFormat('de', {timeStyle: 'short'}).format(new Date(0))",
        "[0, 86400000].map(new Intl.DateTimeFormat('nl').format)",
        "new Date(NaN).toLocaleString('de')",
        "new Date(0).toLocaleString()",
        "new Date(0).toLocaleString('default', {month: 'long'})",
        "new Date(0).toLocaleString('de_DE')",
        "new Date(0).toLocaleDateString('de', {timeStyle: 'short'})",
        "new Date(0).toLocaleTimeString('de', {dateStyle: 'short'})",
        "new Date(0).toLocaleString('de', {dateStyle: 'short', day: 'numeric'})",
        "new Date(0).toLocaleDateString('de', {hour: 'numeric', minute: 'numeric'})",
        "new Date(0).toLocaleTimeString('de', {day: 'numeric'})",
        "new Date(0).toLocaleString('de', {month: 'huge'})",
        "new Date(0).toLocaleString('de', {dateStyle: 'huge'})",
        "[new Date(0), 1234.5].toLocaleString('de')",
    ];
    agree(&expressions.map(str::to_owned));
}
