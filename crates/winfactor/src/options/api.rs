/// How a command reaches a running server.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ApiOptions {
    /// The server's address
    #[arg(
        long,
        env = "WINFACTOR_URL",
        default_value = "http://127.0.0.1:8080",
        value_name = "URL"
    )]
    pub(crate) url: String,
    /// An API key of the organization (wf_live_…)
    #[arg(
        long,
        env = "WINFACTOR_API_KEY",
        hide_env_values = true,
        value_name = "KEY"
    )]
    pub(crate) api_key: String,
}
