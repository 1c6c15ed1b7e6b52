use winfactor_connectors::channels::VendorAddresses;

/// Other addresses for the services that flows send to: of a proxy, or of a stand-in.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct VendorOptions {
    /// The address of Slack instead of its own
    #[arg(
        long,
        env = "WINFACTOR_BASE_URL_SLACK",
        value_name = "URL",
        hide_short_help = true
    )]
    base_url_slack: Option<String>,
    /// The address of Microsoft Graph instead of its own
    #[arg(
        long,
        env = "WINFACTOR_BASE_URL_GRAPH",
        value_name = "URL",
        hide_short_help = true
    )]
    base_url_graph: Option<String>,
    /// The address of Google Sheets and Gmail instead of their own
    #[arg(
        long,
        env = "WINFACTOR_BASE_URL_GOOGLE",
        value_name = "URL",
        hide_short_help = true
    )]
    base_url_google: Option<String>,
    /// The address of Google's access tokens instead of its own
    #[arg(
        long,
        env = "WINFACTOR_BASE_URL_GOOGLE_OAUTH",
        value_name = "URL",
        hide_short_help = true
    )]
    base_url_google_oauth: Option<String>,
    /// The address of HubSpot instead of its own
    #[arg(
        long,
        env = "WINFACTOR_BASE_URL_HUBSPOT",
        value_name = "URL",
        hide_short_help = true
    )]
    base_url_hubspot: Option<String>,
    /// The address of Pipedrive instead of its own
    #[arg(
        long,
        env = "WINFACTOR_BASE_URL_PIPEDRIVE",
        value_name = "URL",
        hide_short_help = true
    )]
    base_url_pipedrive: Option<String>,
    /// The address of Salesforce instead of the organization's own
    #[arg(
        long,
        env = "WINFACTOR_BASE_URL_SALESFORCE",
        value_name = "URL",
        hide_short_help = true
    )]
    base_url_salesforce: Option<String>,
    /// The address of WhatsApp instead of its own
    #[arg(
        long,
        env = "WINFACTOR_BASE_URL_WHATSAPP",
        value_name = "URL",
        hide_short_help = true
    )]
    base_url_whatsapp: Option<String>,
}

impl VendorOptions {
    pub(crate) fn addresses(&self) -> VendorAddresses {
        let given = |url: &Option<String>| {
            let url = url.as_deref().map(|url| url.trim().trim_end_matches('/'));
            url.filter(|url| !url.is_empty()).map(str::to_owned)
        };
        let own = VendorAddresses::default();
        VendorAddresses {
            slack: given(&self.base_url_slack).unwrap_or(own.slack),
            graph: given(&self.base_url_graph),
            google: given(&self.base_url_google).unwrap_or(own.google),
            gmail: given(&self.base_url_google).unwrap_or(own.gmail),
            google_oauth: given(&self.base_url_google_oauth).unwrap_or(own.google_oauth),
            hubspot: given(&self.base_url_hubspot).unwrap_or(own.hubspot),
            pipedrive: given(&self.base_url_pipedrive),
            salesforce: given(&self.base_url_salesforce),
            whatsapp: given(&self.base_url_whatsapp).unwrap_or(own.whatsapp),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_takes_the_place_of_the_vendors_own() {
        let options = VendorOptions {
            base_url_slack: Some("http://127.0.0.1:9/ ".to_owned()),
            base_url_hubspot: Some(String::new()),
            base_url_salesforce: Some("http://127.0.0.1:8".to_owned()),
            ..VendorOptions::default()
        };
        let addresses = options.addresses();
        assert_eq!(addresses.slack, "http://127.0.0.1:9");
        assert_eq!(addresses.hubspot, "https://api.hubapi.com");
        assert_eq!(addresses.salesforce.as_deref(), Some("http://127.0.0.1:8"));
        assert_eq!(addresses.graph, None);
    }
}
