//! Sheds load. If more requests are in progress than can be answered soon, further ones are refused at once, so that
//! those that were accepted are still answered quickly.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many requests are in progress, on all worker threads.
pub(super) struct Load {
    most: usize,
    in_progress: AtomicUsize,
}

impl Load {
    /// Accepts up to `most` requests at once.
    pub(super) fn new(most: usize) -> Load {
        Load { most, in_progress: AtomicUsize::new(0) }
    }

    /// Accepts a request, which is in progress until the result is dropped. `None` if too many are.
    pub(super) fn accept(self: &Arc<Self>) -> Option<Accepted> {
        let accepted = Accepted(Arc::clone(self));
        (self.in_progress.fetch_add(1, Ordering::Relaxed) < self.most).then_some(accepted)
    }
}

/// A request in progress.
pub(super) struct Accepted(Arc<Load>);

impl Drop for Accepted {
    fn drop(&mut self) {
        self.0.in_progress.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_refused_only_while_too_many_are_in_progress() {
        let load = Arc::new(Load::new(2));
        let first = load.accept().expect("there is room for two");
        let second = load.accept().expect("there is room for two");
        assert!(load.accept().is_none() && load.accept().is_none());
        drop(first);
        let third = load.accept().expect("one has ended");
        assert!(load.accept().is_none());
        drop((second, third));
        assert_eq!(load.in_progress.load(Ordering::Relaxed), 0);
    }
}
