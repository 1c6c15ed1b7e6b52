use std::process::Command;

use serde_json::{Value, json};
use winfactor_flows::expressions::InputTemplate;

use super::support::{NOW_MS, check, evaluator, scope};

#[test]
fn the_time_is_the_run_s() {
    check(&[
        ("{{ Date.now() }}", json!(NOW_MS)),
        ("{{ new Date().getTime() }}", json!(NOW_MS)),
        (
            "{{ new Date().toISOString() }}",
            json!("2026-11-25T10:00:00.000Z"),
        ),
        (
            "{{ Date() }}",
            json!("Wed Nov 25 2026 10:00:00 GMT+0000 (Coordinated Universal Time)"),
        ),
        ("{{ new Date(Date.now() + 86400000).getDate() }}", json!(26)),
    ]);
    let mut evaluator = evaluator();
    let template = InputTemplate::compile(&Value::from("{{ Date.now() }}")).unwrap();
    evaluator.set_now_ms(5);
    assert_eq!(template.resolve(&scope(), &mut evaluator), Ok(json!(5)));
    evaluator.set_now_ms(6);
    assert_eq!(template.resolve(&scope(), &mut evaluator), Ok(json!(6)));
}

#[test]
fn chance_follows_the_seed() {
    let text = Value::from("{{ [Math.random(), Math.random()] }}");
    let template = InputTemplate::compile(&text).unwrap();
    let mut first = evaluator();
    let drawn = template.resolve(&scope(), &mut first).unwrap();
    let again = template.resolve(&scope(), &mut first).unwrap();
    assert_ne!(drawn, again, "a later step draws others");
    assert_eq!(
        template.resolve(&scope(), &mut evaluator()),
        Ok(drawn.clone())
    );
    for number in drawn.as_array().unwrap() {
        assert!((0.0..1.0).contains(&number.as_f64().unwrap()));
    }
}

#[test]
fn local_time_is_utc() {
    check(&[
        (
            "{{ new Date(2026, 6, 1, 12).toISOString() }}",
            json!("2026-07-01T12:00:00.000Z"),
        ),
        (
            "{{ new Date('2026-07-01T12:00:00').toISOString() }}",
            json!("2026-07-01T12:00:00.000Z"),
        ),
        (
            "{{ new Date('2026-07-01').toISOString() }}",
            json!("2026-07-01T00:00:00.000Z"),
        ),
        (
            "{{ new Date('2026-07-01T12:00:00+02:00').toISOString() }}",
            json!("2026-07-01T10:00:00.000Z"),
        ),
        (
            "{{ new Date('2026-07-01T12:00:00.5Z').toISOString() }}",
            json!("2026-07-01T12:00:00.500Z"),
        ),
        (
            "{{ new Date('July 1, 2026').toISOString() }}",
            json!("2026-07-01T00:00:00.000Z"),
        ),
        (
            "{{ new Date('July 1, 2026 12:30').toISOString() }}",
            json!("2026-07-01T12:30:00.000Z"),
        ),
        (
            "{{ new Date('Wed, 01 Jul 2026 12:00:00 GMT').toISOString() }}",
            json!("2026-07-01T12:00:00.000Z"),
        ),
        ("{{ new Date('2026-07-01 12:00').getHours() }}", json!(12)),
        (
            "{{ Date.parse('2026-07-01T00:00') }}",
            json!(1_782_864_000_000_i64),
        ),
        ("{{ new Date(0).getTimezoneOffset() }}", json!(0)),
        ("{{ new Date(0).getHours() }}", json!(0)),
        (
            "{{ String(new Date(0)) }}",
            json!("Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)"),
        ),
        (
            "{{ new Date(0) + '' }}",
            json!("Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)"),
        ),
        ("{{ new Date(0).toDateString() }}", json!("Thu Jan 01 1970")),
        (
            "{{ new Date(46800000).toLocaleString() }}",
            json!("1/1/1970, 1:00:00 PM"),
        ),
        ("{{ new Date(0).toLocaleDateString() }}", json!("1/1/1970")),
        ("{{ String(new Date(NaN)) }}", json!("Invalid Date")),
        ("{{ new Date(new Date(5)).getTime() }}", json!(5)),
        (
            "{{ (d => { d.setHours(25); return d.toISOString() })(new Date(0)) }}",
            json!("1970-01-02T01:00:00.000Z"),
        ),
        (
            "{{ new Date(0) instanceof Date && new Date(0).constructor === Date }}",
            json!(true),
        ),
        ("{{ Date.UTC(2026, 0) - new Date(2026, 0) }}", json!(0)),
        ("{{ new Date(99, 0).getFullYear() }}", json!(1999)),
    ]);
}

/// The same in a process of another time zone: the engine takes it from the system.
#[test]
fn the_machine_s_time_zone_does_not_matter() {
    let here = std::env::current_exe().unwrap();
    let name = "expressions::time_and_chance::local_time_is_utc";
    for zone in ["America/New_York", "Asia/Kolkata"] {
        let mut there = Command::new(&here);
        let output = there
            .env("TZ", zone)
            .args(["--exact", name])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success() && said.contains("1 passed"),
            "{zone}: {said}"
        );
    }
}
