//! A connection that waits for its client only so long.
//!
//! The framework has a deadline for the head of the first request, and one for an idle connection. It has none for later
//! requests, for bodies, or for clients that do not read what they asked for. This type adds them below the framework,
//! where it sees every byte: a request must arrive within [`PATIENCE`] of its first byte, and a client that keeps the
//! server from writing must take [`LEAST_TAKEN`] in the same time.

use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::exchange::{Exchange, PATIENCE};

/// How many bytes of a response a client must take within [`PATIENCE`] while it keeps the server from writing.
const LEAST_TAKEN: usize = 16 * 1024;

/// A connection to a client.
pub(super) struct Connection {
    stream: TcpStream,
    exchange: Rc<Exchange>,
    /// Wakes the task of the connection when the client has used up the server's patience.
    alarm: Pin<Box<Sleep>>,
    /// Set while the client keeps the server from writing.
    blocked: Option<BlockedWrite>,
}

/// A response that the client does not take as fast as it is written.
struct BlockedWrite {
    deadline: Instant,
    /// Bytes that the client took since the deadline was set.
    taken: usize,
}

impl BlockedWrite {
    fn now() -> BlockedWrite {
        BlockedWrite { deadline: Instant::now() + PATIENCE, taken: 0 }
    }
}

impl Connection {
    pub(super) fn new(stream: TcpStream, exchange: Rc<Exchange>) -> Connection {
        let alarm = Box::pin(sleep_until(exchange.deadline()));
        Connection { stream, exchange, alarm, blocked: None }
    }

    /// What this connection is doing.
    pub(super) fn exchange(&self) -> &Rc<Exchange> {
        &self.exchange
    }

    /// When the client will have used up the server's patience; `None` while the server is the one who has to act.
    fn deadline(&mut self) -> Option<Instant> {
        let Some(blocked) = &mut self.blocked else {
            return self.exchange.is_waiting().then(|| self.exchange.deadline());
        };
        if blocked.taken >= LEAST_TAKEN && blocked.deadline <= Instant::now() {
            *blocked = BlockedWrite::now();
        }
        Some(blocked.deadline)
    }

    /// Fails if the client has used up the server's patience, or if another client needs the connection. Otherwise
    /// sets the alarm.
    fn check_patience(&mut self, context: &mut Context<'_>) -> io::Result<()> {
        self.exchange.cut().set_waker(context.waker());
        if self.exchange.cut().is_done() {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        let Some(deadline) = self.deadline() else { return Ok(()) };
        while self.alarm.as_mut().poll(context).is_ready() {
            if self.alarm.deadline() >= deadline {
                self.exchange.count_slow();
                return Err(io::ErrorKind::TimedOut.into());
            }
            // It was set for something that the client has done in time.
            self.alarm.as_mut().reset(deadline);
        }
        Ok(())
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = Pin::new(&mut self.stream).poll_read(context, buffer)?;
        match read {
            Poll::Ready(()) => self.exchange.received()?,
            Poll::Pending => self.check_patience(context)?,
        }
        read.map(Ok)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes)?;
        match (written, &mut self.blocked) {
            (Poll::Ready(count), Some(blocked)) => blocked.taken += count,
            (Poll::Ready(_), None) => {}
            (Poll::Pending, blocked) => {
                blocked.get_or_insert_with(BlockedWrite::now);
                self.check_patience(context)?;
            }
        }
        written.map(Ok)
    }

    /// The framework flushes when it has written everything that it has so far.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.blocked.take().is_some() {
            self.exchange.extend_deadline();
        }
        // The framework does not always read again before it waits for the client.
        self.check_patience(context)?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
