texts! {
    /// Words of the messages that visitors leave.
    struct LeadTexts {
        intro: "From the contact form of your public page.", "Aus dem Kontaktformular Ihrer öffentlichen Seite.", "Via het contactformulier van uw openbare pagina.";
        empty_title: "No messages yet", "Noch keine Nachrichten", "Nog geen berichten";
        empty: "When a visitor writes to you on your public page, the message appears here.", "Wenn Ihnen ein Besucher auf Ihrer öffentlichen Seite schreibt, erscheint die Nachricht hier.", "Als een bezoeker u via uw openbare pagina schrijft, verschijnt het bericht hier.";
        none: "No message has this status.", "Keine Nachricht hat diesen Status.", "Geen bericht heeft deze status.";
        mark_contacted: "Contacted", "Kontaktiert", "Contact gehad";
        mark_closed: "Close", "Abschließen", "Afsluiten";
        mark_new: "Reopen", "Wieder öffnen", "Heropenen";
        reply: "Reply by e-mail", "Per E-Mail antworten", "Antwoorden per e-mail";
    }
}
