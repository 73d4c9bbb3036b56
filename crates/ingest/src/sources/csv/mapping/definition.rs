//! The definition of a mapping.

use directory::Source;

use super::cell::{ColumnId, ColumnRef};
use super::days::AsOfRule;
use super::facts::FactRule;
use super::rules::{DetailRules, TextRule, TrackRule};
use super::select::{RowCondition, RowFilter};
use crate::parsed::Unmatched;
use crate::place::SiteField;
use crate::table::{Header, TextOptions};

/// What the columns of a table mean, as parsed from a mapping file.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(in super::super) source: Source,
    pub(in super::super) publisher: String,
    pub(in super::super) as_of: AsOfRule,
    pub(in super::super) table: TableRules,
    /// The columns that are used, each once.
    pub(in super::super) columns: Vec<ColumnRef>,
    /// All values and patterns, to report those that no row has.
    pub(in super::super) parts: Vec<Unmatched>,
    pub(in super::super) fields: Vec<(SiteField, TextRule)>,
    pub(in super::super) id: Option<TextRule>,
    pub(in super::super) npi: Option<TextRule>,
    pub(in super::super) address: Option<TextRule>,
    pub(in super::super) track: TrackRule,
    pub(in super::super) confidential: Option<RowCondition>,
    pub(in super::super) filters: Vec<RowFilter>,
    pub(in super::super) facts: Vec<FactRule>,
    pub(in super::super) details: DetailRules,
}

/// How to find and read the table.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct TableRules {
    pub sheet: Option<String>,
    pub header_row: Option<u64>,
    /// Rows that are equal in these columns describe one place.
    pub group_by: Vec<ColumnId>,
    pub text: TextOptions,
}

impl Mapping {
    /// The source to which the listings belong.
    pub fn source(&self) -> Source {
        self.source
    }

    /// The positions of the mapping's columns under a header. If the header lacks columns, their positions are missing.
    pub(in super::super) fn bind(&self, header: &Header) -> Vec<usize> {
        self.columns.iter().filter_map(|column| header.find(&column.name)).collect()
    }
}
