//! Programs that open links in mails before people do: mail scanners, previews of messengers,
//! search engines, scripts. They are recognized by the name they give themselves, in the
//! `User-Agent` header. Scanners that pretend to be a browser are kept out by what a view asks for
//! (a visible page for some seconds, or a touch), not here.
//!
//! Names are matched in lower case. A person who is taken for a robot costs the organization one
//! `quote.viewed`, so the list holds no words that stand in the names of browsers and phones.

use std::fmt;

/// Why a visit is taken for a robot's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RobotReason {
    /// A mail server's protection checks the links in a mail.
    MailScanner,
    /// A messenger, a mail program or a social network prepares a preview.
    LinkPreview,
    /// A search engine or another crawler.
    Crawler,
    /// A script or a library, not a browser.
    Program,
    /// A browser without a screen.
    HeadlessBrowser,
    /// It does not say what it is; every browser does.
    NoUserAgent,
    /// A browser loads the page in advance, before somebody asks to see it.
    Prefetch,
}

impl RobotReason {
    /// The stable word that is stored and that pages translate.
    pub fn code(self) -> &'static str {
        match self {
            RobotReason::MailScanner => "mail_scanner",
            RobotReason::LinkPreview => "link_preview",
            RobotReason::Crawler => "crawler",
            RobotReason::Program => "program",
            RobotReason::HeadlessBrowser => "headless_browser",
            RobotReason::NoUserAgent => "no_user_agent",
            RobotReason::Prefetch => "prefetch",
        }
    }
}

impl fmt::Display for RobotReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Parts of names, the more telling ones first.
const NAMES: [(RobotReason, &[&str]); 5] = [
    (
        RobotReason::MailScanner,
        &[
            "barracuda",
            "bitdefender",
            "cisco-aspect",
            "cloudmark",
            "fireeye",
            "forcepoint",
            "ironport",
            "mailscanner",
            "messagelabs",
            "mimecast",
            "proofpoint",
            "safelinks",
            "sophos",
            "symantec",
            "trendmicro",
            "trend micro",
            "urldefense",
            "zscaler",
        ],
    ),
    (
        RobotReason::LinkPreview,
        &[
            "bingpreview",
            "discordbot",
            "embedly",
            "facebookexternalhit",
            "google-pagerenderer",
            "googleimageproxy",
            "iframely",
            "linkedinbot",
            "mattermost-bot",
            "microsoft office",
            "ms-office",
            "pinterestbot",
            "rocket.chat",
            "skypeuripreview",
            "slack-imgproxy",
            "slackbot",
            "teamsbot",
            "telegrambot",
            "twitterbot",
            "viber",
            "vkshare",
            "whatsapp/",
            "yahoomailproxy",
        ],
    ),
    (
        RobotReason::HeadlessBrowser,
        &[
            "headlesschrome",
            "phantomjs",
            "puppeteer",
            "playwright",
            "selenium",
        ],
    ),
    (
        RobotReason::Program,
        &[
            "apache-httpclient",
            "axios/",
            "curl/",
            "go-http-client",
            "guzzlehttp",
            "httpie/",
            "java/",
            "libwww-perl",
            "node-fetch",
            "okhttp/",
            "postmanruntime",
            "python-httpx",
            "python-requests",
            "python-urllib",
            "aiohttp/",
            "reqwest/",
            "ruby",
            "undici",
            "wget/",
        ],
    ),
    (
        RobotReason::Crawler,
        &[
            "crawler",
            "spider",
            "scanner",
            "slurp",
            "archiver",
            "urlscan",
            "virustotal",
        ],
    ),
];

/// Whether a visit looks like a robot's by the name it gives itself, and why.
pub fn suspect(user_agent: &str) -> Option<RobotReason> {
    let name = user_agent.trim().to_lowercase();
    if name.is_empty() {
        return Some(RobotReason::NoUserAgent);
    }
    let named = NAMES
        .iter()
        .find(|(_, parts)| parts.iter().any(|part| name.contains(part)));
    match named {
        Some((reason, _)) => Some(*reason),
        None if calls_itself_a_bot(&name) => Some(RobotReason::Crawler),
        None => None,
    }
}

/// Whether a word ends in `bot`, as the names of most crawlers do. Cubot makes telephones.
fn calls_itself_a_bot(name: &str) -> bool {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.ends_with("bot") && word != "cubot")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robots_are_known_by_their_names() {
        use RobotReason::*;
        let cases = [
            ("", NoUserAgent),
            ("Mozilla/5.0 (compatible; BarracudaCentral)", MailScanner),
            (
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                LinkPreview,
            ),
            ("facebookexternalhit/1.1", LinkPreview),
            ("WhatsApp/2.23.20.0", LinkPreview),
            ("TelegramBot (like TwitterBot)", LinkPreview),
            (
                "Mozilla/5.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Microsoft Office/16.0)",
                LinkPreview,
            ),
            (
                "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
                LinkPreview,
            ),
            (
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                Crawler,
            ),
            ("Mozilla/5.0 (compatible; AhrefsBot/7.0)", Crawler),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/126.0.0.0",
                HeadlessBrowser,
            ),
            ("curl/8.5.0", Program),
            ("Go-http-client/2.0", Program),
        ];
        for (user_agent, reason) in cases {
            assert_eq!(suspect(user_agent), Some(reason), "{user_agent}");
        }
    }

    #[test]
    fn browsers_of_people_are_not_suspected() {
        for user_agent in [
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:127.0) Gecko/20100101 Firefox/127.0",
            "Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Instagram 330.0",
        ] {
            assert_eq!(suspect(user_agent), None, "{user_agent}");
        }
    }
}
