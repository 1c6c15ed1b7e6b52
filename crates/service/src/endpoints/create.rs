use winfactor_connectors::signing::SigningSecret;
use winfactor_domain::{EndpointId, OrganizationId, Text};
use winfactor_store::webhook_endpoints::{self, EndpointRow, EndpointState};

use super::{Endpoint, EndpointInput, SealedSettings, address, flow_check, input};
use crate::{
    Result, Service, ServiceError, Work,
    idempotency::{self, Idempotency, once},
};

/// A new endpoint, with the secret that is shown this once.
#[derive(Debug)]
pub struct Created {
    pub endpoint: Endpoint,
    pub secret: SigningSecret,
    /// What whoever saved it should know.
    pub warning: Option<&'static str>,
}

const MOST_ENDPOINTS: u32 = 100;

/// Adds an endpoint after checking its address and settings. No event is sent yet.
pub async fn create(
    service: &Service,
    organization: OrganizationId,
    new: EndpointInput,
) -> Result<Created> {
    let created = create_once(service, organization, new, None).await?;
    let created = created.created();
    Ok(created.expect("without a key nothing is replayed"))
}

/// The same, for a request that may come again. What `idempotency` renders is stored: a secret in
/// it must be sealed.
pub async fn create_once(
    service: &Service,
    organization: OrganizationId,
    new: EndpointInput,
    idempotency: Option<Idempotency<Created>>,
) -> Result<idempotency::Created<Created>> {
    let mut text = Text::new();
    let url = input::url(&mut text, service.http(), &new.url);
    let description = input::description(&mut text, &new.description);
    let event_types = input::event_types(&mut text, &new.event_types);
    let filter = input::filter(&mut text, new.filter.as_ref());
    input::headers_and_auth(&mut text, &new.headers, &new.auth);
    input::retry_schedule(&mut text, new.retry_schedule.as_deref());
    let max_in_flight = new
        .max_in_flight
        .map(|value| input::max_in_flight(&mut text, value));
    let max_per_second = new
        .max_per_second
        .map(|value| input::max_per_second(&mut text, value));
    text.finish()?;
    // Without an address `finish` has returned its error.
    let url =
        url.ok_or_else(|| ServiceError::conflict("invalid_url", "the address is unusable"))?;
    let flow = flow_check::look(service, organization, &url).await?;

    let secret = SigningSecret::generate(|bytes| service.rng().fill(bytes));
    let (now, id) = (service.now(), EndpointId::new(service.now(), service.rng()));
    let settings = SealedSettings::new(&secret, new.headers, new.auth);
    let row = EndpointRow {
        id,
        organization,
        url: new.url.trim().to_owned(),
        description,
        event_types,
        filter,
        sealed: settings.seal(service.secrets(), id)?,
        retry_schedule: new.retry_schedule,
        max_in_flight: max_in_flight.unwrap_or_else(|| address::default_in_flight(&url)),
        max_per_second: max_per_second.unwrap_or_else(|| address::default_per_second(&url)),
        auto_pause: new.auto_pause.unwrap_or(true),
        state: EndpointState::active(now),
        flow,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let warning = address::url_warning(&url);
    service
        .write(move |work| {
            work.organization(organization)?;
            once(work, organization, idempotency.as_ref(), |work| {
                require_room(work, organization)?;
                webhook_endpoints::insert(work.tx, &row)?;
                Ok(Created {
                    endpoint: Endpoint::of(row.clone(), settings.clone(), 0)?,
                    secret: secret.clone(),
                    warning,
                })
            })
        })
        .await
}

fn require_room(work: &mut Work<'_, '_>, organization: OrganizationId) -> Result<()> {
    let page = winfactor_store::Page {
        limit: MOST_ENDPOINTS,
        before: None,
    };
    let present = webhook_endpoints::list(work.tx, organization, &page)?;
    if present.len() >= MOST_ENDPOINTS as usize {
        let message = format!("an organization can have {MOST_ENDPOINTS} endpoints");
        return Err(ServiceError::conflict("too_many_endpoints", message));
    }
    Ok(())
}
