texts! {
    /// Words of the lists and pages of events.
    struct EventTexts {
        title: "Events", "Ereignisse", "Gebeurtenissen";
        intro: "Everything that happened, and where it was sent.", "Alles, was geschehen ist, und wohin es gesendet wurde.", "Alles wat er is gebeurd en waar het heen is gestuurd.";
        event: "Event", "Ereignis", "Gebeurtenis";
        about: "About", "Zu", "Over";
        delivery: "Delivery", "Zustellung", "Bezorging";
        any_type: "All events", "Alle Ereignisse", "Alle gebeurtenissen";
        any_state: "Every delivery", "Jede Zustellung", "Elke bezorging";
        state_waiting: "Waiting", "Wartend", "Wachtend";
        state_accepted: "Accepted", "Angenommen", "Geaccepteerd";
        state_failed: "Failed for good", "Endgültig fehlgeschlagen", "Definitief mislukt";
        state_held: "Held", "Zurückgehalten", "Vastgehouden";
        type_label: "Event", "Ereignis", "Gebeurtenis";
        none: "No event matches.", "Kein Ereignis passt dazu.", "Geen gebeurtenis past hierbij.";
        none_yet: "Nothing has happened yet. Submit a configuration on your public page, and its event appears here.", "Es ist noch nichts geschehen. Geben Sie auf Ihrer öffentlichen Seite eine Anfrage ab, und ihr Ereignis erscheint hier.", "Er is nog niets gebeurd. Dien op uw openbare pagina een aanvraag in, en de gebeurtenis verschijnt hier.";
        test: "test", "Test", "test";
        back: "All events", "Alle Ereignisse", "Alle gebeurtenissen";
        deliveries: "Where it was sent", "Wohin es gesendet wurde", "Waar het heen is gestuurd";
        no_deliveries: "No receiver wanted this event when it happened.", "Als es geschah, wollte kein Empfänger dieses Ereignis.", "Toen het gebeurde, wilde geen ontvanger deze gebeurtenis.";
        to_endpoints: "Set up a receiver", "Empfänger einrichten", "Ontvanger instellen";
        send_again: "Send again", "Erneut senden", "Opnieuw verzenden";
        send_all_again: "Send to all again", "Erneut an alle senden", "Opnieuw naar alle verzenden";
        send_again_hint: "The same event with the same id: a receiver that knows it already can tell.", "Dasselbe Ereignis mit derselben Kennung: Ein Empfänger, der es schon kennt, erkennt es wieder.", "Dezelfde gebeurtenis met hetzelfde kenmerk: een ontvanger die haar al kent, herkent haar.";
        attempts: "Attempts", "Versuche", "Pogingen";
        no_attempts: "Not tried yet.", "Noch nicht versucht.", "Nog niet geprobeerd.";
        number: "No.", "Nr.", "Nr.";
        time: "Time", "Zeit", "Tijd";
        answer: "Answer", "Antwort", "Antwoord";
        duration: "Duration", "Dauer", "Duur";
        result: "Result", "Ergebnis", "Resultaat";
        accepted: "accepted", "angenommen", "geaccepteerd";
        response: "Beginning of the answer", "Anfang der Antwort", "Begin van het antwoord";
        payload: "What is sent", "Was gesendet wird", "Wat er wordt verzonden";
        event_id: "Event id", "Kennung", "Kenmerk";
        happened: "Happened", "Geschehen", "Gebeurd";
        deleted_receiver: "a receiver that was deleted", "ein gelöschter Empfänger", "een verwijderde ontvanger";
        payload_erased: "The payload was erased; the id and the times remain.", "Der Inhalt wurde gelöscht; Kennung und Zeiten bleiben.", "De inhoud is gewist; kenmerk en tijden blijven.";
    }
}
