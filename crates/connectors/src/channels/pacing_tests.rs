#![allow(clippy::unwrap_used)]

use serde_json::json;

use super::*;

const GAP: i64 = 1000;

fn wish(ticket: &str) -> Wish<'_> {
    Wish {
        destination: "slack:C1",
        ticket,
        gap_ms: GAP,
        text: Some(ticket),
    }
}

fn turn(pacing: &Pacing, ticket: &str, now: i64) -> Turn {
    pacing.turn(wish(ticket), now)
}

#[test]
fn one_at_a_time_and_in_the_order_of_asking() {
    let pacing = Pacing::default();
    assert_eq!(turn(&pacing, "a", 0), Turn::Now);
    assert_eq!(turn(&pacing, "b", 10), Turn::At(1000));
    assert_eq!(turn(&pacing, "c", 20), Turn::At(2000));
    assert_eq!(
        turn(&pacing, "b", 500),
        Turn::At(1000),
        "it keeps its place"
    );
    assert_eq!(turn(&pacing, "b", 1000), Turn::Now);
    assert_eq!(turn(&pacing, "d", 1001), Turn::At(3000));
    assert_eq!(turn(&pacing, "c", 2000), Turn::Now);
    assert_eq!(turn(&pacing, "d", 3000), Turn::Now);
    assert_eq!(
        turn(&pacing, "e", 10_000),
        Turn::Now,
        "nobody waits any more"
    );
}

#[test]
fn those_who_come_late_do_not_come_all_at_once() {
    let pacing = Pacing::default();
    for (ticket, expected) in [
        ("a", Turn::Now),
        ("b", Turn::At(1000)),
        ("c", Turn::At(2000)),
        ("d", Turn::At(3000)),
    ] {
        assert_eq!(turn(&pacing, ticket, 0), expected);
    }
    let late = 60_000;
    assert_eq!(turn(&pacing, "c", late), Turn::Now);
    assert_eq!(turn(&pacing, "b", late), Turn::At(late + 1000));
    assert_eq!(turn(&pacing, "d", late + 10), Turn::At(late + 1000));
    let mut sent = vec![late];
    let mut now = late;
    while sent.len() < 3 {
        now += 500;
        for ticket in ["b", "d"] {
            if turn(&pacing, ticket, now) == Turn::Now {
                sent.push(now);
            }
        }
    }
    assert!(
        sent.windows(2).all(|two| two[1] - two[0] >= GAP),
        "{sent:?}"
    );
}

#[test]
fn destinations_do_not_wait_for_each_other() {
    let pacing = Pacing::default();
    assert_eq!(turn(&pacing, "a", 0), Turn::Now);
    let other = Wish {
        destination: "slack:C2",
        ticket: "b",
        gap_ms: GAP,
        text: None,
    };
    assert_eq!(pacing.turn(other, 0), Turn::Now);
}

#[test]
fn a_destination_that_asks_to_wait_gets_nothing_before() {
    let pacing = Pacing::default();
    for ticket in ["a", "b", "c"] {
        turn(&pacing, ticket, 0);
    }
    pacing.hold(wish("a"), 30_000);
    assert_eq!(turn(&pacing, "d", 100), Turn::At(33_000));
    assert_eq!(turn(&pacing, "b", 1000), Turn::At(31_000));
    assert_eq!(turn(&pacing, "c", 2000), Turn::At(32_000));
    assert_eq!(turn(&pacing, "a", 30_000), Turn::Now, "it was the first");
    assert_eq!(turn(&pacing, "b", 31_000), Turn::Now);
}

#[test]
fn when_many_wait_one_message_says_it_all() {
    let pacing = Pacing::default();
    turn(&pacing, "first", 0);
    let tickets = ["a", "b", "c", "d", "e", "f"];
    for ticket in &tickets[..4] {
        turn(&pacing, ticket, 0);
    }
    assert_eq!(pacing.take_along("slack:C1", 10), [], "four are not many");
    turn(&pacing, "e", 0);
    turn(&pacing, "f", 0);
    assert_eq!(turn(&pacing, "a", 1000), Turn::Now);
    let along = pacing.take_along("slack:C1", 4);
    let texts: Vec<&str> = along.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(texts, ["b", "c", "d", "e"]);
    assert_eq!(turn(&pacing, "b", 2000), Turn::At(3000), "it is on the way");

    let answer = json!({"ok": true, "ts": "1.2"});
    pacing.said("slack:C1", ["b", "c"], &answer);
    pacing.not_said("slack:C1", ["d", "e"]);
    assert_eq!(turn(&pacing, "b", 3000), Turn::Said(answer.clone()));
    assert_eq!(turn(&pacing, "c", 3000), Turn::Said(answer));
    assert_eq!(turn(&pacing, "d", 4000), Turn::Now);
    assert_eq!(
        turn(&pacing, "b", 4000),
        Turn::At(7000),
        "a new message of its own"
    );
}
