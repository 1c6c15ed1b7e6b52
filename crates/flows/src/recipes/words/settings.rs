use super::Words;
use crate::recipes::SettingKey;

/// What a form calls the setting.
pub(in crate::recipes) const fn label(key: SettingKey) -> Words {
    match key {
        SettingKey::SlackChannel => Words(
            "Slack channel ID",
            "ID des Slack-Kanals",
            "ID van het Slack-kanaal",
        ),
        SettingKey::Team => Words("Team ID", "ID des Teams", "ID van het team"),
        SettingKey::TeamsChannel => Words("Channel ID", "ID des Kanals", "ID van het kanaal"),
        SettingKey::From => Words(
            "Sender's address",
            "Absenderadresse",
            "Adres van de afzender",
        ),
        SettingKey::To => Words(
            "The team's address",
            "Adresse des Teams",
            "Adres van het team",
        ),
        SettingKey::Spreadsheet => {
            Words("Spreadsheet ID", "ID der Tabelle", "ID van het spreadsheet")
        }
        SettingKey::Sheet => Words("Sheet number", "Nummer des Blatts", "Nummer van het blad"),
        SettingKey::Pipeline => Words("Pipeline ID", "ID der Pipeline", "ID van de pipeline"),
        SettingKey::Stage => Words("Stage ID", "ID der Phase", "ID van de fase"),
        SettingKey::Days => Words("Days to wait", "Tage Wartezeit", "Dagen wachten"),
        SettingKey::Connection => Words("Connection", "Verbindung", "Verbinding"),
        SettingKey::WinFactorConnection => Words(
            "WinFactor connection in ActivePieces",
            "WinFactor-Verbindung in ActivePieces",
            "WinFactor-verbinding in ActivePieces",
        ),
    }
}

/// Where the person who fills it in finds it.
pub(in crate::recipes) const fn help(key: SettingKey) -> Words {
    match key {
        SettingKey::SlackChannel => Words(
            "In Slack at the end of the channel's details, such as C0123456789. Any text when the connection is an incoming webhook.",
            "In Slack am Ende der Kanaldetails, etwa C0123456789. Beliebiger Text, wenn die Verbindung ein Incoming Webhook ist.",
            "In Slack onderaan de details van het kanaal, zoals C0123456789. Willekeurige tekst als de verbinding een incoming webhook is.",
        ),
        SettingKey::Team => Words(
            "In the channel's link, behind groupId=. Any text when the connection is a Workflows webhook.",
            "Im Link des Kanals hinter groupId=. Beliebiger Text, wenn die Verbindung ein Workflows-Webhook ist.",
            "In de link van het kanaal, achter groupId=. Willekeurige tekst als de verbinding een Workflows-webhook is.",
        ),
        SettingKey::TeamsChannel => Words(
            "In the channel's link, such as 19:…@thread.tacv2. Any text when the connection is a Workflows webhook.",
            "Im Link des Kanals, etwa 19:…@thread.tacv2. Beliebiger Text, wenn die Verbindung ein Workflows-Webhook ist.",
            "In de link van het kanaal, zoals 19:…@thread.tacv2. Willekeurige tekst als de verbinding een Workflows-webhook is.",
        ),
        SettingKey::From => Words(
            "An address that your mail server may send from.",
            "Eine Adresse, von der Ihr Mailserver senden darf.",
            "Een adres waarvan uw mailserver mag verzenden.",
        ),
        SettingKey::To => Words(
            "Your own people; several addresses with commas between them. Never the customer's.",
            "Ihre eigenen Leute; mehrere Adressen durch Kommas getrennt. Nie die des Kunden.",
            "Uw eigen mensen; meer adressen gescheiden door komma's. Nooit dat van de klant.",
        ),
        SettingKey::Spreadsheet => Words(
            "The address of the spreadsheet, or what stands in it between /d/ and /edit.",
            "Die Adresse der Tabelle oder was darin zwischen /d/ und /edit steht.",
            "Het adres van het spreadsheet, of wat daarin tussen /d/ en /edit staat.",
        ),
        SettingKey::Sheet => Words(
            "The number behind gid= in the address; 0 for the first sheet.",
            "Die Zahl hinter gid= in der Adresse; 0 für das erste Blatt.",
            "Het getal achter gid= in het adres; 0 voor het eerste blad.",
        ),
        SettingKey::Pipeline => Words(
            "In HubSpot's settings of deals; default for the first one.",
            "In den Deal-Einstellungen von HubSpot; default für die erste.",
            "In de deal-instellingen van HubSpot; default voor de eerste.",
        ),
        SettingKey::Stage => Words(
            "The internal name of the stage that the deal reaches, such as appointmentscheduled.",
            "Der interne Name der Phase, die der Deal erreicht, etwa appointmentscheduled.",
            "De interne naam van de fase die de deal bereikt, zoals appointmentscheduled.",
        ),
        SettingKey::Days => Words(
            "How long nothing may have come before somebody is told.",
            "Wie lange nichts gekommen sein darf, bis jemand davon erfährt.",
            "Hoe lang er niets mag zijn gekomen voordat iemand het hoort.",
        ),
        SettingKey::Connection => Words(
            "The name of the connection that holds your access.",
            "Der Name der Verbindung, die Ihren Zugang enthält.",
            "De naam van de verbinding die uw toegang bevat.",
        ),
        SettingKey::WinFactorConnection => Words(
            "Only ActivePieces needs it: the connection to this WinFactor.",
            "Nur ActivePieces braucht sie: die Verbindung zu diesem WinFactor.",
            "Alleen ActivePieces heeft die nodig: de verbinding met deze WinFactor.",
        ),
    }
}
