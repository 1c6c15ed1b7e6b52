use std::path::PathBuf;

use super::VendorOptions;

/// What the server may connect to.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct OutgoingOptions {
    /// A host (and port) in a private network that webhooks may be sent to, such as a self-hosted
    /// ActivePieces; may be given several times
    #[arg(
        long = "allow-host",
        env = "WINFACTOR_ALLOW_HOST",
        value_delimiter = ',',
        value_name = "HOST[:PORT]"
    )]
    pub(crate) allow_host: Vec<String>,
    /// Certificates (PEM) of authorities of your own, trusted beside the machine's: for a mail server
    /// or an ActivePieces with a certificate that nobody else knows
    #[arg(long, env = "WINFACTOR_CA_FILE", value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) vendors: VendorOptions,
}
