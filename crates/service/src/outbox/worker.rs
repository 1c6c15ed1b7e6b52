use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use tokio::{
    sync::{Semaphore, mpsc, watch},
    task::JoinSet,
    time::{MissedTickBehavior, interval},
};
use winfactor_domain::Timestamp;
use winfactor_store::{Notifications, Wake};

use super::{
    claim,
    deliver::{self, Tried},
    delivery::Delivery,
    finish::{self, Outcomes, finish, release},
    node,
};
use crate::{Result, Service, context::DUE, runs};

/// Simultaneous tries of this server, over all destinations.
const MOST_IN_FLIGHT: usize = 1024;
/// Outcomes written as one transaction.
const LARGEST_BATCH: usize = 256;
/// How often the database is asked for what has become due, beside being woken.
const POLL: Duration = Duration::from_secs(1);

/// Tries deliveries until it is told to stop.
#[derive(Clone, Debug)]
pub struct Worker {
    service: Service,
    /// Told when to stop.
    stop: watch::Receiver<bool>,
}

impl Worker {
    /// A worker of this server, not at work yet.
    pub fn new(service: &Service, stop: watch::Receiver<bool>) -> Self {
        Worker {
            service: service.clone(),
            stop,
        }
    }

    /// Announces this server, takes over from those that are gone, and from then on takes what is
    /// recorded into its lanes: whoever owns a delivery is known to the others. Returns the moment.
    pub async fn begin(&self) -> Result<Timestamp> {
        let started_at = self.service.now();
        node::beat(&self.service, started_at).await?;
        self.service.dispatcher().set_delivers(true);
        Ok(started_at)
    }

    /// Runs until it is told to stop; then finishes what is on its way and gives back the rest.
    pub async fn run(self) -> Result<()> {
        let started_at = self.begin().await?;
        let (tried, outcomes) = mpsc::channel(MOST_IN_FLIGHT);
        let mut parts = JoinSet::new();
        parts.spawn(self.clone().beat(started_at));
        parts.spawn(self.clone().claim());
        parts.spawn(self.clone().resume_runs());
        let finisher = tokio::spawn(finish_batches(self.service.clone(), outcomes));
        self.start_tries(tried).await;
        // All tries have ended and their outcomes are on the way to the finisher.
        if let Err(error) = finisher.await {
            std::panic::resume_unwind(error.into_panic());
        }
        parts.shutdown().await;
        self.service.dispatcher().set_delivers(false);
        node::leave(&self.service).await
    }

    /// Tries everything that is due at this moment, and what follows from it, step by step, until
    /// nothing is left: how tests drive deliveries by hand.
    pub async fn run_until_idle(&self) -> Result<()> {
        loop {
            let mut tries: Vec<Delivery> = Vec::new();
            while let Some(delivery) = self.service.dispatcher().next() {
                tries.push(delivery);
            }
            if tries.is_empty()
                && claim::due(&self.service).await? == 0
                && runs::resume_due(&self.service).await? == 0
            {
                return Ok(());
            }
            let service = &self.service;
            let outcomes = join_all(tries.into_iter().map(|delivery| async move {
                let tried = try_once(service, &delivery).await;
                (delivery, tried)
            }));
            finish(service, outcomes.await).await?;
        }
    }

    async fn start_tries(&self, tried: mpsc::Sender<(Delivery, Tried)>) {
        let slots = Arc::new(Semaphore::new(MOST_IN_FLIGHT));
        let mut stop = self.stop.clone();
        let dispatcher = self.service.dispatcher();
        while !*stop.borrow() {
            while let Some(delivery) = dispatcher.next() {
                let Ok(slot) = slots.clone().acquire_owned().await else {
                    return;
                };
                let (service, tried) = (self.service.clone(), tried.clone());
                tokio::spawn(async move {
                    let outcome = try_once(&service, &delivery).await;
                    // The finisher outlives every sender.
                    let _ = tried.send((delivery, outcome)).await;
                    drop(slot);
                });
            }
            tokio::select! {
                () = dispatcher.until_ready() => {}
                _ = stop.changed() => {}
            }
        }
        let back = dispatcher.drain();
        let now = self.service.now();
        if let Err(error) = release(&self.service, back, now).await {
            report(
                &error,
                "deliveries could not be given back; their leases end by themselves",
            );
        }
        // Every slot is free again when the last try has ended.
        let all = u32::try_from(MOST_IN_FLIGHT).unwrap_or(u32::MAX);
        let _ = slots.acquire_many(all).await;
    }

    async fn claim(self) {
        let mut poll = interval(POLL);
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut notifications = self
            .service
            .store()
            .notifications()
            .unwrap_or_else(|error| {
                report(
                    &error.into(),
                    "other servers cannot be heard; what is due is polled for",
                );
                None
            });
        loop {
            tokio::select! {
                _ = poll.tick() => {}
                () = self.service.dispatcher().until_due() => {}
                () = woken(&self.service, &mut notifications) => {
                    self.service.dispatcher().wake_runs();
                }
            }
            if let Err(error) = claim::due(&self.service).await {
                report(&error, "due deliveries could not be claimed");
            }
        }
    }

    /// Goes on with runs whose time has come; neither they nor deliveries hold each other up.
    async fn resume_runs(self) {
        let mut poll = interval(POLL);
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = poll.tick() => {}
                () = self.service.dispatcher().until_runs_due() => {}
            }
            loop {
                match runs::resume_due(&self.service).await {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(error) => {
                        report(&error, "due runs could not be claimed");
                        break;
                    }
                }
            }
        }
    }

    async fn beat(self, started_at: Timestamp) {
        let mut beats = interval(node::HEARTBEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            beats.tick().await;
            if let Err(error) = node::beat(&self.service, started_at).await {
                report(&error, "the heartbeat could not be written");
            }
        }
    }
}

async fn try_once(service: &Service, delivery: &Delivery) -> Tried {
    let tried = deliver::attempt(service, delivery).await;
    service
        .dispatcher()
        .answered(delivery.destination, tried.is_accepted());
    log(delivery, &tried);
    tried
}

/// Writes outcomes as they come: whatever has gathered while the last batch was written is the next.
async fn finish_batches(service: Service, mut outcomes: mpsc::Receiver<(Delivery, Tried)>) {
    let mut batch: Outcomes = Vec::new();
    while outcomes.recv_many(&mut batch, LARGEST_BATCH).await > 0 {
        if let Err(error) = finish::finish(&service, std::mem::take(&mut batch)).await {
            report(
                &error,
                "outcomes could not be written; their deliveries are tried again",
            );
        }
    }
}

/// Waits until another server says that something may be due; passes on whatever else it says.
async fn woken(service: &Service, notifications: &mut Option<Notifications>) {
    let Some(notifications) = notifications else {
        return std::future::pending().await;
    };
    loop {
        match notifications.next().await {
            Some(Wake::Payload(payload)) if *payload != *DUE => service.heard(&payload),
            Some(_) => return,
            None => return std::future::pending().await,
        }
    }
}

/// One line for each attempt; no payload, no address, no personal data.
fn log(delivery: &Delivery, tried: &Tried) {
    if let Tried::Webhook { attempt, .. } = tried {
        tracing::debug!(
            organization = %delivery.organization,
            event = %delivery.event,
            event_type = %delivery.event_type,
            destination = %delivery.destination,
            attempt = delivery.attempts + 1,
            outcome = attempt.outcome.code(),
            status = attempt.status,
            duration_ms = attempt.duration.as_millis(),
            "delivery attempt",
        );
    }
}

fn report(error: &crate::ServiceError, what: &'static str) {
    tracing::error!(error = error as &dyn std::error::Error, "{what}");
}
