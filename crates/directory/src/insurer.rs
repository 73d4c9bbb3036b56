//! Insurers and public programs: what people call their insurance, and what it means for a program.
//!
//! SAMHSA's listings say which *kinds* of insurance a program takes, never which insurers. So an insurer is judged by its
//! kind: a program that does not take the kind does not take the insurer, and a program that takes the kind may take the
//! insurer, but people have to ask. See [`Coverage`].
//!
//! The names are in one table, `data/insurers`. [`Insurers::suggest`] completes what is being typed;
//! [`Insurers::resolve`] turns a typed text into one way to pay, or into the choices it leaves.

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
