use http::Method;
use serde_json::{Map, Value};

use super::Salesforce;
use super::failure::failure;
use super::query::{Query, quoted};
use crate::channels::ChannelFailure;
use crate::channels::path::path;

const OPPORTUNITY: &str = "Opportunity";
const STAGE: &str = "StageName";

/// An opportunity that stands at a later stage than a step asks for, and stays there.
pub(super) struct Ahead {
    pub(super) id: Option<String>,
    /// The fields without the stage.
    pub(super) others: Map<String, Value>,
}

impl Salesforce<'_> {
    /// Whether the record is ahead of the stage that the fields ask for, if they do.
    pub(super) async fn ahead(
        &self,
        object: &str,
        record: &[&str],
        fields: &Map<String, Value>,
    ) -> Result<Option<Ahead>, ChannelFailure> {
        let mut asked = fields.iter();
        let asked = asked.find(|(name, _)| name.eq_ignore_ascii_case(STAGE));
        let Some((name, Value::String(asked))) = asked else {
            return Ok(None);
        };
        if !object.eq_ignore_ascii_case(OPPORTUNITY) {
            return Ok(None);
        }
        let path = path(record, &[("fields", "Id,StageName")]);
        let answer = self.0.send(Method::GET, &path, None).await?;
        match answer.status {
            404 => return Ok(None),
            _ if answer.is_success() => {}
            _ => return Err(failure(&answer)),
        }
        let Some(now) = answer.text("/StageName").filter(|now| now != asked) else {
            return Ok(None);
        };
        if !self.is_before(asked, now).await? {
            return Ok(None);
        }
        let mut others = fields.clone();
        others.shift_remove(name);
        Ok(Some(Ahead {
            id: answer.text("/Id").map(str::to_owned),
            others,
        }))
    }

    async fn is_before(&self, asked: &str, now: &str) -> Result<bool, ChannelFailure> {
        let names = [quoted(asked), quoted(now)];
        let query = Query {
            fields: &["ApiName", "MasterLabel", "SortOrder"],
            object: "OpportunityStage",
            any_of: &[("ApiName", &names), ("MasterLabel", &names)],
        };
        let stages = self.query(query).await?;
        let order = |name: &str| {
            let by = |member: &str| {
                let mut stages = stages.iter();
                let found = stages.find(|stage| stage[member] == name)?;
                found["SortOrder"].as_i64()
            };
            by("ApiName").or_else(|| by("MasterLabel"))
        };
        Ok(match (order(asked), order(now)) {
            (Some(asked), Some(now)) => asked < now,
            // Salesforce says itself which stage it does not know.
            _ => false,
        })
    }
}
