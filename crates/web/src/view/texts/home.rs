texts! {
    /// Words of the overview.
    struct HomeTexts {
        title: "Overview", "Übersicht", "Overzicht";
        start_title: "Start with your first event", "Beginnen Sie mit Ihrem ersten Ereignis", "Begin met uw eerste gebeurtenis";
        start_intro: "A new submission is the easiest one to try, and the most useful one to be told about. One event, one action: that is enough for today.", "Eine neue Anfrage lässt sich am leichtesten ausprobieren, und von ihr erfahren Sie am liebsten sofort. Ein Ereignis, eine Aktion: Das genügt für heute.", "Een nieuwe aanvraag is het makkelijkst om te proberen en het nuttigst om te weten. Eén gebeurtenis, één actie: dat is genoeg voor vandaag.";
        step_receiver: "Say where events shall go", "Sagen Sie, wohin Ereignisse gehen sollen", "Geef op waar gebeurtenissen heen gaan";
        step_receiver_text: "Let WinFactor write a message to your inbox, or paste the webhook address of your ActivePieces flow.", "Lassen Sie WinFactor eine Nachricht in Ihren Posteingang schreiben, oder fügen Sie die Webhook-Adresse Ihres ActivePieces-Ablaufs ein.", "Laat WinFactor een bericht in uw postvak zetten, of plak het webhookadres van uw ActivePieces-flow.";
        use_recipe: "Tell me in the inbox", "Im Posteingang melden", "Meld het in mijn postvak";
        add_endpoint: "Add a webhook endpoint", "Webhook-Endpunkt hinzufügen", "Webhook-eindpunt toevoegen";
        step_test: "Send a test event", "Senden Sie ein Testereignis", "Verstuur een testgebeurtenis";
        step_test_text: "It looks like a real submission, is marked as a test, and shows whether the connection works.", "Es sieht aus wie eine echte Anfrage, ist als Test gekennzeichnet und zeigt, ob die Verbindung funktioniert.", "Zij lijkt op een echte aanvraag, is als test gemarkeerd en laat zien of de verbinding werkt.";
        send_test: "Send a test event", "Testereignis senden", "Testgebeurtenis versturen";
        step_page: "Submit a configuration yourself", "Geben Sie selbst eine Anfrage ab", "Dien zelf een aanvraag in";
        step_page_text: "Open your public page as a customer would. The submission and its event appear here.", "Öffnen Sie Ihre öffentliche Seite, wie es ein Kunde tut. Anfrage und Ereignis erscheinen hier.", "Open uw openbare pagina zoals een klant. De aanvraag en de gebeurtenis verschijnen hier.";
        open_page: "Open the public page", "Öffentliche Seite öffnen", "Openbare pagina openen";
        done: "Done", "Erledigt", "Klaar";
        new_submissions: "New submissions", "Neue Anfragen", "Nieuwe aanvragen";
        drafts: "Drafts to send", "Entwürfe zum Senden", "Concepten om te verzenden";
        open_quotes: "Quotes with customers", "Angebote bei Kunden", "Offertes bij klanten";
        new_leads: "New messages from visitors", "Neue Nachrichten von Besuchern", "Nieuwe berichten van bezoekers";
        attention: "Needs attention", "Bitte beachten", "Vraagt aandacht";
        latest: "Latest events", "Neueste Ereignisse", "Laatste gebeurtenissen";
        all_events: "All events", "Alle Ereignisse", "Alle gebeurtenissen";
        no_events: "Nothing has happened yet.", "Es ist noch nichts geschehen.", "Er is nog niets gebeurd.";
    }
    phrases {
        failing(name: &str): "{name} does not answer as it should. Events are tried again.", "{name} antwortet nicht, wie es soll. Ereignisse werden erneut versucht.", "{name} antwoordt niet zoals het hoort. Gebeurtenissen worden opnieuw geprobeerd.";
        stopped(name: &str): "{name} says that it is gone. Nothing is sent there any more.", "{name} meldet, dass es die Adresse nicht mehr gibt. Dorthin wird nichts mehr gesendet.", "{name} meldt dat het adres niet meer bestaat. Er wordt niets meer heen verzonden.";
        paused(name: &str, held: &str): "{name} is paused. Events held: {held}.", "{name} ist angehalten. Zurückgehaltene Ereignisse: {held}.", "{name} is gepauzeerd. Vastgehouden gebeurtenissen: {held}.";
        flow_off(name: &str, held: &str): "The flow behind {name} is switched off. Events held: {held}.", "Der Ablauf hinter {name} ist ausgeschaltet. Zurückgehaltene Ereignisse: {held}.", "De flow achter {name} staat uit. Vastgehouden gebeurtenissen: {held}.";
        connection(name: &str): "The connection {name} has expired. Please reconnect it.", "Die Verbindung {name} ist abgelaufen. Bitte verbinden Sie sie neu.", "De verbinding {name} is verlopen. Maak opnieuw verbinding.";
        broken(name: &str): "The connection {name} does not work. Please correct it.", "Die Verbindung {name} funktioniert nicht. Bitte berichtigen Sie sie.", "De verbinding {name} werkt niet. Corrigeer de gegevens.";
    }
    counts {
        failed(n):
            ("One event failed for good in the last 7 days.", "{n} events failed for good in the last 7 days."),
            ("Ein Ereignis ist in den letzten 7 Tagen endgültig fehlgeschlagen.", "{n} Ereignisse sind in den letzten 7 Tagen endgültig fehlgeschlagen."),
            ("Eén gebeurtenis is de laatste 7 dagen definitief mislukt.", "{n} gebeurtenissen zijn de laatste 7 dagen definitief mislukt.");
    }
}
