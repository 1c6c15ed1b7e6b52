use std::collections::HashMap;

use serde_json::Value;

use crate::expressions::{Expression, Part, split, split_off_mark};
use crate::format::{Action, ActionKind, PieceSettings};
use crate::formulas::is_formula;
use crate::pieces::TriggerOutput;
use crate::pieces::WINFACTOR_PIECE;
use crate::pieces::data_mapper::{ADVANCED_MAPPING, DATA_MAPPER_PIECE, MAPPING};
use crate::pieces::winfactor_actions::{
    FIND_CONTACT, FIND_SUBMISSION, GET_QUOTE, LIST_LEADS, REPLACE_LINE_ITEMS, SEND_QUOTE,
    SET_EXTERNAL_REFERENCE, UPSERT_CONTACT,
};

use super::Reach;
use super::mentions::{Mention, mentions};

/// The keys that lead to a value within a step's output; none is the output itself.
type Keys = Vec<String>;

/// Where the customer stands in the outputs of the steps so far.
#[derive(Debug, Default)]
pub(super) struct CustomerData {
    /// By the step's name. A step that is not here has run or not, and nothing is known of it.
    by_step: HashMap<String, Vec<Keys>>,
    trigger: Option<(String, &'static [&'static str])>,
}

/// Within the envelope of an event.
const IN_EVENT: [&[&str]; 3] = [
    &["data", "customer"],
    &["data", "contact"],
    &["data", "sending", "recipients"],
];

impl CustomerData {
    pub(super) fn add_trigger(&mut self, name: &str, output: Option<TriggerOutput>) {
        let envelope: &[&str] = match output {
            Some(TriggerOutput::WebhookRequest) => &["body"],
            Some(TriggerOutput::Event) | None => &[],
        };
        let mut places: Vec<Keys> = IN_EVENT
            .map(|place| keys(&[envelope, place].concat()))
            .into();
        if output == Some(TriggerOutput::WebhookRequest) {
            places.push(keys(&["rawBody"]));
        }
        self.by_step.insert(name.to_owned(), places);
        self.trigger = Some((name.to_owned(), envelope));
    }

    /// What the step passes on.
    pub(super) fn add_step(&mut self, action: &Action) {
        let places = match &action.kind {
            ActionKind::Piece(settings) => self.of_piece(settings),
            ActionKind::Loop(inner) => {
                let carried = self.carried(inner.items.as_deref().unwrap_or_default());
                // One item of the list at a time.
                let item =
                    |list: Keys| [keys(&["item"]), list.into_iter().skip(1).collect()].concat();
                carried.into_iter().map(item).collect()
            }
            ActionKind::Code(_) | ActionKind::Router(_) | ActionKind::Other(_) => Vec::new(),
        };
        self.by_step.insert(action.name.clone(), places);
    }

    fn of_piece(&self, settings: &PieceSettings) -> Vec<Keys> {
        match (&*settings.piece_name, settings.operation.as_deref()) {
            (DATA_MAPPER_PIECE, Some(ADVANCED_MAPPING)) => {
                let mut places = Vec::new();
                if let Some(mapping) = settings.input.get(MAPPING) {
                    self.mapped(mapping, &mut Vec::new(), &mut places);
                }
                places
            }
            (WINFACTOR_PIECE, Some(FIND_SUBMISSION)) => vec![keys(&["customer"])],
            (WINFACTOR_PIECE, Some(GET_QUOTE | REPLACE_LINE_ITEMS | SEND_QUOTE)) => {
                vec![keys(&["customer"]), keys(&["sending", "recipients"])]
            }
            (WINFACTOR_PIECE, Some(FIND_CONTACT)) => vec![keys(&["contact"])],
            // Whoever left a message hears from the organization as a customer does.
            (WINFACTOR_PIECE, Some(LIST_LEADS)) => vec![keys(&["data"])],
            // A contact is a customer.
            (WINFACTOR_PIECE, Some(UPSERT_CONTACT | SET_EXTERNAL_REFERENCE)) => vec![Keys::new()],
            _ => Vec::new(),
        }
    }

    /// Where the customer stands in a value that is made of texts.
    fn mapped(&self, value: &Value, place: &mut Keys, places: &mut Vec<Keys>) {
        let mut within = |key: String, value: &Value| {
            place.push(key);
            self.mapped(value, place, places);
            place.pop();
        };
        match value {
            Value::String(text) => {
                let carried = self.carried(text).into_iter();
                places.extend(carried.map(|rest| [place.clone(), rest].concat()));
            }
            Value::Array(items) => {
                (0..)
                    .zip(items)
                    .for_each(|(at, item): (usize, _)| within(at.to_string(), item));
            }
            Value::Object(members) => {
                members
                    .iter()
                    .for_each(|(name, member)| within(name.clone(), member));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Where the customer stands in what a text comes to; the text itself is no place within it.
    fn carried(&self, text: &str) -> Vec<Keys> {
        let mentions = mentions_in(text);
        if let [(Mention { root, keys }, true)] = &mentions[..]
            && let [Part::Token(_)] = split(text)[..]
        {
            // It comes out as it is.
            let places = self.by_step.get(root).into_iter().flatten();
            let carried = places.filter_map(|place| within(place, keys));
            return carried.collect();
        }
        match mentions
            .iter()
            .any(|(mention, _)| self.leads_to_customer(mention))
        {
            true => vec![Keys::new()],
            false => Vec::new(),
        }
    }

    pub(super) fn reach_of(&self, texts: &[&str]) -> Reach {
        let mut reach = Reach::Fixed;
        for text in texts {
            for (mention, is_plain) in mentions_in(text) {
                if self.leads_to_customer(&mention) {
                    return Reach::Customer;
                }
                if !is_plain || !self.is_the_organizations(&mention) {
                    reach = Reach::Unknown;
                }
            }
            let is_computed = is_formula(text) || split(text).iter().any(is_computed);
            if is_computed {
                reach = Reach::Unknown;
            }
        }
        reach
    }

    fn leads_to_customer(&self, mention: &Mention) -> bool {
        let mut places = self.by_step.get(&mention.root).into_iter().flatten();
        places.any(|place| within(place, &mention.keys).is_some())
    }

    fn is_the_organizations(&self, mention: &Mention) -> bool {
        self.trigger.as_ref().is_some_and(|(name, envelope)| {
            let place = keys(&[envelope, &["organization"][..]].concat());
            mention.root == *name && mention.keys.starts_with(&place)
        })
    }
}

/// What is left of a place of the customer's once the keys were followed; nothing when they lead
/// elsewhere.
fn within(place: &Keys, keys: &Keys) -> Option<Keys> {
    if place.starts_with(keys) {
        return Some(place[keys.len()..].to_vec());
    }
    keys.starts_with(place).then(Keys::new)
}

/// What the text's placeholders refer to, and whether the placeholder is nothing but that.
fn mentions_in(text: &str) -> Vec<(Mention, bool)> {
    let mut found = Vec::new();
    for part in split(text) {
        let Part::Token(inside) = part else { continue };
        match Expression::parse(split_off_mark(inside).0) {
            Ok(Expression::Path(path)) => found.push((Mention::of(&path), true)),
            Ok(Expression::Flatten(flatten)) => found.push((Mention::of(flatten.value()), false)),
            Ok(Expression::Script(_)) | Err(_) => {
                found.extend(mentions(inside).into_iter().map(|mention| (mention, false)));
            }
            Ok(Expression::Connection(_)) => {}
        }
    }
    found
}

/// Whether it can come to something that stands in no step.
fn is_computed(part: &Part<'_>) -> bool {
    match part {
        Part::Literal(_) => false,
        Part::Token(inside) => !matches!(
            Expression::parse(split_off_mark(inside).0),
            Ok(Expression::Path(_))
        ),
    }
}

fn keys(names: &[&str]) -> Keys {
    names.iter().map(|name| (*name).to_owned()).collect()
}
