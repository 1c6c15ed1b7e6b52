use std::time::Duration;

use crate::channels::ChannelFailure;

/// What a word of Slack's means where a file is sent.
pub(super) fn file_failure(word: &str, retry_after: Option<Duration>) -> ChannelFailure {
    let said = |advice: &str| format!("Slack: {advice} ({word})");
    match word {
        "missing_scope" => ChannelFailure::broken(said(
            "the app lacks the permission files:write; add it and install the app again",
        )),
        "invalid_channel" | "channel_not_found" => ChannelFailure::for_good(said(
            "the channel was not found; a file needs the channel's ID, such as C0123456789, and the \
             bot in the channel if it is private",
        )),
        "file_upload_size_restricted" => {
            ChannelFailure::author(said("the file is larger than the workspace allows"))
        }
        "file_type_not_allowed" => {
            ChannelFailure::author(said("the workspace does not allow files of this type"))
        }
        "file_uploads_disabled" | "storage_limit_reached" => {
            ChannelFailure::for_good(said("the workspace takes no files; ask its administrator"))
        }
        "file_not_found" | "file_deleted" | "missing_argument" | "malformed_arguments" => {
            ChannelFailure::for_good(said("the file was not taken"))
        }
        _ => failure(word, retry_after),
    }
}

/// What a word of Slack's means, and what to do. `retry_after` is what Slack asks to wait.
pub(super) fn failure(word: &str, retry_after: Option<Duration>) -> ChannelFailure {
    let said = |advice: &str| format!("Slack: {advice} ({word})");
    match word {
        "token_revoked" | "token_expired" | "account_inactive" => ChannelFailure::expired(said(
            "the connection is not valid any more; connect Slack again",
        )),
        "invalid_auth" => {
            ChannelFailure::expired(said("the token is not accepted; connect Slack again"))
        }
        "not_authed"
        | "no_permission"
        | "org_login_required"
        | "ekm_access_denied"
        | "team_access_not_granted"
        | "not_allowed_token_type" => ChannelFailure::broken(said(
            "the workspace does not let this connection post; let its administrator allow the app",
        )),
        "missing_scope" => ChannelFailure::broken(said(
            "the app lacks the permission chat:write (and chat:write.customize for an own name); \
             add it and install the app again",
        )),
        "no_service" | "no_active_hooks" | "no_team" | "team_disabled" | "invalid_token" => {
            ChannelFailure::expired(said(
                "the webhook was removed; make a new one in Slack and enter its address",
            ))
        }
        "channel_not_found" => ChannelFailure::for_good(said(
            "the channel was not found; choose another one, or invite the bot if it is private",
        )),
        "not_in_channel" => ChannelFailure::for_good(said(
            "the bot is not in the channel; invite it there with /invite",
        )),
        "is_archived" | "channel_is_archived" => {
            ChannelFailure::for_good(said("the channel is archived; choose another one"))
        }
        "user_not_found" | "cannot_dm_bot" | "messages_tab_disabled" | "user_disabled" => {
            ChannelFailure::for_good(said("this person cannot get messages; choose another one"))
        }
        "action_prohibited"
        | "restricted_action"
        | "restricted_action_read_only_channel"
        | "restricted_action_thread_only_channel"
        | "posting_to_general_channel_denied" => ChannelFailure::for_good(said(
            "the workspace's rules do not let apps post there; let its administrator allow it",
        )),
        "invalid_blocks" | "invalid_blocks_format" => {
            ChannelFailure::author(said("the blocks are not what Slack takes"))
        }
        "no_text"
        | "msg_too_long"
        | "invalid_payload"
        | "msg_blocks_too_long"
        | "invalid_arguments"
        | "cannot_reply_to_message"
        | "invalid_metadata_format" => {
            ChannelFailure::author(said("the message is not what Slack takes"))
        }
        "ratelimited" | "rate_limited" | "message_limit_exceeded" => {
            ChannelFailure::busy(retry_after, said("too many messages for now"))
        }
        "service_unavailable" | "team_added_to_org" => {
            ChannelFailure::busy(retry_after, said("it is not available for now"))
        }
        "internal_error" | "fatal_error" | "request_timeout" | "rollup_error" => {
            ChannelFailure::uncertain(said("something failed on its side"))
        }
        _ => ChannelFailure::for_good(said("the message was refused")),
    }
}
