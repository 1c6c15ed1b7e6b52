//! How many runs this server goes on with at once. A place is taken before a run is gone on with,
//! and given back when it rests or is over. What finds no place waits in the database: a flow whose
//! receiver is slow fills its own places, an organization at most its own, and the others go on.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;
use winfactor_domain::{FlowId, OrganizationId};

/// How many runs are gone on with at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub flow: usize,
    pub organization: usize,
    pub server: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            flow: 128,
            organization: 256,
            server: 2048,
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Places {
    bounds: Bounds,
    taken: Mutex<Taken>,
    given_back: Notify,
}

#[derive(Debug, Default)]
struct Taken {
    flows: HashMap<FlowId, usize>,
    organizations: HashMap<OrganizationId, usize>,
    all: usize,
    /// Somebody found no place since the last one was given back.
    refused: bool,
}

/// A run's place; it is given back when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    places: Arc<Places>,
    organization: OrganizationId,
    flow: FlowId,
}

impl Places {
    /// A place, if there is one.
    pub(crate) fn take(
        self: &Arc<Self>,
        organization: OrganizationId,
        flow: FlowId,
    ) -> Option<Place> {
        let mut taken = self.taken();
        let of_flow = taken.flows.get(&flow).copied().unwrap_or(0);
        let of_organization = taken.organizations.get(&organization).copied().unwrap_or(0);
        let is_free = of_flow < self.bounds.flow
            && of_organization < self.bounds.organization
            && taken.all < self.bounds.server;
        if !is_free {
            taken.refused = true;
            return None;
        }
        *taken.flows.entry(flow).or_default() += 1;
        *taken.organizations.entry(organization).or_default() += 1;
        taken.all += 1;
        Some(Place {
            places: Arc::clone(self),
            organization,
            flow,
        })
    }

    /// Waits until a place is free that somebody had asked for in vain.
    pub(crate) async fn until_given_back(&self) {
        self.given_back.notified().await;
    }

    /// Whether no run is gone on with.
    pub(crate) fn is_empty(&self) -> bool {
        self.taken().all == 0
    }

    // Nothing panics while the lock is held, so what is inside is sound.
    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        give_back(&mut taken.flows, self.flow);
        give_back(&mut taken.organizations, self.organization);
        taken.all -= 1;
        let wakes = std::mem::take(&mut taken.refused) || taken.all == 0;
        drop(taken);
        if wakes {
            self.places.given_back.notify_one();
        }
    }
}

fn give_back<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: K) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use winfactor_domain::{Id, Timestamp};
    use winfactor_testkit::SeededRng;

    #[test]
    fn neither_a_flow_nor_an_organization_takes_all() {
        let places = Arc::new(Places {
            bounds: Bounds {
                flow: 2,
                organization: 3,
                server: 5,
            },
            ..Places::default()
        });
        let rng = SeededRng::default();
        let flow = || Id::new(Timestamp(0), &rng);
        let organizations: [OrganizationId; 2] =
            [Id::new(Timestamp(0), &rng), Id::new(Timestamp(0), &rng)];
        let [busy, other] = organizations;
        let (slow, second) = (flow(), flow());
        let take = |organization, flow| places.take(organization, flow);
        let mut held = vec![take(busy, slow), take(busy, slow)];
        assert!(held.iter().all(Option::is_some));
        assert!(take(busy, slow).is_none(), "the flow has its two");
        held.push(take(busy, second));
        assert!(held[2].is_some());
        assert!(
            take(busy, flow()).is_none(),
            "the organization has its three"
        );
        held.push(take(other, flow()));
        held.push(take(other, flow()));
        assert!(
            held.iter().all(Option::is_some),
            "the other one is not hindered"
        );
        assert!(take(other, flow()).is_none(), "the server has its five");
        held.remove(0);
        assert!(take(busy, slow).is_some());
        held.clear();
        assert!(places.is_empty());
    }
}
