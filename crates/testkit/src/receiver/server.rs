use std::{io, net::SocketAddr, sync::Arc, thread};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    runtime::{Builder, Handle},
    sync::oneshot,
};

use super::{
    Received,
    answer::{Answer, Manner},
    script::Next,
    state::State,
};

/// Starts the server on a thread of its own, which ends when `stopped` resolves.
pub(super) fn start(
    state: Arc<State>,
    stopped: oneshot::Receiver<()>,
) -> (SocketAddr, Handle, thread::JoinHandle<()>) {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime for the receiver");
    let handle = runtime.handle().clone();
    let listener = {
        let _context = runtime.enter();
        listen().expect("a free port on the loopback address")
    };
    let address = listener
        .local_addr()
        .expect("a bound listener has an address");
    let serve = move || {
        runtime.block_on(async {
            tokio::select! {
                () = accept(listener, state) => {}
                // The sender never sends; it is dropped.
                _ = stopped => {}
            }
        });
        // Dropping the runtime drops every connection with it.
    };
    let thread = thread::Builder::new()
        .name("test-receiver".to_owned())
        .spawn(serve)
        .expect("a thread for the receiver");
    (address, handle, thread)
}

/// With room for many senders that connect at the same moment.
fn listen() -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    socket.listen(4096)
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    loop {
        // Failing here means that the process is out of file descriptors; the next one may do.
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        tokio::spawn(serve(stream, state.clone()));
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) {
    // A small answer goes out at once.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| answer(request, state.clone()));
    // An error is the other side, or a script, closing the connection: part of the game.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

async fn answer(
    request: Request<Incoming>,
    state: Arc<State>,
) -> io::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let mut instruction = state.note(Received {
        number: 0,
        method: head.method,
        path: head.uri.path().to_owned(),
        query: head.uri.query().map(str::to_owned),
        headers: head.headers,
        body,
    });
    let answer = match instruction.next {
        Next::Answer(answer) => answer,
        Next::Decide(decide) => decide(&instruction.received),
    };
    if !answer.delay.is_zero() {
        tokio::time::sleep(answer.delay).await;
    }
    if answer.manner == Manner::Hold {
        // The sender lives in the state, which outlives this connection.
        let _ = instruction.released.changed().await;
    }
    drop(instruction.under_way);
    response(answer)
}

fn response(answer: Answer) -> io::Result<Response<Full<Bytes>>> {
    if answer.manner == Manner::Close {
        return Err(io::ErrorKind::ConnectionAborted.into());
    }
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = answer.status;
    response.headers_mut().extend(answer.headers);
    Ok(response)
}
