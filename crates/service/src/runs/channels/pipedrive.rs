use serde_json::Value;
use winfactor_connectors::channels::{
    VendorAddresses,
    pipedrive::{GAP_MS, Kind, Pipedrive, PipedriveAccess},
};
use winfactor_domain::OrganizationId;
use winfactor_flows::{
    pieces::pipedrive::{ADD_PERSON, PipedriveRecord, PipedriveStep},
    run::StepRequest,
};

use super::{
    Attempt, ChannelFailure, Queue, Sent, connection, fingerprint,
    noted::{self, Ours},
    one_at_a_time::Reserved,
    write_back::Reference,
};
use crate::Result;

const PERSON: &str = "pipedrive:person";
const DEAL: &str = "pipedrive:deal";

/// A token has a limit. When it, or the account's budget of the day, is used up, none of the steps
/// with it asks: Pipedrive shuts out whoever asks on.
pub(super) fn queue(request: &StepRequest, vendors: &VendorAddresses) -> Option<Queue> {
    let access = PipedriveAccess::of_connection(connection(request), vendors).ok()?;
    Some(Queue {
        destination: format!("pipedrive:{}", fingerprint(access.secret())),
        gap_ms: GAP_MS,
        text: None,
    })
}

/// Keeps others from writing the same person, or the deal of the same quote or submission.
pub(super) async fn reserve(
    attempt: &Attempt<'_>,
    organization: OrganizationId,
) -> Result<Reserved> {
    let request = attempt.request;
    let record = match PipedriveStep::from_input(&request.action_name, &request.input) {
        Ok(step) if step.record == PipedriveRecord::Person => match step.emails().first() {
            Some(email) => Some((*email).to_owned()),
            None => Some(step.title()),
        },
        _ => attempt.origin.subject().await?,
    };
    let record = record.unwrap_or_default();
    let name = format!("pipedrive:{organization}:{record}");
    Ok(attempt.outside.one_at_a_time().reserve(name).await)
}

/// Looks for the record of the event's customer, or of its quote or submission, and changes it; or
/// makes it.
pub(super) async fn send(attempt: &Attempt<'_>) -> Result<Sent> {
    let (step, access) = match prepared(attempt) {
        Ok(prepared) => prepared,
        Err(failure) => return Ok(Err(failure)),
    };
    let ours = match step.record {
        PipedriveRecord::Deal => noted::for_deal(attempt).await?,
        PipedriveRecord::Person => noted::for_person(attempt, &step.emails()).await?,
    };
    let Some(ours) = ours else {
        let gone = "Pipedrive: the event of this run is no longer there";
        return Ok(Err(ChannelFailure::author(gone)));
    };
    let writing = Writing {
        pipedrive: Pipedrive {
            client: attempt.outside.http(),
            access: &access,
            time: attempt.request.time_left,
            now: attempt.now(),
        },
        step: &step,
        ours: &ours,
    };
    let found = match writing.find(attempt.may_be_a_repeat()).await {
        Ok(found) => found,
        Err(failure) => return Ok(Err(failure)),
    };
    let known = match found {
        Found::It(record) => Some(record),
        Found::Perhaps(records) => first_free(attempt, records).await?,
    };
    Ok(writing.write(known.as_ref()).await)
}

fn prepared(
    attempt: &Attempt<'_>,
) -> std::result::Result<(PipedriveStep, PipedriveAccess), ChannelFailure> {
    let request = attempt.request;
    let step = PipedriveStep::from_input(&request.action_name, &request.input)
        .map_err(|error| ChannelFailure::author(format!("Pipedrive: {error}")))?;
    let vendors = attempt.outside.vendors();
    let access = PipedriveAccess::of_connection(attempt.connection(), vendors)?;
    Ok((step, access))
}

enum Found {
    It(Value),
    /// Records of that name that have come since, the oldest first.
    Perhaps(Vec<Value>),
}

struct Writing<'a> {
    pipedrive: Pipedrive<'a>,
    step: &'a PipedriveStep,
    ours: &'a Ours,
}

impl Writing<'_> {
    async fn find(&self, may_be_a_repeat: bool) -> std::result::Result<Found, ChannelFailure> {
        let (kind, pipedrive) = (self.kind(), &self.pipedrive);
        if let Some(id) = self.ours.number(prefix(self.step.record))
            && let Some(record) = pipedrive.record(kind, id).await?
            && (kind == Kind::Deal || self.is_meant(&record))
        {
            return Ok(Found::It(record));
        }
        let emails = self.step.emails();
        if !emails.is_empty() {
            let person = pipedrive.person_with(&emails).await?;
            return Ok(person.map_or(Found::Perhaps(Vec::new()), Found::It));
        }
        // Two persons can have the same name.
        if kind == Kind::Person && !may_be_a_repeat {
            return Ok(Found::Perhaps(Vec::new()));
        }
        let (name, since) = (self.step.title(), self.ours.made_at.unix_seconds());
        Ok(Found::Perhaps(
            pipedrive.made_since(kind, &name, since).await?,
        ))
    }

    /// Whether a noted person is the one to write. Where a connection now leads to another account,
    /// the number is somebody else's there.
    fn is_meant(&self, person: &Value) -> bool {
        let same = |known: &Value, asked: &str| {
            known
                .as_str()
                .is_some_and(|known| known.trim().to_lowercase() == asked.to_lowercase())
        };
        let known = person["emails"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let emails = self.step.emails();
        known.is_empty()
            || known
                .iter()
                .any(|way| emails.iter().any(|email| same(&way["value"], email)))
            || same(&person["name"], &self.step.title())
    }

    async fn write(&self, known: Option<&Value>) -> Sent {
        let (kind, pipedrive) = (self.kind(), &self.pipedrive);
        let fields = pipedrive.fields(kind).await?;
        let body = fields.add_to(&self.step.body, &self.step.custom_fields)?;
        let mut answer = match (known, kind) {
            (None, _) => pipedrive.make(kind, &body, &fields).await?,
            (Some(known), Kind::Person) => pipedrive.change_person(known, &body, &fields).await?,
            (Some(known), Kind::Deal) => pipedrive.change_deal(known, &body, &fields).await?,
        };
        Ok(match self.step.gives_record_alone {
            true => answer["data"].take(),
            false => answer,
        })
    }

    fn kind(&self) -> Kind {
        match self.step.record {
            PipedriveRecord::Person => Kind::Person,
            PipedriveRecord::Deal => Kind::Deal,
        }
    }
}

fn prefix(record: PipedriveRecord) -> &'static str {
    match record {
        PipedriveRecord::Person => PERSON,
        PipedriveRecord::Deal => DEAL,
    }
}

/// The first that is not another quote's or submission's.
async fn first_free(attempt: &Attempt<'_>, records: Vec<Value>) -> Result<Option<Value>> {
    for record in records {
        let external_ref = format!("{DEAL}:{}", record["id"]);
        if !noted::is_taken(attempt, external_ref).await? {
            return Ok(Some(record));
        }
    }
    Ok(None)
}

/// The record that the step wrote.
pub(super) fn reference(action: &str, output: &Value) -> Option<Reference> {
    let record = match action {
        ADD_PERSON => output,
        _ => &output["data"],
    };
    let id = record["id"].as_u64()?.to_string();
    Some(match action.contains("deal") {
        true => Reference::deal(DEAL, &id),
        false => {
            let emails = record["emails"].as_array().into_iter().flatten();
            Reference::person(PERSON, &id, emails.filter_map(|it| it["value"].as_str()))
        }
    })
}
