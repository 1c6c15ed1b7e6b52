//! `@Jane Doe` as the author typed it, made a mention of the team's member of that name.
//!
//! Names have blanks, so where one ends is known only from the names that there are: the longest that
//! fits is meant. What a placeholder inserted mentions nobody, and ends a name.

use serde::Serialize;
use serde_json::{Value, json};

use crate::expressions::Escaping;
use crate::expressions::fence::Passage;

/// Somebody in the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// As Teams shows it, such as `Jane Doe`.
    pub name: String,
    pub user_id: String,
    /// Tells those of the same name apart.
    pub email: Option<String>,
}

/// A name with `@` that stayed text. The output of the step shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotMentioned {
    pub name: String,
    pub reason: &'static str,
}

pub(super) const UNKNOWN: &str = "no member of the team has this name";
pub(super) const AMBIGUOUS: &str =
    "several members of the team have this name; write the e-mail address of the one that is meant";
pub(super) const NOT_SHOWN: &str =
    "the connection may not see the team's members; it needs the permission TeamMember.Read.All";
pub(super) const TOO_LONG: &str = "the message is too long for mentions";
pub(super) const WEBHOOK: &str = "a webhook mentions nobody; connect an account";

/// A content with its mentions.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Mentioning {
    /// HTML, when there are mentions.
    pub(super) content: String,
    /// Graph's `mentions`.
    pub(super) mentions: Vec<Value>,
    pub(super) not_mentioned: Vec<NotMentioned>,
}

/// Whom an `@` means.
enum Meant<'a> {
    One(&'a Member),
    /// Several members, or nobody that is known.
    Nobody(&'static str),
}

/// Looks for the names of members in what the author typed.
pub(super) fn mention(passages: &[Passage], is_html: bool, members: &[Member]) -> Mentioning {
    let mut found = Mentioning::default();
    let mut place = Place::default();
    for (number, passage) in passages.iter().enumerate() {
        let next = passages
            .get(number + 1)
            .and_then(|next| next.text.chars().next());
        let mut rest = passage.text.as_str();
        while let Some(character) = rest.chars().next() {
            let after = &rest[character.len_utf8()..];
            let begins = passage.is_typed && character == '@' && place.may_begin_a_name(is_html);
            let name = begins.then(|| name_of(after)).flatten();
            place.pass(character);
            rest = after;
            let Some(name) = name else {
                push(&mut found.content, character, is_html);
                continue;
            };
            match meant(after, next, is_html, members) {
                (Meant::One(member), length) => {
                    found.add(member);
                    rest = &after[length..];
                    place.before = after[..length].chars().next_back();
                }
                (Meant::Nobody(reason), length) => {
                    push(&mut found.content, character, is_html);
                    let name = if length > 0 { &after[..length] } else { name };
                    found.leave(name, reason);
                }
            }
        }
    }
    found
}

/// The names after each `@`, as far as they can be told without knowing any: their first words.
pub(super) fn names(
    passages: &[Passage],
    is_html: bool,
    reason: &'static str,
) -> Vec<NotMentioned> {
    let mut left = mention(passages, is_html, &[]).not_mentioned;
    left.iter_mut().for_each(|it| it.reason = reason);
    left
}

impl Mentioning {
    fn add(&mut self, member: &Member) {
        let id = self.mentions.len();
        let shown = Escaping::Html.text(&member.name);
        self.content
            .push_str(&format!("<at id=\"{id}\">{shown}</at>"));
        self.mentions.push(json!({
            "id": id,
            "mentionText": member.name,
            "mentioned": {"user": {"id": member.user_id, "displayName": member.name}},
        }));
    }

    fn leave(&mut self, name: &str, reason: &'static str) {
        if self.not_mentioned.iter().all(|left| left.name != name) {
            let name = name.to_owned();
            self.not_mentioned.push(NotMentioned { name, reason });
        }
    }
}

/// What stands before a character.
#[derive(Default)]
struct Place {
    before: Option<char>,
    in_tag: bool,
}

impl Place {
    /// Not inside of an address such as `info@windows.example`, nor of an element's attributes.
    fn may_begin_a_name(&self, is_html: bool) -> bool {
        let is_inside = self.before.is_some_and(char::is_alphanumeric);
        !(is_inside || is_html && self.in_tag)
    }

    fn pass(&mut self, character: char) {
        self.before = Some(character);
        match character {
            '<' => self.in_tag = true,
            '>' => self.in_tag = false,
            _ => {}
        }
    }
}

/// The member whose name the text begins with, and how long the name is.
fn meant<'a>(
    text: &str,
    next: Option<char>,
    is_html: bool,
    members: &'a [Member],
) -> (Meant<'a>, usize) {
    let mut longest = 0;
    let mut fitting: Vec<&Member> = Vec::new();
    for member in members {
        let written = [Some(&member.name), member.email.as_ref()];
        let lengths = written.into_iter().flatten().filter_map(|name| {
            let length = match is_html {
                true => {
                    beginning(text, &Escaping::Html.text(name)).or_else(|| beginning(text, name))
                }
                false => beginning(text, name),
            };
            let follows = |length: &usize| text[*length..].chars().next().or(next);
            length.filter(|length| !follows(length).is_some_and(char::is_alphanumeric))
        });
        let Some(length) = lengths.max() else {
            continue;
        };
        if length > longest {
            longest = length;
            fitting.clear();
        }
        let is_new = fitting.iter().all(|other| other.user_id != member.user_id);
        if length == longest && is_new {
            fitting.push(member);
        }
    }
    match fitting[..] {
        [one] => (Meant::One(one), longest),
        [] => (Meant::Nobody(UNKNOWN), 0),
        _ => (Meant::Nobody(AMBIGUOUS), longest),
    }
}

/// How much of the text the name takes, if it begins with it, in whatever case.
fn beginning(text: &str, name: &str) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in name.chars() {
        let found = rest.next()?;
        if found != wanted && !found.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    (!name.is_empty()).then(|| text.len() - rest.as_str().len())
}

/// The first word of a name or an e-mail address, if one begins here.
fn name_of(text: &str) -> Option<&str> {
    let ends = |c: char| !c.is_alphanumeric() && !"-_.'@".contains(c);
    let word = text.split(ends).next().unwrap_or_default();
    let word = word.trim_end_matches(['-', '_', '.', '\'', '@']);
    word.starts_with(char::is_alphanumeric).then_some(word)
}

/// Appends a character of the content as it stands in HTML.
fn push(html: &mut String, character: char, is_html: bool) {
    match character {
        _ if is_html => html.push(character),
        '\n' => html.push_str("<br>"),
        '\r' => {}
        ' ' if html.ends_with(' ') => html.push_str("&nbsp;"),
        other => html.push_str(&Escaping::Html.text(other.encode_utf8(&mut [0; 4]))),
    }
}
