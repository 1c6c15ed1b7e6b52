texts! {
    /// Words of an organization's public page, and those that all public pages share.
    struct PublicTexts {
        skip: "Skip to the content", "Zum Inhalt springen", "Naar de inhoud";
        language: "Language", "Sprache", "Taal";
        intro: "Choose a product, enter your size, and we will send you a quote.", "Wählen Sie ein Produkt, geben Sie Ihr Maß ein, und wir senden Ihnen ein Angebot.", "Kies een product, geef uw maten op en wij sturen u een offerte.";
        headline: "Made to your measure", "Nach Ihrem Maß gefertigt", "Op maat gemaakt";
        products: "Our products", "Unsere Produkte", "Onze producten";
        no_products: "There is nothing to configure here yet. Write to us, and we will be glad to help.", "Hier lässt sich noch nichts konfigurieren. Schreiben Sie uns, wir helfen Ihnen gern.", "Hier valt nog niets samen te stellen. Schrijf ons, wij helpen u graag.";
        width: "Width", "Breite", "Breedte";
        height: "Height", "Höhe", "Hoogte";
        configure: "Configure", "Konfigurieren", "Samenstellen";
        write_to_us: "Write to us", "Schreiben Sie uns", "Schrijf ons";
        write_hint: "A question, a visit, something special? Leave us a message.", "Eine Frage, ein Besuch, ein Sonderwunsch? Hinterlassen Sie uns eine Nachricht.", "Een vraag, een bezoek, iets bijzonders? Laat een bericht achter.";
        email: "E-mail", "E-Mail", "E-mail";
        phone: "Phone", "Telefon", "Telefoon";
        name: "Your name", "Ihr Name", "Uw naam";
        message: "Your message", "Ihre Nachricht", "Uw bericht";
        send: "Send message", "Nachricht senden", "Bericht versturen";
        thanks_title: "Thank you for your message", "Vielen Dank für Ihre Nachricht", "Dank u voor uw bericht";
        thanks: "It has arrived. We will get back to you soon.", "Sie ist angekommen. Wir melden uns bald bei Ihnen.", "Het is aangekomen. Wij nemen snel contact met u op.";
        honeypot: "Please leave this field empty", "Bitte lassen Sie dieses Feld leer", "Laat dit veld leeg";
    }
    phrases {
        configure_product(name: &str): "Configure {name}", "{name} konfigurieren", "{name} samenstellen";
    }
}
