//! A receiver on loopback that answers as told and remembers what it got.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

#[derive(Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    never: bool,
}

impl Answer {
    pub(crate) fn status(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            never: false,
        }
    }

    /// Takes the request and keeps silent.
    pub(crate) fn never() -> Self {
        Self {
            never: true,
            ..Self::status(200)
        }
    }

    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) struct Sink {
    pub(crate) address: SocketAddr,
    state: Arc<State>,
}

struct State {
    answer: Answer,
    received: Mutex<Vec<Received>>,
    connections: AtomicUsize,
    arrivals: Semaphore,
}

impl Sink {
    pub(crate) async fn start(answer: Answer) -> Self {
        Self::listen(answer, None).await
    }

    pub(crate) async fn start_tls(answer: Answer, tls: TlsAcceptor) -> Self {
        Self::listen(answer, Some(tls)).await
    }

    async fn listen(answer: Answer, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State {
            answer,
            received: Mutex::default(),
            connections: AtomicUsize::new(0),
            arrivals: Semaphore::new(0),
        });
        let sink = Self {
            address,
            state: Arc::clone(&state),
        };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                state.connections.fetch_add(1, Ordering::Relaxed);
                let (state, tls) = (Arc::clone(&state), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(stream, state).await,
                        Some(tls) => {
                            // A refused handshake is the client's to report.
                            if let Ok(stream) = tls.accept(stream).await {
                                serve(stream, state).await;
                            }
                        }
                    }
                });
            }
        });
        sink
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The sink's address by its IP address.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The entry that allows it.
    pub(crate) fn allowance(&self) -> String {
        self.address.to_string()
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::Relaxed)
    }

    /// Waits until one more request has arrived.
    pub(crate) async fn arrival(&self) {
        self.state.arrivals.acquire().await.unwrap().forget();
    }
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, state: Arc<State>) {
    let service = service_fn(|request| answer(request, &state));
    // An error here is the client hanging up, as some tests want it to.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(
    request: Request<Incoming>,
    state: &State,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    state.received.lock().unwrap().push(Received {
        method: head.method,
        path: head.uri.to_string(),
        headers: head.headers,
        body,
    });
    state.arrivals.add_permits(1);
    let answer = &state.answer;
    if answer.never {
        std::future::pending::<()>().await;
    }
    let mut response = Response::new(Full::new(answer.body.clone()));
    *response.status_mut() = answer.status.try_into().unwrap();
    response.headers_mut().extend(answer.headers.clone());
    Ok(response)
}

/// A server that reads a little, writes these bytes whatever it was asked, and hangs up.
pub(crate) async fn raw_server(bytes: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
    });
    address
}
