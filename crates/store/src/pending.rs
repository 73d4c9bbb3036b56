//! Boxed futures.
//!
//! An `async fn` is compiled again in each crate that awaits it, with everything it calls, down to the database drivers. The
//! functions of this crate that others await are not `async`. They return boxed futures, so they are compiled only here.

use std::pin::Pin;

use crate::error::Error;

/// A boxed future that can move between threads.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Work on the store, which may fail.
pub type Pending<'a, T> = Boxed<'a, Result<T, Error>>;
