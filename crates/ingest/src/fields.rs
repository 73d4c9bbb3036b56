//! The texts of a row by the names of its fields, in whatever form the row came.

use std::borrow::Cow;

/// A row whose fields may be missing or empty.
///
/// The names are those of SAMHSA's listings: `name1`, `name2`, `street1`, `street2`, `city`, `state`, `zip`, `phone`,
/// `intake1`, `website`, `latitude`, `longitude` and so on.
pub(crate) trait Fields {
    /// The text of a field, if it has any.
    fn text(&self, name: &str) -> Option<Cow<'_, str>>;
}
