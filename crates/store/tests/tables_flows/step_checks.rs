use winfactor_domain::{FlowId, Timestamp};
use winfactor_store::{
    flow_customer_steps::{self, CustomerStepRow},
    flow_step_tests::{self, StepTestRow},
};

use crate::tables::{NOW, Tables, on_both_engines};

on_both_engines!(
    a_decision_takes_the_place_of_an_earlier_one,
    a_test_takes_the_place_of_an_earlier_one,
);

fn decision(tables: &Tables, flow: FlowId, step: &str) -> CustomerStepRow {
    CustomerStepRow {
        organization: tables.organization,
        flow,
        step_name: step.to_owned(),
        fingerprint: "first".to_owned(),
        switched_on: true,
        decided_at: NOW,
        decided_by: "Anna Müller".to_owned(),
    }
}

async fn a_decision_takes_the_place_of_an_earlier_one(tables: Tables) {
    let (flow, other) = (tables.id(), tables.id());
    let first = decision(&tables, flow, "step_1");
    let second = CustomerStepRow {
        fingerprint: "second".to_owned(),
        switched_on: false,
        decided_at: Timestamp(NOW.0 + 1),
        decided_by: "Jörg".to_owned(),
        ..first.clone()
    };
    let beside = [
        decision(&tables, flow, "step_2"),
        decision(&tables, other, "step_1"),
    ];
    let rows = [vec![first, second.clone()], beside.to_vec()].concat();
    tables
        .write(move |tx| {
            rows.iter()
                .try_for_each(|row| flow_customer_steps::put(tx, row))
        })
        .await;
    let elsewhere = tables.add_organization("second").await;
    let ours = tables.organization;
    let found = tables
        .read(move |tx| {
            let one = flow_customer_steps::get(tx, ours, flow, "step_1")?;
            let theirs = flow_customer_steps::of_flow(tx, elsewhere, flow)?;
            Ok((one, flow_customer_steps::of_flow(tx, ours, flow)?, theirs))
        })
        .await;
    let expected = vec![second.clone(), beside[0].clone()];
    assert_eq!(found, (Some(second), expected, Vec::new()));
    let left = tables
        .write(move |tx| {
            flow_customer_steps::delete_of_flow(tx, ours, flow)?;
            let other = flow_customer_steps::of_flow(tx, ours, other)?;
            Ok((flow_customer_steps::of_flow(tx, ours, flow)?, other))
        })
        .await;
    assert_eq!(left, (Vec::new(), vec![beside[1].clone()]));
}

async fn a_test_takes_the_place_of_an_earlier_one(tables: Tables) {
    let flow = tables.id();
    let sent = StepTestRow {
        organization: tables.organization,
        flow,
        step_name: "step_1".to_owned(),
        fingerprint: "first".to_owned(),
        recipient: "+4915112345678".to_owned(),
        sent_at: NOW,
        sent_by: "Anna Müller".to_owned(),
        confirmed: None,
    };
    let confirmed = StepTestRow {
        confirmed: Some((Timestamp(NOW.0 + 5), "Jörg".to_owned())),
        ..sent.clone()
    };
    let ours = tables.organization;
    for row in [sent.clone(), confirmed, sent] {
        let written = row.clone();
        let found = tables
            .write(move |tx| {
                flow_step_tests::put(tx, &written)?;
                let all = flow_step_tests::of_flow(tx, ours, flow)?;
                Ok((flow_step_tests::get(tx, ours, flow, "step_1")?, all))
            })
            .await;
        assert_eq!(found, (Some(row.clone()), vec![row]));
    }
    let left = tables
        .write(move |tx| {
            flow_step_tests::delete_of_flow(tx, ours, flow)?;
            flow_step_tests::of_flow(tx, ours, flow)
        })
        .await;
    assert_eq!(left, []);
}
