use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::{FutureExt, future::join_all};
use tokio::{
    sync::{Semaphore, mpsc, watch},
    task::{JoinError, JoinSet},
    time::{MissedTickBehavior, interval, sleep},
};
use winfactor_store::{Notifications, StoreError, Wake};

use super::{
    align, claim,
    deliver::{self, Tried},
    delivery::Delivery,
    finish::Batch,
    node,
};
use crate::{Result, Service, ServiceError, connections, context::DUE, runs};

/// Simultaneous tries of this server, over all destinations.
const MOST_IN_FLIGHT: usize = 1024;
/// Outcomes written as one transaction.
const LARGEST_BATCH: usize = 256;
/// How often the database is asked for what has become due, beside being woken.
const POLL: Duration = Duration::from_secs(1);
/// How often deliveries are looked for that are not as the state of their endpoint says.
const ALIGN: Duration = Duration::from_secs(5);
/// How long outcomes wait while the database cannot be written to.
const PAUSE: Duration = Duration::from_millis(500);

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
    pub async fn begin(&self) -> Result<()> {
        let started_at = self.service.now();
        self.service.dispatcher().set_started_at(started_at);
        node::beat(&self.service).await?;
        self.service.dispatcher().set_delivers(true);
        Ok(())
    }

    /// Runs until it is told to stop; then finishes what is on its way and gives back the rest.
    pub async fn run(self) -> Result<()> {
        self.begin().await?;
        let (tried, outcomes) = mpsc::channel(MOST_IN_FLIGHT);
        let slots = Arc::new(Semaphore::new(MOST_IN_FLIGHT));
        let mut finisher = tokio::spawn(finish_batches(self.service.clone(), outcomes));
        let mut beating = JoinSet::new();
        beating.spawn(self.clone().beat());
        let mut parts = JoinSet::new();
        parts.spawn(self.clone().claim());
        parts.spawn(self.clone().align());
        parts.spawn(self.clone().resume_runs());
        // Each part goes on for ever: one that has ended has failed, and so has the worker.
        let mut finisher_ended = None;
        tokio::select! {
            () = self.start_tries(&tried, &slots) => {}
            Some(ended) = parts.join_next() => pass_on(ended),
            Some(ended) = beating.join_next() => pass_on(ended),
            ended = &mut finisher => finisher_ended = Some(ended),
        }
        // From here on nothing is taken in any more.
        let dispatcher = self.service.dispatcher();
        dispatcher.set_delivers(false);
        parts.shutdown().await;
        dispatcher.drain();
        if let Err(error) = claim::give_back(&self.service).await {
            report(&error, "deliveries could not be given back yet");
        }
        // Every slot is free again when the last try has ended.
        let all = u32::try_from(MOST_IN_FLIGHT).unwrap_or(u32::MAX);
        let _ = slots.acquire_many(all).await;
        self.end_runs().await;
        drop(tried);
        pass_on(match finisher_ended {
            Some(ended) => ended,
            None => finisher.await,
        });
        beating.shutdown().await;
        dispatcher.clear();
        node::leave(&self.service).await
    }

    /// Tries everything that is due at this moment, and what follows from it, step by step, until
    /// nothing is left: how tests drive deliveries by hand.
    pub async fn run_until_idle(&self) -> Result<()> {
        let service = &self.service;
        node::beat(service).await?;
        loop {
            service.dispatcher().refill(service.now());
            let mut tries: Vec<Delivery> = Vec::new();
            while let Some(delivery) = service.dispatcher().next() {
                tries.push(delivery);
            }
            if tries.is_empty()
                && claim::due(service).await? == 0
                && align::pass(service).await? == 0
                && connections::wake_in_vain_awaited(service).await? == 0
                && runs::resume_due(service).await? == 0
            {
                return Ok(());
            }
            let outcomes = join_all(tries.into_iter().map(|delivery| async move {
                let tried = try_once(service, &delivery).await;
                (delivery, tried)
            }));
            Batch::new(outcomes.await).write(service).await?;
        }
    }

    /// Starts tries as lanes and slots allow, until it is told to stop.
    async fn start_tries(&self, tried: &mpsc::Sender<(Delivery, Tried)>, slots: &Arc<Semaphore>) {
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

    /// Makes what waits follow the state of its endpoint or of its connection, part by part.
    async fn align(self) {
        let mut poll = interval(ALIGN);
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = poll.tick() => {}
                () = self.service.dispatcher().until_unaligned() => {}
            }
            loop {
                match align::pass(&self.service).await {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(error) => {
                        report(&error, "what waits could not follow its endpoint's state");
                        break;
                    }
                }
            }
            loop {
                match connections::wake_in_vain_awaited(&self.service).await {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(error) => {
                        report(&error, "runs could not follow their connection's state");
                        break;
                    }
                }
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
                () = self.service.flow_runs().places().until_given_back() => {}
            }
            loop {
                match runs::due(&self.service).await {
                    Ok(due) if due.is_empty() => break,
                    Ok(due) => self.go_on_with(due),
                    Err(error) => {
                        report(&error, "due runs could not be claimed");
                        break;
                    }
                }
            }
        }
    }

    /// Each run is bounded by its place; this server leaves when all places are free again.
    fn go_on_with(&self, due: Vec<runs::DueRun>) {
        for run in due {
            let service = self.service.clone();
            tokio::spawn(async move { runs::go_on(&service, run).await });
        }
    }

    /// Lets the runs that were begun write what they do just now, and gives them back.
    async fn end_runs(&self) {
        let runs = self.service.flow_runs();
        runs.stop();
        self.go_on_with(runs.take_handed_runs());
        while !runs.places().is_empty() {
            runs.places().until_given_back().await;
        }
    }

    async fn beat(self) {
        let mut beats = interval(node::HEARTBEAT);
        beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            beats.tick().await;
            if let Err(error) = node::beat(&self.service).await {
                report(&error, "the heartbeat could not be written");
            }
        }
    }
}

/// A try that panics is a try that came to nothing, and no more.
async fn try_once(service: &Service, delivery: &Delivery) -> Tried {
    let tried = AssertUnwindSafe(deliver::attempt(service, delivery)).catch_unwind();
    let tried = tried.await.unwrap_or_else(|_| {
        // The panic itself has been printed.
        tracing::error!(
            organization = %delivery.organization,
            event = %delivery.event,
            destination = %delivery.destination,
            "a try panicked; another one follows",
        );
        Tried::Hindered
    });
    let accepted = tried.is_accepted();
    service
        .dispatcher()
        .answered(delivery.destination, accepted);
    log(delivery, &tried);
    tried
}

/// Writes outcomes as they come: whatever has gathered while the last batch was written is the
/// next. While the database cannot be written to they wait here; their lanes wait with them.
async fn finish_batches(service: Service, mut outcomes: mpsc::Receiver<(Delivery, Tried)>) {
    let mut gathered = Vec::new();
    while outcomes.recv_many(&mut gathered, LARGEST_BATCH).await > 0 {
        let mut batch = Batch::new(std::mem::take(&mut gathered));
        while let Err(error) = batch.write(&service).await {
            report(&error, "outcomes could not be written yet");
            if let ServiceError::Store(StoreError::Closed) = error {
                // Their deliveries are tried again by whoever takes over.
                return;
            }
            sleep(PAUSE).await;
        }
    }
}

/// Lets a panic of a part be one of the whole.
fn pass_on(ended: Result<(), JoinError>) {
    if let Err(error) = ended
        && let Ok(panic) = error.try_into_panic()
    {
        std::panic::resume_unwind(panic);
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
