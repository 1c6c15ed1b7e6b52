use crate::channels::{ChannelFailure, Reply};

/// What an answer that is no success means, and what to do.
pub(super) fn failure(reply: &Reply, now: i64) -> ChannelFailure {
    let error = &reply.json()["error"];
    let code = error["code"].as_i64().unwrap_or_default();
    let said = |advice: &str| match code {
        0 => format!("WhatsApp: {advice} ({})", reply.shown()),
        code => format!("WhatsApp: {advice} (error {code})"),
    };
    let busy = |advice: &str| ChannelFailure::busy(reply.retry_after(now), said(advice));
    match code {
        190 | 0 if reply.status == 401 || code == 190 => ChannelFailure::expired(said(
            "the access token is not valid any more; enter a new one",
        )),
        3 | 10 | 200..=299 => ChannelFailure::broken(said(
            "the token lacks the permission whatsapp_business_messaging",
        )),
        131_047 => ChannelFailure::for_good(said(
            "the recipient has not written within 24 hours, so only an approved template can be \
             sent; use the action Send Template Message",
        )),
        131_026 => ChannelFailure::for_good(said(
            "the number cannot get the message: it is not on WhatsApp, or has not accepted its terms",
        )),
        131_030 => ChannelFailure::for_good(said(
            "the number is not among the recipients of this test number; add it there",
        )),
        131_031 | 368 => ChannelFailure::for_good(said("WhatsApp has locked the business account")),
        131_049 | 131_050 => ChannelFailure::for_good(said(
            "WhatsApp does not deliver this to the recipient, who had enough such messages or \
             does not want them",
        )),
        132_000 => ChannelFailure::author(said(
            "the number of the template's fields is not that of the template",
        )),
        132_001 => ChannelFailure::author(said(
            "the template does not exist in this language, or is not approved yet",
        )),
        132_005 | 132_007 | 132_012 | 131_008 | 131_009 | 100 => {
            ChannelFailure::author(said("the message is not what WhatsApp takes"))
        }
        131_051 => {
            ChannelFailure::author(said("this type of message is not one that WhatsApp takes"))
        }
        131_052 | 131_053 => ChannelFailure::author(said(
            "WhatsApp could not get the file, or does not take it: its address must be public, and \
             its type and size ones that WhatsApp takes",
        )),
        132_015 | 132_016 => ChannelFailure::for_good(said(
            "the template is paused or switched off because of its quality; use another one",
        )),
        133_010 => ChannelFailure::broken(said("the sender's number is not registered")),
        4 | 80_007 | 130_429 | 131_048 | 131_056 => busy("too many messages for now"),
        131_016 | 133_004 | 131_057 => busy("it is not available for now"),
        _ if reply.status == 429 => busy("too many messages for now"),
        _ if reply.status >= 500 => ChannelFailure::uncertain(said("something failed on its side")),
        _ => ChannelFailure::for_good(said("the message was refused")),
    }
}
