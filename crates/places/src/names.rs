//! Names, ordered by their keys.

/// A name of a row in a table.
#[derive(Debug)]
pub(crate) struct NameRow {
    /// As [`key`](crate::normalize::key) makes it.
    pub(crate) key: Box<str>,
    /// The position in the table.
    pub(crate) row: u32,
    /// Whether the name was chosen by hand for this row: a nickname, or a name by which everyone means this place.
    pub(crate) is_chosen: bool,
}

/// The names of the rows of a table, ordered by key.
#[derive(Debug)]
pub(crate) struct Names(Vec<NameRow>);

impl Names {
    /// Orders names by key.
    pub(crate) fn new(mut names: Vec<NameRow>) -> Self {
        // The tables are nearly sorted already, which makes the stable sort fast.
        names.sort_by(|a, b| a.key.cmp(&b.key));
        Names(names)
    }

    /// All names.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, NameRow> {
        self.0.iter()
    }

    /// The names that start with this key.
    pub(crate) fn starting_with(&self, key: &str) -> &[NameRow] {
        let start = self.0.partition_point(|name| &*name.key < key);
        let count = self.0[start..].partition_point(|name| name.key.starts_with(key));
        &self.0[start..start + count]
    }

    /// The names with exactly this key.
    pub(crate) fn exactly(&self, key: &str) -> &[NameRow] {
        let found = self.starting_with(key);
        &found[..found.partition_point(|name| name.key.len() == key.len())]
    }
}
