texts! {
    /// Words of the configurator and of what follows it.
    struct ConfiguratorTexts {
        back: "All products", "Alle Produkte", "Alle producten";
        intro: "Enter your measurements. The drawing follows; nothing is binding yet.", "Geben Sie Ihre Maße ein. Die Zeichnung folgt; noch ist nichts verbindlich.", "Geef uw maten op. De tekening volgt; er is nog niets bindend.";
        your_product: "Your measurements", "Ihre Maße", "Uw maten";
        count: "Number of panels", "Anzahl der Elemente", "Aantal elementen";
        notes: "Notes", "Anmerkungen", "Opmerkingen";
        notes_hint: "Colour, glass, the place where it will be built in\u{a0}…", "Farbe, Glas, der Ort des Einbaus\u{a0}…", "Kleur, glas, de plaats waar het wordt ingebouwd\u{a0}…";
        about_you: "Who may we send the quote to?", "An wen dürfen wir das Angebot senden?", "Aan wie mogen wij de offerte sturen?";
        company: "Company", "Firma", "Bedrijf";
        submit: "Request a quote", "Angebot anfordern", "Offerte aanvragen";
        submit_hint: "Free of charge and without obligation.", "Kostenlos und unverbindlich.", "Gratis en vrijblijvend.";
        seen_from_inside: "Seen from inside", "Ansicht von innen", "Aanzicht van binnen";
        thanks_title: "Thank you, your request has arrived", "Vielen Dank, Ihre Anfrage ist angekommen", "Dank u, uw aanvraag is aangekomen";
        summary: "Your request", "Ihre Anfrage", "Uw aanvraag";
        product: "Product", "Produkt", "Product";
        size: "Size (width × height)", "Maß (Breite × Höhe)", "Maat (breedte × hoogte)";
        another: "Configure another product", "Ein weiteres Produkt konfigurieren", "Nog een product samenstellen";
    }
    phrases {
        in_feet(range: &str): "{range}, in feet and inches", "{range}, in Fuß und Zoll", "{range}, in voet en inch";
        thanks(email: &str): "We look at it and send your quote to {email}.", "Wir sehen sie uns an und senden Ihr Angebot an {email}.", "Wij bekijken haar en sturen uw offerte naar {email}.";
    }
}
