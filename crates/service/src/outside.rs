use std::sync::Arc;

use winfactor_connectors::{
    channels::{Pacing, VendorAddresses, gmail::Gmail, google_sheets::GoogleSheets},
    http::HttpClient,
};
use winfactor_domain::{Clock, Timestamp};

use crate::runs::OneAtATime;

/// The way out to other services, and what is remembered of them. There is no database in it, so
/// that a step can be sent without a server, too.
#[derive(Debug)]
pub struct Outside {
    http: HttpClient,
    vendors: VendorAddresses,
    pacing: Pacing,
    gmail: Gmail,
    google_sheets: GoogleSheets,
    one_at_a_time: OneAtATime,
    clock: Arc<dyn Clock>,
    host_name: String,
}

impl Outside {
    /// `host_name` is how this installation calls itself to mail servers.
    pub fn new(
        http: HttpClient,
        vendors: VendorAddresses,
        clock: Arc<dyn Clock>,
        host_name: String,
    ) -> Self {
        Outside {
            http,
            vendors,
            pacing: Pacing::default(),
            gmail: Gmail::default(),
            google_sheets: GoogleSheets::default(),
            one_at_a_time: OneAtATime::default(),
            clock,
            host_name,
        }
    }

    /// The guarded client: the only way out.
    pub(crate) fn http(&self) -> &HttpClient {
        &self.http
    }

    /// Where the services are that channels send to.
    pub(crate) fn vendors(&self) -> &VendorAddresses {
        &self.vendors
    }

    /// The queues of the channels' destinations.
    pub(crate) fn pacing(&self) -> &Pacing {
        &self.pacing
    }

    /// Log-ins at Gmail.
    pub(crate) fn gmail(&self) -> &Gmail {
        &self.gmail
    }

    /// Log-ins and queues of Google Sheets.
    pub(crate) fn google_sheets(&self) -> &GoogleSheets {
        &self.google_sheets
    }

    /// The records at other services that steps write just now.
    pub(crate) fn one_at_a_time(&self) -> &OneAtATime {
        &self.one_at_a_time
    }

    pub(crate) fn host_name(&self) -> &str {
        &self.host_name
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}
