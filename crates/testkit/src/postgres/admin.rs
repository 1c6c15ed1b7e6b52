//! Statements that are not about one of our databases.

use std::thread;

use tokio_postgres::{Config, NoTls};

use super::ClusterError;

/// Runs a statement on the server at `address`, from any thread, asynchronous or not.
pub(super) fn execute(
    address: &str,
    what: &'static str,
    statement: String,
) -> Result<(), ClusterError> {
    let refused = |source| ClusterError::Refused {
        address: shown(address),
        what,
        source,
    };
    let config: Config = address.parse().map_err(refused)?;
    // A runtime cannot be started on a thread that drives one already.
    let done = thread::scope(|scope| {
        scope
            .spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread()
                    .enable_all()
                    .build()
                    .map_err(|source| ClusterError::Run {
                        program: "a tokio runtime",
                        source,
                    })?;
                runtime
                    .block_on(async {
                        let (client, connection) = config.connect(NoTls).await?;
                        let driven = tokio::spawn(connection);
                        let done = client.batch_execute(&statement).await;
                        drop(client);
                        // The statement's result is the one that counts.
                        let _ = driven.await;
                        done
                    })
                    .map_err(refused)
            })
            .join()
    });
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// An address without user and password.
fn shown(address: &str) -> String {
    address
        .rsplit_once('@')
        .map_or(address, |(_, rest)| rest)
        .to_owned()
}

/// `address` with another database: the part between the host and the parameters.
pub(super) fn with_database(address: &str, database: &str) -> String {
    let (server, parameters) = match address.split_once('?') {
        Some((server, parameters)) => (server, format!("?{parameters}")),
        None => (address, String::new()),
    };
    let authority = server.find("://").map_or(0, |scheme| scheme + 3);
    let server = match server[authority..].find('/') {
        Some(slash) => &server[..authority + slash],
        None => server,
    };
    format!("{server}/{database}{parameters}")
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn the_database_of_an_address_is_replaced() {
        let cases = [
            (
                "postgres://u:p@h:1/old?sslmode=disable",
                "postgres://u:p@h:1/new?sslmode=disable",
            ),
            ("postgres://h", "postgres://h/new"),
            ("postgres://h/", "postgres://h/new"),
        ];
        for (address, expected) in cases {
            assert_eq!(with_database(address, "new"), expected);
        }
    }
}
