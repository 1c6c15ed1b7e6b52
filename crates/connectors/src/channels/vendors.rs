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

impl VendorAddresses {
    /// Where a vendor's token address is reached: what takes the place of its host, if anything does.
    #[must_use]
    pub fn in_place_of(&self, token_url: &str) -> String {
        let own = Self::default();
        let salesforce = self.salesforce.as_ref();
        let hosts = [
            (own.slack.as_str(), Some(&self.slack)),
            (&own.google_oauth, Some(&self.google_oauth)),
            (&own.hubspot, Some(&self.hubspot)),
            (&own.whatsapp, Some(&self.whatsapp)),
            ("https://oauth.pipedrive.com", self.pipedrive.as_ref()),
            ("https://login.salesforce.com", salesforce),
            ("https://test.salesforce.com", salesforce),
        ];
        let moved = hosts.iter().find_map(|(host, base)| {
            let (base, path) = ((*base)?, token_url.strip_prefix(host)?);
            path.starts_with('/').then(|| format!("{base}{path}"))
        });
        moved.unwrap_or_else(|| token_url.to_owned())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn token_addresses_of_a_vendor_are_reached_where_the_vendor_is() {
        let proxied = VendorAddresses {
            google_oauth: "http://proxy.example/google".to_owned(),
            salesforce: Some("http://proxy.example/sf".to_owned()),
            ..VendorAddresses::default()
        };
        let table = [
            (
                "https://oauth2.googleapis.com/token",
                "http://proxy.example/google/token",
            ),
            (
                "https://accounts.google.com/o/oauth2/token",
                "https://accounts.google.com/o/oauth2/token",
            ),
            (
                "https://login.salesforce.com/services/oauth2/token",
                "http://proxy.example/sf/services/oauth2/token",
            ),
            (
                "https://api.hubapi.com/oauth/v1/token",
                "https://api.hubapi.com/oauth/v1/token",
            ),
            (
                "https://oauth2.googleapis.com.evil.example/token",
                "https://oauth2.googleapis.com.evil.example/token",
            ),
            ("https://id.example/token", "https://id.example/token"),
        ];
        for (url, expected) in table {
            assert_eq!(proxied.in_place_of(url), expected, "{url}");
        }
        let own = VendorAddresses::default();
        for (url, _) in table {
            assert_eq!(own.in_place_of(url), url, "nothing takes its place");
        }
    }
}
