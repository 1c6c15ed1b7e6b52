texts! {
    /// Why the code of a step does not run here.
    struct CodeProblemTexts {
        no_source: "The step has no code.", "Der Schritt hat keinen Code.", "De stap heeft geen code.";
        computed_package: "The code loads packages by a computed name. There are no packages here, so this step runs in ActivePieces only.", "Der Code lädt Pakete unter einem berechneten Namen. Hier gibt es keine Pakete, also läuft dieser Schritt nur in ActivePieces.", "De code laadt pakketten onder een berekende naam. Hier zijn geen pakketten, dus deze stap draait alleen in ActivePieces.";
        no_export: "The code must begin with: export const code = async (inputs) => {", "Der Code muss so beginnen: export const code = async (inputs) => {", "De code moet zo beginnen: export const code = async (inputs) => {";
        too_deep: "The code is nested too deeply.", "Der Code ist zu tief verschachtelt.", "De code is te diep genest.";
    }
    phrases {
        syntax(line: usize, message: &str): "The code cannot be read at line {line}: {message}", "Der Code ist in Zeile {line} nicht lesbar: {message}", "De code is op regel {line} niet te lezen: {message}";
        package(package: &str): "The code imports the package {package}. There are no packages here, so this step runs in ActivePieces only.", "Der Code lädt das Paket {package}. Hier gibt es keine Pakete, also läuft dieser Schritt nur in ActivePieces.", "De code laadt het pakket {package}. Hier zijn geen pakketten, dus deze stap draait alleen in ActivePieces.";
        too_long(limit: usize): "The code is longer than {limit} bytes.", "Der Code ist länger als {limit} Bytes.", "De code is langer dan {limit} bytes.";
    }
}
