//! The ready-made code step "Texts".

use std::path::Path;

use serde_json::{Value, json};
use winfactor_domain::format::{date, date_time, integer, money, size};
use winfactor_domain::{Currency, Locale, Millimetres, Money, TimeZone, Timestamp, UnitSystem};
use winfactor_testkit::javascript;

use super::support::{TEXTS, code_step, evaluator};

const ZONES: [&str; 3] = ["Europe/Vienna", "America/New_York", "UTC"];

/// One event of each kind.
fn events() -> Vec<Value> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/events");
    let files = std::fs::read_dir(directory).unwrap();
    let events: Vec<Value> = files
        .map(|file| serde_json::from_slice(&std::fs::read(file.unwrap().path()).unwrap()).unwrap())
        .collect();
    assert_eq!(events.len(), 9);
    events
}

fn inputs(event: &Value, locale: Locale, units: UnitSystem, zone: &str) -> Value {
    json!({
        "event": event, "locale": locale.code(), "unitSystem": units.code(), "timeZone": zone,
    })
}

/// What the product itself writes.
fn expected(event: &Value, locale: Locale, units: UnitSystem, zone: &str) -> Value {
    let zone = TimeZone::named(zone).unwrap();
    let data = &event["data"];
    let length = |key: &str| {
        let length = data["configuration"][key].as_u64();
        length.map(|mm| Millimetres(u32::try_from(mm).unwrap()))
    };
    let day = |at: i64| date(zone.day_of(Timestamp(at)), locale);
    let (width, height) = (length("width"), length("height"));
    let written = |length: Option<Millimetres>| length.map(|length| size(length, units, locale));
    let both = width.zip(height).map(|(width, height)| {
        let height = size(height, units, locale);
        match units {
            UnitSystem::Metric => format!("{} × {height}", integer(width.0.into(), locale)),
            UnitSystem::Imperial => format!("{} × {height}", size(width, units, locale)),
        }
    });
    let quote = &data["quote"];
    let total = quote["total"].as_f64().map(|total| {
        let currency: Currency = quote["currency"].as_str().unwrap().parse().unwrap();
        let exact = total.to_string().parse().unwrap();
        money(Money::exact(exact, currency).unwrap(), locale)
    });
    let until = data["sending"]["validUntil"]
        .as_i64()
        .or(data["expiration"]["validUntil"].as_i64());
    let days = data["expiration"]["daysRemaining"].as_i64().map(|days| {
        let word = match (locale, days == 1) {
            (Locale::En, true) => "day",
            (Locale::En, false) => "days",
            (Locale::De, true) => "Tag",
            (Locale::De, false) => "Tage",
            (Locale::Nl, true) => "dag",
            (Locale::Nl, false) => "dagen",
        };
        format!("{days} {word}")
    });
    let happened = Timestamp(event["timestamp"].as_i64().unwrap());
    json!({
        "size": both, "width": written(width), "height": written(height), "total": total,
        "validUntil": until.map(day),
        "happenedAt": date_time(zone.wall_clock(happened), locale),
        "daysRemaining": days,
    })
}

/// The events, in every language and unit system and some time zones.
#[track_caller]
fn check(events: &[Value]) {
    let mut cases = Vec::new();
    for event in events {
        for locale in Locale::ALL {
            for units in [UnitSystem::Metric, UnitSystem::Imperial] {
                for zone in ZONES {
                    let inputs = inputs(event, locale, units, zone);
                    cases.push((inputs, expected(event, locale, units, zone)));
                }
            }
        }
    }
    let (step, all): (_, Vec<Value>) = (
        code_step(TEXTS),
        cases.iter().map(|it| it.0.clone()).collect(),
    );
    let theirs = javascript::run_code(TEXTS, &all);
    for ((inputs, expected), there) in cases.iter().zip(theirs) {
        let here = evaluator().run_code(&step, inputs);
        assert_eq!(here.as_ref(), Ok(expected), "{inputs}");
        assert_eq!(there.as_ref(), Ok(expected), "in Node.js: {inputs}");
    }
}

#[test]
fn every_event_is_written_as_the_product_writes_it_here_and_in_node() {
    check(&events());
}

#[test]
fn all_currencies_and_amounts_are_written_as_the_product_writes_them() {
    let quote = |currency: Currency, total: f64| {
        json!({
            "timestamp": 1_767_222_000_000_i64,
            "data": {"quote": {
                "total": total, "currency": currency.code(), "currencySymbol": currency.symbol(),
            }},
        })
    };
    let quotes: Vec<Value> = Currency::all()
        .flat_map(|currency| [quote(currency, 0.0), quote(currency, 1_234_567.0)])
        .chain([
            quote(Currency::EUR, -0.05),
            quote(Currency::USD, 9_999_999_999.99),
        ])
        .collect();
    check(&quotes);
}

#[test]
fn all_sizes_are_written_as_the_product_writes_them() {
    let sizes = [
        0, 1, 2, 13, 25, 304, 305, 999, 1000, 2400, 2401, 3048, 12_345, 20_000,
    ];
    let sized: Vec<Value> = sizes
        .map(|mm| {
            json!({
                "timestamp": 1_774_746_000_000_i64,
                "data": {
                    "configuration": {"width": mm, "height": mm + 7},
                    "expiration": {"validUntil": 1_774_745_999_999_i64, "daysRemaining": mm % 3},
                },
            })
        })
        .to_vec();
    check(&sized);
}

#[test]
fn what_is_missing_is_null_and_other_languages_are_written_in_english() {
    let run = |inputs: Value| evaluator().run_code(&code_step(TEXTS), &inputs).unwrap();
    let nothing = run(json!({"event": {}, "locale": "nl", "unitSystem": "metric"}));
    let keys = [
        "size",
        "width",
        "height",
        "total",
        "validUntil",
        "happenedAt",
        "daysRemaining",
    ];
    for key in keys {
        assert_eq!(nothing[key], Value::Null, "{key}");
    }
    let event = json!({"timestamp": 0, "data": {"configuration": {"width": 1500}}});
    let written = run(json!({"event": event, "locale": "fr", "unitSystem": "", "timeZone": ""}));
    assert_eq!(written["width"], "1,500\u{a0}mm");
    assert_eq!(written["size"], Value::Null);
    assert_eq!(written["happenedAt"], "1 January 1970, 00:00");
}
