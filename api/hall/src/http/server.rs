//! The listener: a connection cap, a time limit on request heads, and a stop that lets requests under way finish.
//!
//! The framework's own server has neither of the first two, so its endpoint is served through hyper's HTTP/1 builder.
//! An answer that is not fetched is given up after the time that an answer may take.
//! HTTP/2 and TLS are the reverse proxy's business.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Addr, Endpoint, EndpointExt, Response};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::socket::Socket;
use crate::config::Http;

/// The most bytes of a request head.
const HEAD_LIMIT_BYTES: usize = 32 * 1024;

/// The most headers of a request.
const MAX_HEADERS: usize = 100;

/// How long the door stays shut when the system has no room for another connection.
const NO_ROOM_PAUSE: Duration = Duration::from_millis(50);

/// An address that is listened on and not served yet.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    local: SocketAddr,
}

impl Listening {
    /// Takes the address.
    ///
    /// # Errors
    /// The system's, for instance that the address is taken.
    pub async fn on(address: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let local = listener.local_addr()?;
        Ok(Self { listener, local })
    }

    /// The address taken; with port 0 asked for, the one given.
    pub const fn address(&self) -> SocketAddr {
        self.local
    }
}

/// Serves until `stop` is done, then lets requests under way finish within the limit.
pub async fn serve<E>(listening: Listening, endpoint: E, limits: &Http, stop: impl Future<Output = ()> + Send)
where
    E: Endpoint + 'static,
    E::Output: poem::IntoResponse,
{
    let Listening { listener, local } = listening;
    let endpoint = Arc::new(endpoint.map_to_response());
    let places = Arc::new(Semaphore::new(limits.max_connections));
    let graceful = GracefulShutdown::new();
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header_timeout())
        .max_headers(MAX_HEADERS)
        .max_header_size(HEAD_LIMIT_BYTES)
        .max_buf_size(HEAD_LIMIT_BYTES)
        .half_close(false);
    tokio::pin!(stop);
    loop {
        let accepted = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = &mut stop => break,
            accepted = accepted => accepted,
        };
        let (socket, remote) = match accepted {
            Ok(connection) => connection,
            Err(error) => {
                // A connection that died before it was taken, or no file descriptors left: those who are being served
                // must have their turn before the next attempt.
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(NO_ROOM_PAUSE).await;
                continue;
            }
        };
        if let Err(error) = socket.set_nodelay(true) {
            tracing::debug!(%error, "small answers may wait");
        }
        let socket = Socket::new(socket, limits.request_timeout());
        let connection = connection(&builder, socket, local, remote, Arc::clone(&endpoint));
        let watched = graceful.watch(connection);
        tokio::spawn(async move {
            let _place = place;
            if let Err(error) = watched.await {
                tracing::debug!(%error, %remote, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.shutdown_timeout(), graceful.shutdown()).await.is_err() {
        tracing::warn!("requests were still under way at the end of the time limit");
    }
}

fn connection<E: Endpoint<Output = Response> + 'static>(
    builder: &http1::Builder,
    socket: Socket,
    local: SocketAddr,
    remote: SocketAddr,
    endpoint: Arc<E>,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send + 'static {
    let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let endpoint = Arc::clone(&endpoint);
        let local = LocalAddr(Addr::SocketAddr(local));
        let remote = RemoteAddr(Addr::SocketAddr(remote));
        async move {
            let request = (request, local, remote, poem::http::uri::Scheme::HTTP).into();
            // On the heap while it lasts: a connection holds the room of its service's future also while nothing is asked.
            Ok::<hyper::Response<_>, std::convert::Infallible>(Box::pin(endpoint.get_response(request)).await.into())
        }
    });
    builder.serve_connection(TokioIo::new(socket), service)
}
