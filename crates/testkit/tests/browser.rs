//! The browser is a real one, and leaves nothing behind.
#![allow(clippy::unwrap_used)]

use std::{
    io::{BufRead, BufReader, ErrorKind, Read},
    net::TcpStream,
    process::{Command, Stdio},
    time::Duration,
};

use serde_json::json;
use winfactor_testkit::{Answer, Browser, TestReceiver, browser::Locator};

/// A receiver that serves one page at `/page`.
fn serving(page: &str) -> TestReceiver {
    let receiver = TestReceiver::start();
    receiver.answer(
        "/page",
        Answer::status(200)
            .header("content-type", "text/html; charset=utf-8")
            .body(page.to_owned()),
    );
    receiver
}

const PAGE: &str = "<!doctype html><meta name=viewport content='width=device-width'><title>before</title>\
    <script>document.title = 'after'</script><form action=/sent method=post><input name=a><button>Send</button></form>";

#[tokio::test]
async fn a_page_is_opened_filled_in_and_drawn() {
    let receiver = serving(PAGE);
    let browser = Browser::options()
        .language("de")
        .window(390, 844)
        .start()
        .await;
    browser.goto(&receiver.url("/page")).await.unwrap();
    assert_eq!(browser.title().await.unwrap(), "after");
    assert!(
        receiver.requests()[0]
            .header("accept-language")
            .unwrap()
            .starts_with("de")
    );
    let width = browser
        .execute("return window.innerWidth", vec![])
        .await
        .unwrap();
    assert_eq!(width, json!(390), "as wide as a phone");

    let picture = std::fs::read(browser.screenshot("testkit-page").await).unwrap();
    assert_eq!(picture[..8], *b"\x89PNG\r\n\x1a\n");

    browser
        .find(Locator::Css("input[name=a]"))
        .await
        .unwrap()
        .send_keys("hello")
        .await
        .unwrap();
    browser
        .find(Locator::Css("button"))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    let sent = receiver.wait_for_at("/sent", 1).await;
    assert_eq!(sent[0].text(), "a=hello");
}

#[tokio::test]
async fn scripts_can_be_switched_off() {
    let receiver = serving(PAGE);
    let browser = Browser::options().without_javascript().start().await;
    browser.goto(&receiver.url("/page")).await.unwrap();
    assert_eq!(browser.title().await.unwrap(), "before");
    browser
        .find(Locator::Css("button"))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    receiver.wait_for_at("/sent", 1).await;
}

#[tokio::test]
async fn errors_of_a_page_are_reported() {
    let receiver = serving(
        "<!doctype html><link rel=icon href=data:,><script>throw new Error('broken page')</script>",
    );
    let browser = Browser::start().await;
    browser.goto(&receiver.url("/page")).await.unwrap();
    let errors = browser.console_errors().await;
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].contains("broken page"), "{errors:?}");
    assert!(
        browser.console_errors().await.is_empty(),
        "an error is reported once"
    );
}

/// Set in the process that the next test starts and kills.
const VICTIM: &str = "WINFACTOR_TESTKIT_VICTIM";

#[tokio::test]
async fn the_browser_dies_with_a_test_that_is_killed() {
    if std::env::var_os(VICTIM).is_some() {
        let browser = Browser::start().await;
        let options = browser.capabilities().unwrap()["goog:chromeOptions"].clone();
        println!("debugger={}", options["debuggerAddress"].as_str().unwrap());
        return std::future::pending().await;
    }
    let mut victim = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "the_browser_dies_with_a_test_that_is_killed",
            "--nocapture",
        ])
        .env(VICTIM, "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(victim.stdout.take().unwrap());
    let address = output
        .lines()
        .find_map(|line| Some(line.unwrap().split_once("debugger=")?.1.to_owned()))
        .expect("the victim tells where its browser listens");
    let mut browser = TcpStream::connect(&address).unwrap();
    browser
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();

    victim.kill().unwrap();
    victim.wait().unwrap();

    // The connection ends when the browser does.
    let end = browser.read(&mut [0]);
    let ended = matches!(&end, Ok(0))
        || end
            .as_ref()
            .is_err_and(|error| error.kind() == ErrorKind::ConnectionReset);
    assert!(ended, "the browser outlived its test: {end:?}");
}
