use std::time::Duration;

use fantoccini::{ClientBuilder, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::{Browser, driver::Driver};

/// How a browser is to be started.
#[derive(Clone, Debug)]
pub struct Options {
    language: String,
    window: (u32, u32),
    javascript: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            language: "en".to_owned(),
            window: (1280, 900),
            javascript: true,
        }
    }
}

impl Options {
    /// The language that the browser asks servers for.
    #[must_use]
    pub fn language(mut self, tag: &str) -> Options {
        tag.clone_into(&mut self.language);
        self
    }

    /// Width and height in CSS pixels.
    #[must_use]
    pub fn window(mut self, width: u32, height: u32) -> Options {
        self.window = (width, height);
        self
    }

    /// Pages run no scripts, as for a visitor who has switched them off.
    #[must_use]
    pub fn without_javascript(mut self) -> Options {
        self.javascript = false;
        self
    }

    /// Starts the browser.
    ///
    /// # Panics
    /// When Chromium or ChromeDriver is not installed or does not start.
    pub async fn start(self) -> Browser {
        let profile = tempfile::Builder::new()
            .prefix("winfactor-browser-")
            .tempdir()
            .expect("a directory for the profile");
        // From here on the driver's watcher removes it.
        let profile = profile.keep();
        let driver = Driver::start(&profile);
        let address = format!("http://127.0.0.1:{}", driver.port);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(self.capabilities(&profile.to_string_lossy()));
        let session =
            tokio::time::timeout(Duration::from_secs(60), builder.connect(&address)).await;
        let client = session
            .expect("Chromium starts within a minute")
            .unwrap_or_else(|error| {
                panic!("Chromium does not start ({error}): run `cargo xtask provision`")
            });
        let browser = Browser {
            client,
            _driver: driver,
        };
        browser.resize(self.window.0, self.window.1).await;
        browser
    }

    fn capabilities(&self, profile: &str) -> Capabilities {
        let scripts = if self.javascript { 1 } else { 2 };
        let options = json!({
            "args": [
                "--headless=new",
                // Tests run as root in containers, where the sandbox cannot be set up and shared memory is short.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-breakpad",
                "--hide-scrollbars",
                format!("--user-data-dir={profile}"),
                format!("--accept-lang={}", self.language),
            ],
            "prefs": {
                "intl.accept_languages": self.language,
                "profile.managed_default_content_settings.javascript": scripts,
            },
        });
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({"browser": "ALL"}));
        capabilities.insert("unhandledPromptBehavior".to_owned(), Value::from("ignore"));
        capabilities
    }
}
