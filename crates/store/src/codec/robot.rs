use serde::{Deserialize, Serialize};
use winfactor_domain::{SuspectedRobot, Timestamp};

use super::corrupt;
use crate::StoreError;

#[derive(Serialize, Deserialize)]
struct Stored {
    at: i64,
    reason: String,
    user_agent: String,
}

pub(crate) fn robot_to_json(robot: &SuspectedRobot) -> String {
    let robot = robot.clone();
    let stored = Stored {
        at: robot.at.0,
        reason: robot.reason,
        user_agent: robot.user_agent,
    };
    serde_json::to_string(&stored).expect("a record of texts and numbers is always JSON")
}

pub(crate) fn robot_from_json(text: &str) -> Result<SuspectedRobot, StoreError> {
    let stored: Stored =
        serde_json::from_str(text).map_err(|error| corrupt("last_suspected_robot", error))?;
    Ok(SuspectedRobot {
        at: Timestamp(stored.at),
        reason: stored.reason,
        user_agent: stored.user_agent,
    })
}
