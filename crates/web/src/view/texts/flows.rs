texts! {
    /// Words of the flows and their runs.
    struct FlowTexts {
        title: "Flows", "Abläufe", "Flows";
        intro: "What happens by itself, and who looks after it.", "Was von selbst geschieht, und wer sich darum kümmert.", "Wat vanzelf gebeurt, en wie erop let.";
        empty_title: "No flows yet", "Noch keine Abläufe", "Nog geen flows";
        empty: "Set up a ready-made one, or bring one from ActivePieces: export it there as a template and paste it below. One that stays in ActivePieces is reached through a webhook endpoint.", "Richten Sie einen fertigen ein, oder bringen Sie einen aus ActivePieces mit: Exportieren Sie ihn dort als Vorlage und fügen Sie sie unten ein. Bleibt er in ActivePieces, erreichen Sie ihn über einen Webhook-Endpunkt.", "Stel een kant-en-klare in, of neem er een mee uit ActivePieces: exporteer hem daar als sjabloon en plak dat hieronder. Blijft hij in ActivePieces, dan bereikt u hem via een webhook-eindpunt.";
        flow: "Flow", "Ablauf", "Flow";
        owner: "Owner", "Zuständig", "Verantwoordelijke";
        no_owner: "nobody", "niemand", "niemand";
        events: "Events", "Ereignisse", "Gebeurtenissen";
        all_events: "all events", "alle Ereignisse", "alle gebeurtenissen";
        last_runs: "Last runs", "Letzte Läufe", "Laatste uitvoeringen";
        never_ran: "never ran", "noch nie gelaufen", "nog nooit uitgevoerd";
        back: "All flows", "Alle Abläufe", "Alle flows";
        switch_on: "Switch on", "Einschalten", "Aanzetten";
        switch_off: "Switch off", "Ausschalten", "Uitzetten";
        export: "Export for ActivePieces", "Für ActivePieces exportieren", "Exporteren voor ActivePieces";
        cannot_switch_on: "This flow cannot be switched on yet", "Dieser Ablauf kann noch nicht eingeschaltet werden", "Deze flow kan nog niet worden aangezet";
        runs: "Runs", "Läufe", "Uitvoeringen";
        no_runs: "This flow has not run yet. Send a test event to see what it does.", "Dieser Ablauf ist noch nie gelaufen. Senden Sie ein Testereignis, um zu sehen, was er tut.", "Deze flow is nog nooit uitgevoerd. Verstuur een testgebeurtenis om te zien wat hij doet.";
        send_test: "Run with a test event", "Mit Testereignis ausführen", "Uitvoeren met testgebeurtenis";
        test_event: "Event", "Ereignis", "Gebeurtenis";
        run: "Run", "Lauf", "Uitvoering";
        event: "Event", "Ereignis", "Gebeurtenis";
        event_gone: "an event that is no longer kept", "ein nicht mehr aufbewahrtes Ereignis", "een niet meer bewaarde gebeurtenis";
        started: "Started", "Begonnen", "Begonnen";
        took: "Took", "Dauer", "Duur";
        steps: "Steps", "Schritte", "Stappen";
        no_steps: "No step has run yet.", "Es ist noch kein Schritt gelaufen.", "Er is nog geen stap uitgevoerd.";
        input: "Input", "Eingabe", "Invoer";
        output: "Output", "Ausgabe", "Uitvoer";
        error: "Error", "Fehler", "Fout";
        uncertain_hint: "The connection broke after the request went out. Whether it took effect can only be seen at the receiver.", "Die Verbindung brach ab, nachdem die Anfrage gesendet war. Ob sie wirkte, ist nur beim Empfänger zu sehen.", "De verbinding brak af nadat het verzoek was verzonden. Of het effect had, is alleen bij de ontvanger te zien.";
        repeated: "Sent again after a restart; the receiver may have got it twice.", "Nach einem Neustart noch einmal gesendet; der Empfänger hat es vielleicht zweimal bekommen.", "Na een herstart opnieuw verzonden; de ontvanger heeft het misschien twee keer gekregen.";
        retry: "Go on from the failed step", "Ab dem fehlgeschlagenen Schritt fortsetzen", "Doorgaan vanaf de mislukte stap";
        retry_hint: "Steps that succeeded are not repeated.", "Gelungene Schritte werden nicht wiederholt.", "Gelukte stappen worden niet herhaald.";
        recipes: "Ready-made flows", "Fertige Abläufe", "Kant-en-klare flows";
        recipes_intro: "Choose what you want to hear of, and where.", "Wählen Sie, wovon Sie hören wollen, und wo.", "Kies waarvan u wilt horen, en waar.";
        recipe_language: "Its messages are in your organization's language; sizes and dates follow its settings.", "Die Nachrichten sind in der Sprache Ihrer Organisation; Maße und Daten folgen ihren Einstellungen.", "De berichten zijn in de taal van uw organisatie; maten en datums volgen de instellingen daarvan.";
        recommended: "a good start", "ein guter Anfang", "een goed begin";
        set_up: "Set up", "Einrichten", "Instellen";
        skipped: "passed over", "wird übersprungen", "wordt overgeslagen";
        settings: "Settings", "Einstellungen", "Instellingen";
        delete_title: "Delete", "Löschen", "Verwijderen";
        delete_hint: "The flow and its runs are removed. Export it first if you may need it again.", "Der Ablauf und seine Läufe werden entfernt. Exportieren Sie ihn vorher, falls Sie ihn noch brauchen könnten.", "De flow en zijn uitvoeringen worden verwijderd. Exporteer hem eerst als u hem nog nodig kunt hebben.";
        delete: "Delete flow", "Ablauf löschen", "Flow verwijderen";
        import_title: "Bring a flow from ActivePieces", "Ablauf aus ActivePieces mitbringen", "Flow uit ActivePieces meenemen";
        name: "Name", "Name", "Naam";
        name_hint: "Left empty, it keeps the name it had.", "Bleibt das Feld leer, behält er seinen Namen.", "Leeg gelaten houdt hij zijn naam.";
        owner_label: "Who looks after it", "Wer kümmert sich darum", "Wie let erop";
        events_label: "It runs on", "Er läuft bei", "Hij loopt bij";
        events_hint: "None chosen means those that its trigger takes.", "Ohne Auswahl gelten die, die sein Auslöser annimmt.", "Zonder keuze gelden die welke zijn trigger aanneemt.";
        import_file: "File", "Datei", "Bestand";
        import_template: "The exported template (JSON)", "Die exportierte Vorlage (JSON)", "Het geëxporteerde sjabloon (JSON)";
        import: "Import", "Importieren", "Importeren";
    }
    phrases {
        next_try(when: &str): "next try {when}", "nächster Versuch {when}", "volgende poging {when}";
        paused_since(when: &str): "paused since {when}", "angehalten seit {when}", "gepauzeerd sinds {when}";
        paused_until(when: &str): "goes on {when}", "geht {when} weiter", "gaat {when} verder";
        paused_until_call(when: &str): "waits for an answer, gives up {when}", "wartet auf eine Antwort, gibt {when} auf", "wacht op een antwoord, geeft het {when} op";
        awaits_connection(name: &str): "waits for the connection {name}", "wartet auf die Verbindung {name}", "wacht op de verbinding {name}";
        gives_up(when: &str): "gives up {when}", "gibt {when} auf", "geeft het {when} op";
        iteration(number: &str): "round {number}", "Durchgang {number}", "ronde {number}";
        run_of(name: &str): "Run of {name}", "Lauf von {name}", "Uitvoering van {name}";
    }
    counts {
        attempts(n):
            ("one try", "{n} tries"),
            ("ein Versuch", "{n} Versuche"),
            ("één poging", "{n} pogingen");
    }
}
