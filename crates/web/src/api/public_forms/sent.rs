use axum::{extract::Request, http::StatusCode};
use serde::{Serialize, de::DeserializeOwned};
use winfactor_service::idempotency::{FirstAnswer, Idempotency, IdempotencyKey, request_hash};

use crate::api::{
    body::{MAX_BODY, read},
    creation::IDEMPOTENCY_KEY,
    decode::from_json,
    error::ApiError,
};

/// What a program sent, and the key under which it may send it again.
#[derive(Debug)]
pub(super) struct Sent<T> {
    pub(super) body: T,
    key: Option<(IdempotencyKey, String)>,
}

impl<T: DeserializeOwned> Sent<T> {
    pub(super) async fn read(request: Request) -> Result<Self, ApiError> {
        let key = match request.headers().get(IDEMPOTENCY_KEY) {
            Some(key) => Some(IdempotencyKey::parse_public(
                key.to_str().unwrap_or_default(),
            )?),
            None => None,
        };
        let path = request.uri().path().to_owned();
        let body = read(request, MAX_BODY).await?;
        let key = key.map(|key| (key, request_hash(&[path.as_bytes(), &body])));
        Ok(Sent {
            body: from_json(&body)?,
            key,
        })
    }

    /// What was sent, and how a repetition is recognized; `answer` is given now and then.
    pub(super) fn once<R: 'static, V: Serialize + 'static>(
        self,
        answer: fn(&R) -> (StatusCode, V),
    ) -> (T, Option<Idempotency<R>>) {
        let idempotency = self.key.map(|(key, request_hash)| Idempotency {
            key,
            request_hash,
            render: Box::new(move |created: &R| {
                let (status, body) = answer(created);
                FirstAnswer {
                    status: status.as_u16(),
                    body: serde_json::to_string(&body)
                        .expect("answers hold texts and numbers, which JSON can carry"),
                }
            }),
        });
        (self.body, idempotency)
    }
}
