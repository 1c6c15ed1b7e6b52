texts! {
    /// Words of the sign-in page.
    struct SignInTexts {
        title: "Sign in", "Anmelden", "Aanmelden";
        email: "E-mail", "E-Mail", "E-mail";
        password: "Password", "Passwort", "Wachtwoord";
        button: "Sign in", "Anmelden", "Aanmelden";
        wrong: "E-mail or password are not right.", "E-Mail oder Passwort stimmen nicht.", "E-mail of wachtwoord klopt niet.";
        expired: "You were signed out after a long pause. Please sign in again.", "Sie wurden nach einer langen Pause abgemeldet. Bitte melden Sie sich wieder an.", "U bent na een lange pauze afgemeld. Meld u opnieuw aan.";
        language: "Language", "Sprache", "Taal";
    }
    counts {
        too_many(n):
            ("Too many attempts. Please wait a minute.", "Too many attempts. Please wait {n} minutes."),
            ("Zu viele Versuche. Bitte warten Sie eine Minute.", "Zu viele Versuche. Bitte warten Sie {n} Minuten."),
            ("Te veel pogingen. Wacht één minuut.", "Te veel pogingen. Wacht {n} minuten.");
    }
}
