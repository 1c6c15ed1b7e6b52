texts! {
    /// Words around every page of the organization's people.
    struct ShellTexts {
        skip: "Skip to the content", "Zum Inhalt springen", "Naar de inhoud";
        navigation: "Main navigation", "Hauptnavigation", "Hoofdnavigatie";
        home: "Overview", "Übersicht", "Overzicht";
        inbox: "Inbox", "Posteingang", "Postvak";
        submissions: "Submissions", "Anfragen", "Aanvragen";
        quotes: "Quotes", "Angebote", "Offertes";
        leads: "Messages from visitors", "Nachrichten von Besuchern", "Berichten van bezoekers";
        leads_short: "Leads", "Interessenten", "Leads";
        events: "Events", "Ereignisse", "Gebeurtenissen";
        endpoints: "Webhooks", "Webhooks", "Webhooks";
        flows: "Flows", "Abläufe", "Flows";
        more: "More", "Mehr", "Meer";
        public_page: "Public page", "Öffentliche Seite", "Openbare pagina";
        sign_out: "Sign out", "Abmelden", "Afmelden";
        older: "Older", "Ältere", "Ouder";
        newest: "To the newest", "Zu den neuesten", "Naar de nieuwste";
        all: "All", "Alle", "Alle";
        filter: "Filter", "Filter", "Filter";
        show: "Show", "Anzeigen", "Tonen";
        save: "Save", "Speichern", "Opslaan";
        cancel: "Cancel", "Abbrechen", "Annuleren";
        edit: "Edit", "Bearbeiten", "Bewerken";
        status: "Status", "Status", "Status";
        test: "Test", "Test", "Test";
    }
    counts {
        unread(n):
            ("{n} unread message", "{n} unread messages"),
            ("{n} ungelesene Nachricht", "{n} ungelesene Nachrichten"),
            ("{n} ongelezen bericht", "{n} ongelezen berichten");
    }
}
