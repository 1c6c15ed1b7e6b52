use std::path::Path;

use super::sign_in::{EMAIL, PASSWORD};

/// Says where everything is and what to try first.
#[allow(clippy::print_stdout, reason = "this is the command line's answer")]
pub(crate) fn greet(public_url: &str, receiver: &str, api_key: &str, folder: &Path) {
    println!(
        "
WinFactor's demo is running. Ctrl-C stops it; the data stays in {folder}.

  1. Be a customer      {public_url}/window-door-solutions
                        choose a product, type a size, submit
  2. See the message    {public_url}/inbox
                        sign in: {EMAIL} / {PASSWORD}
  3. See the webhook    {receiver}
                        the signed event, as a receiver gets it

  API                   {public_url}/api/v1/docs
  API key               {api_key}

  The same by hand:
    curl -s {public_url}/api/v1/templates -H 'Authorization: Bearer {api_key}'
    winfactor trigger quote.accepted --url {public_url} --api-key {api_key}
",
        folder = folder.display(),
    );
}
