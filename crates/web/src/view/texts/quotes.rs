texts! {
    /// Words of the quotes: the list and one of them, with its editor and its history.
    struct QuoteTexts {
        title: "Quotes", "Angebote", "Offertes";
        intro: "What you offered, and what became of it.", "Was Sie angeboten haben und was daraus wurde.", "Wat u hebt aangeboden en wat ervan is geworden.";
        empty_title: "No quotes yet", "Noch keine Angebote", "Nog geen offertes";
        empty: "Open a submission and create the first quote from it.", "Öffnen Sie eine Anfrage und legen Sie daraus das erste Angebot an.", "Open een aanvraag en maak daaruit de eerste offerte.";
        to_submissions: "To the submissions", "Zu den Anfragen", "Naar de aanvragen";
        none: "No quote has this status.", "Kein Angebot hat diesen Status.", "Geen offerte heeft deze status.";
        number: "Number", "Nummer", "Nummer";
        customer: "Customer", "Kunde", "Klant";
        total: "Total", "Gesamtbetrag", "Totaal";
        changed: "Changed", "Geändert", "Gewijzigd";
        valid_until: "Valid until", "Gültig bis", "Geldig tot en met";
        back: "All quotes", "Alle Angebote", "Alle offertes";
        submission: "Submission", "Anfrage", "Aanvraag";
        customer_notes: "Notes of the customer", "Anmerkungen des Kunden", "Opmerkingen van de klant";
        version: "Version", "Version", "Versie";
        created: "Created", "Angelegt", "Gemaakt";
        sent_to: "Sent to", "Gesendet an", "Verzonden naar";
        customer_page: "Customer's page", "Seite des Kunden", "Pagina van de klant";
        open_customer_page: "Open the customer's page", "Seite des Kunden öffnen", "Pagina van de klant openen";
        copy_link: "Copy link", "Link kopieren", "Link kopiëren";
        copied: "Copied", "Kopiert", "Gekopieerd";
        lines: "Line items", "Positionen", "Regels";
        description: "Description", "Beschreibung", "Omschrijving";
        quantity: "Quantity", "Menge", "Aantal";
        unit_price: "Unit price", "Einzelpreis", "Prijs per stuk";
        item_type: "Kind", "Art", "Soort";
        item_product: "Product", "Produkt", "Product";
        item_service: "Service", "Leistung", "Dienst";
        item_discount: "Discount", "Rabatt", "Korting";
        item_other: "Other", "Sonstiges", "Overig";
        lines_hint: "A line without any entry is left out. Totals are computed when you save.", "Eine Zeile ohne Angaben entfällt. Die Summen werden beim Speichern berechnet.", "Een regel zonder invoer vervalt. De totalen worden bij het opslaan berekend.";
        add_line: "Add a line", "Zeile hinzufügen", "Regel toevoegen";
        terms: "Terms", "Bedingungen", "Voorwaarden";
        tax_rate: "Tax in percent", "Steuer in Prozent", "Btw in procenten";
        validity: "Valid for days", "Gültig, in Tagen", "Geldig, in dagen";
        validity_hint: "Counted from sending.", "Ab dem Senden gezählt.", "Geteld vanaf het verzenden.";
        currency: "Currency", "Währung", "Valuta";
        reference: "Your reference", "Ihr Zeichen", "Uw kenmerk";
        notes: "Notes for the customer", "Hinweise für den Kunden", "Opmerkingen voor de klant";
        send_title: "Send to the customer", "An den Kunden senden", "Naar de klant verzenden";
        recipients: "Recipients", "Empfänger", "Ontvangers";
        recipients_hint: "Addresses separated by commas.", "Adressen, durch Kommas getrennt.", "Adressen, gescheiden door komma's.";
        language: "Language of the offer", "Sprache des Angebots", "Taal van de offerte";
        send_hint: "Opens the customer's page and starts the validity. WinFactor mails nothing by itself: a flow does, or you copy the link.", "Öffnet die Seite des Kunden und startet die Gültigkeit. WinFactor verschickt selbst keine Mail: Das tut ein Ablauf, oder Sie kopieren den Link.", "Opent de pagina van de klant en start de geldigheid. WinFactor mailt zelf niets: dat doet een flow, of u kopieert de link.";
        save_and_send: "Save and send", "Speichern und senden", "Opslaan en verzenden";
        revise: "Revise", "Überarbeiten", "Herzien";
        revise_hint: "Makes a draft of the next version. Until you send it, the customer can answer neither.", "Legt einen Entwurf der nächsten Version an. Bis Sie ihn senden, kann der Kunde keine von beiden beantworten.", "Maakt een concept van de volgende versie. Tot u het verzendt, kan de klant geen van beide beantwoorden.";
        answer: "Answer", "Antwort", "Antwoord";
        ip_address: "IP address", "IP-Adresse", "IP-adres";
        browser: "Browser", "Browser", "Browser";
        reason: "Reason", "Grund", "Reden";
        history: "Versions", "Versionen", "Versies";
        sent: "Sent", "Gesendet", "Verzonden";
        views: "Views", "Ansichten", "Weergaven";
        not_viewed: "not viewed yet", "noch nicht angesehen", "nog niet bekeken";
        robot_mail_scanner: "a mail scanner", "ein Mail-Scanner", "een mailscanner";
        robot_link_preview: "a link preview", "eine Linkvorschau", "een linkvoorbeeld";
        robot_crawler: "a search engine", "eine Suchmaschine", "een zoekmachine";
        robot_program: "a program", "ein Programm", "een programma";
        robot_headless_browser: "a browser without a screen", "ein Browser ohne Bildschirm", "een browser zonder scherm";
        robot_no_user_agent: "a visitor without a name", "ein Besucher ohne Kennung", "een bezoeker zonder naam";
        robot_prefetch: "a page loaded in advance", "eine vorab geladene Seite", "een vooraf geladen pagina";
    }
    phrases {
        title_of(number: &str): "Quote {number}", "Angebot {number}", "Offerte {number}";
        line_label(label: &str, n: usize): "{label}, line {n}", "{label}, Zeile {n}", "{label}, regel {n}";
        accepted_by(name: &str, when: &str): "Accepted by {name} {when}", "Angenommen von {name} {when}", "Geaccepteerd door {name} {when}";
        rejected_by(name: &str, when: &str): "Declined by {name} {when}", "Abgelehnt von {name} {when}", "Afgewezen door {name} {when}";
        rejected(when: &str): "Declined {when}", "Abgelehnt {when}", "Afgewezen {when}";
        last_viewed(when: &str): "last {when}", "zuletzt {when}", "laatst {when}";
        last_robot(when: &str, what: &str): "last {when}: {what}", "zuletzt {when}: {what}", "laatst {when}: {what}";
    }
    counts {
        panels(n): ("one panel", "{n} panels"), ("ein Element", "{n} Elemente"), ("één element", "{n} elementen");
        viewed(n):
            ("viewed once", "viewed {n} times"),
            ("einmal angesehen", "{n}-mal angesehen"),
            ("één keer bekeken", "{n} keer bekeken");
        robots(n):
            ("one visit of a suspected robot, not counted as a view", "{n} visits of suspected robots, not counted as views"),
            ("ein Besuch eines mutmaßlichen Roboters, nicht als Ansicht gezählt", "{n} Besuche mutmaßlicher Roboter, nicht als Ansichten gezählt"),
            ("één bezoek van een vermoedelijke robot, niet als weergave geteld", "{n} bezoeken van vermoedelijke robots, niet als weergaven geteld");
    }
}
