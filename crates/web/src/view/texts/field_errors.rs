texts! {
    /// What is wrong with a field, in words for whoever filled it in.
    struct FieldErrorTexts {
        required: "Please fill in this field.", "Bitte füllen Sie dieses Feld aus.", "Vul dit veld in.";
        unticked: "Please tick this box.", "Bitte setzen Sie hier ein Häkchen.", "Zet hier een vinkje.";
        control_characters:
            "This contains characters that cannot be used, such as a line break.",
            "Hier stehen Zeichen, die nicht verwendet werden können, zum Beispiel ein Zeilenumbruch.",
            "Hier staan tekens die niet gebruikt kunnen worden, zoals een regeleinde.";
        email:
            "Please enter an e-mail address such as name@example.com.",
            "Bitte geben Sie eine E-Mail-Adresse wie name@example.com ein.",
            "Vul een e-mailadres in zoals naam@example.com.";
        out_of_range:
            "This value is outside what is possible.",
            "Dieser Wert liegt außerhalb des Möglichen.",
            "Deze waarde ligt buiten wat mogelijk is.";
        unknown_value:
            "Please choose one of the listed values.",
            "Bitte wählen Sie einen der aufgeführten Werte.",
            "Kies een van de genoemde waarden.";
        placeholder:
            "Please fill in the value itself, without {{ placeholders }}.",
            "Bitte tragen Sie den Wert selbst ein, ohne {{ Platzhalter }}.",
            "Vul de waarde zelf in, zonder {{ plaatshouders }}.";
        connection_name:
            "Please enter the name of a connection, without quotation marks and braces.",
            "Bitte geben Sie den Namen einer Verbindung ein, ohne Anführungszeichen und Klammern.",
            "Vul de naam van een verbinding in, zonder aanhalingstekens en accolades.";
        number: "Please enter a number.", "Bitte geben Sie eine Zahl ein.", "Vul een getal in.";
        amount:
            "Please enter an amount such as 1250.00.",
            "Bitte geben Sie einen Betrag wie 1250,00 ein.",
            "Vul een bedrag in zoals 1250,00.";
        size_metric:
            "Please enter a size in millimetres, such as 2400.",
            "Bitte geben Sie ein Maß in Millimetern ein, zum Beispiel 2400.",
            "Vul een maat in millimeters in, zoals 2400.";
        size_imperial:
            "Please enter a size in feet and inches, such as 7' 10 1/2\".",
            "Bitte geben Sie ein Maß in Fuß und Zoll ein, zum Beispiel 7' 10 1/2\".",
            "Vul een maat in voet en inch in, zoals 7' 10 1/2\".";
        slug:
            "Please use 1 to 60 lower-case letters, digits and single hyphens.",
            "Bitte verwenden Sie 1 bis 60 Kleinbuchstaben, Ziffern und einzelne Bindestriche.",
            "Gebruik 1 tot 60 kleine letters, cijfers en losse koppeltekens.";
        reserved:
            "This name is already in use. Please choose another one.",
            "Dieser Name ist bereits vergeben. Bitte wählen Sie einen anderen.",
            "Deze naam is al in gebruik. Kies een andere.";
        time_zone:
            "Please enter a time zone such as Europe/Amsterdam.",
            "Bitte geben Sie eine Zeitzone wie Europe/Berlin ein.",
            "Vul een tijdzone in zoals Europe/Amsterdam.";
        url:
            "Please enter a full address that starts with https://.",
            "Bitte geben Sie eine vollständige Adresse ein, die mit https:// beginnt.",
            "Vul een volledig adres in dat met https:// begint.";
        url_credentials:
            "Please leave user name and password out of the address.",
            "Bitte lassen Sie Benutzername und Passwort in der Adresse weg.",
            "Laat gebruikersnaam en wachtwoord weg uit het adres.";
        refused_address:
            "Addresses inside your own network are not sent to unless the operator allows that host.",
            "An Adressen im eigenen Netz wird nur gesendet, wenn der Betreiber diesen Host erlaubt.",
            "Naar adressen in het eigen netwerk wordt alleen verzonden als de beheerder die host toestaat.";
        header:
            "This cannot be used as a header. Please check name and value.",
            "Das kann keine Kopfzeile sein. Bitte prüfen Sie Name und Wert.",
            "Dit kan geen header zijn. Controleer naam en waarde.";
        not_taken_by_trigger:
            "The trigger of this flow does not take all of these events.",
            "Der Auslöser dieses Ablaufs nimmt nicht alle diese Ereignisse an.",
            "De trigger van deze flow neemt niet al deze gebeurtenissen aan.";
        several_flows:
            "The template holds several flows. Leave the name empty, so that each keeps its own.",
            "Die Vorlage enthält mehrere Abläufe. Lassen Sie den Namen leer, damit jeder seinen behält.",
            "Het sjabloon bevat meerdere flows. Laat de naam leeg, dan houdt elke zijn eigen naam.";
        json:
            "This is not a flow exported from ActivePieces.",
            "Das ist kein aus ActivePieces exportierter Ablauf.",
            "Dit is geen flow die uit ActivePieces is geëxporteerd.";
        activepieces_sample_data:
            "This ActivePieces address only collects sample data. Leave out /test or /draft at its end.",
            "Diese ActivePieces-Adresse sammelt nur Beispieldaten. Lassen Sie /test oder /draft am Ende weg.",
            "Dit ActivePieces-adres verzamelt alleen voorbeelddata. Laat /test of /draft aan het eind weg.";
        activepieces_incomplete:
            "This is not the address that starts the flow. Copy the Live URL of its step Catch Webhook in ActivePieces.",
            "Das ist nicht die Adresse, die den Ablauf startet. Kopieren Sie in ActivePieces die Live URL seines Schritts Catch Webhook.",
            "Dit is niet het adres dat de flow start. Kopieer in ActivePieces de Live URL van de stap Catch Webhook.";
        customer_address:
            "This belongs to a customer. Send the test to your own phone or mailbox.",
            "Das gehört einem Kunden. Senden Sie den Test an Ihr eigenes Telefon oder Postfach.",
            "Dit is van een klant. Verstuur de test naar uw eigen telefoon of mailbox.";
        form_stale:
            "This form was open for too long. Nothing was sent yet: please send it once more.",
            "Dieses Formular war zu lange geöffnet. Es wurde noch nichts gesendet: Bitte senden Sie es noch einmal.",
            "Dit formulier stond te lang open. Er is nog niets verzonden: verstuur het nog een keer.";
        form_sent_before:
            "You have sent this form before, with other entries. To send these as well, please send it once more.",
            "Sie haben dieses Formular bereits mit anderen Angaben gesendet. Um auch diese zu senden, senden Sie es bitte noch einmal.",
            "U hebt dit formulier al met andere gegevens verzonden. Verstuur het nog een keer om ook deze te verzenden.";
        other: "Please check this entry.", "Bitte prüfen Sie diese Angabe.", "Controleer deze invoer.";
    }
    phrases {
        too_long(max: usize): "Please use at most {max} characters.", "Bitte verwenden Sie höchstens {max} Zeichen.", "Gebruik hoogstens {max} tekens.";
        between(min: &str, max: &str): "Please enter a value from {min} to {max}.", "Bitte geben Sie einen Wert von {min} bis {max} ein.", "Vul een waarde in van {min} tot {max}.";
    }
    counts {
        summary(n):
            ("One entry needs your attention.", "{n} entries need your attention."),
            ("Eine Angabe ist noch zu prüfen.", "{n} Angaben sind noch zu prüfen."),
            ("Eén veld heeft nog uw aandacht nodig.", "{n} velden hebben nog uw aandacht nodig.");
    }
}
