/// Where the vendors' interfaces are, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorAddresses {
    pub slack: String,
    /// Microsoft Graph.
    pub graph: Option<String>,
    /// Google Sheets.
    pub google: String,
    pub gmail: String,
    /// Where Google hands out access tokens.
    pub google_oauth: String,
    pub hubspot: String,
    /// None for what each connection says itself.
    pub pipedrive: Option<String>,
    /// Salesforce, which keeps each organization at an address of its own.
    pub salesforce: Option<String>,
    pub whatsapp: String,
}

impl Default for VendorAddresses {
    fn default() -> Self {
        Self {
            slack: "https://slack.com".to_owned(),
            graph: None,
            google: "https://sheets.googleapis.com".to_owned(),
            gmail: "https://gmail.googleapis.com".to_owned(),
            google_oauth: "https://oauth2.googleapis.com".to_owned(),
            hubspot: "https://api.hubapi.com".to_owned(),
            pipedrive: None,
            salesforce: None,
            whatsapp: "https://graph.facebook.com".to_owned(),
        }
    }
}
