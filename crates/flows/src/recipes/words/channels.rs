use super::Words;
use crate::recipes::Channel;

/// How recipes speak of a channel.
pub(in crate::recipes) struct ChannelWords {
    pub(in crate::recipes) name: Words,
    /// What comes out, as the second half of a recipe's name.
    pub(in crate::recipes) result: Words,
    /// What it does, as the first half of a sentence.
    pub(in crate::recipes) does: Words,
    /// What the step is called.
    pub(in crate::recipes) step: Words,
}

pub(in crate::recipes) const fn channel_words(channel: Channel) -> ChannelWords {
    match channel {
        Channel::Inbox => ChannelWords {
            name: Words("Inbox", "Posteingang", "Postvak"),
            result: Words(
                "message in the inbox",
                "Nachricht im Posteingang",
                "bericht in het postvak",
            ),
            does: Words(
                "Posts a message to the inbox",
                "Legt eine Nachricht in den Posteingang",
                "Plaatst een bericht in het postvak",
            ),
            step: Words(
                "Post to the inbox",
                "Nachricht in den Posteingang",
                "Bericht in het postvak",
            ),
        },
        Channel::Slack => ChannelWords {
            name: Words("Slack", "Slack", "Slack"),
            result: Words("message in Slack", "Nachricht in Slack", "bericht in Slack"),
            does: Words(
                "Posts a message in a Slack channel",
                "Schreibt eine Nachricht in einen Slack-Kanal",
                "Plaatst een bericht in een Slack-kanaal",
            ),
            step: Words("Slack", "Slack", "Slack"),
        },
        Channel::Teams => ChannelWords {
            name: Words("Teams", "Teams", "Teams"),
            result: Words("message in Teams", "Nachricht in Teams", "bericht in Teams"),
            does: Words(
                "Posts a message in a channel of Microsoft Teams",
                "Schreibt eine Nachricht in einen Kanal von Microsoft Teams",
                "Plaatst een bericht in een kanaal van Microsoft Teams",
            ),
            step: Words("Teams", "Teams", "Teams"),
        },
        Channel::Email => ChannelWords {
            name: Words("E-mail", "E-Mail", "E-mail"),
            result: Words(
                "e-mail to the team",
                "E-Mail an das Team",
                "e-mail aan het team",
            ),
            does: Words(
                "Sends the team an e-mail",
                "Sendet dem Team eine E-Mail",
                "Stuurt het team een e-mail",
            ),
            step: Words("E-mail", "E-Mail", "E-mail"),
        },
        Channel::Sheets => ChannelWords {
            name: Words("Google Sheets", "Google Tabellen", "Google Spreadsheets"),
            result: Words(
                "row in Google Sheets",
                "Zeile in Google Tabellen",
                "rij in Google Spreadsheets",
            ),
            does: Words(
                "Appends a row to a sheet of Google Sheets",
                "Hängt eine Zeile an ein Blatt in Google Tabellen an",
                "Voegt een rij toe aan een blad in Google Spreadsheets",
            ),
            step: Words("Google Sheets", "Google Tabellen", "Google Spreadsheets"),
        },
        Channel::HubSpot => ChannelWords {
            name: Words("HubSpot", "HubSpot", "HubSpot"),
            result: Words(
                "record in HubSpot",
                "Eintrag in HubSpot",
                "record in HubSpot",
            ),
            does: Words(
                "Keeps the customer up to date in HubSpot",
                "Hält den Kunden in HubSpot auf dem neuesten Stand",
                "Houdt de klant bij in HubSpot",
            ),
            step: Words("HubSpot", "HubSpot", "HubSpot"),
        },
    }
}
