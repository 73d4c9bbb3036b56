//! The open connections of one worker thread.
//!
//! Their number is limited, because each takes a file and memory. If all are in use, the one that has waited longest for
//! its client makes room for a new one. So however many slow or idle connections there are, a client that sends its
//! request at once gets an answer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use actix_web::web::Data;
use api::{Metrics, TurnedAway};

use super::cut::Cut;

/// The connections of one worker thread.
pub(super) struct Connections {
    /// How many may be open at once.
    most: usize,
    /// How many are open, without those that were cut.
    open: Cell<usize>,
    /// Those that wait for their clients, in the order in which they began to wait.
    waiting: RefCell<BTreeMap<u64, Rc<Cut>>>,
    /// The place of the next one that begins to wait. The first is 1.
    next_place: Cell<u64>,
    metrics: Data<Metrics>,
}

impl Connections {
    pub(super) fn new(most: usize, metrics: Data<Metrics>) -> Rc<Connections> {
        Rc::new(Connections {
            most,
            open: Cell::new(0),
            waiting: RefCell::default(),
            next_place: Cell::new(1),
            metrics,
        })
    }

    /// Whether there is room for a new connection, perhaps because another is cut.
    pub(super) fn has_room(&self) -> bool {
        let has_room = self.open.get() < self.most || self.make_room();
        if !has_room {
            self.metrics.count(TurnedAway::RefusedConnection);
        }
        has_room
    }

    /// Cuts the connection that has waited longest for its client. Returns whether there was one.
    pub(super) fn make_room(&self) -> bool {
        let Some((_, longest)) = self.waiting.borrow_mut().pop_first() else { return false };
        longest.cut();
        self.open.set(self.open.get() - 1);
        self.count_dropped();
        true
    }

    /// Adds a connection to those that wait for their clients. Returns its place in their order.
    pub(super) fn enter(&self, connection: &Rc<Cut>) -> u64 {
        let place = self.next_place.get();
        self.next_place.set(place + 1);
        self.waiting.borrow_mut().insert(place, Rc::clone(connection));
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
