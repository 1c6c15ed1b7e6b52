use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};
use winfactor_domain::{EventType, FlowId, Locale};

use super::{told, trial};
use crate::{api_client::ApiClient, commands::print, options::ApiOptions, password};

/// Options of `winfactor activepieces connect`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The ActivePieces server's address; without it, the sign-in before is used
    #[arg(long, value_name = "URL", requires_all = ["email", "password_stdin"])]
    url: Option<String>,
    /// The account there
    #[arg(long, value_name = "EMAIL", requires = "url")]
    email: Option<String>,
    /// Read the account's password from standard input, one line; it is not kept
    #[arg(long, requires = "url")]
    password_stdin: bool,
    /// The recipe to bring there
    #[arg(long, value_name = "ID", conflicts_with = "flow")]
    recipe: Option<String>,
    /// The flow of this organization to bring there (flow_…)
    #[arg(long, value_name = "ID")]
    flow: Option<FlowId>,
    /// The project there; the account's first one when it is left out
    #[arg(long, value_name = "ID")]
    project: Option<String>,
    /// The language of a recipe's messages: en, de or nl; the organization's when it is left out
    #[arg(long)]
    locale: Option<Locale>,
    /// A setting of the recipe; may be given several times
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = setting)]
    settings: Vec<(String, String)>,
    /// The type of the test event; the first one that starts the flow when it is left out
    #[arg(long = "event", value_name = "TYPE")]
    event: Option<EventType>,
    /// Send no test event
    #[arg(long)]
    no_test: bool,
    /// How long to wait for the test's run, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    wait: u64,
    /// Print one JSON document at the end
    #[arg(long)]
    json: bool,
    /// The WinFactor server's address
    #[arg(
        long,
        env = "WINFACTOR_URL",
        default_value = "http://127.0.0.1:8080",
        value_name = "URL"
    )]
    server: String,
    /// An API key of the organization (wf_live_…)
    #[arg(
        long,
        env = "WINFACTOR_API_KEY",
        hide_env_values = true,
        value_name = "KEY"
    )]
    api_key: String,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    let api = ApiClient::new(&ApiOptions {
        url: options.server.clone(),
        api_key: options.api_key.clone(),
    })?;
    let mut report = Report::new(options.json);
    let signed_in = sign_in(&api, &options).await?;
    report.say(&told::sign_in(&signed_in))?;
    report.keep("signIn", signed_in);
    let is_done = match options.recipe.is_some() || options.flow.is_some() {
        true => bring(&api, &options, &mut report).await?,
        false => {
            list(&api, &options, &mut report).await?;
            true
        }
    };
    report.end()?;
    Ok(match is_done {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

async fn sign_in(api: &ApiClient, options: &Options) -> Result<Value> {
    let (Some(url), Some(email)) = (&options.url, &options.email) else {
        let signed_in = api.get("/activepieces").await?;
        if signed_in["signedIn"] != true {
            bail!("the sign-in has expired: give --url, --email and --password-stdin again");
        }
        return Ok(signed_in);
    };
    debug_assert!(options.password_stdin, "clap requires it");
    let password = password::from_standard_input("winfactor activepieces connect …")?;
    let account = json!({"url": url, "email": email, "password": password.expose_secret()});
    api.post("/activepieces/connect", &account).await
}

async fn list(api: &ApiClient, options: &Options, report: &mut Report) -> Result<()> {
    let projects = api.get("/activepieces/projects").await?;
    report.say(&told::projects(&projects["data"]))?;
    report.keep("projects", projects["data"].clone());
    let mut path = "/activepieces/flows".to_owned();
    if let Some(project) = &options.project {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("projectId", project);
        path = format!("{path}?{}", query.finish());
    }
    let flows = api.get(&path).await?;
    report.say(&told::flows(&flows["data"]))?;
    report.keep("flows", flows["data"].clone());
    report.say("Bring one there with --recipe ID or --flow ID.")?;
    Ok(())
}

/// Whether all that was asked for is done.
async fn bring(api: &ApiClient, options: &Options, report: &mut Report) -> Result<bool> {
    let settings: Map<String, Value> = options
        .settings
        .iter()
        .map(|(name, value)| (name.clone(), value.as_str().into()))
        .collect();
    let mut wanted = json!({"settings": settings});
    let chosen = [
        ("recipe", options.recipe.clone()),
        ("flow", options.flow.map(|id| id.to_string())),
        ("projectId", options.project.clone()),
        (
            "locale",
            options.locale.map(|locale| locale.code().to_owned()),
        ),
    ];
    for (name, value) in chosen {
        if let Some(value) = value {
            wanted[name] = value.into();
        }
    }
    let brought = api.post("/activepieces/flows", &wanted).await?;
    report.say(&told::brought(&brought))?;
    let complete = brought["complete"] == true;
    let flow = brought["flowId"].as_str().map(str::to_owned);
    report.keep("report", brought);
    if !complete || options.no_test {
        return Ok(complete);
    }
    let flow = flow.context("the server did not name the flow")?;
    let result = trial::run(api, &flow, options.event, options.wait, report).await?;
    let succeeded = result["run"]["status"] == "SUCCEEDED";
    report.keep("test", result);
    Ok(succeeded)
}

/// What is told: as it happens for people, or at the end for programs.
#[derive(Debug)]
pub(super) struct Report {
    json: bool,
    kept: Map<String, Value>,
}

impl Report {
    fn new(json: bool) -> Self {
        Report {
            json,
            kept: Map::new(),
        }
    }

    pub(super) fn say(&self, words: &str) -> Result<()> {
        match self.json {
            true => Ok(()),
            false => print::text(words),
        }
    }

    fn keep(&mut self, name: &str, value: Value) {
        self.kept.insert(name.to_owned(), value);
    }

    fn end(self) -> Result<()> {
        match self.json {
            true => print::json(&self.kept),
            false => Ok(()),
        }
    }
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("\"{text}\" is not a setting: write NAME=VALUE"))?;
    Ok((name.trim().to_owned(), value.to_owned()))
}
