//! A real Chromium without a window, driven over WebDriver, for what only a browser can tell:
//! what a page looks like, what its scripts do, whether it works without them.
//!
//! ```no_run
//! # use winfactor_testkit::{Browser, browser::Locator};
//! # async fn example() -> Result<(), winfactor_testkit::browser::CmdError> {
//! let browser = Browser::options().language("de").window(390, 844).start().await;
//! browser.goto("http://127.0.0.1:8080/q/…").await?;
//! browser.find(Locator::Css("button[type=submit]")).await?.click().await?;
//! browser.screenshot("quote-accepted-phone").await;
//! assert!(browser.console_errors().await.is_empty());
//! # Ok(())
//! # }
//! ```

mod commands;
mod driver;
mod options;

use std::{ops::Deref, path::PathBuf};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

pub use fantoccini::{Locator, elements::Element, error::CmdError, key::Key};
pub use options::Options;

use commands::{DevTools, Log};
use driver::Driver;

/// One browser with a profile of its own. Everything that `fantoccini::Client` can do, it can.
///
/// Dropping it ends browser and driver and removes the profile; so does the death of the test's
/// process, however it dies.
#[derive(Debug)]
pub struct Browser {
    client: fantoccini::Client,
    _driver: Driver,
}

impl Browser {
    /// Starts a browser in English, 1280 by 900 pixels.
    ///
    /// # Panics
    /// When Chromium or ChromeDriver is not installed or does not start.
    pub async fn start() -> Browser {
        Browser::options().start().await
    }

    /// A browser to be started otherwise.
    pub fn options() -> Options {
        Options::default()
    }

    /// Lays the page out for another size, in CSS pixels, also for one narrower than a window can be.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.dev_tools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// Draws the whole page, what lies below the window's edge included, into
    /// `target/screenshots/<name>.png` of the repository.
    ///
    /// # Panics
    /// When the page cannot be drawn or the file not be written.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let drawn = self
            .dev_tools(
                "Page.captureScreenshot",
                json!({"format": "png", "captureBeyondViewport": true}),
            )
            .await;
        let image = STANDARD
            .decode(drawn["data"].as_str().unwrap_or_default())
            .expect("a screenshot is base64");
        let directory = crate::golden::root().join("target/screenshots");
        std::fs::create_dir_all(&directory).expect("target/screenshots can be made");
        let path = directory.join(format!("{name}.png"));
        std::fs::write(&path, image).expect("a screenshot can be written");
        path
    }

    /// What the browser's console has shown as an error since the last call: exceptions, scripts
    /// and styles that the security policy refused, files that were not there.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub async fn console_errors(&self) -> Vec<String> {
        let entries = self
            .client
            .issue_cmd(Log)
            .await
            .expect("the browser keeps a log");
        let severe = |entry: &&Value| entry["level"] == "SEVERE";
        let message = |entry: &Value| entry["message"].as_str().map(str::to_owned);
        entries
            .as_array()
            .into_iter()
            .flatten()
            .filter(severe)
            .filter_map(message)
            .collect()
    }

    /// Calls a method of the Chrome DevTools protocol, for what WebDriver has no word for.
    ///
    /// # Panics
    /// When the browser refuses.
    pub async fn dev_tools(&self, method: &'static str, parameters: Value) -> Value {
        match self.client.issue_cmd(DevTools { method, parameters }).await {
            Ok(answer) => answer,
            Err(error) => panic!("the browser refused {method}: {error}"),
        }
    }
}

impl Deref for Browser {
    type Target = fantoccini::Client;

    fn deref(&self) -> &fantoccini::Client {
        &self.client
    }
}
