#![allow(clippy::unwrap_used)]

use winfactor_domain::{EndpointId, EventId, EventType, OrganizationId, Rng};

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
        follows: false,
    }
}

fn following(to: u8, subject: &str, event: i64) -> Delivery {
    Delivery {
        follows: true,
        ..delivery(to, subject, event)
    }
}

#[test]
fn events_of_one_subject_go_one_after_the_other() {
    let mut lanes = Lanes::default();
    let (first, second) = (delivery(1, "a", 1), following(1, "a", 2));
    assert_eq!(lanes.push(first.clone()), None);
    assert_eq!(lanes.push(second.clone()), None);
    assert_eq!(lanes.next(), Some(first.clone()));
    assert_eq!(lanes.next(), None);
    lanes.answered(destination(1), true);
    assert_eq!(
        lanes.next(),
        None,
        "the first one's outcome is not durable yet"
    );
    lanes.settled(&first, true);
    assert_eq!(lanes.next(), Some(second));
}

#[test]
fn a_failure_gives_its_followers_back_and_leaves_other_subjects_alone() {
    let mut lanes = Lanes::default();
    let (first, second, other) = (
        delivery(1, "a", 1),
        following(1, "a", 2),
        delivery(1, "b", 3),
    );
    for one in [&first, &second, &other] {
        lanes.push(one.clone());
    }
    assert_eq!(lanes.next(), Some(first.clone()));
    assert_eq!(lanes.next(), Some(other.clone()));
    lanes.answered(destination(1), false);
    assert_eq!(lanes.settled(&first, false).give_back, [second.clone()]);
    assert_eq!(
        lanes.push(second.clone()),
        Some(second),
        "it follows a failure"
    );
    lanes.answered(destination(1), true);
    lanes.settled(&other, true);
    assert!(lanes.is_idle());
}

#[test]
fn a_full_or_hanging_lane_takes_nothing_from_the_others() {
    let mut lanes = Lanes::default();
    for n in 0..CAPACITY {
        lanes.push(delivery(1, &format!("s{n}"), n as i64));
    }
    assert!(!lanes.has_room(destination(1)));
    assert!(lanes.has_room(destination(2)));
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
        lanes.answered(destination(1), false);
        lanes.settled(&tried, false);
    }
    let running = std::iter::from_fn(|| lanes.next()).count();
    assert_eq!(running, FAILING_LIMIT);
    lanes.answered(destination(1), true);
    assert!(std::iter::from_fn(|| lanes.next()).count() > FAILING_LIMIT);
}

#[test]
fn a_closed_lane_gives_back_what_has_not_started() {
    let mut lanes = Lanes::default();
    let (running, waiting, follower) = (
        delivery(1, "a", 1),
        delivery(1, "b", 2),
        following(1, "a", 3),
    );
    lanes.push(running.clone());
    assert_eq!(lanes.next(), Some(running.clone()));
    lanes.push(waiting.clone());
    lanes.push(follower.clone());
    let mut back = lanes.close(destination(1), Timestamp(99));
    back.sort_by_key(|one| one.event);
    assert_eq!(back, [waiting, follower]);
    assert_eq!(lanes.closed_until(destination(1)), Timestamp(99));
    lanes.answered(destination(1), true);
    lanes.settled(&running, true);
    assert!(lanes.is_idle());
}

#[test]
fn more_in_the_database_is_asked_for_when_half_of_the_lane_is_done() {
    let mut lanes = Lanes::default();
    for n in 0..CAPACITY {
        lanes.push(delivery(1, &format!("s{n}"), n as i64));
    }
    lanes.set_backlog(destination(1), true);
    let mut asked_at = None;
    for done in 1..=CAPACITY {
        let one = lanes.next().unwrap();
        lanes.answered(destination(1), true);
        if lanes.settled(&one, true).claim {
            asked_at = asked_at.or(Some(done));
        }
    }
    assert_eq!(asked_at, Some(CAPACITY / 2));
}
