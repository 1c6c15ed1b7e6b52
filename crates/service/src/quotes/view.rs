use std::time::Duration;

use winfactor_domain::{QuoteVersion, SuspectedRobot, Timestamp, View};
use winfactor_store::{quote_versions, quotes};

use super::{
    RobotReason, Visitor,
    answer::{count_first_view, open},
    suspect,
};
use crate::{Result, Service};

/// Views with less than this between them are one.
const ONE_VIEW_WITHIN: Duration = Duration::from_secs(30 * 60);

/// A sign that somebody looks at a version's page.
#[derive(Clone, Debug)]
pub struct ViewSignal {
    pub kind: ViewKind,
    pub visitor: Visitor,
    /// Whether one of the organization's own people is signed in there: they never count.
    pub viewer_is_staff: bool,
}

/// What the page can tell about the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewKind {
    /// The page was visible for some seconds, or was touched. A known robot is recognized all the
    /// same.
    Human,
    /// The request itself gives it away.
    SuspectedRobot(RobotReason),
}

/// What a signal came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewed {
    /// The first view of this version.
    First,
    /// Another view, after a while.
    Again,
    /// Part of the view that is going on.
    Same,
    /// Kept as a robot's, with its reason; not a view.
    Robot,
    /// One of the organization's own people: nothing was kept.
    Staff,
}

/// Notes that somebody looks at the page of a version. The first view of the present version
/// records `quote.viewed`.
pub async fn view(service: &Service, token: &str, signal: ViewSignal) -> Result<Viewed> {
    if signal.viewer_is_staff {
        return Ok(Viewed::Staff);
    }
    let robot = match signal.kind {
        ViewKind::Human => suspect(signal.visitor.user_agent()),
        ViewKind::SuspectedRobot(reason) => Some(reason),
    };
    let token = token.to_owned();
    service
        .write(move |work| {
            let (mut quote, mut version) = open(work, &token)?;
            if let Some(reason) = robot {
                count_robot(&mut version, reason, &signal.visitor, work.now);
                quote_versions::update(work.tx, &version)?;
                return Ok(Viewed::Robot);
            }
            let viewed = count(&mut version, work.now);
            quote_versions::update(work.tx, &version)?;
            // An older version can still be looked at, but says nothing about the present one.
            if version.version == quote.version {
                let view = View {
                    at: work.now,
                    ip_address: signal.visitor.ip_address().to_owned(),
                    user_agent: signal.visitor.user_agent().to_owned(),
                };
                if let Some(event) = quote.view(&view, work.links()) {
                    let organization = work.organization(quote.organization)?;
                    quotes::update(work.tx, &quote)?;
                    work.record(&organization, &event)?;
                }
            }
            Ok(viewed)
        })
        .await
}

fn count(version: &mut QuoteVersion, now: Timestamp) -> Viewed {
    let Some(last) = version.last_viewed_at else {
        count_first_view(version, now);
        return Viewed::First;
    };
    version.last_viewed_at = Some(now.max(last));
    if now.since(last) < ONE_VIEW_WITHIN {
        return Viewed::Same;
    }
    version.view_count += 1;
    Viewed::Again
}

fn count_robot(version: &mut QuoteVersion, reason: RobotReason, visitor: &Visitor, now: Timestamp) {
    version.suspected_robot_count += 1;
    version.last_suspected_robot = Some(SuspectedRobot {
        at: now,
        reason: reason.code().to_owned(),
        user_agent: visitor.user_agent().to_owned(),
    });
}
