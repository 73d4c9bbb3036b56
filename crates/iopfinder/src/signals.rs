//! Signals to this process.

#[cfg(unix)]
use std::io::IsTerminal;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignalRequest {
    /// To end: Ctrl-C, or what a service manager ends a process with (SIGTERM).
    Stop,
    /// To read the settings again (SIGHUP).
    Reload,
}

/// The signals to this process. None that comes while nobody waits is lost.
#[cfg(unix)]
pub struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hangup: Signal,
}

#[cfg(unix)]
impl Signals {
    /// Begins to receive signals.
    pub fn listen() -> std::io::Result<Signals> {
        Ok(Signals {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// Waits for the next request.
    pub async fn next(&mut self) -> SignalRequest {
        tokio::select! {
            _ = self.interrupt.recv() => SignalRequest::Stop,
            _ = self.terminate.recv() => SignalRequest::Stop,
            _ = self.hangup.recv() => hangup_request(),
        }
    }
}

/// A terminal sends SIGHUP when it is closed, and then the program must end.
#[cfg(unix)]
fn hangup_request() -> SignalRequest {
    if std::io::stderr().is_terminal() { SignalRequest::Stop } else { SignalRequest::Reload }
}

/// Ctrl-C.
#[cfg(not(unix))]
pub struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Begins to receive signals.
    pub fn listen() -> std::io::Result<Signals> {
        Ok(Signals)
    }

    /// Waits for the next request.
    pub async fn next(&mut self) -> SignalRequest {
        match tokio::signal::ctrl_c().await {
            Ok(()) => SignalRequest::Stop,
            Err(_) => std::future::pending().await,
        }
    }
}

impl Signals {
    /// Waits for a request to stop, and ignores others.
    pub async fn stop_requested(&mut self) {
        while self.next().await != SignalRequest::Stop {}
    }
}
