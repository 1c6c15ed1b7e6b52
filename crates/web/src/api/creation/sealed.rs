use axum::{body::Body, http::StatusCode, response::Response};
use secrecy::ExposeSecret;
use serde::Serialize;
use winfactor_service::{
    Service, ServiceError,
    idempotency::{Created, FirstAnswer, Idempotency},
};

use super::{Once, replayed, to_json};
use crate::api::{error::ApiError, reply::json};

/// A repeatable creation whose answer holds a secret: what is kept for repetitions is encrypted.
#[derive(Debug)]
pub(in crate::api) struct Sealed {
    service: Service,
    /// Binds the ciphertext to the one request that it answers.
    place: String,
}

impl Once {
    /// As [`Once::idempotency`], with an answer that nobody can read in the database.
    pub(in crate::api) fn sealed<R, V: Serialize>(
        self,
        service: &Service,
        answer: impl Fn(&R) -> (StatusCode, V) + Send + Sync + 'static,
    ) -> (Option<Idempotency<R>>, Sealed) {
        let hash = self.0.as_ref().map(|(_, hash)| hash.as_str());
        let place = format!("idempotency_keys/{}", hash.unwrap_or_default());
        let sealed = Sealed {
            service: service.clone(),
            place: place.clone(),
        };
        let service = service.clone();
        let idempotency = self.0.map(|(key, request_hash)| Idempotency {
            key,
            request_hash,
            render: Box::new(move |created: &R| {
                let (status, body) = answer(created);
                let sealer = service.secrets().sealer();
                FirstAnswer {
                    status: status.as_u16(),
                    body: sealer.seal(&place, to_json(&body).as_bytes()),
                }
            }),
        });
        (idempotency, sealed)
    }
}

/// The answer to such a creation, or the one that was given the first time.
pub(in crate::api) fn created_sealed<R, V: Serialize>(
    created: Created<R>,
    sealed: &Sealed,
    answer: impl Fn(&R) -> (StatusCode, V),
) -> Result<Response, ApiError> {
    match created {
        Created::New(created) => {
            let (status, body) = answer(&created);
            Ok(json(status, &body))
        }
        Created::Replayed(first) => {
            let sealer = sealed.service.secrets().sealer();
            let body = sealer.open(&sealed.place, &first.body);
            let body = body.map_err(ServiceError::from)?.expose_secret().to_vec();
            Ok(replayed(first.status, Body::from(body)))
        }
    }
}
