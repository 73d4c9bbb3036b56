//! The open connections of one worker thread.
//!
//! Their number is limited, because each takes a file and memory. If all are in use, the one that has waited longest for
//! its client makes room for a new one. So however many slow or idle connections there are, a client that sends its
//! request at once gets an answer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use actix_web::web::Data;
use api::{Metrics, TurnedAway};
use tokio::net::TcpStream;

use super::connection::Connection;
use super::exchange::Exchange;

/// Sent to a client for which there is no room. It is all that such a client costs.
const NO_ROOM: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

/// The connections of one worker thread.
pub(super) struct Connections {
    /// How many may be open at once.
    most: usize,
    /// How many are open, without those that were cut.
    open: Cell<usize>,
    /// Those that wait for their clients, in the order in which they began to wait.
    waiting: RefCell<BTreeMap<u64, Weak<Exchange>>>,
    /// The place of the next one that begins to wait.
    next_place: Cell<u64>,
    metrics: Data<Metrics>,
}

impl Connections {
    pub(super) fn new(most: usize, metrics: Data<Metrics>) -> Rc<Connections> {
        Rc::new(Connections {
            most,
            open: Cell::new(0),
            waiting: RefCell::default(),
            next_place: Cell::new(0),
            metrics,
        })
    }

    /// Takes a new connection. `None` if there is no room for it; it is then closed.
    pub(super) fn admit(self: &Rc<Self>, stream: TcpStream) -> Option<Connection> {
        if self.open.get() >= self.most && !self.make_room() {
            self.metrics.count(TurnedAway::RefusedConnection);
            // The socket is new, so that its buffer takes these bytes.
            let _ = stream.try_write(NO_ROOM);
            return None;
        }
        Some(Connection::new(stream, Exchange::start(Rc::clone(self))))
    }

    /// Cuts the connection that has waited longest for its client. Returns whether there was one.
    pub(super) fn make_room(&self) -> bool {
        let longest = self.waiting.borrow_mut().pop_first();
        let Some(exchange) = longest.and_then(|(_, exchange)| exchange.upgrade()) else { return false };
        exchange.cut();
        self.open.set(self.open.get() - 1);
        self.count_dropped();
        true
    }

    /// Adds a connection to those that wait for their clients. Returns its place in their order.
    pub(super) fn enter(&self, exchange: &Rc<Exchange>) -> u64 {
        let place = self.next_place.get();
        self.next_place.set(place + 1);
        self.waiting.borrow_mut().insert(place, Rc::downgrade(exchange));
        place
    }

    /// Removes a connection from those that wait for their clients.
    pub(super) fn leave(&self, place: u64) {
        self.waiting.borrow_mut().remove(&place);
    }

    /// Notes that a connection is open.
    pub(super) fn opened(&self) {
        self.open.set(self.open.get() + 1);
    }

    /// Notes that a connection is closed. Those that were cut are no longer counted.
    pub(super) fn closed(&self) {
        self.open.set(self.open.get() - 1);
    }

    pub(super) fn count_dropped(&self) {
        self.metrics.count(TurnedAway::DroppedConnection);
    }
}
