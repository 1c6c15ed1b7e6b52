texts! {
    /// What keeps a flow from being switched on.
    struct FlowProblemTexts {
        no_trigger: "Choose what starts the flow.", "Wählen Sie, was den Ablauf startet.", "Kies wat de flow start.";
        nothing_to_do: "Add a step that does something.", "Fügen Sie einen Schritt hinzu, der etwas tut.", "Voeg een stap toe die iets doet.";
        trigger_not_chosen: "Choose a trigger of this piece.", "Wählen Sie einen Auslöser dieses Bausteins.", "Kies een trigger van deze bouwsteen.";
        action_not_chosen: "Choose an action of this piece.", "Wählen Sie eine Aktion dieses Bausteins.", "Kies een actie van deze bouwsteen.";
        invalid_name: "The step's name may have letters, digits and _ only and must not begin with a digit.", "Der Name des Schritts darf nur Buchstaben, Ziffern und _ enthalten und nicht mit einer Ziffer beginnen.", "De naam van de stap mag alleen letters, cijfers en _ bevatten en niet met een cijfer beginnen.";
        duplicate_name: "Another step has the same name. Rename one of them.", "Ein anderer Schritt heißt genauso. Benennen Sie einen um.", "Een andere stap heeft dezelfde naam. Hernoem er één.";
        empty_placeholder: "A placeholder has nothing between its braces.", "Ein Platzhalter hat nichts zwischen seinen Klammern.", "Een plaatshouder heeft niets tussen de accolades.";
        customer_step: "This step writes to the customer. Read its message below, and switch the step on or leave it out.", "Dieser Schritt schreibt an den Kunden. Lesen Sie unten seine Nachricht, und schalten Sie den Schritt ein, oder lassen Sie ihn weg.", "Deze stap schrijft naar de klant. Lees hieronder zijn bericht en zet de stap aan of laat hem weg.";
        owner_missing: "Name the person who looks after this flow.", "Nennen Sie, wer sich um diesen Ablauf kümmert.", "Noem wie op deze flow let.";
    }
    phrases {
        step(number: usize, name: &str): "Step {number}, {name}", "Schritt {number}, {name}", "Stap {number}, {name}";
        unknown_trigger(kind: &str): "Triggers of type {kind} are not known here.", "Auslöser der Art {kind} sind hier nicht bekannt.", "Triggers van het type {kind} zijn hier niet bekend.";
        piece(piece: &str): "{piece} is not built in: this step runs in ActivePieces only.", "{piece} ist nicht eingebaut: Dieser Schritt läuft nur in ActivePieces.", "{piece} is niet ingebouwd: deze stap draait alleen in ActivePieces.";
        operation(operation: &str, piece: &str): "{operation} of {piece} is not built in: this step runs in ActivePieces only.", "{operation} von {piece} ist nicht eingebaut: Dieser Schritt läuft nur in ActivePieces.", "{operation} van {piece} is niet ingebouwd: deze stap draait alleen in ActivePieces.";
        step_type(kind: &str): "Steps of type {kind} run in ActivePieces only.", "Schritte der Art {kind} laufen nur in ActivePieces.", "Stappen van het type {kind} draaien alleen in ActivePieces.";
        too_deep(limit: usize): "The step stands inside more than {limit} others.", "Der Schritt steht in mehr als {limit} anderen.", "De stap staat binnen meer dan {limit} andere.";
        execution_type(kind: &str): "A router cannot be run in the way {kind}.", "Eine Verzweigung kann nicht in der Art {kind} laufen.", "Een vertakking kan niet op de manier {kind} draaien.";
        input_missing(input: &str): "{input} is missing.", "{input} fehlt.", "{input} ontbreekt.";
        input_not_a_checkbox(input: &str): "{input} must be true or false.", "{input} muss true oder false sein.", "{input} moet true of false zijn.";
        expression(beginning: &str): "The placeholder that begins with {beginning} is too long.", "Der Platzhalter, der mit {beginning} beginnt, ist zu lang.", "De plaatshouder die begint met {beginning} is te lang.";
        input_not_a_choice(input: &str, value: &str, choices: &str): "{input} cannot be {value}. Choose one of: {choices}.", "{input} kann nicht {value} sein. Wählen Sie eines von: {choices}.", "{input} kan niet {value} zijn. Kies een van: {choices}.";
        connection(text: &str): "{text} needs a connection that does not exist here.", "{text} braucht eine Verbindung, die es hier nicht gibt.", "{text} heeft een verbinding nodig die hier niet bestaat.";
        unknown_step(text: &str, step: &str): "{text} refers to {step}, but the flow has no step of that name.", "{text} verweist auf {step}, doch der Ablauf hat keinen Schritt dieses Namens.", "{text} verwijst naar {step}, maar de flow heeft geen stap met die naam.";
        step_later(text: &str, step: &str): "{text} refers to {step}, which has not run by then.", "{text} verweist auf {step}, der dann noch nicht gelaufen ist.", "{text} verwijst naar {step}, die dan nog niet is uitgevoerd.";
        step_skipped(text: &str, step: &str): "{text} refers to {step}, which is skipped and leaves no output.", "{text} verweist auf {step}, der übersprungen wird und keine Ausgabe hinterlässt.", "{text} verwijst naar {step}, die wordt overgeslagen en geen uitvoer geeft.";
        internal_event(event: &str, recipient: &str): "The event “{event}” is internal: the customer has not seen the quote yet. This step writes to the customer ({recipient}). Choose other events, or write to a colleague.", "Das Ereignis „{event}“ ist intern: Der Kunde hat das Angebot noch nicht gesehen. Dieser Schritt schreibt an den Kunden ({recipient}). Wählen Sie andere Ereignisse, oder schreiben Sie jemandem im Team.", "De gebeurtenis “{event}” is intern: de klant heeft de offerte nog niet gezien. Deze stap schrijft naar de klant ({recipient}). Kies andere gebeurtenissen of schrijf naar een collega.";
        test_not_confirmed(channel: &str): "{channel} takes messages that it never delivers. Send a test to your own phone below, and confirm that it arrived.", "{channel} nimmt Nachrichten an, die es nie zustellt. Senden Sie unten einen Test an Ihr eigenes Telefon, und bestätigen Sie, dass er angekommen ist.", "{channel} neemt berichten aan die het nooit bezorgt. Verstuur hieronder een test naar uw eigen telefoon en bevestig dat hij is aangekomen.";
        unknown_field(text: &str, step: &str): "{text} is not in the data of {step}.", "{text} steht nicht in den Daten von {step}.", "{text} staat niet in de gegevens van {step}.";
    }
}
