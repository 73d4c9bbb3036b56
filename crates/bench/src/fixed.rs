//! The baseline: a server on the same framework that answers every request with a fixed body.

use std::io::Write;
use std::net::TcpListener;

use actix_web::http::header::ContentType;
use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Context;

/// Prints its address, then serves a body of `bytes` bytes until the process is killed.
pub(crate) fn serve(bytes: usize, out: &mut impl Write) -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").context("listening on a free port")?;
    writeln!(out, "listening on http://{}", listener.local_addr()?)?;
    let body = web::Bytes::from(vec![b' '; bytes]);
    let server = HttpServer::new(move || {
        let body = body.clone();
        App::new().default_service(web::to(move || {
            let body = body.clone();
            async move { HttpResponse::Ok().insert_header(ContentType::json()).body(body) }
        }))
    });
    Ok(actix_web::rt::System::new().block_on(server.listen(listener)?.run())?)
}
