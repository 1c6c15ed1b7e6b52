texts! {
    /// Words for whoever follows the link of a paused run.
    struct WaitpointTexts {
        approve_title: "Approve this?", "Genehmigen?", "Goedkeuren?";
        disapprove_title: "Decline this?", "Ablehnen?", "Afwijzen?";
        go_on_title: "Go on?", "Fortfahren?", "Doorgaan?";
        ask: "Nothing has happened yet. Your answer counts once you press the button.", "Es ist noch nichts geschehen. Ihre Antwort gilt, sobald Sie auf den Knopf drücken.", "Er is nog niets gebeurd. Uw antwoord telt zodra u op de knop drukt.";
        approve: "Approve", "Genehmigen", "Goedkeuren";
        disapprove: "Decline", "Ablehnen", "Afwijzen";
        go_on: "Go on", "Fortfahren", "Doorgaan";
        done_title: "Thank you", "Vielen Dank", "Dank u wel";
        done: "Your answer has been recorded. You can close this page.", "Ihre Antwort ist vermerkt. Sie können diese Seite schließen.", "Uw antwoord is vastgelegd. U kunt deze pagina sluiten.";
        used_title: "This has been answered already", "Das wurde schon beantwortet", "Dit is al beantwoord";
        used: "The first answer counts. Nothing was changed now.", "Die erste Antwort gilt. Jetzt wurde nichts geändert.", "Het eerste antwoord telt. Er is nu niets gewijzigd.";
        over_title: "This link has expired", "Dieser Link ist abgelaufen", "Deze link is verlopen";
        over: "What it was for has ended. Nothing was changed.", "Das, wofür er gedacht war, ist beendet. Es wurde nichts geändert.", "Waarvoor hij was, is afgelopen. Er is niets gewijzigd.";
    }
}
