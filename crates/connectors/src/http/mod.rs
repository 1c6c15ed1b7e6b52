//! The guarded HTTP client: the project's only way out.
//!
//! Users type addresses into WinFactor, and WinFactor sends to them from inside the operator's
//! network. That is server-side request forgery waiting to happen, so every connection passes
//! one check, at the last possible moment:
//!
//! 1. An address must be plain http or https without credentials ([`CheckedUrl`]).
//! 2. When a connection is made, the name is resolved once; *every* resolved address is
//!    classified; one forbidden address refuses the host; and exactly the checked addresses are
//!    dialled. A second look-up, which a hostile name server could answer differently, does not
//!    happen. IP addresses in URLs, which skip resolvers, take the same check.
//! 3. Special ranges are reachable only for hosts that the operator listed ([`AllowList`]), and
//!    metadata services never ([`AddressClass`]).
//! 4. Redirects are not followed and proxies from the environment are not used, so no answer and
//!    no variable can steer a request elsewhere.
//!
//! Time and size are bounded: connecting, the whole request, the head and the body of an answer.
//! All limits run on tokio's clock.

mod address;
mod allow_list;
mod body;
mod client;
mod connector;
mod dial;
mod error;
mod guard;
mod resolver;
mod stream;
mod tls;
mod url;

pub use address::{AddressClass, SpecialRange, classify};
pub use allow_list::{AllowList, AllowListError, AllowedHost};
pub use body::{BodyEnd, ResponseBody};
pub use client::{
    CONNECT_TIMEOUT, DEFAULT_TIMEOUT, HttpClient, HttpClientOptions, HttpRequest, HttpResponse,
    MAX_RESPONSE_BYTES, MAX_TIMEOUT,
};
pub use error::{HttpError, Phase, TlsProblem};
pub use guard::{Refusal, RefusalReason};
pub use resolver::{Resolver, Resolving, SystemResolver};
pub(crate) use stream::Stream;
pub use tls::{TlsSetupError, TrustedRoots};
pub use url::{CheckedUrl, UrlProblem};
