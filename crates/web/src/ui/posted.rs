use axum::extract::{FromRequest, FromRequestParts, Request};
use winfactor_domain::OrganizationId;
use winfactor_service::{
    Service,
    forms::FormUse,
    idempotency::{FirstAnswer, Idempotency, IdempotencyKey, request_hash},
};

use super::desk::{Desk, FORM_PURPOSE};
use crate::{
    AppState,
    form_body::FormBody,
    page_error::PageError,
    session::{SignInFirst, StaffSession},
};

/// The largest form, in bytes, unless a handler expects a larger one.
const MAX_FORM: usize = 256 * 1024;

/// A form that a member of staff sent, from a page that was made for their session.
#[derive(Clone, Debug)]
pub(super) struct Posted<const MAX: usize = MAX_FORM> {
    pub(super) state: AppState,
    pub(super) session: StaffSession,
    pub(super) form: FormBody<MAX>,
    form_use: FormUse,
}

impl<const MAX: usize> Posted<MAX> {
    pub(super) fn service(&self) -> &Service {
        self.state.service()
    }

    pub(super) fn organization(&self) -> OrganizationId {
        self.session.staff.organization
    }

    /// What a page needs that shows the form again.
    pub(super) async fn desk(&self) -> Result<Desk, PageError> {
        Desk::of(&self.state, self.session.clone()).await
    }

    /// Makes a creation repeatable: the very same form sent twice, by a double click or a reload, is
    /// answered with what the first one made. `asked` is all that the creation depends on; `made`
    /// is kept and comes back.
    pub(super) fn once<T>(
        &self,
        asked: &[&[u8]],
        made: impl Fn(&T) -> String + Send + Sync + 'static,
    ) -> Idempotency<T> {
        let request_hash = request_hash(asked);
        Idempotency {
            key: IdempotencyKey::of_form_request(&self.form_use, &request_hash),
            request_hash,
            render: Box::new(move |created| FirstAnswer {
                status: 303,
                body: made(created),
            }),
        }
    }
}

impl<const MAX: usize> FromRequest<AppState> for Posted<MAX> {
    type Rejection = SignInFirst;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, SignInFirst> {
        let (mut parts, body) = request.into_parts();
        let session = StaffSession::from_request_parts(&mut parts, state).await?;
        let request = Request::from_parts(parts, body);
        let form = FormBody::from_request(request, state).await?;
        let form_use = session.verify(state, FORM_PURPOSE, &form)?;
        Ok(Posted {
            state: state.clone(),
            session,
            form,
            form_use,
        })
    }
}
