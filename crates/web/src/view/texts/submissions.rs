texts! {
    /// Words of the submissions: the list and one of them.
    struct SubmissionTexts {
        title: "Submissions", "Anfragen", "Aanvragen";
        intro: "What customers configured and sent to you.", "Was Kunden konfiguriert und Ihnen gesendet haben.", "Wat klanten hebben samengesteld en naar u gestuurd.";
        empty_title: "No submissions yet", "Noch keine Anfragen", "Nog geen aanvragen";
        empty: "They come from your public page. Link to it from your website, or try it yourself.", "Sie kommen von Ihrer öffentlichen Seite. Verlinken Sie sie auf Ihrer Website, oder probieren Sie sie selbst aus.", "Zij komen van uw openbare pagina. Link ernaar vanaf uw website, of probeer haar zelf.";
        none: "No submission has this status.", "Keine Anfrage hat diesen Status.", "Geen aanvraag heeft deze status.";
        open_page: "Open the public page", "Öffentliche Seite öffnen", "Openbare pagina openen";
        customer: "Customer", "Kunde", "Klant";
        product: "Product", "Produkt", "Product";
        size: "Size", "Maß", "Maat";
        count: "Panels", "Elemente", "Elementen";
        received: "Received", "Eingegangen", "Ontvangen";
        back: "All submissions", "Alle Anfragen", "Alle aanvragen";
        configuration: "Configuration", "Konfiguration", "Samenstelling";
        notes: "Notes of the customer", "Anmerkungen des Kunden", "Opmerkingen van de klant";
        email: "E-mail", "E-Mail", "E-mail";
        phone: "Phone", "Telefon", "Telefoon";
        company: "Company", "Firma", "Bedrijf";
        address: "Address", "Anschrift", "Adres";
        language: "Language", "Sprache", "Taal";
        external_ref: "Reference in another system", "Kennung in einem anderen System", "Kenmerk in een ander systeem";
        quotes: "Quotes", "Angebote", "Offertes";
        no_quotes: "There is no quote for this submission yet.", "Zu dieser Anfrage gibt es noch kein Angebot.", "Voor deze aanvraag is er nog geen offerte.";
        create_quote: "Create a quote", "Angebot anlegen", "Offerte maken";
        close: "Close", "Abschließen", "Afsluiten";
        reopen: "Reopen", "Wieder öffnen", "Heropenen";
    }
}
