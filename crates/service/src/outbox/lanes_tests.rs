#![allow(clippy::unwrap_used)]

use winfactor_domain::{EndpointId, EventId, EventType, OrganizationId, Rng};

use super::super::lane::{CAPACITY, DEFAULT_LIMIT, FAILING_LIMIT, FAILURES_IN_A_ROW};
use super::*;

#[derive(Debug)]
struct Byte(u8);
impl Rng for Byte {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0);
    }
}

fn destination(n: u8) -> Destination {
    Destination::Endpoint(EndpointId::new(Timestamp(1), &Byte(n)))
}

fn delivery(to: u8, subject: &str, event: i64) -> Delivery {
    Delivery {
        organization: OrganizationId::new(Timestamp(1), &Byte(0)),
        event: EventId::new(Timestamp(event), &Byte(0)),
        destination: destination(to),
        event_type: EventType::QuoteSent,
        subject: subject.into(),
        attempts: 0,
        round_start: 0,
        body: "{}".into(),
        lease_end: Timestamp(i64::MAX),
        revision: Some(1),
        limits: None,
        test: false,
        probe: false,
        follows: None,
    }
}

fn following(older: &Delivery, event: i64) -> Delivery {
    Delivery {
        event: EventId::new(Timestamp(event), &Byte(0)),
        follows: Some(older.event),
        ..older.clone()
    }
}

const LATER: Settled = Settled::Waits(Timestamp(50));
const NOW: Timestamp = Timestamp(10);

#[test]
fn events_of_one_subject_go_one_after_the_other() {
    let mut lanes = Lanes::default();
    let first = delivery(1, "a", 1);
    let second = following(&first, 2);
    assert_eq!(lanes.push(first.clone()), None);
    assert_eq!(lanes.push(second.clone()), None);
    assert_eq!(lanes.next(), Some(first.clone()));
    assert_eq!(lanes.next(), None);
    lanes.answered(destination(1), Some(true));
    assert_eq!(
        lanes.next(),
        None,
        "the first one's outcome is not durable yet"
    );
    lanes.settled(&first, Settled::Finished);
    assert_eq!(lanes.next(), Some(second));
}

#[test]
fn a_failure_gives_its_followers_back_and_leaves_other_subjects_alone() {
    let mut lanes = Lanes::default();
    let (first, other) = (delivery(1, "a", 1), delivery(1, "b", 3));
    let second = following(&first, 2);
    for one in [&first, &second, &other] {
        lanes.push(one.clone());
    }
    assert_eq!(lanes.next(), Some(first.clone()));
    assert_eq!(lanes.next(), Some(other.clone()));
    lanes.answered(destination(1), Some(false));
    assert_eq!(
        lanes.settled(&first, LATER).give_back,
        std::slice::from_ref(&second)
    );
    assert_eq!(
        lanes.push(second.clone()),
        Some(second),
        "it follows a failure"
    );
    lanes.answered(destination(1), Some(true));
    lanes.settled(&other, Settled::Finished);
    lanes.end_claim(destination(1), false, false);
    assert!(lanes.lanes.is_empty(), "{lanes:?}");
}

#[test]
fn nothing_goes_before_one_in_between_that_is_elsewhere() {
    let mut lanes = Lanes::default();
    let first = delivery(1, "a", 1);
    let second = following(&first, 2);
    let third = following(&second, 3);
    lanes.push(first.clone());
    assert!(!lanes.is_last(destination(1), "a", second.event));
    assert_eq!(lanes.push(third.clone()), Some(third.clone()));
    assert_eq!(lanes.push(second.clone()), None);
    assert!(lanes.is_last(destination(1), "a", second.event));
    assert_eq!(lanes.push(third), None);
}

#[test]
fn what_is_claimed_anew_is_not_sent_twice() {
    let mut lanes = Lanes::default();
    let first = delivery(1, "a", 1);
    lanes.push(first.clone());
    assert_eq!(lanes.next(), Some(first.clone()));
    assert_eq!(lanes.push(first.clone()), None);
    lanes.answered(destination(1), Some(true));
    lanes.settled(&first, Settled::Finished);
    assert_eq!(lanes.next(), None);
    assert!(lanes.lanes.is_empty());
}

#[test]
fn what_waits_behind_something_here_is_asked_for_when_that_is_done() {
    let mut lanes = Lanes::default();
    let first = delivery(1, "a", 1);
    lanes.push(first.clone());
    lanes.next();
    lanes.begin_claim(destination(1));
    lanes.end_claim(destination(1), false, true);
    assert_eq!(lanes.entrance(destination(1), NOW), Entrance::Open);
    lanes.answered(destination(1), Some(true));
    assert!(lanes.settled(&first, Settled::Finished).claim);
}

#[test]
fn one_that_is_done_during_a_claim_asks_for_another() {
    let mut lanes = Lanes::default();
    let first = delivery(1, "a", 1);
    lanes.push(first.clone());
    lanes.next();
    lanes.begin_claim(destination(1));
    lanes.answered(destination(1), Some(true));
    assert!(lanes.settled(&first, Settled::Finished).claim);
}

#[test]
fn a_limit_that_comes_with_the_first_delivery_holds_for_it() {
    let mut lanes = Lanes::default();
    for n in 0..9 {
        lanes.push(Delivery {
            limits: Some(Limits::of(2, None)),
            ..delivery(1, &format!("s{n}"), n)
        });
    }
    assert_eq!(std::iter::from_fn(|| lanes.next()).count(), 2);
}

#[test]
fn a_destination_takes_only_so_many_tries_a_second() {
    let mut lanes = Lanes::default();
    let paced = Some(Limits::of(16, Some(3)));
    for n in 0..10 {
        lanes.push(Delivery {
            limits: paced,
            ..delivery(1, &format!("s{n}"), n)
        });
    }
    let mut start = |now| {
        lanes.refill(Timestamp(now));
        let started: Vec<_> = std::iter::from_fn(|| lanes.next()).collect();
        for _ in &started {
            lanes.answered(destination(1), Some(true));
        }
        started.len()
    };
    let started = [1000, 1500, 1999, 2000, 3100, 3500, 9000].map(&mut start);
    assert_eq!(started, [3, 0, 0, 3, 3, 0, 1]);
}

#[test]
fn a_limit_holds_for_what_starts_before_the_first_look_at_the_clock() {
    let mut lanes = Lanes::default();
    for n in 0..10 {
        lanes.push(Delivery {
            limits: Some(Limits::of(16, Some(3))),
            ..delivery(1, &format!("s{n}"), n)
        });
    }
    assert_eq!(std::iter::from_fn(|| lanes.next()).count(), 3);
    lanes.refill(Timestamp(1000));
    assert_eq!(std::iter::from_fn(|| lanes.next()).count(), 0);
    lanes.refill(Timestamp(2000));
    assert_eq!(std::iter::from_fn(|| lanes.next()).count(), 3);
}

#[test]
fn a_full_or_hanging_lane_takes_nothing_from_the_others() {
    let mut lanes = Lanes::default();
    for n in 0..CAPACITY {
        lanes.push(delivery(1, &format!("s{n}"), n as i64));
    }
    assert_eq!(lanes.entrance(destination(1), NOW), Entrance::Full);
    assert_eq!(lanes.entrance(destination(2), NOW), Entrance::Open);
    let hanging: Vec<_> = std::iter::from_fn(|| lanes.next()).collect();
    assert_eq!(hanging.len(), DEFAULT_LIMIT);
    let quick = delivery(2, "x", 1);
    lanes.push(quick.clone());
    assert_eq!(lanes.next(), Some(quick));
}

#[test]
fn lanes_take_turns() {
    let mut lanes = Lanes::default();
    for n in 0..4 {
        lanes.push(delivery(1, &format!("s{n}"), n));
    }
    lanes.push(delivery(2, "x", 1));
    let order: Vec<_> = std::iter::from_fn(|| lanes.next())
        .map(|one| one.destination)
        .collect();
    let first_of_second = order.iter().position(|d| *d == destination(2));
    assert!(first_of_second.unwrap() <= 1, "{order:?}");
}

#[test]
fn a_destination_that_keeps_failing_is_tried_two_at_a_time() {
    let mut lanes = Lanes::default();
    for n in 0..50 {
        lanes.push(delivery(1, &format!("s{n}"), n));
    }
    for _ in 0..FAILURES_IN_A_ROW {
        let tried = lanes.next().unwrap();
        lanes.answered(destination(1), Some(false));
        lanes.settled(&tried, LATER);
    }
    let running = std::iter::from_fn(|| lanes.next()).count();
    assert_eq!(running, FAILING_LIMIT);
    lanes.answered(destination(1), Some(true));
    assert!(std::iter::from_fn(|| lanes.next()).count() > FAILING_LIMIT);
}

#[test]
fn a_closed_lane_gives_back_what_has_not_started() {
    let mut lanes = Lanes::default();
    let (running, waiting) = (delivery(1, "a", 1), delivery(1, "b", 2));
    let follower = following(&running, 3);
    lanes.push(running.clone());
    assert_eq!(lanes.next(), Some(running.clone()));
    lanes.push(waiting.clone());
    lanes.push(follower.clone());
    let mut back = lanes.close(destination(1), Timestamp(99));
    back.sort_by_key(|one| one.event);
    assert_eq!(back, [waiting, follower]);
    let until = Entrance::Closed(Timestamp(99));
    assert_eq!(lanes.entrance(destination(1), NOW), until);
    assert_eq!(
        lanes.entrance(destination(1), Timestamp(99)),
        Entrance::Open
    );
    lanes.answered(destination(1), Some(true));
    lanes.settled(&running, Settled::Finished);
    lanes.changed(destination(1));
    assert!(lanes.lanes.is_empty());
}

#[test]
fn more_in_the_database_is_asked_for_when_half_of_the_lane_is_done() {
    let mut lanes = Lanes::default();
    for n in 0..CAPACITY {
        lanes.push(delivery(1, &format!("s{n}"), n as i64));
    }
    lanes.has_backlog(destination(1));
    let mut asked_at = None;
    for done in 1..=CAPACITY {
        let one = lanes.next().unwrap();
        lanes.answered(destination(1), Some(true));
        if lanes.settled(&one, Settled::Finished).claim {
            asked_at = asked_at.or(Some(done));
        }
    }
    assert_eq!(asked_at, Some(CAPACITY / 2));
}

#[test]
fn an_outage_of_many_leaves_most_slots_to_the_others() {
    let mut lanes = Lanes::default();
    for to in 0..200 {
        for n in 0..20 {
            lanes.push(delivery(to, &format!("s{n}"), n));
        }
    }
    // All of them fail five times in a row, and then hang.
    for _ in 0..FAILURES_IN_A_ROW {
        let mut tried = Vec::new();
        while tried.len() < 200 {
            tried.push(lanes.next().unwrap());
        }
        for one in tried {
            lanes.answered(one.destination, Some(false));
            lanes.settled(&one, LATER);
        }
    }
    let hanging = std::iter::from_fn(|| lanes.next()).count();
    assert_eq!(hanging, MOST_FAILING);
    let well = delivery(201, "x", 1);
    lanes.push(well.clone());
    assert!(lanes.can_start());
    assert_eq!(lanes.next(), Some(well));
    // One that answers is let in again with the well ones.
    lanes.answered(destination(7), Some(true));
    assert_eq!(lanes.next().unwrap().destination, destination(7));
}
