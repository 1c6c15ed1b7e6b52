use serde_json::Value;

use super::FormatError;
use super::action::{Action, read_chain, write_chain};
use super::fields::{
    Fields, invalid, put, put_all, require_object, take_bool, take_list, take_text,
};

/// A ROUTER step: each branch has a condition and a chain of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Router {
    /// [`Self::FIRST_MATCH`] or [`Self::ALL_MATCH`].
    pub execution_type: Option<String>,
    pub branches: Vec<Branch>,
    /// The chains, in the order of the branches; an empty one does nothing.
    pub children: Vec<Vec<Action>>,
    /// Further settings.
    pub settings: Fields,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    pub name: Option<String>,
    pub kind: BranchKind,
    pub fields: Fields,
}

#[derive(Debug, Clone, PartialEq)]
pub enum BranchKind {
    /// Taken when every condition of at least one of the groups holds.
    Condition(Vec<Vec<Condition>>),
    /// Taken when no other branch is.
    Fallback,
    /// A branch type of a later version, kept as it is.
    Other(Option<String>),
}

/// One comparison; its operands are templates.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    pub operator: Option<String>,
    pub first_value: Option<Value>,
    pub second_value: Option<Value>,
    pub case_sensitive: Option<bool>,
    pub fields: Fields,
}

impl Router {
    pub const FIRST_MATCH: &str = "EXECUTE_FIRST_MATCH";
    pub const ALL_MATCH: &str = "EXECUTE_ALL_MATCH";

    pub(super) fn read(step: &mut Fields, place: &str) -> Result<Self, FormatError> {
        let mut settings = require_object(step, "settings", place)?;
        let branches = take_list(&mut settings, "branches", place)?;
        let children = take_list(step, "children", place)?;
        Ok(Self {
            execution_type: take_text(&mut settings, "executionType"),
            branches: branches
                .into_iter()
                .map(|branch| Branch::read(branch, place))
                .collect::<Result<_, _>>()?,
            children: children
                .into_iter()
                .map(|child| read_chain(Some(child), "children", place))
                .collect::<Result<_, _>>()?,
            settings,
        })
    }

    /// The `settings` of the step as they stand in the format.
    pub fn settings_value(&self) -> Value {
        let mut settings = Fields::new();
        let branches: Vec<Value> = self.branches.iter().map(Branch::write).collect();
        put(&mut settings, "branches", Some(branches));
        put(
            &mut settings,
            "executionType",
            self.execution_type.as_deref(),
        );
        put_all(&mut settings, &self.settings);
        Value::Object(settings)
    }

    pub(super) fn write(&self, step: &mut Fields) {
        put(step, "settings", Some(self.settings_value()));

        let child = |chain: &Vec<Action>| write_chain(chain).unwrap_or(Value::Null);
        let children: Vec<Value> = self.children.iter().map(child).collect();
        put(step, "children", Some(children));
    }
}

impl Branch {
    fn read(value: Value, place: &str) -> Result<Self, FormatError> {
        let Value::Object(mut fields) = value else {
            return Err(invalid(place, "settings.branches", "a list of objects"));
        };
        let name = take_text(&mut fields, "branchName");
        let branch_type = take_text(&mut fields, "branchType");
        let kind = match branch_type.as_deref() {
            Some("CONDITION") => {
                let groups = take_list(&mut fields, "conditions", place)?;
                let groups = groups.into_iter().map(|group| read_group(group, place));
                BranchKind::Condition(groups.collect::<Result<_, _>>()?)
            }
            Some("FALLBACK") => BranchKind::Fallback,
            _ => BranchKind::Other(branch_type),
        };
        Ok(Self { name, kind, fields })
    }

    fn write(&self) -> Value {
        let mut out = Fields::new();
        put(&mut out, "branchName", self.name.as_deref());
        match &self.kind {
            BranchKind::Condition(groups) => {
                let group = |group: &Vec<Condition>| group.iter().map(Condition::write).collect();
                let groups: Vec<Value> = groups.iter().map(group).collect();
                put(&mut out, "branchType", Some("CONDITION"));
                put(&mut out, "conditions", Some(groups));
            }
            BranchKind::Fallback => put(&mut out, "branchType", Some("FALLBACK")),
            BranchKind::Other(branch_type) => put(&mut out, "branchType", branch_type.as_deref()),
        }
        put_all(&mut out, &self.fields);
        Value::Object(out)
    }
}

fn read_group(value: Value, place: &str) -> Result<Vec<Condition>, FormatError> {
    let conditions = match value {
        Value::Array(conditions) => conditions,
        _ => return Err(invalid(place, "conditions", "a list of lists")),
    };
    conditions
        .into_iter()
        .map(|condition| match condition {
            Value::Object(fields) => Ok(Condition::read(fields)),
            _ => Err(invalid(place, "conditions", "lists of objects")),
        })
        .collect()
}

impl Condition {
    fn read(mut fields: Fields) -> Self {
        Self {
            operator: take_text(&mut fields, "operator"),
            first_value: fields.shift_remove("firstValue"),
            second_value: fields.shift_remove("secondValue"),
            case_sensitive: take_bool(&mut fields, "caseSensitive"),
            fields,
        }
    }

    fn write(&self) -> Value {
        let mut out = Fields::new();
        put(&mut out, "operator", self.operator.as_deref());
        put(&mut out, "firstValue", self.first_value.clone());
        put(&mut out, "secondValue", self.second_value.clone());
        put(&mut out, "caseSensitive", self.case_sensitive);
        put_all(&mut out, &self.fields);
        Value::Object(out)
    }
}
