//! `serve`: serves the directory over HTTP, and loads listings if there are none.

mod loader;
mod loading;
mod reload;
mod update;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use service::Directory;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::open;
use crate::cli::ServeFlags;
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;
use crate::server::{Limits, server};
use crate::signals::{SignalRequest, Signals};
use loading::Loading;

pub use reload::Reload;

/// How often to look for a new generation, which another process may have published.
const WATCH_INTERVAL: Duration = Duration::from_millis(500);

/// Serves until a signal ends the process. SIGHUP reads the settings again.
pub async fn serve(
    config: &Config,
    mut reload: Reload,
    flags: &ServeFlags,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let mut signals = Signals::listen().context("listening for signals")?;
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

    let mut loading = Loading::start(config.clone(), Arc::clone(&directory), flags.no_import);
    let background = [directory.watch(WATCH_INTERVAL), directory.guard()];
    let ended = tokio::select! {
        ended = &mut serving => Some(ended),
        () = until_stopped(&mut signals, &mut reload, &mut loading) => None,
    };
    tokio::spawn(async move {
        signals.stop_requested().await;
        std::process::exit(Exit::Failed as i32);
    });
    loading.request_stop();
    directory.set_stopping();
    if ended.is_none() {
        drain(loading.drain()).await;
    }
    tracing::info!("shutting down after the current requests are answered");
    background.iter().for_each(JoinHandle::abort);
    handle.stop(true).await;
    loading.stop().await;
    store.close().await;
    match ended {
        Some(ended) => ended.context("serving")?.context("serving")?,
        None => serving.await.context("serving")?.context("serving")?,
    }
    Ok(Exit::Done)
}

/// Waits for a signal to stop. Others make the loader begin again with new settings.
async fn until_stopped(signals: &mut Signals, reload: &mut Reload, loading: &mut Loading) {
    while signals.next().await == SignalRequest::Reload {
        if let Some(config) = reload.run() {
            loading.restart(config).await;
        }
    }
}

/// Gives load balancers time to notice that `/readyz` says that the server is about to stop.
async fn drain(time: Duration) {
    if !time.is_zero() {
        let seconds = time.as_secs_f64();
        tracing::info!(seconds, "about to stop: /readyz says so, and requests are still answered");
        sleep(time).await;
    }
}
