texts! {
    /// What was just done.
    struct NoticeTexts {
        saved: "Saved.", "Gespeichert.", "Opgeslagen.";
        deleted: "Deleted.", "Gelöscht.", "Verwijderd.";
        quote_created: "The quote was created as a draft. The customer has not seen it yet.", "Das Angebot wurde als Entwurf angelegt. Der Kunde hat es noch nicht gesehen.", "De offerte is als concept gemaakt. De klant heeft haar nog niet gezien.";
        quote_sent: "The quote was sent.", "Das Angebot wurde gesendet.", "De offerte is verzonden.";
        quote_revised: "This is now a draft of the next version. The former version can no longer be answered.", "Dies ist jetzt ein Entwurf der nächsten Version. Die vorige kann nicht mehr beantwortet werden.", "Dit is nu een concept van de volgende versie. De vorige kan niet meer worden beantwoord.";
        test_sent: "A test event is on its way. Its delivery is shown under Events.", "Ein Testereignis ist unterwegs. Die Zustellung sehen Sie unter Ereignisse.", "Er is een testgebeurtenis onderweg. De bezorging staat bij Gebeurtenissen.";
        redelivery_started: "The event is being sent again.", "Das Ereignis wird erneut gesendet.", "De gebeurtenis wordt opnieuw verzonden.";
        in_flight: "This is under way at this moment. Nothing was changed.", "Das ist gerade schon im Gange. Es wurde nichts geändert.", "Dit is op dit moment al gaande. Er is niets gewijzigd.";
        receiver_stopped: "Nothing was done: the receiver was deleted, is stopped or switched off.", "Es wurde nichts getan: Der Empfänger wurde gelöscht, ist gestoppt oder ausgeschaltet.", "Er is niets gedaan: de ontvanger is verwijderd, gestopt of staat uit.";
        endpoint_created: "The endpoint was set up. Send a test event to see whether it answers.", "Der Endpunkt ist eingerichtet. Senden Sie ein Testereignis, um zu sehen, ob er antwortet.", "Het eindpunt is ingesteld. Verstuur een testgebeurtenis om te zien of het antwoordt.";
        paused: "Paused. Events are held until you resume.", "Angehalten. Ereignisse werden zurückgehalten, bis Sie fortsetzen.", "Gepauzeerd. Gebeurtenissen worden vastgehouden tot u hervat.";
        resumed: "Resumed.", "Fortgesetzt.", "Hervat.";
        time_missing: "Please say since when. Nothing was resumed.", "Bitte geben Sie an, seit wann. Es wurde nichts fortgesetzt.", "Geef op vanaf wanneer. Er is niets hervat.";
        secret_rotated: "There is a new secret. The former one stays valid for a while, so that you can change the receiver.", "Es gibt ein neues Geheimnis. Das bisherige bleibt eine Weile gültig, damit Sie den Empfänger umstellen können.", "Er is een nieuw geheim. Het vorige blijft nog even geldig, zodat u de ontvanger kunt aanpassen.";
        flow_imported: "The flow was imported. It is off until you switch it on.", "Der Ablauf wurde importiert. Er bleibt aus, bis Sie ihn einschalten.", "De flow is geïmporteerd. Hij staat uit tot u hem aanzet.";
        flow_set_up: "The flow is set up. Run it with a test event, then switch it on.", "Der Ablauf ist eingerichtet. Führen Sie ihn mit einem Testereignis aus und schalten Sie ihn dann ein.", "De flow is ingesteld. Voer hem uit met een testgebeurtenis en zet hem daarna aan.";
        flow_tested: "A test event is on its way. Its run is listed under Runs; load this page again to see how it ended.", "Ein Testereignis ist unterwegs. Seinen Lauf sehen Sie unter Läufe; laden Sie diese Seite neu, um zu sehen, wie er ausging.", "Er is een testgebeurtenis onderweg. De uitvoering staat bij Uitvoeringen; laad deze pagina opnieuw om te zien hoe zij afliep.";
        flow_on: "The flow is on.", "Der Ablauf ist eingeschaltet.", "De flow staat aan.";
        flow_off: "The flow is off.", "Der Ablauf ist ausgeschaltet.", "De flow staat uit.";
        step_switched_on: "The step is on: it writes to customers when the flow runs.", "Der Schritt ist eingeschaltet: Er schreibt an Kunden, wenn der Ablauf läuft.", "De stap staat aan: hij schrijft naar klanten wanneer de flow loopt.";
        step_left_out: "The step is left out. Runs pass it over and say so.", "Der Schritt wird weggelassen. Läufe übergehen ihn und vermerken das.", "De stap wordt weggelaten. Uitvoeringen slaan hem over en vermelden dat.";
        step_test_sent: "The test was sent. Confirm it once you have seen it arrive.", "Der Test ist gesendet. Bestätigen Sie ihn, sobald Sie ihn ankommen sahen.", "De test is verzonden. Bevestig hem zodra u hem hebt zien aankomen.";
        step_test_confirmed: "Noted: the test arrived.", "Notiert: Der Test ist angekommen.", "Genoteerd: de test is aangekomen.";
        run_retried: "The run goes on from the step that failed.", "Der Lauf wird ab dem fehlgeschlagenen Schritt fortgesetzt.", "De uitvoering gaat verder vanaf de mislukte stap.";
        signed_out: "You are signed out.", "Sie sind abgemeldet.", "U bent afgemeld.";
    }
}
