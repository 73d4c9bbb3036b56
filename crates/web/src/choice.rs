//! Something to choose in a form: a radio button, a box, or an option of a list.

use std::borrow::Cow;

pub(crate) struct FormChoice {
    /// The value of the field.
    pub value: Cow<'static, str>,
    pub label: Cow<'static, str>,
    pub chosen: bool,
}
