//! From a host name to its addresses: the system's way, or a test's.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;

/// What [`Resolver::resolve`] returns: every address of the name, in the order to try them.
pub type Resolving<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send + 'a>>;

/// Looks a host name up. A trait so that a test can answer as a hostile name server would.
pub trait Resolver: Send + Sync + 'static {
    /// Resolves a name (never an IP address). Called once for each new connection.
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a>;
}

/// The operating system's resolver: hosts file, search domains and name servers as configured
/// there.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemResolver;

impl Resolver for SystemResolver {
    fn resolve<'a>(&'a self, name: &'a str) -> Resolving<'a> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|socket| socket.ip()).collect())
        })
    }
}
