texts! {
    /// What is known about a delivery. A receiver that answered has accepted, no more than that.
    struct DeliveryTexts {
        no_receiver: "no receiver was set up", "kein Empfänger war eingerichtet", "er was geen ontvanger ingesteld";
        waiting: "waiting to be sent", "wartet auf den Versand", "wacht op verzending";
        sending: "being sent now", "wird gerade gesendet", "wordt nu verzonden";
        failed: "failed for good", "endgültig fehlgeschlagen", "definitief mislukt";
        left_out: "left out", "ausgelassen", "overgeslagen";
        held_paused: "held: the endpoint is paused", "zurückgehalten: der Endpunkt ist angehalten", "vastgehouden: het eindpunt is gepauzeerd";
        held_flow_off: "held: the flow is switched off", "zurückgehalten: der Ablauf ist ausgeschaltet", "vastgehouden: de flow staat uit";
        held_stopped: "held: the receiver is gone", "zurückgehalten: den Empfänger gibt es nicht mehr", "vastgehouden: de ontvanger bestaat niet meer";
        held_connection: "held: a connection has expired", "zurückgehalten: eine Verbindung ist abgelaufen", "vastgehouden: een verbinding is verlopen";
        refused: "This address is not allowed", "Diese Adresse ist nicht erlaubt", "Dit adres is niet toegestaan";
        dns: "The name of the host was not found", "Der Name des Hosts wurde nicht gefunden", "De naam van de host is niet gevonden";
        connect: "No connection could be made", "Es kam keine Verbindung zustande", "Er kwam geen verbinding tot stand";
        closed: "The receiver hung up before it answered", "Der Empfänger hat vor der Antwort aufgelegt", "De ontvanger verbrak de verbinding voor het antwoord";
        protocol: "The answer was not valid HTTP", "Die Antwort war kein gültiges HTTP", "Het antwoord was geen geldige HTTP";
        timeout: "The receiver took too long", "Der Empfänger hat zu lange gebraucht", "De ontvanger deed er te lang over";
        tls: "The receiver's certificate or encryption is not in order", "Zertifikat oder Verschlüsselung des Empfängers sind nicht in Ordnung", "Het certificaat of de versleuteling van de ontvanger is niet in orde";
        redirect: "The receiver points to another address, which is never followed", "Der Empfänger verweist auf eine andere Adresse; ihr wird nie gefolgt", "De ontvanger verwijst naar een ander adres; dat wordt nooit gevolgd";
        gone: "The receiver says that this address is gone", "Der Empfänger meldet, dass es diese Adresse nicht mehr gibt", "De ontvanger meldt dat dit adres niet meer bestaat";
        flow_off: "The flow behind this address is switched off", "Der Ablauf hinter dieser Adresse ist ausgeschaltet", "De flow achter dit adres staat uit";
        retry_later: "The receiver is busy and asks for patience", "Der Empfänger ist ausgelastet und bittet um Geduld", "De ontvanger is druk bezet en vraagt om geduld";
        credentials: "The receiver wants other credentials", "Der Empfänger verlangt andere Zugangsdaten", "De ontvanger wil andere inloggegevens";
        wrong_address: "The receiver knows nothing at this address", "Der Empfänger kennt diese Adresse nicht", "De ontvanger kent dit adres niet";
        bad_address: "This is not an address that can be sent to", "An diese Adresse kann nicht gesendet werden", "Naar dit adres kan niet worden verzonden";
        too_large: "The event is too large for the receiver", "Das Ereignis ist dem Empfänger zu groß", "De gebeurtenis is te groot voor de ontvanger";
        refused_request: "The receiver did not take the event", "Der Empfänger hat das Ereignis nicht angenommen", "De ontvanger nam de gebeurtenis niet aan";
        receiver_trouble: "Something failed on the receiver's side", "Beim Empfänger ist etwas fehlgeschlagen", "Bij de ontvanger ging iets mis";
        interrupted: "Cut off by a restart; it may have arrived", "Durch einen Neustart unterbrochen; es kann angekommen sein", "Onderbroken door een herstart; het kan zijn aangekomen";
    }
    phrases {
        accepted_by(name: &str): "accepted by {name}", "angenommen von {name}", "geaccepteerd door {name}";
        next_try(when: &str): "waiting, next try {when}", "wartet, nächster Versuch {when}", "wacht, volgende poging {when}";
    }
    counts {
        accepted(n):
            ("accepted by the receiver", "accepted by all {n} receivers"),
            ("vom Empfänger angenommen", "von allen {n} Empfängern angenommen"),
            ("geaccepteerd door de ontvanger", "geaccepteerd door alle {n} ontvangers");
        failed_at(n):
            ("failed for good at one receiver", "failed for good at {n} receivers"),
            ("bei einem Empfänger endgültig fehlgeschlagen", "bei {n} Empfängern endgültig fehlgeschlagen"),
            ("definitief mislukt bij één ontvanger", "definitief mislukt bij {n} ontvangers");
        held_for(n):
            ("held for one receiver", "held for {n} receivers"),
            ("für einen Empfänger zurückgehalten", "für {n} Empfänger zurückgehalten"),
            ("vastgehouden voor één ontvanger", "vastgehouden voor {n} ontvangers");
    }
}
