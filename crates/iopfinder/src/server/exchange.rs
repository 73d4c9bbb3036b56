//! What a connection is doing: waiting for its client, or answering. The stream and the handling of requests share it.

use std::cell::Cell;
use std::io;
use std::rc::Rc;
use std::time::Duration;

use tokio::time::Instant;

use super::connections::Connections;
use super::cut::Cut;

/// How long a client may keep the server waiting: for a whole request after its first byte, for the first byte of a
/// connection, or for some part of a response.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// The head of a request may arrive in at most this many pieces. The framework reads a head from its beginning whenever
/// a piece arrives.
const MOST_PIECES: u32 = 256;

/// What one connection is doing.
pub(super) struct Exchange {
    connections: Rc<Connections>,
    /// Whether the head of a request is there, and its response is not ready yet.
    is_answering: Cell<bool>,
    /// The place in the order of connections that wait for their clients; 0 before the first.
    place: Cell<u64>,
    /// When the request for which it waits must be there.
    deadline: Cell<Instant>,
    /// Pieces of that request that have arrived.
    pieces: Cell<u32>,
    cut: Rc<Cut>,
}

impl Exchange {
    /// A new connection, which waits for its first request.
    pub(super) fn start(connections: Rc<Connections>) -> Rc<Exchange> {
        connections.opened();
        let exchange = Rc::new(Exchange {
            connections,
            is_answering: Cell::new(false),
            place: Cell::new(0),
            deadline: Cell::new(Instant::now()),
            pieces: Cell::new(0),
            cut: Rc::default(),
        });
        exchange.wait();
        exchange
    }

    /// Waits for the next request. A connection that was cut only waits to be closed.
    fn wait(&self) {
        self.connections.leave(self.place.get());
        self.is_answering.set(false);
        self.pieces.set(0);
        self.extend_deadline();
        if !self.cut.is_done() {
            self.place.set(self.connections.enter(&self.cut));
        }
    }

    /// Notes that the head of a request is there, which is answered until the result is dropped. Meanwhile, the stream has
    /// no deadline for reading.
    pub(super) fn answer(self: &Rc<Self>) -> Answering {
        self.is_answering.set(true);
        Answering(Rc::clone(self))
    }

    /// Notes that bytes have arrived. Fails if a head arrives in too many pieces.
    pub(super) fn received(&self) -> io::Result<()> {
        if !self.is_waiting() {
            return Ok(());
        }
        if self.pieces.get() == 0 {
            self.extend_deadline();
        }
        self.pieces.set(self.pieces.get() + 1);
        if self.pieces.get() > MOST_PIECES {
            self.count_slow();
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(())
    }

    pub(super) fn extend_deadline(&self) {
        self.deadline.set(Instant::now() + PATIENCE);
    }

    /// When the request that is being received must be there.
    pub(super) fn deadline(&self) -> Instant {
        self.deadline.get()
    }

    /// Whether it waits for the head of a request.
    pub(super) fn is_waiting(&self) -> bool {
        !self.is_answering.get()
    }

    /// Whether the connection was cut.
    pub(super) fn cut(&self) -> &Cut {
        &self.cut
    }

    /// Counts a client that used up the server's patience.
    pub(super) fn count_slow(&self) {
        self.connections.count_dropped();
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.connections.leave(self.place.get());
        if !self.cut.is_done() {
            self.connections.closed();
        }
    }
}

/// A request that is being answered.
pub(super) struct Answering(Rc<Exchange>);

impl Answering {
    /// When the whole request must have arrived.
    pub(super) fn deadline(&self) -> Instant {
        self.0.deadline()
    }

    /// Notes that the whole request has arrived. Until then, the connection can be cut to make room for another.
    pub(super) fn received(&self) {
        self.0.connections.leave(self.0.place.get());
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use actix_web::web::Data;

    use super::*;

    #[test]
    fn a_head_may_arrive_in_only_so_many_pieces() {
        let exchange = Exchange::start(Connections::new(1, Data::default()));
        for _ in 0..MOST_PIECES {
            assert!(exchange.received().is_ok());
        }
        assert!(exchange.received().is_err());
        let answering = exchange.answer();
        assert!(exchange.received().is_ok(), "a piece of a body");
        drop(answering);
        assert!(exchange.received().is_ok(), "a piece of the next head");
    }

    #[test]
    fn the_connection_that_has_waited_longest_is_cut_and_one_that_is_answered_is_not() {
        let connections = Connections::new(2, Data::default());
        let [answered, first, second] = [(); 3].map(|()| Exchange::start(Rc::clone(&connections)));
        let answering = answered.answer();
        answering.received();
        let _arriving = second.answer();
        assert!(connections.make_room() && connections.make_room());
        assert!(first.cut().is_done() && second.cut().is_done() && !answered.cut().is_done());
        assert!(!connections.make_room(), "nobody waits");
        drop(answering);
        assert!(connections.make_room() && answered.cut().is_done());
    }
}
