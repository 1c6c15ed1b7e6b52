use maud::{DOCTYPE, Markup, PreEscaped, html};
use winfactor_domain::{TimeZone, format};

use super::receiver::Arrival;

const STYLE: &str = "
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem; }
article { border: 1px solid #8885; border-radius: .5rem; padding: 1rem; margin: 1rem 0; }
h2 { font-size: 1.05rem; margin: 0 0 .25rem; }
p { margin: .25rem 0; }
.ok { color: light-dark(#176b3a, #6fd69b); }
.refused { color: light-dark(#a4161a, #ff8f8f); }
pre { overflow: auto; background: #8881; padding: .75rem; border-radius: .35rem; font-size: .85rem; }
code { overflow-wrap: anywhere; }
";

/// What arrived, newest first. The page reloads itself, so that a new arrival shows by itself.
pub(super) fn render<'a>(arrivals: impl Iterator<Item = &'a Arrival>) -> Markup {
    let mut arrivals = arrivals.peekable();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="refresh" content="3";
                title { "Example receiver" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { "Example receiver" }
                p { "This stands for your own program, or for ActivePieces: it takes WinFactor's "
                    "webhooks and checks their signature. It keeps the last ones in memory." }
                @if arrivals.peek().is_none() {
                    p { strong { "Nothing has arrived yet." } " Submit a configuration as a customer." }
                }
                @for arrival in arrivals {
                    article {
                        h2 { (arrival.event_type) }
                        @match &arrival.refused {
                            None => p.ok { "The signature is right." },
                            Some(why) => p.refused { "Refused: " (why) },
                        }
                        p { (format::time_of_day(TimeZone::utc().wall_clock(arrival.at))) " UTC, "
                            "attempt " (arrival.attempt) ", " code { (arrival.delivery) } }
                        pre { (pretty(&arrival.body)) }
                    }
                }
            }
        }
    }
}

/// Indented when it is JSON, else as it came.
fn pretty(body: &str) -> String {
    serde_json::from_str::<serde_json::Value>(body)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| body.to_owned())
}
