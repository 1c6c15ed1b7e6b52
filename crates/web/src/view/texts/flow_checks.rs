texts! {
    /// Words of what somebody has to look at before a flow is switched on.
    struct FlowCheckTexts {
        customer_steps: "Steps that write to customers", "Schritte, die an Kunden schreiben", "Stappen die naar klanten schrijven";
        customer_intro: "Customers get nothing before a person has read what they would get. When a step is changed, it is off again.", "Kunden bekommen nichts, bevor jemand gelesen hat, was sie bekämen. Wird ein Schritt geändert, ist er wieder aus.", "Klanten krijgen niets voordat iemand heeft gelezen wat zij zouden krijgen. Wordt een stap gewijzigd, dan staat hij weer uit.";
        through: "Through", "Über", "Via";
        to: "To", "An", "Aan";
        the_customer: "the customer of the quote", "den Kunden des Angebots", "de klant van de offerte";
        message: "The message", "Die Nachricht", "Het bericht";
        undecided: "off, to be decided", "aus, noch zu entscheiden", "uit, nog te beslissen";
        on: "writes to customers", "schreibt an Kunden", "schrijft naar klanten";
        left_out: "left out", "weggelassen", "weggelaten";
        uncertain: "shows when it runs", "zeigt sich erst im Lauf", "blijkt pas tijdens de uitvoering";
        uncertain_hint: "Whom this step writes to shows only when it runs. It writes to colleagues as it is; if it turns out to be a customer, it writes only when it is switched on.", "An wen dieser Schritt schreibt, zeigt sich erst, wenn er läuft. An Kolleginnen und Kollegen schreibt er ohne Weiteres; an einen Kunden nur, wenn er eingeschaltet ist.", "Naar wie deze stap schrijft, blijkt pas tijdens de uitvoering. Naar collega's schrijft hij zonder meer; naar een klant alleen als hij aanstaat.";
        seen: "I have read this message, and customers may get it.", "Ich habe diese Nachricht gelesen, und Kunden dürfen sie bekommen.", "Ik heb dit bericht gelezen en klanten mogen het krijgen.";
        switch_on: "Switch the step on", "Schritt einschalten", "Stap aanzetten";
        leave_out: "Leave the step out", "Schritt weglassen", "Stap weglaten";
        changed: "The step was changed in the meantime. Please look at it again.", "Der Schritt wurde inzwischen geändert. Bitte sehen Sie ihn noch einmal an.", "De stap is intussen gewijzigd. Bekijk hem nog een keer.";
        tests: "Tests on your own phone", "Tests auf dem eigenen Telefon", "Tests op uw eigen telefoon";
        tests_intro: "WhatsApp takes messages that it never delivers. So a step is only used once somebody saw its message arrive. The test goes to this number alone, as the last event or a sample would make it.", "WhatsApp nimmt Nachrichten an, die es nie zustellt. Darum wird ein Schritt erst genutzt, wenn jemand seine Nachricht ankommen sah. Der Test geht allein an diese Nummer, so wie ihn das letzte Ereignis oder ein Muster ergäbe.", "WhatsApp neemt berichten aan die het nooit bezorgt. Daarom wordt een stap pas gebruikt als iemand zijn bericht heeft zien aankomen. De test gaat alleen naar dit nummer, zoals de laatste gebeurtenis of een voorbeeld hem zou maken.";
        no_test: "no test yet", "noch kein Test", "nog geen test";
        waiting: "to be confirmed", "noch zu bestätigen", "nog te bevestigen";
        arrived: "arrived", "angekommen", "aangekomen";
        your_phone: "Your phone number", "Ihre Telefonnummer", "Uw telefoonnummer";
        phone_hint: "With its country, such as +31612345678.", "Mit Landesvorwahl, zum Beispiel +4915112345678.", "Met landnummer, bijvoorbeeld +31612345678.";
        send_test: "Send a test", "Test senden", "Test versturen";
        it_arrived: "It arrived on my phone", "Er ist auf meinem Telefon angekommen", "Hij is op mijn telefoon aangekomen";
        not_sent: "The test was not sent", "Der Test wurde nicht gesendet", "De test is niet verzonden";
        no_longer: "There is no test of the step as it is now. Please send one.", "Vom Schritt in seiner jetzigen Form gibt es keinen Test. Bitte senden Sie einen.", "Van de stap zoals hij nu is, bestaat geen test. Verstuur er een.";
    }
    phrases {
        step(number: usize, name: &str): "Step {number}: {name}", "Schritt {number}: {name}", "Stap {number}: {name}";
        decided(by: &str, when: &str): "Decided by {by}, {when}.", "Entschieden von {by}, {when}.", "Beslist door {by}, {when}.";
        sent(to: &str, by: &str, when: &str): "Sent to {to} by {by}, {when}.", "Gesendet an {to} von {by}, {when}.", "Verzonden naar {to} door {by}, {when}.";
        confirmed(by: &str, when: &str): "{by} saw it arrive, {when}.", "{by} sah ihn ankommen, {when}.", "{by} zag hem aankomen, {when}.";
    }
}
