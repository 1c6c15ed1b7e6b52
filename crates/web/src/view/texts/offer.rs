texts! {
    /// Words of the page on which a customer reads and answers a quote.
    struct OfferTexts {
        version: "Version", "Version", "Versie";
        date: "Date", "Datum", "Datum";
        valid_until: "Valid until", "Gültig bis", "Geldig tot en met";
        reference: "Reference", "Referenz", "Referentie";
        customer: "Prepared for", "Erstellt für", "Opgesteld voor";
        description: "Description", "Beschreibung", "Omschrijving";
        quantity: "Quantity", "Menge", "Aantal";
        unit_price: "Unit price", "Einzelpreis", "Prijs per stuk";
        line_total: "Amount", "Betrag", "Bedrag";
        subtotal: "Subtotal", "Zwischensumme", "Subtotaal";
        total: "Total", "Gesamtbetrag", "Totaal";
        notes: "Notes", "Hinweise", "Opmerkingen";
        your_answer: "Your answer", "Ihre Antwort", "Uw antwoord";
        accept_title: "Accept this quote", "Dieses Angebot annehmen", "Deze offerte accepteren";
        accept_name: "Your full name", "Ihr vollständiger Name", "Uw volledige naam";
        accept_button: "Accept quote", "Angebot annehmen", "Offerte accepteren";
        accept_hint: "Your answer is final and goes straight to us.", "Ihre Antwort ist endgültig und erreicht uns sofort.", "Uw antwoord is definitief en bereikt ons meteen.";
        reject_title: "Decline instead", "Stattdessen ablehnen", "Toch afwijzen";
        reject_reason: "Why not?", "Warum nicht?", "Waarom niet?";
        reject_hint: "It helps us to do better, but you do not have to say.", "Es hilft uns, besser zu werden; Sie müssen es aber nicht sagen.", "Het helpt ons om het beter te doen, maar het hoeft niet.";
        reject_button: "Decline quote", "Angebot ablehnen", "Offerte afwijzen";
        questions: "Questions before you decide?", "Noch Fragen vor der Entscheidung?", "Nog vragen voordat u beslist?";
        accepted_title: "You have accepted this quote", "Sie haben dieses Angebot angenommen", "U hebt deze offerte geaccepteerd";
        accepted_next: "We will contact you about the next steps.", "Wir melden uns bei Ihnen wegen der nächsten Schritte.", "Wij nemen contact met u op over het vervolg.";
        rejected_title: "You have declined this quote", "Sie haben dieses Angebot abgelehnt", "U hebt deze offerte afgewezen";
        rejected_next: "Thank you for telling us. Should you change your mind, please contact us.", "Danke für Ihre Nachricht. Wenn Sie es sich anders überlegen, melden Sie sich bitte.", "Dank u voor uw bericht. Mocht u zich bedenken, neem dan contact met ons op.";
        expired_title: "This quote has expired", "Dieses Angebot ist abgelaufen", "Deze offerte is verlopen";
        expired_next: "It can no longer be accepted. Contact us, and we will gladly make a new one.", "Es kann nicht mehr angenommen werden. Melden Sie sich, wir erstellen Ihnen gern ein neues.", "Zij kan niet meer worden geaccepteerd. Neem contact op, wij maken graag een nieuwe.";
        superseded_title: "A newer offer exists", "Es gibt ein neueres Angebot", "Er is een nieuwere offerte";
        superseded_next: "This version can no longer be accepted. Please use the link in our latest message.", "Diese Version kann nicht mehr angenommen werden. Bitte nutzen Sie den Link in unserer letzten Nachricht.", "Deze versie kan niet meer worden geaccepteerd. Gebruik de link in ons laatste bericht.";
        revised_title: "This quote is being revised", "Dieses Angebot wird überarbeitet", "Deze offerte wordt herzien";
        revised_next: "We are preparing a new version and will send it to you.", "Wir bereiten eine neue Version vor und senden sie Ihnen.", "Wij bereiden een nieuwe versie voor en sturen u die toe.";
    }
    phrases {
        title(number: &str): "Quote {number}", "Angebot {number}", "Offerte {number}";
        tax(percent: &str): "Tax ({percent}%)", "MwSt. ({percent} %)", "Btw ({percent}%)";
        confirm(number: &str, total: &str): "I accept quote {number} for {total}.", "Ich nehme das Angebot {number} über {total} an.", "Ik accepteer offerte {number} voor {total}.";
        confirm_no(number: &str): "I decline quote {number}.", "Ich lehne das Angebot {number} ab.", "Ik wijs offerte {number} af.";
        accepted_by(name: &str, when: &str): "Accepted by {name} {when}.", "Angenommen von {name} {when}.", "Geaccepteerd door {name} {when}.";
        rejected_by(name: &str, when: &str): "Declined by {name} {when}.", "Abgelehnt von {name} {when}.", "Afgewezen door {name} {when}.";
        rejected_at(when: &str): "Declined {when}.", "Abgelehnt {when}.", "Afgewezen {when}.";
    }
    counts {
        days_left(n):
            ("one more day", "{n} more days"),
            ("noch ein Tag", "noch {n} Tage"),
            ("nog één dag", "nog {n} dagen");
    }
}
