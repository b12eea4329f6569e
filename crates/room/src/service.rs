//! The server: listens on the loopback address, answers, and ends in order.

use crate::answer::Trouble;
use crate::ask::Ask;
use crate::desk::Desk;
use crate::guard::{self, guard};
use crate::pages;
use crate::reconcile::{self, Asking, Parameters};
use crate::room::Room;
use crate::route::Route;
use crate::words::trouble;
use crate::{assets, openapi};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, RawPathParams, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use axum::serve::ListenerExt as _;
use serde_json::json;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// The largest form, in bytes.
const LARGEST_FORM: usize = 8 << 20;
/// Questions that are worked on at a time for each processor; the others wait in line. More would share the same
/// processors, and each takes memory.
const AT_A_TIME: usize = 2;
/// How long answers under way are waited for at the end.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// Why the server cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum RoomError {
    /// The port is another's.
    #[error(
        "port {0} of 127.0.0.1 is in use: another program listens there. Name another with --port N, or let --port 0 find one"
    )]
    Busy(u16),
    /// Nothing can be listened to.
    #[error("127.0.0.1, port {port}: {source}. Name another port with --port N")]
    Listen {
        /// The port.
        port: u16,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The threads of the server cannot be made.
    #[error("the server cannot begin: {0}")]
    Threads(std::io::Error),
}

/// What is told when the server listens.
pub type Ready<'a> = dyn FnMut(SocketAddr) + 'a;

/// Listens on a port of the loopback address (0: any that is free), and answers until the process is asked to end.
pub fn serve(room: &Arc<Room>, port: u16, ready: &mut Ready<'_>) -> Result<(), RoomError> {
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    let processors = std::thread::available_parallelism().map_or(1, usize::from).max(2);
    let runtime =
        threads.max_blocking_threads(processors * AT_A_TIME).enable_all().build().map_err(RoomError::Threads)?;
    let done = runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(address).await.map_err(|source| match source.kind() {
            std::io::ErrorKind::AddrInUse => RoomError::Busy(port),
            _ => RoomError::Listen { port, source },
        })?;
        let ended = ended().map_err(RoomError::Threads)?;
        ready(listener.local_addr().map_err(|source| RoomError::Listen { port, source })?);
        run(listener, Arc::clone(room), ended).await.map_err(|source| RoomError::Listen { port, source })
    });
    room.close();
    // A look at the archive that is under way is not waited for.
    runtime.shutdown_background();
    done
}

async fn run(
    listener: TcpListener,
    room: Arc<Room>,
    ended: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = router(room).layer(middleware::from_fn(guard));
    let (tell, told) = tokio::sync::oneshot::channel();
    let ending = async move {
        ended.await;
        let _ = tell.send(());
    };
    // Else the last part of an answer waits for the reader's word that the first came, some 40 ms.
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let serving = axum::serve(listener, router).with_graceful_shutdown(ending);
    let serving = std::future::IntoFuture::into_future(serving);
    let late = async move {
        if told.await.is_ok() {
            tokio::time::sleep(LAST_ANSWERS).await;
        } else {
            std::future::pending::<()>().await;
        }
    };
    first(serving, late).await.unwrap_or(Ok(()))
}

/// What the one gives, or nothing where the other ends before it.
async fn first<T>(one: impl Future<Output = T>, other: impl Future<Output = ()>) -> Option<T> {
    let (mut one, mut other) = (std::pin::pin!(one), std::pin::pin!(other));
    std::future::poll_fn(move |context| {
        if let std::task::Poll::Ready(value) = one.as_mut().poll(context) {
            return std::task::Poll::Ready(Some(value));
        }
        other.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// Ends with Ctrl-C, or when the system asks the process to end.
fn ended() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        let interrupted = async move {
            interrupt.recv().await;
        };
        let terminated = async move {
            terminate.recv().await;
        };
        first(interrupted, terminated).await;
    })
}

/// Every address there is.
fn router(room: Arc<Room>) -> Router {
    let mut router: Router<Arc<Room>> = Router::new();
    for route in pages::routes() {
        router = router.route(route.path, handled(&route));
    }
    router
        .route(
            "/openapi.json",
            get(|| async { with_type(StatusCode::OK, openapi::text(), "application/json; charset=utf-8") }),
        )
        .route("/assets/{*file}", get(asset))
        .route("/reconcile", get(asked).post(asked))
        .route("/reconcile/{*rest}", get(asked).post(asked))
        .fallback(nowhere)
        .with_state(room)
}

fn handled(route: &Route) -> MethodRouter<Arc<Room>> {
    if route.takes_files {
        // What is received is bounded where it is received.
        return post(received).layer(DefaultBodyLimit::disable());
    }
    let handler = route.handler;
    let answer = move |State(room): State<Arc<Room>>, places: RawPathParams, request: Request| async move {
        let mut ask = asking(&request);
        ask.places = places.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        if ask.method == Method::POST {
            match axum::body::to_bytes(request.into_body(), LARGEST_FORM).await {
                Ok(form) => ask.form = form.to_vec(),
                Err(_) => return Trouble::TooLarge.respond(&ask),
            }
        }
        let answered = tokio::task::spawn_blocking(move || {
            let answered = Desk::take(&room).and_then(|desk| handler(&desk, &ask));
            answered.map_or_else(|trouble| trouble.respond(&ask), |answer| answer.respond(&ask))
        });
        let broken = || guard::answer(StatusCode::INTERNAL_SERVER_ERROR, "The question could not be answered.\n");
        answered.await.unwrap_or_else(|_| broken())
    };
    if route.method == Method::POST { post(answer) } else { get(answer) }
}

/// Files that are sent.
async fn received(State(room): State<Arc<Room>>, request: Request) -> Response {
    let ask = asking(&request);
    pages::receive(room, ask, request).await
}

fn asking(request: &Request) -> Ask {
    let uri = request.uri();
    Ask::new(request.method().clone(), uri.path(), uri.query().unwrap_or(""), request.headers())
}

async fn nowhere(request: Request) -> Response {
    let ask = asking(&request);
    Trouble::missing(ask.say(trouble::NO_PAGE), ask.say(trouble::NO_PAGE_HINT)).respond(&ask)
}

async fn asset(request: Request) -> Response {
    let name = request.uri().path().strip_prefix("/assets/").unwrap_or_default();
    assets::serve(name).unwrap_or_else(|| guard::answer(StatusCode::NOT_FOUND, "There is no such file.\n"))
}

/// What programs ask of the names.
async fn asked(State(room): State<Arc<Room>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let base = format!("http://{host}");
    let form = match parts.method {
        Method::POST => match axum::body::to_bytes(body, LARGEST_FORM).await {
            Ok(form) => form,
            Err(_) => return guard::answer(StatusCode::PAYLOAD_TOO_LARGE, "A form of more than 8 MiB is not read.\n"),
        },
        _ => Default::default(),
    };
    let path = parts.uri.path().to_owned();
    let parameters = Parameters::read(parts.uri.query().unwrap_or(""), &form);
    let answered = tokio::task::spawn_blocking(move || reconciled(&path, &parameters, &room, &base)).await;
    answered
        .unwrap_or_else(|_| guard::answer(StatusCode::INTERNAL_SERVER_ERROR, "The question could not be answered.\n"))
}

fn reconciled(path: &str, parameters: &Parameters, room: &Room, base: &str) -> Response {
    let snapshot = room.now();
    let asking = Asking { directory: &snapshot.directory, archive: &room.place.name, base };
    let rest = path.strip_prefix("/reconcile").filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let callback = parameters.get("callback").filter(|name| !name.is_empty());
    if callback.is_some_and(|name| !reconcile::is_callback(name)) {
        return guard::answer(StatusCode::BAD_REQUEST, "`callback` is not the name of a function.\n");
    }
    let wrong = |message: &str| json!({"status": "error", "code": "/error", "message": message});
    match rest.and_then(|rest| reconcile::answer(rest, parameters, asking)) {
        Some(reconcile::Answer::Json(value)) => json_or_script(StatusCode::OK, &value, callback),
        Some(reconcile::Answer::Html(page)) => with_type(StatusCode::OK, page, "text/html; charset=utf-8"),
        Some(reconcile::Answer::Wrong(message)) => json_or_script(StatusCode::BAD_REQUEST, &wrong(&message), callback),
        Some(reconcile::Answer::Missing(message)) => json_or_script(StatusCode::NOT_FOUND, &wrong(&message), callback),
        None => guard::answer(StatusCode::NOT_FOUND, "There is nothing here. The main page is at /.\n"),
    }
}

fn json_or_script(status: StatusCode, value: &serde_json::Value, callback: Option<&str>) -> Response {
    match callback {
        // A script with another status is not run, and its asker waits for ever.
        Some(name) => {
            with_type(StatusCode::OK, reconcile::wrapped(name, value), "application/javascript; charset=utf-8")
        }
        None => with_type(status, value.to_string(), "application/json; charset=utf-8"),
    }
}

fn with_type(status: StatusCode, body: String, media_type: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}
