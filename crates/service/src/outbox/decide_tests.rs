use std::time::Duration;

use winfactor_connectors::webhook::FailureKind;

use super::*;

#[derive(Debug)]
struct Middle;
impl Rng for Middle {
    fn fill(&self, bytes: &mut [u8]) {
        // Half of every range: no jitter.
        bytes.fill(0xff);
        if let Some(highest) = bytes.last_mut() {
            *highest = 0x7f;
        }
    }
}

const NOW: Timestamp = Timestamp(1_800_000_000_000);
const BROKEN: Outcome = Outcome::Failed(FailureKind::Status(500));

fn state(status: EndpointStatus) -> EndpointState {
    EndpointState::since(Timestamp(0), status, None)
}

fn failing(count: u32, since: Duration, last: Duration) -> EndpointState {
    EndpointState {
        failing_since: Some(NOW.before(since)),
        last_failure_at: Some(NOW.before(last)),
        failure_count: count,
        ..state(EndpointStatus::Active)
    }
}

fn judge(outcome: Outcome, tries: u32, state: &EndpointState) -> Decision {
    let schedule = RetrySchedule::default();
    decide(&facts(outcome, tries, &schedule, state), &Middle)
}

/// What a probe is judged by: an ordinary delivery where the endpoint is not off.
fn facts<'a>(
    outcome: Outcome,
    tries: u32,
    schedule: &'a RetrySchedule,
    state: &'a EndpointState,
) -> Facts<'a> {
    Facts {
        outcome,
        test: false,
        probe: true,
        tries,
        schedule,
        auto_pause: true,
        state,
        now: NOW,
    }
}

fn minutes(n: u64) -> Duration {
    Duration::from_secs(60 * n)
}

#[test]
fn a_success_finishes_and_changes_nothing_else() {
    let decision = judge(Outcome::Delivered, 1, &state(EndpointStatus::Active));
    assert_eq!(decision.status, DeliveryStatus::Delivered);
    assert_eq!(decision.endpoint, EndpointChange::None);
    assert_eq!(decision.alert, None);
}

#[test]
fn failures_follow_the_schedule_and_the_last_one_is_told() {
    let active = state(EndpointStatus::Active);
    let waits: Vec<_> = (1..=11)
        .map(|tries| judge(BROKEN, tries, &active))
        .map(|decision| (decision.status, decision.due_at.since(NOW).as_secs()))
        .collect();
    let expected = [
        5, 60, 300, 900, 3600, 10_800, 21_600, 43_200, 86_400, 86_400,
    ];
    for (index, wait) in expected.into_iter().enumerate() {
        assert_eq!(waits[index], (DeliveryStatus::Pending, wait));
    }
    assert_eq!(waits[10].0, DeliveryStatus::Failed);
    assert_eq!(judge(BROKEN, 11, &active).alert, Some(AlertKind::GivenUp));
}

#[test]
fn a_busy_receiver_is_left_alone_as_long_as_it_asks() {
    let asked = Some(Duration::from_secs(120));
    let later = Outcome::RetryLater { retry_after: asked };
    let decision = judge(later, 1, &state(EndpointStatus::Active));
    assert_eq!(decision.due_at.since(NOW), Duration::from_secs(120));
    let late = judge(later, 3, &state(EndpointStatus::Active));
    assert_eq!(
        late.due_at.since(NOW),
        minutes(5),
        "but not more often than scheduled"
    );
    let unsaid = Outcome::RetryLater { retry_after: None };
    let decision = judge(unsaid, 1, &state(EndpointStatus::Active));
    assert_eq!(decision.due_at.since(NOW), Duration::from_secs(5));
}

#[test]
fn a_receiver_that_is_gone_stops_the_endpoint_and_loses_nothing() {
    let decision = judge(Outcome::Gone, 1, &state(EndpointStatus::Active));
    assert_eq!(decision.status, DeliveryStatus::Held);
    let stopped = EndpointChange::To(EndpointStatus::Stopped, "gone");
    assert_eq!(decision.endpoint, stopped);
    assert_eq!(decision.alert, Some(AlertKind::Stopped));
    let again = judge(Outcome::Gone, 1, &state(EndpointStatus::Stopped));
    assert_eq!(again.alert, None);
}

#[test]
fn a_flow_that_is_off_is_probed_for_ever_and_told_once() {
    let first = judge(Outcome::FlowOff, 1, &state(EndpointStatus::Active));
    assert_eq!(first.status, DeliveryStatus::Pending);
    let off = EndpointChange::To(EndpointStatus::Off, "flow_off");
    assert_eq!(first.endpoint, off);
    assert_eq!(first.alert, Some(AlertKind::FlowOff));
    let late = judge(Outcome::FlowOff, 500, &state(EndpointStatus::Off));
    assert_eq!(late.status, DeliveryStatus::Pending);
    assert_eq!(late.due_at.since(NOW), minutes(60));
    assert_eq!(late.alert, None);
    let broken = judge(BROKEN, 500, &state(EndpointStatus::Off));
    assert_eq!(broken.status, DeliveryStatus::Pending);
    let back = judge(Outcome::Delivered, 501, &state(EndpointStatus::Off));
    assert_eq!(back.endpoint, EndpointChange::BackOn);
    assert_eq!(back.alert, Some(AlertKind::Recovered));
}

#[test]
fn fifty_failures_in_ten_minutes_pause_nothing() {
    let outage = failing(50, minutes(10), minutes(1));
    let decision = judge(BROKEN, 3, &outage);
    assert_eq!(decision.status, DeliveryStatus::Pending);
    assert_eq!(decision.endpoint, EndpointChange::Failed);
}

#[test]
fn twelve_hours_of_failures_pause_unless_that_was_switched_off() {
    let dead = failing(30, minutes(12 * 60), minutes(60));
    let decision = judge(BROKEN, 3, &dead);
    assert_eq!(decision.status, DeliveryStatus::Held);
    let paused = EndpointChange::To(EndpointStatus::Paused, "failing");
    assert_eq!(decision.endpoint, paused);
    assert_eq!(decision.alert, Some(AlertKind::AutoPaused));

    let schedule = RetrySchedule::default();
    let never = Facts {
        auto_pause: false,
        ..facts(BROKEN, 3, &schedule, &dead)
    };
    assert_eq!(decide(&never, &Middle).status, DeliveryStatus::Pending);
}

#[test]
fn failing_is_told_once_after_ten_minutes_and_so_is_the_recovery() {
    let early = failing(5, minutes(9), minutes(1));
    assert_eq!(judge(BROKEN, 2, &early).alert, None);
    let now_long = failing(5, minutes(11), minutes(5));
    assert_eq!(judge(BROKEN, 2, &now_long).alert, Some(AlertKind::Failing));
    let told = failing(6, minutes(20), minutes(5));
    assert_eq!(judge(BROKEN, 2, &told).alert, None);
    let recovered = judge(Outcome::Delivered, 3, &told);
    assert_eq!(recovered.endpoint, EndpointChange::Recovered);
    assert_eq!(recovered.alert, Some(AlertKind::Recovered));
    let unnoticed = judge(Outcome::Delivered, 3, &failing(1, minutes(1), minutes(1)));
    assert_eq!(unnoticed.endpoint, EndpointChange::Recovered);
    assert_eq!(unnoticed.alert, None);
}

#[test]
fn what_fails_while_the_endpoint_is_paused_is_held() {
    let decision = judge(BROKEN, 1, &state(EndpointStatus::Paused));
    assert_eq!(decision.status, DeliveryStatus::Held);
    assert_eq!(decision.endpoint, EndpointChange::None);
}

#[test]
fn only_the_probe_goes_on_while_a_flow_is_off() {
    let (schedule, off) = (RetrySchedule::default(), state(EndpointStatus::Off));
    for outcome in [Outcome::FlowOff, BROKEN] {
        let other = Facts {
            probe: false,
            ..facts(outcome, 1, &schedule, &off)
        };
        let decision = decide(&other, &Middle);
        assert_eq!(decision.status, DeliveryStatus::Held);
        assert_eq!(
            (decision.endpoint, decision.alert),
            (EndpointChange::None, None)
        );
    }
}

#[test]
fn a_probe_begins_a_round_of_its_own() {
    let decision = judge(Outcome::FlowOff, 7, &state(EndpointStatus::Active));
    assert!(decision.new_round);
    assert_eq!(decision.due_at.since(NOW), Duration::from_secs(30));
}

#[test]
fn a_test_that_fails_is_over_and_counts_for_nothing() {
    let (schedule, active) = (
        RetrySchedule::default(),
        failing(30, minutes(900), minutes(1)),
    );
    for outcome in [Outcome::Gone, Outcome::FlowOff, BROKEN] {
        let trial = Facts {
            test: true,
            ..facts(outcome, 1, &schedule, &active)
        };
        let decision = decide(&trial, &Middle);
        assert_eq!(decision.status, DeliveryStatus::Failed);
        assert_eq!(
            (decision.endpoint, decision.alert),
            (EndpointChange::None, None)
        );
    }
}
