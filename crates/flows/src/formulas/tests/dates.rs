use serde_json::json;

use super::assert_values;

#[test]
fn dates_are_read_from_many_notations() {
    let day = json!("2025-01-15T00:00:00.000Z");
    let moment = json!("2025-01-15T14:30:00.000Z");
    assert_values(&[
        ("to_date(2025-01-15)", day.clone()),
        ("to_date(2025/1/15)", day.clone()),
        ("to_date(20250115)", day.clone()),
        ("to_date(January 15, 2025)", day.clone()),
        ("to_date(15 Jan 2025)", day.clone()),
        ("to_date(Wed Jan. 15 2025)", day.clone()),
        ("to_date(1/15/2025)", day),
        ("to_date(2025-01-15 14:30)", moment.clone()),
        ("to_date(2025-01-15T14:30:00.000)", moment.clone()),
        ("to_date(2025-01-15T14:30:00Z)", moment.clone()),
        ("to_date(2025-01-15T15:30:00+01:00)", moment.clone()),
        (
            "to_date(\"Wed, 15 Jan 2025 14:30:00 +0000\")",
            moment.clone(),
        ),
        ("to_date(January 15, 2025 2:30 PM)", moment.clone()),
        ("to_date({{trigger.milliseconds}})", moment.clone()),
        ("to_date({{trigger.milliseconds}} / 1000)", moment),
        ("to_date(2025)", json!("2025-01-01T00:00:00.000Z")),
        ("to_date(2025-03)", json!("2025-03-01T00:00:00.000Z")),
        (
            "to_date(12:00 AM 1/1/2025)",
            json!("2025-01-01T00:00:00.000Z"),
        ),
        (
            "to_date(2025-01-15T14:30:00.5)",
            json!("2025-01-15T14:30:00.500Z"),
        ),
        // As JavaScript does, a day too many counts on into the next month.
        ("to_date(2025-02-30)", json!("2025-03-02T00:00:00.000Z")),
        ("to_date(not a date)", json!("")),
        ("to_date(\"\")", json!("")),
        ("to_date({{trigger.missing}})", json!("")),
        ("to_date(2025-02-30T00:00:00Z)", json!("")),
        ("to_date(13:00 PM 1/1/2025)", json!("")),
        ("to_date(15.01.2025)", json!("")),
    ]);
}

#[test]
fn dates_are_written_after_a_pattern() {
    assert_values(&[
        ("format_date({{trigger.paid}})", json!("2025-03-01")),
        (
            "format_date({{trigger.paid}};DD.MM.YYYY)",
            json!("01.03.2025"),
        ),
        (
            "format_date({{trigger.paid}};\"D.M.YY dddd ddd dd d\")",
            json!("1.3.25 Saturday Sat Sa 6"),
        ),
        (
            "format_date({{trigger.paid}};MMMM MMM MM M)",
            json!("March Mar 03 3"),
        ),
        (
            "format_date({{trigger.paid}};[Day] D [of] MMMM)",
            json!("Day 1 of March"),
        ),
        (
            "format_date({{trigger.paid}};HH:mm:ss.SSS Z ZZ)",
            json!("08:00:00.000 +00:00 +0000"),
        ),
        ("format_date(2025-01-15; DD)", json!(" 15")),
        ("format_date(\"nonsense\";DD)", json!("")),
        (
            "format_time(2025-01-15T00:05:09Z;\"h:mm:ss a / hh A / H / s\")",
            json!("12:05:09 am / 12 AM / 0 / 9"),
        ),
        ("format_time(2025-01-15T12:00:00Z)", json!("12:00")),
        (
            "format_date_long({{trigger.paid}})",
            json!("Saturday, March 1, 2025"),
        ),
        ("get_day({{trigger.paid}})", json!(1)),
        ("get_month({{trigger.paid}})", json!("March")),
        ("get_year({{trigger.paid}})", json!(2025)),
        ("get_day_of_week({{trigger.paid}})", json!("Saturday")),
        ("get_year({{trigger.missing}})", json!("")),
    ]);
}

#[test]
fn dates_are_moved_and_compared() {
    assert_values(&[
        ("add_days(2024-02-28;1)", json!("2024-02-29T00:00:00.000Z")),
        (
            "add_days({{trigger.paid}};-1)",
            json!("2025-02-28T08:00:00.000Z"),
        ),
        (
            "add_days(2025-01-15;1.4)",
            json!("2025-01-16T00:00:00.000Z"),
        ),
        (
            "subtract_days({{trigger.paid}};\"1\")",
            json!("2025-02-28T08:00:00.000Z"),
        ),
        (
            "add_hours({{trigger.paid}};0.5)",
            json!("2025-03-01T08:30:00.000Z"),
        ),
        (
            "add_minutes({{trigger.paid}};-1)",
            json!("2025-03-01T07:59:00.000Z"),
        ),
        ("add_days(today();1)", json!("2025-01-16T00:00:00.000Z")),
        ("days_between(2025-03-01;2025-02-28)", json!(1)),
        (
            "days_between(2025-01-01T00:00Z;2025-01-02T12:00Z)",
            json!(2),
        ),
        ("days_between(2025-01-01;\"nonsense\")", json!("")),
        ("hours_between(2025-01-01;2025-01-02)", json!(24)),
        (
            "start_of_month({{trigger.paid}})",
            json!("2025-03-01T00:00:00.000Z"),
        ),
        (
            "end_of_month(2024-02-10)",
            json!("2024-02-29T23:59:59.999Z"),
        ),
        ("is_before(2025-01-01;2025-01-01)", json!(false)),
        ("is_after({{trigger.paid}};now())", json!(true)),
        ("is_after(\"nonsense\";2025-01-01)", json!(false)),
        ("is_same_day(2025-01-15;2025-01-16)", json!(false)),
    ]);
}

#[test]
fn time_zones_are_respected() {
    assert_values(&[
        (
            "convert_timezone(2025-07-01T12:00:00Z;Europe/Vienna)",
            json!("2025-07-01T14:00:00+02:00"),
        ),
        (
            "convert_timezone(2025-01-15T14:30:00Z; Asia/Kolkata )",
            json!("2025-01-15T20:00:00+05:30"),
        ),
        (
            "convert_timezone(2025-01-15T14:30:00+01:00;UTC)",
            json!("2025-01-15T13:30:00Z"),
        ),
        ("convert_timezone(\"nonsense\";UTC)", json!("")),
        ("now(Europe/Vienna)", json!("2025-01-15T15:30:00+01:00")),
        ("today(Pacific/Auckland)", json!("2025-01-16")),
    ]);
}

#[test]
fn distances_are_told_in_words() {
    let table = [
        ("now()", "a few seconds ago"),
        ("2025-01-15T14:29:16Z", "a few seconds ago"),
        ("2025-01-15T14:29:15Z", "a minute ago"),
        ("2025-01-15T14:28:31Z", "a minute ago"),
        ("2025-01-15T14:28:30Z", "2 minutes ago"),
        ("2025-01-15T13:45:00Z", "an hour ago"),
        ("2025-01-15T15:14:00Z", "in 44 minutes"),
        ("2025-01-15T13:00:00Z", "2 hours ago"),
        ("2025-01-16T12:00:00Z", "in a day"),
        ("2025-01-17T02:30:00Z", "in 2 days"),
        ("2024-12-20T14:30:00Z", "a month ago"),
        ("2025-03-15T14:30:00Z", "in 2 months"),
        ("2024-02-15T14:30:00Z", "a year ago"),
        ("2020-01-15T14:30:00Z", "5 years ago"),
    ];
    for (date, expected) in table {
        assert_values(&[(&format!("relative_time({date})"), json!(expected))]);
    }
    assert_values(&[("relative_time(\"nonsense\")", json!(""))]);
}
