texts! {
    /// Where records stand, in one or two words.
    struct StatusTexts {
        submission_new: "New", "Neu", "Nieuw";
        submission_quoted: "Quoted", "Angeboten", "Offerte gemaakt";
        submission_closed: "Closed", "Abgeschlossen", "Afgesloten";
        quote_draft: "Draft", "Entwurf", "Concept";
        quote_sent: "Sent", "Gesendet", "Verzonden";
        quote_viewed: "Viewed", "Angesehen", "Bekeken";
        quote_accepted: "Accepted", "Angenommen", "Geaccepteerd";
        quote_rejected: "Rejected", "Abgelehnt", "Afgewezen";
        quote_expired: "Expired", "Abgelaufen", "Verlopen";
        lead_new: "New", "Neu", "Nieuw";
        lead_contacted: "Contacted", "Kontaktiert", "Contact gehad";
        lead_closed: "Closed", "Abgeschlossen", "Afgesloten";
        endpoint_active: "Active", "Aktiv", "Actief";
        endpoint_failing: "Failing", "Mit Fehlern", "Met fouten";
        endpoint_paused: "Paused", "Angehalten", "Gepauzeerd";
        endpoint_paused_failing: "Paused after failures", "Nach Fehlern angehalten", "Gepauzeerd na fouten";
        endpoint_flow_off: "The flow is off", "Der Ablauf ist aus", "De flow staat uit";
        endpoint_gone: "Stopped: the receiver is gone", "Beendet: den Empfänger gibt es nicht mehr", "Gestopt: de ontvanger bestaat niet meer";
        flow_on: "On", "Ein", "Aan";
        flow_off: "Off", "Aus", "Uit";
        run_running: "Running", "Läuft", "Bezig";
        run_waiting: "Waiting", "Wartet", "Wacht";
        run_succeeded: "Ran to the end", "Bis zum Ende gelaufen", "Tot het einde gelopen";
        run_stopped: "Ended early", "Vorzeitig beendet", "Eerder beëindigd";
        run_failed: "Failed", "Fehlgeschlagen", "Mislukt";
        step_succeeded: "Carried out", "Ausgeführt", "Uitgevoerd";
        step_uncertain: "Uncertain", "Ungewiss", "Onzeker";
        step_skipped: "Passed over", "Übersprungen", "Overgeslagen";
        step_not_reached: "Not reached", "Nicht erreicht", "Niet bereikt";
    }
}
