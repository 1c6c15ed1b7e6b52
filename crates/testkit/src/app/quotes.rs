//! What happens to quotes, as people bring it about.

use winfactor_domain::Quote;
use winfactor_service::{
    Service,
    quotes::{self, AcceptFields, LineItemFields, NewQuote, SendFields, Visitor},
};

use super::TestApp;

impl TestApp {
    /// A draft for a new submission, with one line of 1,390.50 €: `submission.created` and
    /// `quote.created`.
    pub async fn draft(&self) -> Quote {
        let submission = self.submit().await;
        let new = NewQuote {
            line_items: vec![LineItemFields {
                description: "Schuifpui".to_owned(),
                unit_price: Some("1390.50".parse().expect("an amount")),
                ..LineItemFields::default()
            }],
            ..NewQuote::default()
        };
        quotes::create(
            &self.service,
            self.organization.id,
            submission.id,
            new,
            None,
        )
        .await
        .expect("a submission can be quoted")
        .created()
        .expect("without a key nothing is replayed")
    }

    /// Sends a draft: `quote.sent`.
    pub async fn send(&self, draft: &Quote) -> Quote {
        self.send_at(&self.service, draft).await
    }

    /// The same at another server.
    pub async fn send_at(&self, server: &Service, draft: &Quote) -> Quote {
        quotes::send(
            server,
            self.organization.id,
            draft.id,
            SendFields::default(),
        )
        .await
        .expect("a draft can be sent")
    }

    /// The customer accepts without having been seen looking: `quote.viewed` and `quote.accepted`
    /// in one transaction.
    pub async fn accept(&self, sent: &Quote) {
        self.accept_at(&self.service, sent).await;
    }

    /// The same at another server.
    pub async fn accept_at(&self, server: &Service, sent: &Quote) {
        let sending = sent.sending.as_ref().expect("it was sent");
        let fields = AcceptFields {
            name: "John Smith".to_owned(),
            confirmed: true,
        };
        let visitor = Visitor::new("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/127.0");
        quotes::accept(server, &sending.token, fields, visitor)
            .await
            .expect("an open offer can be accepted");
    }
}
