//! Insurers and public programs: what people call their insurance, and what that says of a program.
//!
//! SAMHSA's listings say which *kinds* of insurance a program takes, never which insurers. So an insurer is known by
//! the kind it belongs to: where a program does not take that kind, it does not take the insurer; where it does, the
//! insurer is still to be asked for. See [`Coverage`].
//!
//! The names stand in one table, `data/insurers`. [`Insurers::suggest`] completes what is being typed,
//! [`Insurers::resolve`] reads what was typed as one way to pay, or says what to choose from.

mod coverage;
mod key;
mod lookup;
mod plan_kind;
mod sound;
mod spelling;
mod table;
#[cfg(test)]
mod tests;

pub use coverage::{Coverage, CoverageQuestion, Plan};
pub use lookup::InsurerLookup;
pub use plan_kind::PlanKind;
pub use table::{InsurerEntry, InsurerId, InsurerMeaning, InsurerTableError, Insurers};
