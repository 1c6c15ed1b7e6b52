use std::collections::BTreeMap;

use winfactor_domain::Locale;

use super::setting_error::{SettingError, SettingRefusal};
use super::words;
use crate::pieces::google_sheets::spreadsheet_id;

/// What a person fills in of a recipe, by the settings' keys. What is left out or blank is not
/// filled in.
pub type SettingValues = BTreeMap<String, String>;

/// The longest value, in characters.
pub const LONGEST_SETTING: usize = 500;
/// ActivePieces lets a run wait for 30 days at most; a day is left for what comes after.
const MOST_DAYS: u32 = 29;

/// Something that a person fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettingKey {
    SlackChannel,
    Team,
    TeamsChannel,
    From,
    To,
    Spreadsheet,
    Sheet,
    Pipeline,
    Stage,
    Days,
    Connection,
    WinFactorConnection,
}

/// One setting of a recipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    pub key: SettingKey,
    /// What is taken when nothing is filled in. Without one, the flow cannot be switched on before
    /// somebody fills it in.
    pub default: Option<&'static str>,
}

impl SettingKey {
    /// The name in the API and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::SlackChannel => "channel",
            Self::Team => "teamId",
            Self::TeamsChannel => "channelId",
            Self::From => "from",
            Self::To => "to",
            Self::Spreadsheet => "spreadsheetId",
            Self::Sheet => "sheetId",
            Self::Pipeline => "pipelineId",
            Self::Stage => "stageId",
            Self::Days => "days",
            Self::Connection => "connection",
            Self::WinFactorConnection => "winfactorConnection",
        }
    }

    /// Brings a value into the form in which the flow holds it.
    fn read(self, value: &str) -> Result<String, SettingRefusal> {
        if value.chars().count() > LONGEST_SETTING {
            return Err(SettingRefusal::TooLong {
                longest: LONGEST_SETTING,
            });
        }
        if value.chars().any(char::is_control) {
            return Err(SettingRefusal::LineBreak);
        }
        if value.contains("{{") {
            return Err(SettingRefusal::Placeholder);
        }
        match self {
            Self::From => {
                check_address(value)?;
            }
            Self::To => {
                addresses(value).try_for_each(check_address)?;
            }
            Self::Spreadsheet => return Ok(spreadsheet_id(value).to_owned()),
            Self::Sheet if !value.bytes().all(|byte| byte.is_ascii_digit()) => {
                return Err(SettingRefusal::Sheet);
            }
            Self::Days => {
                let days = value.parse().ok();
                return match days.filter(|days| (1..=MOST_DAYS).contains(days)) {
                    Some(days) => Ok(days.to_string()),
                    None => Err(SettingRefusal::Days { most: MOST_DAYS }),
                };
            }
            Self::Connection | Self::WinFactorConnection if value.contains(['\'', '{', '}']) => {
                return Err(SettingRefusal::Connection);
            }
            _ => {}
        }
        Ok(value.to_owned())
    }
}

impl Setting {
    pub(super) const fn required(key: SettingKey) -> Self {
        Self { key, default: None }
    }

    pub(super) const fn or(key: SettingKey, default: &'static str) -> Self {
        Self {
            key,
            default: Some(default),
        }
    }

    pub fn is_required(&self) -> bool {
        self.default.is_none()
    }

    /// The smallest and the largest number that it takes, where it is one.
    pub fn range(&self) -> Option<(u32, u32)> {
        (self.key == SettingKey::Days).then_some((1, MOST_DAYS))
    }

    /// Whether only ActivePieces has a use for it.
    pub fn is_for_activepieces(&self) -> bool {
        self.key == SettingKey::WinFactorConnection
    }

    /// What a form calls it.
    pub fn label(&self, locale: Locale) -> &'static str {
        words::setting_label(self.key).of(locale)
    }

    /// Where the person finds it.
    pub fn help(&self, locale: Locale) -> &'static str {
        words::help(self.key).of(locale)
    }
}

/// The settings of one recipe as they were filled in.
#[derive(Debug, Default)]
pub(super) struct Filled(BTreeMap<SettingKey, String>);

impl Filled {
    /// Reads what was filled in; every mistake in it is told.
    pub(super) fn read(
        settings: &[Setting],
        values: &SettingValues,
    ) -> Result<Self, Vec<SettingError>> {
        let mut filled = BTreeMap::new();
        let mut errors = Vec::new();
        for setting in settings {
            let given = values.get(setting.key.name()).map(|value| value.trim());
            let given = given.filter(|value| !value.is_empty()).or(setting.default);
            match given.map(|value| setting.key.read(value)) {
                None => {}
                Some(Ok(value)) => {
                    filled.insert(setting.key, value);
                }
                Some(Err(refusal)) => errors.push(SettingError {
                    key: setting.key.name().to_owned(),
                    refusal,
                }),
            }
        }
        let is_known = |key: &String| settings.iter().any(|it| it.key.name() == key);
        let unknown = values.keys().filter(|key| !is_known(key));
        errors.extend(unknown.map(|key| {
            let known = settings.iter().map(|it| it.key.name());
            SettingError {
                key: key.clone(),
                refusal: SettingRefusal::Unknown {
                    known: known.collect::<Vec<_>>().join(", "),
                },
            }
        }));
        match errors.is_empty() {
            true => Ok(Self(filled)),
            false => Err(errors),
        }
    }

    pub(super) fn get(&self, key: SettingKey) -> Option<&str> {
        self.0.get(&key).map(String::as_str)
    }

    /// The text of a reference to the connection, as steps hold it.
    pub(super) fn connection(&self, key: SettingKey) -> String {
        let name = self.get(key).unwrap_or_default();
        format!("{{{{connections['{name}']}}}}")
    }

    /// The addresses of the team.
    pub(super) fn recipients(&self) -> Option<Vec<&str>> {
        self.get(SettingKey::To).map(|to| addresses(to).collect())
    }
}

fn addresses(list: &str) -> impl Iterator<Item = &str> {
    let addresses = list.split(',').map(str::trim);
    addresses.filter(|address| !address.is_empty())
}

fn check_address(address: &str) -> Result<(), SettingRefusal> {
    let is_address = address.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.split('.').all(|part| !part.is_empty())
    });
    let stray = |c: char| c.is_whitespace() || "<>()[]\\,;:\"".contains(c);
    match is_address && !address.contains(stray) && address.matches('@').count() == 1 {
        true => Ok(()),
        false => Err(SettingRefusal::Address {
            address: address.to_owned(),
        }),
    }
}
