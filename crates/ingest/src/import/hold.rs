//! Whether a person should look at an import before it is published.

mod altered;
mod lost;
mod reason;
mod shared;

pub(crate) use altered::AlteredPlaces;
pub(crate) use lost::LostPlaces;
pub(super) use lost::usual_yearly_share;
pub use reason::{AlteredField, HoldReason, SharedKind};
pub(crate) use shared::SharedNumbers;
