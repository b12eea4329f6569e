//! The server: listens on the loopback address, answers, and ends in order.

use crate::guard::{self, guard};
use crate::index;
use crate::reconcile::{self, Answer, Asking, Parameters};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware;
use axum::response::Response;
use broadside_engine::run::directory::Directory;
use serde_json::json;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;

/// The largest form, in bytes.
const LARGEST_FORM: usize = 8 << 20;
/// How often the archive is looked at for changes, at most.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long answers under way are waited for at the end.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// Reads an archive: everyone it names, and a stamp that is another after every change. Is given the stamp of what is
/// known, and gives nothing where that is still right.
pub type Load = dyn Fn(Option<&str>) -> Result<Option<(String, Directory)>, String> + Send + Sync;

/// An archive that is asked.
pub struct Room {
    archive: String,
    load: Box<Load>,
    held: RwLock<Held>,
    looked: Mutex<Instant>,
    is_looking: AtomicBool,
}

struct Held {
    stamp: String,
    directory: Arc<Directory>,
}

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
    /// The archive cannot be read.
    #[error("{0}")]
    Archive(String),
}

/// What is told when the server listens.
pub type Ready<'a> = dyn FnMut(SocketAddr) + 'a;

impl Room {
    /// An archive by its name for people; it is read now, and again after every change.
    pub fn open(archive: String, load: Box<Load>) -> Result<Self, RoomError> {
        let (stamp, directory) = load(None).map_err(RoomError::Archive)?.unwrap_or_default();
        let held = RwLock::new(Held { stamp, directory: Arc::new(directory) });
        Ok(Room { archive, load, held, looked: Mutex::new(Instant::now()), is_looking: AtomicBool::new(false) })
    }

    /// How many entities it names.
    pub fn entities(&self) -> usize {
        self.directory().len()
    }

    fn directory(&self) -> Arc<Directory> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).directory.clone()
    }

    /// Looks whether the archive changed, and reads it again then; meanwhile the other answers are as they were.
    fn look(self: &Arc<Self>) {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if looked.elapsed() < LOOK_EVERY || self.is_looking.swap(true, Ordering::SeqCst) {
            return;
        }
        *looked = Instant::now();
        let room = Arc::clone(self);
        std::thread::spawn(move || {
            let stamp = room.held.read().unwrap_or_else(PoisonError::into_inner).stamp.clone();
            // What cannot be read now is looked at again the next time; what is known is answered meanwhile.
            if let Ok(Some((stamp, directory))) = (room.load)(Some(&stamp)) {
                let held = Held { stamp, directory: Arc::new(directory) };
                *room.held.write().unwrap_or_else(PoisonError::into_inner) = held;
            }
            room.is_looking.store(false, Ordering::SeqCst);
        });
    }
}

/// Listens on a port of the loopback address (0: any that is free), and answers until the process is asked to end.
pub fn serve(room: Room, port: u16, ready: &mut Ready<'_>) -> Result<(), RoomError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(RoomError::Threads)?;
    let done = runtime.block_on(async {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(address).await.map_err(|source| match source.kind() {
            std::io::ErrorKind::AddrInUse => RoomError::Busy(port),
            _ => RoomError::Listen { port, source },
        })?;
        let ended = ended().map_err(RoomError::Threads)?;
        ready(listener.local_addr().map_err(|source| RoomError::Listen { port, source })?);
        run(listener, room, ended).await.map_err(|source| RoomError::Listen { port, source })
    });
    // A look at the archive that is under way is not waited for.
    runtime.shutdown_background();
    done
}

async fn run(
    listener: TcpListener,
    room: Room,
    ended: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = Router::new().fallback(answer).with_state(Arc::new(room)).layer(middleware::from_fn(guard));
    let (tell, told) = tokio::sync::oneshot::channel();
    let ending = async move {
        ended.await;
        let _ = tell.send(());
    };
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

async fn answer(State(room): State<Arc<Room>>, request: Request) -> Response {
    room.look();
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    let host = parts.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    let base = format!("http://{host}");
    let form = match parts.method {
        Method::POST => match axum::body::to_bytes(body, LARGEST_FORM).await {
            Ok(form) => form,
            Err(_) => return guard::answer(StatusCode::PAYLOAD_TOO_LARGE, "A form of more than 8 MiB is not read.\n"),
        },
        _ => Default::default(),
    };
    let parameters = Parameters::read(parts.uri.query().unwrap_or(""), &form);
    let answered = tokio::task::spawn_blocking(move || reply(&path, &parameters, &room, &base)).await;
    answered
        .unwrap_or_else(|_| guard::answer(StatusCode::INTERNAL_SERVER_ERROR, "The question could not be answered.\n"))
}

fn reply(path: &str, parameters: &Parameters, room: &Room, base: &str) -> Response {
    let directory = room.directory();
    if path == "/" {
        return html(StatusCode::OK, index::html(&room.archive, directory.len(), base));
    }
    let asking = Asking { directory: &directory, archive: &room.archive, base };
    let rest = path.strip_prefix("/reconcile").filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let callback = parameters.get("callback").filter(|name| !name.is_empty());
    if callback.is_some_and(|name| !reconcile::is_callback(name)) {
        return guard::answer(StatusCode::BAD_REQUEST, "`callback` is not the name of a function.\n");
    }
    let wrong = |message: &str| json!({"status": "error", "code": "/error", "message": message});
    match rest.and_then(|rest| reconcile::answer(rest, parameters, asking)) {
        Some(Answer::Json(value)) => json_or_script(StatusCode::OK, &value, callback),
        Some(Answer::Html(page)) => html(StatusCode::OK, page),
        Some(Answer::Wrong(message)) => json_or_script(StatusCode::BAD_REQUEST, &wrong(&message), callback),
        Some(Answer::Missing(message)) => json_or_script(StatusCode::NOT_FOUND, &wrong(&message), callback),
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

fn html(status: StatusCode, page: String) -> Response {
    with_type(status, page, "text/html; charset=utf-8")
}

fn with_type(status: StatusCode, body: String, media_type: &'static str) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}
