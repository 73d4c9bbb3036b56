//! The floor: a server of the same framework that sends a fixed body.

use std::net::TcpListener;

use actix_web::http::header::ContentType;
use actix_web::{App, HttpResponse, HttpServer, web};

/// Sends a body of so many bytes for every request, until it is stopped.
///
/// # Errors
/// When the listener can't be used.
pub fn serve_fixed(listener: TcpListener, bytes: usize) -> std::io::Result<actix_web::dev::Server> {
    let body = web::Bytes::from(vec![b' '; bytes]);
    let server = HttpServer::new(move || {
        let body = body.clone();
        App::new().default_service(web::to(move || {
            let body = body.clone();
            async move { HttpResponse::Ok().insert_header(ContentType::json()).body(body) }
        }))
    });
    Ok(server.listen(listener)?.run())
}
