use serde_json::{Map, Value};

use super::merge::add_labels;
use super::{Fields, Kind, Pipedrive};
use crate::channels::ChannelFailure;
use crate::channels::path::path;

const STAGE: &str = "stage_id";
const PIPELINE: &str = "pipeline_id";
const STATUS: &str = "status";

/// As many stages as Pipedrive tells at once. No pipeline has more.
const MOST_STAGES: &str = "500";

impl Pipedrive<'_> {
    /// Changes a deal as it was `known` just before. It never goes back: where it stands at a later
    /// stage, was moved to another pipeline or is decided, it stays.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn change_deal(
        &self,
        known: &Value,
        body: &Map<String, Value>,
        fields: &Fields,
    ) -> Result<Value, ChannelFailure> {
        let mut body = body.clone();
        // It was made before, and a pipeline that is named begins at its first stage.
        body.shift_remove("add_time");
        body.shift_remove(PIPELINE);
        if body.get(STAGE).is_some_and(|asked| *asked == known[STAGE]) {
            body.shift_remove(STAGE);
        } else if let Some(asked) = body.get(STAGE)
            && !self.is_later_stage(known, asked).await?
        {
            body.shift_remove(STAGE);
        }
        if rank(body.get(STATUS)) <= rank(known.get(STATUS)) {
            body.shift_remove(STATUS);
        }
        add_labels(known, &mut body);
        self.change(Kind::Deal, known, &body, fields).await
    }

    /// Whether a stage comes after the one at which the deal stands, in the same pipeline.
    async fn is_later_stage(&self, known: &Value, asked: &Value) -> Result<bool, ChannelFailure> {
        let pipeline = known[PIPELINE].to_string();
        let query = [(PIPELINE, pipeline.as_str()), ("limit", MOST_STAGES)];
        let stages = self.ask(&path(&["api", "v2", "stages"], &query)).await?;
        let order = |id: &Value| {
            let stages = stages["data"].as_array().into_iter().flatten();
            let mut found = stages.filter(|stage| stage["id"] == *id);
            found.find_map(|stage| stage["order_nr"].as_i64())
        };
        Ok(match (order(asked), order(&known[STAGE])) {
            (Some(asked), Some(now)) => asked > now,
            _ => false,
        })
    }
}

/// How far a deal has come by its status. One that is not known is written, for Pipedrive to judge.
fn rank(status: Option<&Value>) -> u8 {
    match status.and_then(Value::as_str) {
        None | Some("open" | "deleted") => 0,
        Some("lost") => 1,
        Some("won") => 2,
        Some(_) => 3,
    }
}
