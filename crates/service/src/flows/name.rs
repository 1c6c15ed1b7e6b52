use winfactor_domain::Text;

/// The longest name of a flow or of its owner, in characters.
const MAX_NAME: usize = 200;

/// What people call a flow.
pub(super) fn name(text: &mut Text, name: &str) -> String {
    text.required("/name", name, MAX_NAME)
}

/// Who looks after a flow.
pub(super) fn owner_name(text: &mut Text, name: Option<&str>) -> Option<String> {
    text.optional("/ownerName", name, MAX_NAME)
}
