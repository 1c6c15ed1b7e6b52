//! Connecting to the first address that answers (RFC 8305, "happy eyeballs"): the next address
//! starts when the one before it failed or has been silent for a moment, so that a host with one
//! dead address costs a moment and not the whole time-out.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::net::TcpStream;

/// RFC 8305's recommended delay between two attempts.
const STAGGER: Duration = Duration::from_millis(250);

/// A name with more addresses than this gains nothing from the rest within one time-out.
const MAX_ADDRESSES: usize = 8;

/// Dials exactly the given addresses, in their order. Without an answer: the last error.
pub(super) async fn dial(addresses: &[SocketAddr]) -> io::Result<(TcpStream, SocketAddr)> {
    let mut waiting = addresses.iter().copied().take(MAX_ADDRESSES);
    let mut dialling = FuturesUnordered::new();
    let mut last_error = None;
    loop {
        let started = waiting.next();
        if let Some(address) = started {
            dialling.push(connect(address));
        }
        tokio::select! {
            answered = dialling.next() => match answered {
                Some(Ok(connection)) => return Ok(connection),
                Some(Err(error)) => last_error = Some(error),
                None => {
                    let none = || io::Error::new(io::ErrorKind::NotFound, "no address to dial");
                    return Err(last_error.unwrap_or_else(none));
                }
            },
            () = tokio::time::sleep(STAGGER), if started.is_some() => {}
        }
    }
}

async fn connect(address: SocketAddr) -> io::Result<(TcpStream, SocketAddr)> {
    let stream = TcpStream::connect(address).await?;
    // Requests are written at once; waiting for more to send would only add delay.
    stream.set_nodelay(true)?;
    Ok((stream, address))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn the_next_address_is_tried_when_one_refuses() {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let dead = closed.local_addr().unwrap();
        drop(closed);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let alive = listener.local_addr().unwrap();

        let (_stream, address) = dial(&[dead, alive]).await.unwrap();
        assert_eq!(address, alive);
        let error = dial(&[dead]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionRefused);
    }

    #[tokio::test]
    async fn without_addresses_it_fails_instead_of_waiting() {
        assert_eq!(dial(&[]).await.unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
