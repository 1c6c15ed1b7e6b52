use winfactor_domain::Locale;

use super::setting::{Setting, SettingKey};
use super::words::channel_words;

/// Where a recipe tells something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// WinFactor's own inbox page: it needs no connection, and it is not in ActivePieces.
    Inbox,
    Slack,
    Teams,
    Email,
    Sheets,
    HubSpot,
}

impl Channel {
    pub const ALL: [Self; 6] = [
        Self::Inbox,
        Self::Slack,
        Self::Teams,
        Self::Email,
        Self::Sheets,
        Self::HubSpot,
    ];

    /// Whether people read there what is told; the other channels keep records.
    pub fn is_read_by_people(self) -> bool {
        match self {
            Self::Inbox | Self::Slack | Self::Teams | Self::Email => true,
            Self::Sheets | Self::HubSpot => false,
        }
    }

    /// What people call it.
    pub fn name(self, locale: Locale) -> &'static str {
        channel_words(self).name.of(locale)
    }

    /// The last part of a recipe's id.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Slack => "slack",
            Self::Teams => "teams",
            Self::Email => "email",
            Self::Sheets => "sheets",
            Self::HubSpot => "hubspot",
        }
    }

    /// What a person fills in for the channel; the connection's external id is the last of it.
    pub(super) fn settings(self) -> &'static [Setting] {
        const fn required(key: SettingKey) -> Setting {
            Setting::required(key)
        }
        const fn connection(default: &'static str) -> Setting {
            Setting::or(SettingKey::Connection, default)
        }
        match self {
            Self::Inbox => &[],
            Self::Slack => const { &[required(SettingKey::SlackChannel), connection("slack")] },
            Self::Teams => {
                const {
                    &[
                        required(SettingKey::Team),
                        required(SettingKey::TeamsChannel),
                        connection("teams"),
                    ]
                }
            }
            Self::Email => {
                const {
                    &[
                        required(SettingKey::To),
                        required(SettingKey::From),
                        connection("smtp"),
                    ]
                }
            }
            Self::Sheets => {
                const {
                    &[
                        required(SettingKey::Spreadsheet),
                        required(SettingKey::Sheet),
                        connection("google-sheets"),
                    ]
                }
            }
            Self::HubSpot => const { &[connection("hubspot")] },
        }
    }
}
