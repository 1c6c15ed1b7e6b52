texts! {
    /// Words of the pages that say why there is no other page.
    struct ProblemTexts {
        skip: "Skip to the content", "Zum Inhalt springen", "Naar de inhoud";
        not_found_title: "This page does not exist", "Diese Seite gibt es nicht", "Deze pagina bestaat niet";
        not_found: "The address may be misspelt, or the page was removed.", "Vielleicht ist die Adresse falsch geschrieben, oder die Seite wurde entfernt.", "Misschien is het adres verkeerd gespeld, of de pagina is verwijderd.";
        offer_not_found_title: "This link is not valid", "Dieser Link ist nicht gültig", "Deze link is niet geldig";
        offer_not_found: "Please open the link in our message again, and check that it is complete. If that does not help, reply to the message.", "Bitte öffnen Sie den Link in unserer Nachricht noch einmal und prüfen Sie, ob er vollständig ist. Hilft das nicht, antworten Sie auf die Nachricht.", "Open de link in ons bericht opnieuw en controleer of hij volledig is. Helpt dat niet, beantwoord dan het bericht.";
        forbidden_title: "You may not see this page", "Sie dürfen diese Seite nicht sehen", "U mag deze pagina niet bekijken";
        forbidden: "Your account lacks the permission for it. Ask whoever manages your account.", "Ihrem Konto fehlt die Berechtigung dafür. Fragen Sie, wer Ihr Konto verwaltet.", "Uw account heeft hiervoor geen rechten. Vraag het aan de beheerder van uw account.";
        too_many_title: "Too many requests", "Zu viele Anfragen", "Te veel verzoeken";
        too_many: "Please wait a moment, then try again.", "Bitte warten Sie einen Moment und versuchen Sie es dann noch einmal.", "Wacht even en probeer het dan opnieuw.";
        form_expired_title: "This form was open for too long", "Dieses Formular war zu lange geöffnet", "Dit formulier stond te lang open";
        form_expired: "Nothing was changed. Go back, load the page again and send the form once more.", "Es wurde nichts geändert. Gehen Sie zurück, laden Sie die Seite neu und senden Sie das Formular noch einmal.", "Er is niets gewijzigd. Ga terug, laad de pagina opnieuw en verstuur het formulier nog eens.";
        bad_request_title: "This request cannot be understood", "Diese Anfrage ist nicht verständlich", "Dit verzoek is niet te begrijpen";
        bad_request: "Nothing was changed. Go back and try again.", "Es wurde nichts geändert. Gehen Sie zurück und versuchen Sie es noch einmal.", "Er is niets gewijzigd. Ga terug en probeer het opnieuw.";
        internal_title: "Something went wrong here", "Hier ist etwas schiefgegangen", "Hier is iets misgegaan";
        internal: "It is our mistake, and it has been noted. Please try again later.", "Es ist unser Fehler und wurde festgehalten. Bitte versuchen Sie es später noch einmal.", "Het is onze fout en hij is genoteerd. Probeer het later opnieuw.";
        unavailable_title: "Not available at this moment", "Zurzeit nicht erreichbar", "Op dit moment niet beschikbaar";
        unavailable: "There is too much to do right now. Please try again in a moment.", "Gerade ist zu viel zu tun. Bitte versuchen Sie es gleich noch einmal.", "Er is nu te veel te doen. Probeer het zo opnieuw.";
        back: "To the start page", "Zur Startseite", "Naar de startpagina";
    }
    phrases {
        reference(text: &str): "Reference: {text}", "Kennung: {text}", "Kenmerk: {text}";
    }
    counts {
        retry_in_seconds(n):
            ("You can try again in one second.", "You can try again in {n} seconds."),
            ("In einer Sekunde können Sie es wieder versuchen.", "In {n} Sekunden können Sie es wieder versuchen."),
            ("Over één seconde kunt u het opnieuw proberen.", "Over {n} seconden kunt u het opnieuw proberen.");
    }
}
