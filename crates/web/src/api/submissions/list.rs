use serde::Deserialize;
use utoipa::IntoParams;
use winfactor_domain::{SubmissionId, TemplateId, Timestamp};
use winfactor_service::submissions::{self, SubmissionFilter};

use super::{TAG, resource::Submission};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    listing::{Cursor, Listing, page},
    query::Query,
    reply::Reply,
    word::SubmissionStatusWord,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Filter {
    /// Only those that stand so.
    status: Option<SubmissionStatusWord>,
    /// Only those of this template.
    #[param(value_type = Option<String>, example = "template_01kfs8q5c0e9h8n3w5v7x2m4ta")]
    template_id: Option<TemplateId>,
    /// Only those made later than this moment, in Unix milliseconds.
    #[param(value_type = Option<i64>)]
    created_after: Option<Timestamp>,
    /// Only those made earlier than this moment, in Unix milliseconds.
    #[param(value_type = Option<i64>)]
    created_before: Option<Timestamp>,
    /// How many, at most.
    #[param(minimum = 1, maximum = 100, default = 50)]
    limit: Option<u32>,
    /// The `nextCursor` of the part before.
    #[param(value_type = Option<String>)]
    cursor: Option<Cursor>,
}

/// List submissions
///
/// The submissions, newest first.
#[utoipa::path(
    get, path = "/submissions", operation_id = "listSubmissions", tag = TAG, params(Filter),
    responses((status = 200, description = "A part of the list.", body = Listing<Submission>), Reading),
)]
pub(super) async fn list(
    caller: Caller,
    Query(filter): Query<Filter>,
) -> Result<Reply<Listing<Submission>>, ApiError> {
    let page = page::<SubmissionId>(filter.limit, filter.cursor.as_ref())?;
    let filter = SubmissionFilter {
        status: filter.status.map(|word| word.0),
        template: filter.template_id,
        created_after: filter.created_after,
        created_before: filter.created_before,
    };
    let service = caller.service();
    let found = submissions::list(service, caller.organization, filter, page).await?;
    let show = |submission| Submission::of(submission, service.links());
    Ok(Reply(Listing::new(found, |submission| submission.id, show)))
}
