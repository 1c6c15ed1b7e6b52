use winfactor_domain::{EventType, Locale};

use super::channel::Channel;
use super::occasion::Occasion;
use super::setting::{Setting, SettingKey};
use super::words::{FIRST, channel_words, describe, notes, occasion_words};

/// A ready-made automation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    occasion: Occasion,
    channel: Channel,
}

impl Recipe {
    /// The one to begin with: a message in the inbox for each new submission. It needs nothing that
    /// is not there from the first minute.
    pub const RECOMMENDED: Self = Self {
        occasion: Occasion::Event(EventType::SubmissionCreated),
        channel: Channel::Inbox,
    };

    /// All recipes by occasion, then by channel; the recommended one stands first.
    pub fn all() -> impl Iterator<Item = Self> {
        let of = |occasion| Channel::ALL.map(|channel| Self { occasion, channel });
        Occasion::all().flat_map(of).filter(|recipe| {
            // That nothing happened is told to people; there is no record of it to keep.
            !recipe.occasion.is_absence() || recipe.channel.is_read_by_people()
        })
    }

    pub fn find(id: &str) -> Option<Self> {
        Self::all().find(|recipe| recipe.id() == id)
    }

    /// A stable name for programs, such as `quote-accepted-to-slack`.
    pub fn id(self) -> String {
        format!("{}-to-{}", self.occasion.slug(), self.channel.slug())
    }

    pub fn occasion(self) -> Occasion {
        self.occasion
    }

    pub fn channel(self) -> Channel {
        self.channel
    }

    /// The event for which it is meant. Its trigger itself would take any.
    pub fn event_type(self) -> EventType {
        self.occasion.event_type()
    }

    /// What the automation is called.
    pub fn name(self, locale: Locale) -> String {
        if self == Self::RECOMMENDED {
            return FIRST.of(locale).to_owned();
        }
        let occasion = occasion_words(self.occasion).name.of(locale);
        let result = channel_words(self.channel).result.of(locale);
        format!("{occasion}: {result}")
    }

    /// What it does, in a sentence.
    pub fn summary(self, locale: Locale) -> String {
        let does = channel_words(self.channel).does.of(locale);
        let when = occasion_words(self.occasion).when.of(locale);
        let joint = match locale {
            Locale::De => ", ",
            Locale::En | Locale::Nl => " ",
        };
        format!("{does}{joint}{when}.")
    }

    /// What is to be known of it before it is set up, a sentence or two each.
    pub fn notes(self, locale: Locale) -> Vec<String> {
        notes(self, locale)
    }

    /// What it does, what must be filled in, what is to be known of it, and what is to be done for
    /// it in ActivePieces.
    pub fn description(self, locale: Locale) -> String {
        describe(self, locale)
    }

    /// What a person can fill in, what must be first.
    pub fn settings(self) -> Vec<Setting> {
        let mut settings = Vec::new();
        if self.occasion.is_absence() {
            settings.push(Setting::or(SettingKey::Days, "3"));
        }
        if self.makes_a_deal() {
            settings.push(Setting::required(SettingKey::Pipeline));
            settings.push(Setting::required(SettingKey::Stage));
        }
        settings.extend(self.channel.settings());
        if self.occasion.is_absence() {
            settings.push(Setting::or(SettingKey::WinFactorConnection, "winfactor"));
        }
        settings.sort_by_key(|setting| !setting.is_required());
        settings
    }

    /// Whether a quote is kept as a deal, beside the contact.
    pub(super) fn makes_a_deal(self) -> bool {
        let is_quote = !matches!(
            self.event_type(),
            EventType::SubmissionCreated | EventType::LeadCreated
        );
        self.channel == Channel::HubSpot && is_quote
    }
}
