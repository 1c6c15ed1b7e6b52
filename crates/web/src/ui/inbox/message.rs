use winfactor_domain::OrganizationId;
use winfactor_service::{
    Result, Service, events,
    inbox::{Message, MessageKind},
};

use crate::view::app::{MessageLink, MessageView};

/// Messages as pages show them, in the same order.
pub(super) async fn message_views(
    service: &Service,
    organization: OrganizationId,
    messages: Vec<Message>,
) -> Result<Vec<MessageView>> {
    let sources = messages.iter().filter_map(|message| message.source.clone());
    let names = events::destination_names(service, organization, sources.collect()).await?;
    let base = service.links().base();
    let view = |message: Message| MessageView {
        id: message.id,
        alert: message.kind == MessageKind::Alert,
        title: message.title,
        text: message.text,
        link: message.link.map(|href| link(href, base)),
        source: message
            .source
            .and_then(|source| names.get(&source).cloned()),
        at: message.created_at,
        read: message.read_at.is_some(),
    };
    Ok(messages.into_iter().map(view).collect())
}

/// Messages carry full addresses, because they are also read elsewhere. Here a page of this
/// installation is a path: it opens where the reader is, whatever name they reach it by.
fn link(href: String, base: &str) -> MessageLink {
    let path = href.strip_prefix(base).filter(|path| path.starts_with('/'));
    MessageLink {
        href: path.map_or(href.clone(), str::to_owned),
        label: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_this_installation_is_a_path() {
        let href = |text: &str| link(text.to_owned(), "https://app.example").href;
        assert_eq!(
            href("https://app.example/quotes/quote_1"),
            "/quotes/quote_1"
        );
        assert_eq!(
            href("https://app.example.evil/x"),
            "https://app.example.evil/x"
        );
        assert_eq!(
            href("https://elsewhere.example/x"),
            "https://elsewhere.example/x"
        );
        assert_eq!(href("https://app.example"), "https://app.example");
    }
}
