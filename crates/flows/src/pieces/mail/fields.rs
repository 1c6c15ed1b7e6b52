use serde_json::Value;

use super::error::MailInputError;
use crate::javascript::display;
use crate::pieces::FileValue;

/// A file of a mail.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    pub name: Option<String>,
    pub file: FileValue,
}

/// A text without line breaks and other control characters.
pub(in crate::pieces) fn one_line(field: &str, text: &str) -> Result<String, MailInputError> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    match text.contains(breaks) {
        false => Ok(text.to_owned()),
        true => Err(MailInputError::LineBreak {
            field: field.to_owned(),
        }),
    }
}

/// An address, alone: a name beside it has a field of its own. Nothing for an empty text.
pub(in crate::pieces) fn address(
    field: &'static str,
    text: &str,
) -> Result<Option<String>, MailInputError> {
    if text.is_empty() {
        return Ok(None);
    }
    one_line(field, text)?;
    let stray = |c: char| c.is_whitespace() || "<>()[]\\,;:\"".contains(c);
    let well_formed = text.rsplit_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && !local.contains('@') && domain.split('.').all(|it| !it.is_empty())
    });
    match well_formed && !text.contains(stray) {
        true => Ok(Some(text.to_owned())),
        false => Err(MailInputError::Address {
            field,
            address: text.to_owned(),
        }),
    }
}

/// A list of addresses; several in one text are separated by commas.
pub(in crate::pieces) fn addresses(
    field: &'static str,
    value: Option<&Value>,
) -> Result<Vec<String>, MailInputError> {
    let texts: Vec<String> = match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(items)) => items.iter().map(display).collect(),
        Some(other) => vec![display(other)],
    };
    let mut all = Vec::new();
    for text in texts.iter().flat_map(|text| text.split(',')) {
        if let Some(address) = address(field, text.trim_matches(' '))?
            && !all.contains(&address)
        {
            all.push(address);
        }
    }
    Ok(all)
}

pub(in crate::pieces) fn attachments(
    value: Option<&Value>,
) -> Result<Vec<Attachment>, MailInputError> {
    let records = value.and_then(Value::as_array).into_iter().flatten();
    let with_numbers = (1..).zip(records);
    with_numbers
        .map(|(number, record)| {
            let file = record.get("file").and_then(FileValue::from_value);
            let name = record.get("name").and_then(Value::as_str).map(str::trim);
            let name = name.filter(|name| !name.is_empty());
            let name = name.map(|name| one_line("an attachment's name", name));
            Ok(Attachment {
                name: name.transpose()?,
                file: file.ok_or(MailInputError::Attachment { number })?,
            })
        })
        .collect()
}
