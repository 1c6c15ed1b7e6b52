use maud::{Markup, html};

/// What holds for every operation.
pub(super) fn guide(base: &str) -> Markup {
    html! {
        section id="guide" {
            h2 { "How to call" }
            h3 { "Address and key" }
            p {
                "Every address below stands behind " code { (base) } ". Send an API key with each "
                "request; the organization's people make keys, which are shown once. A key may be "
                "limited to reading."
            }
            pre { code {
                "curl \"" (base) "/organization\" \\\n"
                "  -H \"Authorization: Bearer $WINFACTOR_API_KEY\""
            } }
            h3 { "Numbers" }
            p {
                "Sizes are whole millimetres. Times are Unix milliseconds. Money is a decimal number "
                "in the precision of its currency, such as " code { "1250.00" } "; a text such as "
                code { "\"1250.00\"" } " is taken as well, for callers whose numbers are binary."
            }
            h3 { "Lists" }
            p {
                "Lists answer " code { "{\"data\": […], \"nextCursor\": …}" } ", newest first: " code { "limit" }
                " rows (50 when left out, at most 100). Give " code { "nextCursor" } " as "
                code { "cursor" } " to get the next part; it is null when there is none."
            }
            h3 { "Creating once" }
            p {
                "Send an " code { "Idempotency-Key" } " with a request that creates something, and "
                "repeat it with the same key when no answer came: it is carried out once, and answered "
                "the same each time, with " code { "Idempotent-Replayed: true" } ". Keys are kept for a day."
            }
            h3 { "Refusals" }
            p {
                "A refusal answers " code { "{\"error\": {\"code\", \"message\", \"details\"?}}" } ". Programs go by "
                code { "code" } "; with " code { "validation_error" } ", " code { "details" }
                " names every field by its JSON pointer. What belongs to another organization is "
                code { "404 not_found" } ". A mistake of the server carries a " code { "reference" }
                " for its operator."
            }
            h3 { "Limits" }
            p {
                "As the operator sets it, usually 120 requests a minute for each key. Beyond that, and "
                "when the server is busy, the answer is " code { "429" } " or " code { "503" } " with "
                code { "Retry-After" } " in seconds. A body has at most 1 MiB, one with a flow 2 MiB."
            }
        }
    }
}
