texts! {
    /// What is wrong with a formula, as far as it is found when a flow is saved.
    struct FormulaProblemTexts {
        not_closed: "A formula is not closed at its end.", "Eine Formel ist am Ende nicht geschlossen.", "Een formule is aan het einde niet afgesloten.";
        ends_early: "The formula ends too early: a value is missing at its end.", "Die Formel endet zu früh: Am Ende fehlt ein Wert.", "De formule eindigt te vroeg: aan het einde ontbreekt een waarde.";
        assignment: "A formula cannot set a value with =. To compare, write ==.", "Eine Formel kann mit = keinen Wert setzen. Zum Vergleichen schreiben Sie ==.", "Een formule kan met = geen waarde zetten. Schrijf == om te vergelijken.";
    }
    phrases {
        unknown_version(version: &str): "A formula is written in version {version} of the format, which is not known here.", "Eine Formel ist in Fassung {version} des Formats geschrieben, die hier nicht bekannt ist.", "Een formule is geschreven in versie {version} van het formaat, die hier niet bekend is.";
        too_long(limit: usize): "A formula is longer than {limit} bytes. Split it into several steps.", "Eine Formel ist länger als {limit} Bytes. Teilen Sie sie auf mehrere Schritte auf.", "Een formule is langer dan {limit} bytes. Verdeel haar over meer stappen.";
        too_complex(limit: usize): "A formula has more than {limit} parts or levels. Split it into several steps.", "Eine Formel hat mehr als {limit} Teile oder Ebenen. Teilen Sie sie auf mehrere Schritte auf.", "Een formule heeft meer dan {limit} delen of niveaus. Verdeel haar over meer stappen.";
        unexpected(near: &str): "The formula cannot be understood at: {near}", "Die Formel ist an dieser Stelle nicht zu verstehen: {near}", "De formule is hier niet te begrijpen: {near}";
        unbalanced(opening: &str, near: &str): "{opening} is never closed in the formula, at: {near}", "{opening} wird in der Formel nie geschlossen, bei: {near}", "{opening} wordt in de formule nooit gesloten, bij: {near}";
        unknown_escape(escaped: &str): "A text in quotes cannot hold \\{escaped}. For a backslash write it twice.", "Ein Text in Anführungszeichen kann \\{escaped} nicht enthalten. Einen umgekehrten Schrägstrich schreiben Sie doppelt.", "Een tekst tussen aanhalingstekens kan geen \\{escaped} bevatten. Schrijf een backslash dubbel.";
        broken_json(near: &str): "The list in the formula is no valid JSON, at: {near}", "Die Liste in der Formel ist kein gültiges JSON, bei: {near}", "De lijst in de formule is geen geldige JSON, bij: {near}";
        unknown_function(name: &str): "There is no function {name}. Check its spelling.", "Es gibt keine Funktion {name}. Prüfen Sie die Schreibweise.", "Er is geen functie {name}. Controleer de spelling.";
        unknown_name(name: &str): "{name} is no known name. Put texts in quotes and fields in double braces.", "{name} ist kein bekannter Name. Setzen Sie Texte in Anführungszeichen und Felder in doppelte geschweifte Klammern.", "{name} is geen bekende naam. Zet teksten tussen aanhalingstekens en velden tussen dubbele accolades.";
        missing_value(function: &str, position: usize): "{function}: value {position} is missing.", "{function}: Der Wert {position} fehlt.", "{function}: waarde {position} ontbreekt.";
        too_few(function: &str, given: usize, needed: usize): "{function}: {given} of {needed} values.", "{function}: {given} von {needed} Werten.", "{function}: {given} van {needed} waarden.";
        too_many(function: &str, given: usize, most: usize): "{function}: {given} values, at most {most}. Put a text with a semicolon in quotes.", "{function}: {given} Werte, höchstens {most}. Setzen Sie einen Text mit Strichpunkt in Anführungszeichen.", "{function}: {given} waarden, hoogstens {most}. Zet een tekst met een puntkomma tussen aanhalingstekens.";
        other(error: &str): "The formula cannot be worked out: {error}", "Die Formel lässt sich nicht berechnen: {error}", "De formule kan niet worden uitgerekend: {error}";
    }
}
