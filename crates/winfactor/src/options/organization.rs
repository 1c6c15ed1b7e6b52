use winfactor_domain::{Locale, UnitSystem};

/// An organization to set up.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct OrganizationOptions {
    /// Its name
    #[arg(long, value_name = "NAME")]
    pub(crate) organization: String,
    /// Its part of public addresses, such as window-door-solutions
    #[arg(long)]
    pub(crate) slug: String,
    /// The first user's e-mail address, which is also the organization's own
    #[arg(long)]
    pub(crate) email: String,
    /// The first user's name; the e-mail address when it is left out
    #[arg(long)]
    pub(crate) user_name: Option<String>,
    #[arg(long)]
    pub(crate) phone: Option<String>,
    /// en, de or nl
    #[arg(long, default_value = "en")]
    pub(crate) locale: Locale,
    /// A name of the IANA database
    #[arg(long, default_value = "Europe/Amsterdam", value_name = "ZONE")]
    pub(crate) time_zone: String,
    /// A code of ISO 4217
    #[arg(long, default_value = "EUR", value_name = "CODE")]
    pub(crate) currency: String,
    /// metric or imperial
    #[arg(long, default_value = "metric", value_name = "SYSTEM")]
    pub(crate) unit_system: UnitSystem,
}
