//! The fields of the tantivy index. A row is a program, and the rows of a facility are consecutive.

use directory::IopEvidence;
use directory::fact::WORDS;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

/// Increased when the fields or files change, so that older indexes are rebuilt.
pub(crate) const FORMAT: u32 = 5;

/// The folder of the tantivy index within an index folder.
pub(crate) const TEXT: &str = "text";

/// The tokenizer of names, which are already folded, so their words are separated by single spaces.
pub(crate) const TOKENIZER: &str = "whitespace";

#[derive(Clone)]
pub(crate) struct IndexFields {
    pub schema: Schema,
    /// Latitude of the facility, degrees.
    pub latitude: Field,
    /// Longitude of the facility, degrees.
    pub longitude: Field,
    /// Facts that are `yes`, by position in the vocabulary.
    pub yes: [Field; WORDS],
    /// Facts that are `no`.
    pub no: [Field; WORDS],
    /// See [`Traits`].
    pub traits: Field,
    /// Upper and lower half of the facility's id.
    pub facility: [Field; 2],
    /// The offset of the facility's documents in their file.
    pub document: Field,
    /// The position of the facility in the order of names.
    pub name_rank: Field,
    /// Folded words of the facility's names, on its first row.
    pub names: Field,
    /// The facility as it was put together, on its first row.
    pub record: Field,
}

impl IndexFields {
    pub(crate) fn new() -> IndexFields {
        let mut builder = SchemaBuilder::new();
        let numbered = |builder: &mut SchemaBuilder, name: &str| -> [Field; WORDS] {
            std::array::from_fn(|word| builder.add_u64_field(&format!("{name}{word}"), FAST))
        };
        let indexing =
            TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(IndexRecordOption::Basic);
        IndexFields {
            latitude: builder.add_f64_field("latitude", FAST),
            longitude: builder.add_f64_field("longitude", FAST),
            yes: numbered(&mut builder, "yes"),
            no: numbered(&mut builder, "no"),
            traits: builder.add_u64_field("traits", FAST),
            facility: ["facility_high", "facility_low"].map(|name| builder.add_u64_field(name, FAST)),
            document: builder.add_u64_field("document", FAST),
            name_rank: builder.add_u64_field("name_rank", FAST),
            names: builder.add_text_field(
                "names",
                TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false)),
            ),
            record: builder.add_bytes_field("record", STORED),
            schema: builder.build(),
        }
    }
}

/// Small values of a row, packed into one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits {
    /// The bits of the `CautionSet` that follows from its facts.
    pub cautions: u16,
    /// 0 for none; otherwise the position in `IopEvidence::ALL` plus one.
    pub evidence: u8,
    /// Index of the facility's state.
    pub state: u8,
    /// Whether the row before belongs to the same facility.
    pub continued: bool,
    /// The date of the newest source in days since 1970-01-01, if it has one.
    pub as_of: Option<i32>,
}

/// Stands for no date.
const NO_DATE: u32 = u32::MAX;

impl Traits {
    pub(crate) fn pack(self) -> u64 {
        let date = self.as_of.map_or(NO_DATE, |days| days as u32);
        u64::from(self.cautions & 0x7fff)
            | u64::from(self.continued) << 15
            | u64::from(self.evidence) << 16
            | u64::from(self.state) << 24
            | u64::from(date) << 32
    }

    pub(crate) fn unpack(packed: u64) -> Traits {
        let date = (packed >> 32) as u32;
        Traits {
            cautions: (packed & 0x7fff) as u16,
            continued: packed >> 15 & 1 == 1,
            evidence: (packed >> 16) as u8,
            state: (packed >> 24) as u8,
            as_of: (date != NO_DATE).then_some(date as i32),
        }
    }

    /// What the likelihood of intensive outpatient care is based on.
    pub(crate) fn evidence(self) -> Option<IopEvidence> {
        IopEvidence::ALL.get(usize::from(self.evidence).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traits_are_unpacked_as_they_were_packed() {
        for traits in [
            Traits { cautions: 0x5a5a, evidence: 6, state: 58, continued: true, as_of: Some(-5) },
            Traits { cautions: 0, evidence: 0, state: 0, continued: false, as_of: None },
        ] {
            assert_eq!(Traits::unpack(traits.pack()), traits);
        }
    }
}
