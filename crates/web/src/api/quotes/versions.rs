use serde::Serialize;
use utoipa::ToSchema;
use winfactor_domain::{Answer, Money, QuoteId, QuoteVersion, Timestamp, events::Links};
use winfactor_service::quotes;

use super::{
    TAG,
    line_item::LineItem,
    resource::{Sending, Terms, Totals},
};
use crate::api::{
    caller::Caller,
    error::{ApiError, Reading},
    id_path::PathId,
    reply::Reply,
};

/// The versions of a quote that were sent, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Versions {
    data: Vec<Version>,
}

/// A version as it was offered, and what came of it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QuoteVersion)]
struct Version {
    #[schema(example = 1)]
    version: u32,
    #[serde(flatten)]
    terms: Terms,
    line_items: Vec<LineItem>,
    totals: Totals,
    /// What the customer was to pay: `totals.total`.
    #[schema(value_type = f64, example = 3025.00)]
    total: Money,
    sending: Sending,
    /// The customer's page of this version. It stays, and says what became of the offer.
    quote_page: String,
    /// The first view by a person, in Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    viewed_at: Option<Timestamp>,
    /// Views by people; those within half an hour count once.
    view_count: u32,
    /// Unix milliseconds.
    #[schema(value_type = Option<i64>)]
    last_viewed_at: Option<Timestamp>,
    /// Visits that looked like a robot's: never a view.
    suspected_robot_count: u32,
    /// The latest of them.
    last_suspected_robot: Option<Robot>,
    answer: Option<GivenAnswer>,
}

/// A visit that was taken for a robot's.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Robot {
    /// Unix milliseconds.
    #[schema(value_type = i64)]
    at: Timestamp,
    /// Why, as a stable word.
    #[schema(example = "mail_scanner")]
    reason: String,
    user_agent: String,
}

/// How the customer answered.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct GivenAnswer {
    /// `accepted` or `rejected`.
    #[schema(value_type = String, example = "accepted")]
    kind: &'static str,
    /// Unix milliseconds.
    #[schema(value_type = i64)]
    at: Timestamp,
    by_name: Option<String>,
    /// What the customer says about why not.
    reason: Option<String>,
}

impl Version {
    fn of(version: QuoteVersion, links: &Links) -> Self {
        Version {
            version: version.version,
            terms: version.terms.into(),
            line_items: LineItem::all(version.line_items),
            totals: version.totals.into(),
            total: version.totals.total,
            quote_page: links.quote_page(&version.sending.token),
            sending: version.sending.into(),
            viewed_at: version.viewed_at,
            view_count: version.view_count,
            last_viewed_at: version.last_viewed_at,
            suspected_robot_count: version.suspected_robot_count,
            last_suspected_robot: version.last_suspected_robot.map(|robot| Robot {
                at: robot.at,
                reason: robot.reason,
                user_agent: robot.user_agent,
            }),
            answer: version.answer.map(GivenAnswer::from),
        }
    }
}

impl From<Answer> for GivenAnswer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Accepted(yes) => GivenAnswer {
                kind: "accepted",
                at: yes.at,
                by_name: Some(yes.by_name),
                reason: None,
            },
            Answer::Rejected(no) => GivenAnswer {
                kind: "rejected",
                at: no.at,
                by_name: no.by_name,
                reason: no.reason,
            },
        }
    }
}

/// The versions of a quote
///
/// Every version that was sent, as it was offered, with its views and its answer.
#[utoipa::path(
    get, path = "/quotes/{id}/versions", operation_id = "listQuoteVersions", tag = TAG,
    params(("id" = String, Path, description = "The quote's id.")),
    responses((status = 200, description = "The versions, newest first.", body = Versions), Reading),
)]
pub(super) async fn versions(
    caller: Caller,
    PathId(id): PathId<QuoteId>,
) -> Result<Reply<Versions>, ApiError> {
    let service = caller.service();
    let found = quotes::versions(service, caller.organization, id).await?;
    let sent = found.sent.into_iter();
    let data = sent
        .map(|version| Version::of(version, service.links()))
        .collect();
    Ok(Reply(Versions { data }))
}
