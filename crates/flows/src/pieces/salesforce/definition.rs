use crate::expressions::Escaping;
use crate::pieces::definition::{ActionDefinition, OutputShape, PieceDefinition};
use crate::pieces::property::{Insertion, PropDefinition, PropertyType};

use super::samples;
use super::{
    CREATE_CONTACT, CREATE_LEAD, CREATE_NEW_OBJECT, CREATE_OPPORTUNITY, CREATE_RECORD, DATA,
    EXTERNAL_FIELD, EXTERNAL_ID_FIELD, EXTERNAL_ID_VALUE, FIELDS, ID, OBJECT, OTHER_FIELDS,
    RECORD_ID, RECORDS, SALESFORCE_PIECE, UPDATE_OBJECT_BY_ID, UPDATE_RECORD, UPSERT_BATCH,
    UPSERT_RECORD,
};

pub(in crate::pieces) fn definition() -> PieceDefinition {
    let action = ActionDefinition::new;
    let object = || required(OBJECT, "Object", PropertyType::Dropdown);
    let actions = [
        action(
            CREATE_RECORD,
            "Create Record",
            vec![object(), json(DATA, "Record Data", true)],
            samples::created(),
        ),
        action(
            UPDATE_RECORD,
            "Update Record",
            vec![
                object(),
                required(RECORD_ID, "Record", PropertyType::Dropdown),
                json(DATA, "Data to Update", true),
            ],
            samples::updated(),
        ),
        action(CREATE_LEAD, "Create Lead", lead(), samples::created()),
        action(
            CREATE_CONTACT,
            "Create Contact",
            contact(),
            samples::created(),
        ),
        action(
            CREATE_OPPORTUNITY,
            "Create Opportunity",
            opportunity(),
            samples::created(),
        ),
        action(
            UPSERT_RECORD,
            "Upsert Record by External ID",
            vec![
                short(OBJECT, "Object", true),
                short(EXTERNAL_ID_FIELD, "External ID Field", true),
                short(EXTERNAL_ID_VALUE, "External ID Value", true),
                json(FIELDS, "Fields", true),
            ],
            samples::upserted(),
        )
        .with_shape(OutputShape::OpenMembers(&["updated_fields"])),
        action(
            UPSERT_BATCH,
            "Batch Upsert (Advanced)",
            vec![
                object(),
                short(EXTERNAL_FIELD, "External Field", true),
                json(RECORDS, "Records", true),
            ],
            samples::batch(),
        )
        .with_shape(OutputShape::OpenMembers(&["headers", "body"])),
        action(
            CREATE_NEW_OBJECT,
            "Create Object (Advanced)",
            vec![object(), json(DATA, "Data", true)],
            samples::created_answer(),
        )
        .with_shape(OutputShape::OpenMembers(&["headers"])),
        action(
            UPDATE_OBJECT_BY_ID,
            "Update Object (Advanced)",
            vec![object(), short(ID, "Id", true), json(DATA, "Data", true)],
            samples::updated_answer(),
        )
        .with_shape(OutputShape::OpenMembers(&["headers"])),
    ];
    PieceDefinition::of_actions(SALESFORCE_PIECE, "Salesforce", actions)
}

fn lead() -> Vec<PropDefinition> {
    vec![
        short("LastName", "Last Name", true),
        short("Company", "Company", true),
        short("FirstName", "First Name", false),
        short("Email", "Email", false),
        short("Phone", "Phone", false),
        PropDefinition::optional("LeadSource", "Lead Source", PropertyType::Dropdown),
        json(OTHER_FIELDS, "Other Fields", false),
    ]
}

fn contact() -> Vec<PropDefinition> {
    vec![
        short("LastName", "Last Name", true),
        short("FirstName", "First Name", false),
        PropDefinition::optional("AccountId", "Account", PropertyType::Dropdown),
        short("Email", "Email", false),
        short("Phone", "Phone", false),
        short("Title", "Title", false),
        json(OTHER_FIELDS, "Other Fields", false),
    ]
}

fn opportunity() -> Vec<PropDefinition> {
    vec![
        short("Name", "Name", true),
        short("CloseDate", "Close Date", true),
        required("StageName", "Stage", PropertyType::Dropdown),
        PropDefinition::optional("AccountId", "Account", PropertyType::Dropdown),
        PropDefinition::optional("Amount", "Amount", PropertyType::Number),
        json(OTHER_FIELDS, "Other Fields", false),
    ]
}

fn required(name: &str, display_name: &str, property_type: PropertyType) -> PropDefinition {
    PropDefinition::required(name, display_name, property_type)
}

fn short(name: &str, display_name: &str, is_required: bool) -> PropDefinition {
    PropDefinition::new(name, display_name, PropertyType::ShortText, is_required)
}

/// What is inserted here is data, and must not become another field of the record.
fn json(name: &str, display_name: &str, is_required: bool) -> PropDefinition {
    PropDefinition::new(name, display_name, PropertyType::Json, is_required)
        .inserting(Insertion::Escaped(Escaping::Json))
}
