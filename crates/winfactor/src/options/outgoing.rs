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
    #[command(flatten)]
    pub(crate) vendors: VendorOptions,
}
