use super::functions::{Function, SUBJECTS};

/// What people are told about a function of formulas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionHelp {
    /// The heading it belongs under: Text, Numbers, Dates, Lists or Logic.
    pub subject: &'static str,
    pub name: &'static str,
    /// How it is called, optional values with a question mark: `round(number; decimals?)`.
    pub call: String,
    pub purpose: &'static str,
    /// An expression and, as JSON, what it gives in a run on 15 January 2025 at 14:30 UTC.
    pub example: &'static str,
    pub result: &'static str,
}

/// All functions, by subject.
pub fn functions() -> impl Iterator<Item = FunctionHelp> {
    SUBJECTS.iter().flat_map(|(subject, lists)| {
        let functions = lists.iter().flat_map(|functions| functions.iter());
        functions.map(|function| FunctionHelp {
            subject,
            name: function.name,
            call: call(function),
            purpose: function.purpose,
            example: function.example,
            result: function.result,
        })
    })
}

fn call(function: &Function) -> String {
    let parameters = function.parameters.iter().map(|parameter| {
        let mark = if parameter.optional { "?" } else { "" };
        format!("{}{mark}", parameter.name)
    });
    let more = (function.repeated > 0).then(|| "…".to_owned());
    let values: Vec<_> = parameters.chain(more).collect();
    format!("{}({})", function.name, values.join("; "))
}
