use axum::{
    extract::FromRequestParts,
    http::{Uri, request::Parts},
};
use url::form_urlencoded;
use winfactor_domain::{Organization, OrganizationId};
use winfactor_service::{
    Service,
    accounts::Staff,
    inbox::{self, Standing},
    organizations,
};

use super::answer::NOTICE;
use crate::{
    AppState,
    page_error::PageError,
    session::{SignInFirst, StaffSession},
    view::{Notice, Reader, app::AppFrame},
};

/// Who reads a page, and what the frame around every page shows.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub(super) state: AppState,
    pub(super) staff: Staff,
    pub(super) organization: Organization,
    pub(super) reader: Reader,
    standing: Standing,
    form_token: String,
    notice: Option<Notice>,
}

/// One purpose for all forms on these pages: what binds them is the session.
pub(super) const FORM_PURPOSE: &str = "desk";

impl Desk {
    pub(super) async fn of(state: &AppState, session: StaffSession) -> Result<Self, PageError> {
        let (service, id) = (state.service(), session.staff.organization);
        let (organization, standing) = tokio::try_join!(
            organizations::get(service, id),
            inbox::standing(service, id)
        )?;
        let form_token = session.form_token(state, FORM_PURPOSE);
        Ok(Desk {
            reader: reader(service, &session.staff, &organization),
            state: state.clone(),
            staff: session.staff,
            organization,
            standing,
            form_token,
            notice: None,
        })
    }

    pub(super) fn service(&self) -> &Service {
        self.state.service()
    }

    pub(super) fn id(&self) -> OrganizationId {
        self.organization.id
    }

    /// What all pages share.
    pub(super) fn frame(&self) -> AppFrame<'_> {
        AppFrame {
            reader: &self.reader,
            organization_name: &self.organization.name,
            organization_slug: &self.organization.slug,
            user_name: &self.staff.name,
            unread: self.standing.unread,
            newest_message: self.standing.newest,
            form_token: &self.form_token,
            notice: self.notice,
        }
    }
}

/// How pages are written for a member of staff, at this moment.
pub(super) fn reader(service: &Service, staff: &Staff, organization: &Organization) -> Reader {
    Reader {
        locale: staff.locale,
        zone: organization.time_zone.clone(),
        units: organization.unit_system,
        now: service.now(),
    }
}

impl FromRequestParts<AppState> for Desk {
    type Rejection = SignInFirst;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, SignInFirst> {
        let session = StaffSession::from_request_parts(parts, state).await?;
        let desk = Desk::of(state, session).await?;
        Ok(Desk {
            notice: notice(&parts.uri),
            ..desk
        })
    }
}

/// What the address says was just done.
pub(super) fn notice(uri: &Uri) -> Option<Notice> {
    let query = uri.query().unwrap_or_default().as_bytes();
    let (_, code) = form_urlencoded::parse(query).find(|(name, _)| name == NOTICE)?;
    Notice::from_code(&code)
}
