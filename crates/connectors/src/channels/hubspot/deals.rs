use http::Method;
use serde_json::{Map, Value, json};

use super::failure::failure;
use super::{DEAL_KEY, HubSpot};
use crate::channels::ChannelFailure;
use crate::channels::path::path;

const DEALS: &str = "deals";
const STAGE: &str = "dealstage";
const PIPELINE: &str = "pipeline";

/// What is read of a deal unless a step asks for more.
const PROPERTIES: [&str; 16] = [
    "dealtype",
    "dealname",
    "amount",
    "description",
    "closedate",
    "createdate",
    "num_associated_contacts",
    "hs_forecast_amount",
    "hs_next_step",
    "hs_object_id",
    "hs_lastmodifieddate",
    "hubspot_owner_id",
    "hubspot_team_id",
    PIPELINE,
    STAGE,
    DEAL_KEY,
];

impl HubSpot<'_> {
    /// Makes the deal for a record of ours, or changes it. A deal is never moved back: where it
    /// stands at a later stage, or was moved to another pipeline, it stays.
    ///
    /// # Errors
    /// See [`ChannelFailure`].
    pub async fn upsert_deal(
        &self,
        key: &str,
        properties: &Map<String, Value>,
        retrieve: &[String],
    ) -> Result<Value, ChannelFailure> {
        let mut properties = properties.clone();
        properties.insert(DEAL_KEY.to_owned(), key.into());
        if let Some(known) = self.known_deal(key).await?
            && self.would_move_back(&known, &properties).await?
        {
            properties.shift_remove(STAGE);
            properties.shift_remove(PIPELINE);
        }
        let mut answer = self.upsert(DEALS, (DEAL_KEY, key), &properties).await?;
        let names_the_key = |text: &str| text.contains(DEAL_KEY);
        if answer.status == 400 && answer.text("/message").is_some_and(names_the_key) {
            self.make_key_property().await?;
            answer = self.upsert(DEALS, (DEAL_KEY, key), &properties).await?;
        }
        let written = Self::upserted(&answer)?;
        self.read_back(DEALS, written, &PROPERTIES, retrieve).await
    }

    /// The deal as it stands, if there is one. An account that has seen no deal of ours does not
    /// know the property, and refuses the question.
    async fn known_deal(&self, key: &str) -> Result<Option<Value>, ChannelFailure> {
        let query = [
            ("idProperty", DEAL_KEY),
            ("properties", "pipeline,dealstage"),
        ];
        let deal = path(&["crm", "v3", "objects", DEALS, key], &query);
        let answer = self.0.send(Method::GET, &deal, None).await?;
        match answer.status {
            400 | 404 => Ok(None),
            _ if answer.is_success() => Ok(Some(answer.body)),
            _ => Err(failure(&answer)),
        }
    }

    async fn would_move_back(
        &self,
        known: &Value,
        properties: &Map<String, Value>,
    ) -> Result<bool, ChannelFailure> {
        let now = |name: &str| known["properties"][name].as_str();
        let asked = |name: &str| properties.get(name).and_then(Value::as_str);
        let (Some(pipeline), Some(stage)) = (now(PIPELINE), now(STAGE)) else {
            return Ok(false);
        };
        if asked(PIPELINE).is_some_and(|asked| asked != pipeline) {
            return Ok(true);
        }
        let Some(asked) = asked(STAGE).filter(|asked| *asked != stage) else {
            return Ok(false);
        };
        let stages = path(&["crm", "v3", "pipelines", DEALS, pipeline, "stages"], &[]);
        let stages = self.ask(Method::GET, &stages, None).await?;
        let order = |id: &str| {
            let stages = stages["results"].as_array().into_iter().flatten();
            let mut found = stages.filter(|stage| stage["id"] == id);
            found.find_map(|stage| stage["displayOrder"].as_i64())
        };
        Ok(match (order(asked), order(stage)) {
            (Some(asked), Some(now)) => asked < now,
            // HubSpot says itself which stage it does not know.
            _ => false,
        })
    }

    async fn make_key_property(&self) -> Result<(), ChannelFailure> {
        let property = json!({
            "name": DEAL_KEY,
            "label": "WinFactor record",
            "description": "The quote or request in WinFactor that this deal is for",
            "groupName": "dealinformation",
            "type": "string",
            "fieldType": "text",
            "hasUniqueValue": true,
        });
        let properties = path(&["crm", "v3", "properties", DEALS], &[]);
        let answer = self
            .0
            .send(Method::POST, &properties, Some(&property))
            .await?;
        match answer.status {
            // Somebody else was faster.
            409 => Ok(()),
            _ if answer.is_success() => Ok(()),
            _ => Err(failure(&answer)),
        }
    }
}
