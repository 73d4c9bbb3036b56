//! `serve`: serves the directory over HTTP, and loads listings if there are none.

mod loader;
mod update;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use ingest::import::{Stop, Stopper};
use service::Directory;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::open;
use crate::cli::ServeFlags;
use crate::config::{Config, Reloaded, Settings};
use crate::exit::{Exit, Failure};
use crate::logging::LogControl;
use crate::output::Output;
use crate::signals::{SignalRequest, Signals};
use loader::Loader;

/// How often to look for a new generation, which another process may have published.
const WATCH_INTERVAL: Duration = Duration::from_millis(500);

/// What is needed to read the settings again.
pub struct Reload {
    /// The settings.
    pub settings: Settings,
    /// The log, whose level is a setting.
    pub log: LogControl,
}

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
    let server = crate::server::server(Arc::clone(&directory), config.public_url.clone(), listener)?;
    let handle = server.handle();
    let mut serving = tokio::spawn(server);
    output.line(format!("listening on http://{address}"))?;

    let load = |config: &Config| Loading::start(config.clone(), Arc::clone(&directory), flags.no_import);
    let mut loading = load(config);
    let mut drain = config.drain;
    let background = [directory.watch(WATCH_INTERVAL), directory.guard()];
    let ended = loop {
        let request = tokio::select! {
            ended = &mut serving => break Some(ended),
            request = signals.next() => request,
        };
        match request {
            SignalRequest::Stop => break None,
            SignalRequest::Reload => {
                if let Some(config) = reload.run() {
                    loading.stop().await;
                    loading = load(&config);
                    drain = config.drain;
                }
            }
        }
    };
    tokio::spawn(async move {
        signals.stop_requested().await;
        std::process::exit(Exit::Failed as i32);
    });
    loading.request_stop();
    directory.set_stopping();
    if ended.is_none() && !drain.is_zero() {
        tracing::info!(
            seconds = drain.as_secs_f64(),
            "about to stop: /readyz says so, and requests are still answered"
        );
        sleep(drain).await;
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

impl Reload {
    /// Reads the settings again. `None` if they are wrong, so that the old ones stay.
    fn run(&mut self) -> Option<Config> {
        match self.settings.reload() {
            Ok(Reloaded { config, need_restart }) => {
                self.log.set(&config);
                tracing::info!("the settings were read again");
                if !need_restart.is_empty() {
                    let names = need_restart.join(", ");
                    tracing::warn!(names, "these settings take effect only after a restart");
                }
                Some(config)
            }
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "the settings are wrong, so the old ones stay");
                None
            }
        }
    }
}

/// The loader while it runs.
struct Loading {
    stopper: Stopper,
    task: JoinHandle<()>,
}

impl Loading {
    fn start(config: Config, directory: Arc<Directory>, no_import: bool) -> Loading {
        let (stopper, stop) = Stop::pair();
        let loader = Loader { config, store: directory.store().clone(), directory, stop };
        Loading { stopper, task: tokio::spawn(async move { loader.run(no_import).await }) }
    }

    /// Asks the loader to stop. An import in progress ends, and the next one continues where it stopped.
    fn request_stop(&self) {
        self.stopper.stop();
    }

    /// Stops the loader and waits until it has stopped.
    async fn stop(self) {
        self.stopper.stop();
        let _ = self.task.await;
    }
}
