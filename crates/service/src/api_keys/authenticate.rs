use winfactor_domain::{ApiKeyId, OrganizationId};
use winfactor_store::api_keys;

use super::text::is_well_formed;
use crate::{Result, Service, secrets::TokenKind};

/// Who calls the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiCaller {
    pub organization: OrganizationId,
    pub key: ApiKeyId,
    /// Whether the caller may only read; the API answers anything else with `read_only_key`.
    pub read_only: bool,
}

/// Whose key was presented (what follows `Bearer`); `None` when it is no key in use.
pub async fn authenticate(service: &Service, presented: &str) -> Result<Option<ApiCaller>> {
    if !is_well_formed(presented) {
        return Ok(None);
    }
    let now = service.now();
    let state = service.api_keys();
    let hash = service.secrets().hash(TokenKind::ApiKey, presented);
    if let Some(caller) = state.known.get(&hash, now) {
        state.last_uses.note(&caller, now);
        return Ok(Some(caller));
    }

    let ticket = state.known.ticket(now);
    let Some((caller, found_under)) = find(service, presented).await? else {
        return Ok(None);
    };
    if found_under != hash {
        replace_hash(service, caller, hash.clone()).await?;
    }
    state.known.keep(ticket, hash, caller);
    state.last_uses.note(&caller, now);
    Ok(Some(caller))
}

/// The owner of a key, and the hash under which it stands in the database.
async fn find(service: &Service, presented: &str) -> Result<Option<(ApiCaller, String)>> {
    let hashes: Vec<String> = service
        .secrets()
        .hashes(TokenKind::ApiKey, presented)
        .collect();
    service
        .read(move |tx| {
            for hash in &hashes {
                if let Some(key) = api_keys::by_hash(tx, hash)? {
                    let caller = ApiCaller {
                        organization: key.organization,
                        key: key.id,
                        read_only: key.read_only,
                    };
                    return Ok(Some((caller, hash.clone())));
                }
            }
            Ok(None)
        })
        .await
}

/// A key that is still in use moves to the present master key, so that the old one can be dropped.
async fn replace_hash(service: &Service, caller: ApiCaller, hash: String) -> Result<()> {
    service
        .write(move |work| {
            Ok(api_keys::set_hash(
                work.tx,
                caller.organization,
                caller.key,
                &hash,
            )?)
        })
        .await
}
