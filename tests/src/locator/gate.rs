//! A point where the locator waits for the test.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use crate::process::PATIENCE;

/// Holds back the locator's replies until the test opens the gate.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    is_reached: bool,
    is_open: bool,
}

impl Gate {
    /// A closed gate.
    pub fn new() -> Gate {
        Gate::default()
    }

    /// Waits until a reply has reached the gate.
    ///
    /// # Panics
    /// When none does in time.
    pub fn wait_until_reached(&self) {
        assert!(self.wait(PATIENCE, |state| state.is_reached), "no reply reached the gate");
    }

    /// Lets this and all later replies pass.
    pub fn open(&self) {
        self.change(|state| state.is_open = true);
    }

    /// Waits until the gate is open.
    pub(super) fn pass(&self) {
        self.change(|state| state.is_reached = true);
        self.wait(2 * PATIENCE, |state| state.is_open);
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.0.lock().expect("no waiter panics"));
        self.0.1.notify_all();
    }

    fn wait(&self, patience: Duration, until: impl Fn(&State) -> bool) -> bool {
        let state = self.0.0.lock().expect("no waiter panics");
        let waited = self.0.1.wait_timeout_while(state, patience, |state| !until(state));
        !waited.expect("no waiter panics").1.timed_out()
    }
}
