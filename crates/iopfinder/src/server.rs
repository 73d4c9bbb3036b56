//! The HTTP server.

mod arrival;
mod compression;
mod connection;
mod connections;
mod cut;
mod errors;
mod exchange;
mod headers;
mod load;
mod open_files;

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZeroUsize;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_http::HttpService;
use actix_http::error::DispatchError;
use actix_service::{IntoServiceFactory, ServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{AppConfig, Server, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpRequest, ResponseError, web};
use tokio::net::TcpStream;
use utoipa_actix_web::AppExt;

use ::web::PublicUrl;
use api::{ApiDescription, Metrics, Problem, TurnedAway};
use compression::Packing;
use connection::Connection;
use connections::Connections;
use exchange::{Answering, Exchange, PATIENCE};
use load::{Accepted, Load};
use service::Directory;

/// On shutdown, requests in progress get this many seconds to finish.
const SHUTDOWN_SECONDS: u64 = 10;

/// How long the server reads on after it has refused the rest of a request, so that the client gets to read the refusal.
const LINGER: Duration = Duration::from_secs(1);

/// The most worker threads that the framework allows.
const MOST_WORKERS: usize = 512;

/// A worker can have this many connections more than its share: those that were cut, until they are closed, and those that
/// are refused.
const SPARE_CONNECTIONS: usize = 32;

/// Sent to a client for which there is no room. It is all that such a client costs.
const NO_ROOM: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// How much the server does at once.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many connections may be open.
    pub connections: NonZeroUsize,
    /// How many requests may be in progress.
    pub requests: NonZeroUsize,
}

/// What all worker threads share.
#[derive(Clone)]
struct Shared {
    directory: web::Data<Directory>,
    public_url: web::Data<Option<PublicUrl>>,
    metrics: web::Data<Metrics>,
    load: Arc<Load>,
}

/// Serves a directory on a listener, until it is stopped. Visitors reach the pages at `public_url`.
pub fn server(
    directory: Arc<Directory>,
    public_url: Option<PublicUrl>,
    limits: Limits,
    listener: TcpListener,
) -> std::io::Result<Server> {
    let shared = Shared {
        directory: web::Data::from(directory),
        public_url: web::Data::new(public_url),
        metrics: web::Data::default(),
        load: Arc::new(Load::new(limits.requests.get())),
    };
    let workers = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(MOST_WORKERS);
    let share = open_files::connections_that_fit(limits.connections.get()).div_ceil(workers);
    let builder = Server::build();
    let shutdown = builder.graceful_shutdown_signal();
    let builder = builder
        .workers(workers)
        .max_concurrent_connections(share + SPARE_CONNECTIONS)
        .shutdown_timeout(SHUTDOWN_SECONDS)
        // The caller handles signals, because it has more to stop than the server.
        .disable_signals();
    let builder = builder.listen("iopfinder", listener, move || {
        let connections = Connections::new(share, shared.metrics.clone());
        let shutdown = shutdown.clone();
        let http = HttpService::build()
            .client_request_timeout(PATIENCE)
            .client_disconnect_timeout(LINGER)
            .graceful_shutdown_signal(move || {
                let shutdown = shutdown.clone();
                async move { shutdown.notified().await }
            })
            .on_connect_ext(|connection: &Connection, data| _ = data.insert(Rc::clone(connection.exchange())))
            .h1(map_config(
                app(shared.clone()).into_factory().map_err(|error| error.error_response()),
                |()| AppConfig::default(),
            ));
        fn_service(move |stream: TcpStream| {
            let connection = admit(&connections, stream);
            async move { connection }
        })
        .and_then(http)
    })?;
    Ok(builder.run())
}

/// Takes a new connection, if there is room for it.
fn admit(
    connections: &Rc<Connections>,
    stream: TcpStream,
) -> Result<(Connection, Option<SocketAddr>), DispatchError> {
    // Without this, the last part of a response may wait for the client to confirm the part before.
    stream.set_nodelay(true).map_err(DispatchError::Io)?;
    if !connections.has_room() {
        // The socket is new, so that its buffer takes these bytes.
        let _ = stream.try_write(NO_ROOM);
        return Err(DispatchError::Io(ErrorKind::QuotaExceeded.into()));
    }
    // The client's address is passed to nobody.
    Ok((Connection::new(stream, Exchange::start(Rc::clone(connections))), None))
}

/// The API and the pages as one application.
fn app(
    shared: Shared,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let (app, api) = App::new()
        .into_utoipa_app()
        .openapi(api::described())
        .app_data(shared.directory.clone())
        .app_data(shared.metrics.clone())
        .app_data(shared.public_url.clone())
        .configure(api::configure)
        .split_for_parts();
    let api = api::completed(api);
    app.app_data(web::Data::new(ApiDescription::new(&api)))
        .app_data(web::Data::new(::web::ApiReference::new(&api)))
        .route("/openapi.json", web::get().to(api::openapi_json))
        .configure(::web::configure)
        .default_service(web::to(unknown))
        .wrap(from_fn(move |request, next| respond(shared.clone(), request, next)))
}

/// Receives a request, passes it to its handler, and makes the response ready to be sent.
async fn respond(
    shared: Shared,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let exchange = request.request().conn_data::<Rc<Exchange>>().map(Rc::clone);
    let answering = exchange.expect("every connection has one").answer();
    let packing = Packing::preferred(&request);
    let answer = match accept(&shared, &mut request, &answering).await {
        Ok(_accepted) => errors::presentable(next.call(head_as_get(request)).await?),
        Err(problem) => errors::presentable(request.into_response(problem.error_response())),
    };
    let mut answer = compression::compress(answer, packing);
    headers::secure(&mut answer);
    // Unknown paths are not recorded, because they may contain anything.
    let pattern = answer.request().match_pattern().unwrap_or_else(|| "unknown".to_owned());
    shared.metrics.record(&pattern, answer.status().as_u16(), started.elapsed());
    Ok(answer)
}

/// Waits until the whole request is there, and accepts it unless too many are in progress.
async fn accept(
    shared: &Shared,
    request: &mut ServiceRequest,
    answering: &Answering,
) -> Result<Option<Accepted>, Problem> {
    arrival::receive(request, answering.deadline()).await?;
    answering.received();
    if api::NEVER_SHED.contains(&request.path()) {
        return Ok(None);
    }
    let Some(accepted) = shared.load.accept() else {
        shared.metrics.count(TurnedAway::ShedRequest);
        return Err(Problem::overloaded());
    };
    let_others_arrive().await;
    Ok(Some(accepted))
}

/// Waits until the other requests that have arrived on this worker thread are accepted, too. Otherwise each would be answered
/// before the next one is counted, and nobody would notice how many are waiting.
async fn let_others_arrive() {
    // The framework polls a handler twice in a row, so that yielding once would not be enough. A new task has its turn
    // after all those that are ready.
    let _ = actix_web::rt::spawn(async {}).await;
}

/// Handles HEAD like GET; the connection omits the body.
fn head_as_get(mut request: ServiceRequest) -> ServiceRequest {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    request
}

/// Responds to an unknown path or method.
async fn unknown(
    request: HttpRequest,
    described: web::Data<ApiDescription>,
) -> Result<&'static str, Problem> {
    match described.methods(request.path()) {
        Some(methods) => Err(Problem::method_not_allowed(&methods.join(", "))),
        None => Err(Problem::unknown_path()),
    }
}
