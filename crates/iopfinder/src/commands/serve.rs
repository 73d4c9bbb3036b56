//! `serve`: serves the directory over HTTP, and loads listings if there are none.

mod loader;
mod update;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use ingest::import::Stop;
use service::Directory;

use super::open;
use crate::cli::ServeFlags;
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::server::{Limits, server};
use crate::signals;
use loader::Loader;

/// How often to look for a new generation, which another process may have published.
const WATCH_INTERVAL: Duration = Duration::from_millis(500);

/// Serves until a signal ends the process.
pub async fn serve(config: &Config, flags: &ServeFlags, output: &mut Output) -> Result<Exit, Failure> {
    let listener = TcpListener::bind(&config.listen)
        .with_context(|| format!("listening on {}: it must be ADDR:PORT and free", config.listen))?;
    let address = listener.local_addr()?;
    let store = open(config).await?;
    let directory = Directory::new(store.clone(), config.indexes());
    let limits = Limits { connections: config.max_connections, requests: config.max_requests };
    let server = server(Arc::clone(&directory), config.public_url.clone(), limits, listener)?;
    let handle = server.handle();
    let mut serving = tokio::spawn(server);
    output.line(format!("listening on http://{address}"))?;

    let (stopper, stop) = Stop::pair();
    let loader =
        Loader { config: config.clone(), store: store.clone(), directory: Arc::clone(&directory), stop };
    let no_import = flags.no_import;
    let loading = tokio::spawn(async move { loader.run(no_import).await });
    let watching = directory.watch(WATCH_INTERVAL);

    let ended = tokio::select! {
        ended = &mut serving => Some(ended),
        () = signals::shutdown_requested() => None,
    };
    tracing::info!("shutting down after the current requests are answered");
    tokio::spawn(async {
        signals::shutdown_requested().await;
        std::process::exit(Exit::Failed as i32);
    });
    stopper.stop();
    watching.abort();
    handle.stop(true).await;
    let _ = loading.await;
    store.close().await;
    match ended {
        Some(ended) => ended.context("serving")?.context("serving")?,
        None => serving.await.context("serving")?.context("serving")?,
    }
    Ok(Exit::Done)
}
