use serde_json::{Value, json};

use super::{Scene, TELL, message_step, ready_message};
use crate::pieces::microsoft_teams::{SEND_CHANNEL_MESSAGE, TEAMS_PIECE};
use crate::recipes::setting::SettingKey;
use crate::recipes::step::{OnFailure, PieceStep};

pub(super) fn steps(scene: &Scene<'_>) -> Vec<Value> {
    let team = scene.filled.get(SettingKey::Team);
    let channel = scene.filled.get(SettingKey::TeamsChannel);
    let post = PieceStep {
        name: TELL,
        display_name: scene.step_name(),
        piece: TEAMS_PIECE,
        version: "0.5.0",
        action: SEND_CHANNEL_MESSAGE,
        on_failure: OnFailure::TryAgain,
        input: json!({
            "auth": scene.filled.connection(SettingKey::Connection),
            "teamId": team,
            "channelId": channel,
            "contentType": "html",
            "content": ready_message(),
        }),
        is_complete: team.is_some() && channel.is_some(),
    };
    vec![message_step(scene, "html", true), post.value()]
}
