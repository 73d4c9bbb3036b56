//! Closes a connection from outside its task.

use std::cell::{Cell, RefCell};
use std::task::Waker;

/// Whether a connection was cut to make room for another.
#[derive(Default)]
pub(super) struct Cut {
    is_done: Cell<bool>,
    /// Wakes the task of the connection, which then closes it.
    waker: RefCell<Option<Waker>>,
}

impl Cut {
    /// Cuts the connection.
    pub(super) fn cut(&self) {
        self.is_done.set(true);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.is_done.get()
    }

    /// Sets what wakes the task of the connection.
    pub(super) fn set_waker(&self, waker: &Waker) {
        let mut known = self.waker.borrow_mut();
        if !known.as_ref().is_some_and(|known| known.will_wake(waker)) {
            *known = Some(waker.clone());
        }
    }
}
