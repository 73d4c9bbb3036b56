//! The fields of the tantivy index. A row is a program, and the rows of a facility are consecutive.

use directory::fact::WORDS;
use directory::{IopEvidence, State, Track};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

/// Increased when the fields or files change, so that older indexes are rebuilt.
pub(crate) const FORMAT: u32 = 7;

/// The folder of the tantivy index within an index folder.
pub(crate) const TEXT: &str = "text";

/// The tokenizer of names, which are already folded, so their words are separated by single spaces.
pub(crate) const TOKENIZER: &str = "whitespace";

/// The field with the number of words in a facility's name.
pub(crate) const NAME_WORDS: &str = "name_words";

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
    /// The number of words in the facility's name, without optional ones, on its first row.
    pub name_words: Field,
    /// Folded words of the facility's names, on its first row.
    pub names: Field,
    /// What the facility is found by as a whole, on its first row: joined words, whole names and numbers.
    pub exact: Field,
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
        let terms = TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false));
        IndexFields {
            latitude: builder.add_f64_field("latitude", FAST),
            longitude: builder.add_f64_field("longitude", FAST),
            yes: numbered(&mut builder, "yes"),
            no: numbered(&mut builder, "no"),
            traits: builder.add_u64_field("traits", FAST),
            facility: ["facility_high", "facility_low"].map(|name| builder.add_u64_field(name, FAST)),
            document: builder.add_u64_field("document", FAST),
            name_rank: builder.add_u64_field("name_rank", FAST),
            name_words: builder.add_u64_field(NAME_WORDS, FAST),
            names: builder.add_text_field("names", terms.clone()),
            exact: builder.add_text_field("exact", terms),
            record: builder.add_bytes_field("record", STORED),
            schema: builder.build(),
        }
    }
}

/// Small values of a row, packed into one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits {
    /// The bits of the `CautionSet` that follows from its facts and names: all cautions but the last.
    pub cautions: u16,
    /// What suggests that it offers intensive outpatient care, if that is not stated.
    pub evidence: Option<IopEvidence>,
    /// What it treats.
    pub track: Track,
    /// Index of the facility's state.
    pub state: u8,
    /// Whether the row before belongs to the same facility.
    pub continued: bool,
    /// Whether it has no address that people could visit, only a state.
    pub statewide: bool,
    /// The date of the newest source in days since 1970-01-01, if it has one.
    pub as_of: Option<i32>,
}

/// Stands for no date.
const NO_DATE: u32 = u32::MAX;

/// Stands for no evidence.
const NO_EVIDENCE: u8 = 0x7f;

impl Traits {
    pub(crate) fn pack(self) -> u64 {
        let date = self.as_of.map_or(NO_DATE, |days| days as u32);
        let evidence = self.evidence.map_or(NO_EVIDENCE, IopEvidence::to_bits);
        u64::from(self.cautions & 0x3fff)
            | u64::from(self.statewide) << 14
            | u64::from(self.continued) << 15
            | u64::from(evidence & 0x7f) << 16
            | (self.track as u64) << 23
            | u64::from(self.state) << 24
            | u64::from(date) << 32
    }

    pub(crate) fn unpack(packed: u64) -> Traits {
        let date = (packed >> 32) as u32;
        Traits {
            cautions: (packed & 0x3fff) as u16,
            statewide: packed >> 14 & 1 == 1,
            continued: packed >> 15 & 1 == 1,
            evidence: IopEvidence::from_bits((packed >> 16 & 0x7f) as u8),
            track: Track::ALL[(packed >> 23 & 1) as usize],
            state: (packed >> 24) as u8,
            as_of: (date != NO_DATE).then_some(date as i32),
        }
    }

    /// The facility's state.
    pub(crate) fn place(self) -> State {
        State::from_index(usize::from(self.state)).expect("only indexes of states are packed")
    }
}

#[cfg(test)]
mod tests {
    use directory::IopSign;

    use super::*;

    #[test]
    fn traits_are_unpacked_as_they_were_packed() {
        for traits in [
            Traits {
                cautions: 0x1a5a,
                evidence: Some(IopEvidence {
                    sign: IopSign::DayTreatment,
                    is_for_teens: false,
                    is_for_eating_disorders: true,
                }),
                track: Track::MentalHealth,
                state: 55,
                continued: true,
                statewide: true,
                as_of: Some(-5),
            },
            Traits {
                cautions: 0,
                evidence: None,
                track: Track::SubstanceUse,
                state: 0,
                continued: false,
                statewide: false,
                as_of: None,
            },
        ] {
            assert_eq!(Traits::unpack(traits.pack()), traits);
        }
    }
}
