/// The text with the named section's content replaced; nothing when it has no such section.
pub(super) fn replaced(text: &str, name: &str, content: &str) -> Option<String> {
    let opening = format!("<!-- generated:{name} -->\n");
    let start = text.find(&opening)? + opening.len();
    let end = start + text[start..].find("<!-- /generated -->")?;
    let ending = if content.is_empty() || content.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    Some(format!(
        "{}{content}{ending}{}",
        &text[..start],
        &text[end..]
    ))
}
