//! The objects that the stand-in knows, with those of their fields that tests use.
//!
//! Written after Lead, Contact and Opportunity in Salesforce's Object Reference: names, kinds, lengths
//! and which fields are required. The fields that end in `__c` are ones that an administrator made.

#[derive(Debug)]
pub(super) struct Object {
    pub(super) name: &'static str,
    /// How the IDs of its records begin.
    pub(super) prefix: &'static str,
    pub(super) fields: &'static [Field],
}

#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) is_required: bool,
    pub(super) key: Key,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of so many characters at most.
    Text(usize),
    Email,
    Number,
    Date,
    Checkbox,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    No,
    /// Records can be found by it, and several can have the same value.
    ExternalId,
    /// At most one record has a value.
    Unique,
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        is_required: false,
        key: Key::No,
    }
}

const fn required(name: &'static str, kind: Kind) -> Field {
    Field {
        is_required: true,
        ..field(name, kind)
    }
}

const fn keyed(name: &'static str, kind: Kind, key: Key) -> Field {
    Field {
        key,
        ..field(name, kind)
    }
}

pub(super) const OBJECTS: [Object; 3] = [
    Object {
        name: "Lead",
        prefix: "00Q",
        fields: &[
            required("LastName", Kind::Text(80)),
            field("FirstName", Kind::Text(40)),
            required("Company", Kind::Text(255)),
            keyed("Email", Kind::Email, Key::ExternalId),
            field("Phone", Kind::Text(40)),
            field("City", Kind::Text(40)),
            field("Description", Kind::Text(32_000)),
            field("HasOptedOutOfEmail", Kind::Checkbox),
            keyed("WinFactor_Id__c", Kind::Text(255), Key::Unique),
            keyed("Legacy_Id__c", Kind::Text(255), Key::ExternalId),
        ],
    },
    Object {
        name: "Contact",
        prefix: "003",
        fields: &[
            required("LastName", Kind::Text(80)),
            field("FirstName", Kind::Text(40)),
            keyed("Email", Kind::Email, Key::ExternalId),
            field("Phone", Kind::Text(40)),
            field("Title", Kind::Text(128)),
            field("AccountId", Kind::Text(18)),
            keyed("WinFactor_Id__c", Kind::Text(255), Key::Unique),
        ],
    },
    Object {
        name: "Opportunity",
        prefix: "006",
        fields: &[
            required("Name", Kind::Text(120)),
            required("CloseDate", Kind::Date),
            required("StageName", Kind::Text(255)),
            field("Amount", Kind::Number),
            field("Description", Kind::Text(32_000)),
            field("AccountId", Kind::Text(18)),
            keyed("WinFactor_Id__c", Kind::Text(255), Key::Unique),
        ],
    },
];

/// Those of a new organization, in their order.
pub(super) const STAGES: [&str; 10] = [
    "Prospecting",
    "Qualification",
    "Needs Analysis",
    "Value Proposition",
    "Id. Decision Makers",
    "Perception Analysis",
    "Proposal/Price Quote",
    "Negotiation/Review",
    "Closed Won",
    "Closed Lost",
];

/// Names are the same in small and in capital letters.
pub(super) fn object(name: &str) -> Option<&'static Object> {
    OBJECTS
        .iter()
        .find(|object| object.name.eq_ignore_ascii_case(name))
}

impl Object {
    pub(super) fn field(&self, name: &str) -> Option<&'static Field> {
        let mut fields = self.fields.iter();
        fields.find(|field| field.name.eq_ignore_ascii_case(name))
    }
}
