use serde_json::{Value, json};

use super::{Scene, TELL, message_step, ready_message};
use crate::pieces::slack::{SEND_CHANNEL_MESSAGE, SLACK_PIECE};
use crate::recipes::setting::SettingKey;
use crate::recipes::step::{OnFailure, PieceStep};

pub(super) fn steps(scene: &Scene<'_>) -> Vec<Value> {
    let channel = scene.filled.get(SettingKey::SlackChannel);
    let post = PieceStep {
        name: TELL,
        display_name: scene.step_name(),
        piece: SLACK_PIECE,
        version: "0.17.0",
        action: SEND_CHANNEL_MESSAGE,
        on_failure: OnFailure::TryAgain,
        input: json!({
            "auth": scene.filled.connection(SettingKey::Connection),
            "channel": channel,
            "text": ready_message(),
            "sendAsBot": true,
            // A preview of a page behind a sign-in shows nothing.
            "unfurlLinks": false,
        }),
        is_complete: channel.is_some(),
    };
    vec![message_step(scene, "slack", true), post.value()]
}
