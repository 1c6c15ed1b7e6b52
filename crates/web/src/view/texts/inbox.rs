texts! {
    /// Words of the inbox.
    struct InboxTexts {
        title: "Inbox", "Posteingang", "Postvak";
        intro: "What your flows and WinFactor itself tell you. New messages appear by themselves.", "Was Ihre Abläufe und WinFactor selbst Ihnen mitteilen. Neue Nachrichten erscheinen von allein.", "Wat uw flows en WinFactor zelf u melden. Nieuwe berichten verschijnen vanzelf.";
        empty_title: "No messages yet", "Noch keine Nachrichten", "Nog geen berichten";
        empty: "A flow with the step \"Message to the inbox\" writes here: for example one sentence about each new submission. Alerts about deliveries that fail arrive here as well.", "Hierher schreibt ein Ablauf mit dem Schritt „Nachricht in den Posteingang“: zum Beispiel einen Satz zu jeder neuen Anfrage. Auch Warnungen über fehlgeschlagene Zustellungen kommen hier an.", "Hier schrijft een flow met de stap “Bericht in het postvak”: bijvoorbeeld één zin over elke nieuwe aanvraag. Ook waarschuwingen over mislukte bezorgingen komen hier binnen.";
        to_flows: "Set up a flow", "Einen Ablauf einrichten", "Een flow instellen";
        open: "Open", "Öffnen", "Openen";
        unread: "Unread", "Ungelesen", "Ongelezen";
        alert: "Needs attention", "Bitte beachten", "Vraagt aandacht";
        mark_read: "Mark as read", "Als gelesen markieren", "Als gelezen markeren";
        mark_all_read: "Mark all as read", "Alle als gelesen markieren", "Alles als gelezen markeren";
    }
    phrases {
        from(source: &str): "from {source}", "von {source}", "van {source}";
    }
}
