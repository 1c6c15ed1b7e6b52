/// Elements that begin a line of their own.
const BLOCKS: [&str; 17] = [
    "article",
    "blockquote",
    "br",
    "div",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "li",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];
/// Elements whose inside is not for people.
const HIDDEN: [&str; 4] = ["head", "script", "style", "title"];

/// What a reader without HTML is shown: the text, with line breaks where blocks begin and with the
/// addresses of links.
pub(crate) fn text_of_html(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    let mut link: Option<String> = None;
    while let Some(open) = rest.find('<') {
        push_text(&mut out, &rest[..open]);
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some(close) = rest.find('>') else {
            break;
        };
        let tag = &rest[1..close];
        rest = &rest[close + 1..];
        let (is_end, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let name = tag.split([' ', '\t', '\r', '\n', '/']).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        if HIDDEN.contains(&&*name) && !is_end {
            let lower = rest.to_ascii_lowercase();
            rest = match lower.find(&format!("</{name}")) {
                Some(end) => &rest[end..],
                None => "",
            };
        } else if BLOCKS.contains(&&*name) {
            if !out.is_empty() {
                out.push('\n');
            }
            if name == "li" && !is_end {
                out.push_str("- ");
            }
        } else if name == "td" && is_end {
            out.push(' ');
        } else if name == "a" && !is_end {
            link = attribute(tag, "href");
        } else if name == "a"
            && let Some(address) = link.take()
            && !out.ends_with(&address)
        {
            out.push_str(&format!(" ({address})"));
        }
    }
    push_text(&mut out, rest);
    let lines = out.lines().map(str::trim);
    let mut kept: Vec<&str> = Vec::new();
    for line in lines {
        // One empty line between paragraphs is enough.
        if !line.is_empty() || kept.last().is_some_and(|last| !last.is_empty()) {
            kept.push(line);
        }
    }
    kept.join("\n").trim().to_owned()
}

/// White space is one blank, and entities are characters.
fn push_text(out: &mut String, text: &str) {
    let is_joined = text.starts_with(char::is_whitespace) && !out.ends_with([' ', '\n']);
    if is_joined && !out.is_empty() {
        out.push(' ');
    }
    let words: Vec<String> = text.split_whitespace().map(decoded).collect();
    out.push_str(&words.join(" "));
    if !words.is_empty() && text.ends_with(char::is_whitespace) {
        out.push(' ');
    }
}

fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 10);
        let character = end.and_then(|end| character(&rest[1..end]));
        match (character, end) {
            (Some(character), Some(end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| {
        let number = u32::from_str_radix(digits, radix).ok()?;
        char::from_u32(number).filter(|it| !it.is_control())
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "euro" => Some('€'),
        _ => {
            let digits = name.strip_prefix('#')?;
            match digits.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            }
        }
    }
}

/// The value of an attribute in quotes.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = &tag[at + name.len() + 1..];
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let inside = value[1..].split(quote).next()?;
    Some(decoded(inside))
}
