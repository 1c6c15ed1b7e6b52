texts! {
    /// Words of the webhook endpoints: the list, one of them, and its form.
    struct EndpointTexts {
        title: "Webhooks", "Webhooks", "Webhooks";
        intro: "Addresses that your events are sent to, signed, and tried again until they are accepted.", "Adressen, an die Ihre Ereignisse signiert gesendet werden, immer wieder, bis sie angenommen sind.", "Adressen waarnaar uw gebeurtenissen ondertekend worden verzonden, steeds opnieuw tot ze zijn geaccepteerd.";
        empty_title: "No endpoints yet", "Noch keine Endpunkte", "Nog geen eindpunten";
        empty: "Create a flow with the trigger \"Catch Webhook\" in ActivePieces, copy its live address, and add it here.", "Legen Sie in ActivePieces einen Ablauf mit dem Auslöser „Catch Webhook“ an, kopieren Sie seine Live-Adresse und tragen Sie sie hier ein.", "Maak in ActivePieces een flow met de trigger “Catch Webhook”, kopieer het live-adres en voeg het hier toe.";
        add: "Add an endpoint", "Endpunkt hinzufügen", "Eindpunt toevoegen";
        endpoint: "Endpoint", "Endpunkt", "Eindpunt";
        events: "Events", "Ereignisse", "Gebeurtenissen";
        all_events: "all events", "alle Ereignisse", "alle gebeurtenissen";
        held: "Held", "Zurückgehalten", "Vastgehouden";
        back: "All endpoints", "Alle Endpunkte", "Alle eindpunten";
        address: "Address", "Adresse", "Adres";
        description: "Name", "Name", "Naam";
        description_hint: "What your colleagues call the receiver, such as \"ActivePieces: sales channel\".", "So nennen Ihre Kollegen den Empfänger, zum Beispiel „ActivePieces: Vertrieb“.", "Zo noemen uw collega's de ontvanger, zoals “ActivePieces: verkoop”.";
        url_hint: "The live address of the ActivePieces trigger, or any address that takes a POST with JSON.", "Die Live-Adresse des ActivePieces-Auslösers oder jede Adresse, die ein POST mit JSON annimmt.", "Het live-adres van de ActivePieces-trigger, of elk adres dat een POST met JSON aanneemt.";
        event_types_hint: "None chosen means all, also those that are added later.", "Ohne Auswahl gelten alle, auch später hinzukommende.", "Zonder keuze gelden ze allemaal, ook latere.";
        checks: "What the receiver checks", "Was der Empfänger prüft", "Wat de ontvanger controleert";
        checks_hint: "Every event is signed. Set this only if the receiver cannot check that signature, as the Catch Webhook trigger of ActivePieces.", "Jedes Ereignis ist signiert. Stellen Sie hier nur etwas ein, wenn der Empfänger diese Signatur nicht prüfen kann, wie der Auslöser Catch Webhook von ActivePieces.", "Elke gebeurtenis is ondertekend. Stel dit alleen in als de ontvanger die handtekening niet kan controleren, zoals de trigger Catch Webhook van ActivePieces.";
        auth_kind: "In addition", "Zusätzlich", "Daarnaast";
        auth_keep: "as it is", "wie bisher", "zoals het is";
        auth_none: "nothing", "nichts", "niets";
        auth_basic: "user name and password", "Benutzername und Passwort", "gebruikersnaam en wachtwoord";
        auth_header: "a fixed header", "eine feste Kopfzeile", "een vaste header";
        auth_body_hmac: "an HMAC-SHA256 of the body, in hexadecimal", "ein HMAC-SHA256 des Inhalts, hexadezimal", "een HMAC-SHA256 van de inhoud, hexadecimaal";
        auth_name: "User name or header", "Benutzername oder Kopfzeile", "Gebruikersnaam of header";
        auth_secret: "Password, value or secret", "Passwort, Wert oder Geheimnis", "Wachtwoord, waarde of geheim";
        auth_secret_hint: "Never shown again.", "Wird nie wieder angezeigt.", "Wordt nooit meer getoond.";
        auto_pause: "Pause by itself when everything has failed for more than 12 hours", "Von selbst anhalten, wenn über 12 Stunden alles fehlgeschlagen ist", "Vanzelf pauzeren als alles meer dan 12 uur mislukt";
        auto_pause_hint: "Events are held, not lost, and you are told before.", "Ereignisse werden zurückgehalten, nicht verworfen, und Sie erfahren es vorher.", "Gebeurtenissen worden vastgehouden, gaan niet verloren, en u wordt vooraf gewaarschuwd.";
        new_title: "Add an endpoint", "Endpunkt hinzufügen", "Eindpunt toevoegen";
        edit_title: "Edit endpoint", "Endpunkt bearbeiten", "Eindpunt bewerken";
        create: "Add endpoint", "Endpunkt hinzufügen", "Eindpunt toevoegen";
        warning_sample: "This ActivePieces address only collects sample data. Leave out /test or /draft at its end to start the published flow.", "Diese ActivePieces-Adresse sammelt nur Beispieldaten. Lassen Sie /test oder /draft am Ende weg, damit der veröffentlichte Ablauf startet.", "Dit ActivePieces-adres verzamelt alleen voorbeelddata. Laat /test of /draft aan het eind weg om de gepubliceerde flow te starten.";
        warning_sync: "This ActivePieces address waits for the flow. Leave out /sync at its end, or slow flows look like failures and are started again.", "Diese ActivePieces-Adresse wartet auf den Ablauf. Lassen Sie /sync am Ende weg, sonst sehen langsame Abläufe wie Fehler aus und werden erneut gestartet.", "Dit ActivePieces-adres wacht op de flow. Laat /sync aan het eind weg, anders lijken trage flows fouten en worden ze opnieuw gestart.";
        warning_incomplete: "If this is an address of ActivePieces it is not complete: a flow's id has 21 letters and digits. Copy the Live URL of its step Catch Webhook again.", "Falls das eine Adresse von ActivePieces ist, ist sie nicht vollständig: Die Kennung eines Ablaufs hat 21 Buchstaben und Ziffern. Kopieren Sie die Live URL seines Schritts Catch Webhook noch einmal.", "Als dit een adres van ActivePieces is, is het niet volledig: het kenmerk van een flow heeft 21 letters en cijfers. Kopieer de Live URL van de stap Catch Webhook nog een keer.";
        secret_title: "The secret", "Das Geheimnis", "Het geheim";
        secret_once: "Copy it now: it is shown this once. The receiver needs it to check signatures.", "Kopieren Sie es jetzt: Es wird nur dieses eine Mal angezeigt. Der Empfänger braucht es, um Signaturen zu prüfen.", "Kopieer het nu: het wordt alleen deze keer getoond. De ontvanger heeft het nodig om handtekeningen te controleren.";
        secret_hidden: "Every event is signed with a secret that was shown when the endpoint was added.", "Jedes Ereignis wird mit einem Geheimnis signiert, das beim Hinzufügen angezeigt wurde.", "Elke gebeurtenis wordt ondertekend met een geheim dat bij het toevoegen is getoond.";
        copy: "Copy", "Kopieren", "Kopiëren";
        copied: "Copied", "Kopiert", "Gekopieerd";
        rotate: "Make a new secret", "Neues Geheimnis erzeugen", "Nieuw geheim maken";
        rotate_hint: "The present one stays valid for a while.", "Das jetzige bleibt noch eine Weile gültig.", "Het huidige blijft nog even geldig.";
        test_title: "Try it out", "Ausprobieren", "Uitproberen";
        test_hint: "Sends a sample event with \"test\": true to this endpoint, whatever it is subscribed to.", "Sendet ein Beispielereignis mit \"test\": true an diesen Endpunkt, gleich was er abonniert hat.", "Verstuurt een voorbeeldgebeurtenis met \"test\": true naar dit eindpunt, wat het ook ontvangt.";
        test_event: "Event", "Ereignis", "Gebeurtenis";
        sparse: "Leave optional parts empty", "Freiwillige Angaben leer lassen", "Niet-verplichte delen leeg laten";
        send_test: "Send test event", "Testereignis senden", "Testgebeurtenis versturen";
        pause: "Pause", "Anhalten", "Pauzeren";
        resume_title: "Resume", "Fortsetzen", "Hervatten";
        resume_what: "What shall become of the events that were held?", "Was soll mit den zurückgehaltenen Ereignissen geschehen?", "Wat moet er met de vastgehouden gebeurtenissen gebeuren?";
        resume_none: "Send none of them", "Keines davon senden", "Geen ervan verzenden";
        resume_since: "Send those since", "Senden seit", "Verzenden vanaf";
        resume_since_label: "Since when", "Seit wann", "Vanaf wanneer";
        resume: "Resume", "Fortsetzen", "Hervatten";
        recent: "Latest deliveries", "Neueste Zustellungen", "Laatste bezorgingen";
        no_recent: "Nothing was sent here yet.", "Hierhin wurde noch nichts gesendet.", "Hierheen is nog niets verzonden.";
        delete: "Delete endpoint", "Endpunkt löschen", "Eindpunt verwijderen";
        delete_title: "Delete", "Löschen", "Verwijderen";
        delete_hint: "Nothing more is sent there. Events that are held or waiting for it are given up.", "Dorthin wird nichts mehr gesendet. Ereignisse, die zurückgehalten sind oder warten, werden aufgegeben.", "Er wordt niets meer heen verzonden. Vastgehouden en wachtende gebeurtenissen vervallen.";
    }
    phrases {
        since(when: &str): "since {when}", "seit {when}", "sinds {when}";
    }
    counts {
        resume_all(n):
            ("Send the one that was held", "Send all {n}"),
            ("Das eine zurückgehaltene senden", "Alle {n} senden"),
            ("De ene vastgehouden gebeurtenis verzenden", "Alle {n} verzenden");
        held_count(n):
            ("one event held", "{n} events held"),
            ("ein Ereignis zurückgehalten", "{n} Ereignisse zurückgehalten"),
            ("één gebeurtenis vastgehouden", "{n} gebeurtenissen vastgehouden");
    }
}
