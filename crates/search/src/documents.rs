//! The file of ready-made documents: one for each facility, followed by one for each of its programs.

/// The name of the file in an index folder.
pub(crate) const FILE: &str = "documents.bin";

/// The ready-made documents of a facility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The facility's document.
    pub facility: String,
    /// The document of each program, in the order of the facility's programs.
    pub programs: Vec<String>,
}

/// Appends one facility's documents: their number, the length of each, and then the texts.
pub(crate) fn encode<'a>(texts: impl ExactSizeIterator<Item = &'a str> + Clone, out: &mut Vec<u8>) {
    out.extend((texts.len() as u32).to_le_bytes());
    for text in texts.clone() {
        out.extend((text.len() as u32).to_le_bytes());
    }
    for text in texts {
        out.extend(text.as_bytes());
    }
}

/// The documents of an index.
pub(crate) struct Documents(pub Vec<u8>);

impl Documents {
    /// The documents that start at `offset`, the facility's first. Empty if the file has none there.
    pub(crate) fn at(&self, offset: u64) -> FacilityDocuments<'_> {
        let start = usize::try_from(offset).ok();
        FacilityDocuments(start.and_then(|start| self.0.get(start..)).unwrap_or_default())
    }
}

/// The documents of one facility.
#[derive(Clone, Copy)]
pub(crate) struct FacilityDocuments<'a>(&'a [u8]);

impl<'a> FacilityDocuments<'a> {
    /// Document number `at`: 0 for the facility, 1 for its first program.
    pub(crate) fn get(self, at: usize) -> Option<&'a str> {
        let number = |at: usize| {
            let bytes = self.0.get(at * 4..at * 4 + 4)?;
            Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
        };
        let count = number(0).filter(|count| at < *count)?;
        let before: usize = (1..=at).filter_map(number).sum();
        let start = 4 * (count + 1) + before;
        std::str::from_utf8(self.0.get(start..start + number(at + 1)?)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read_as_they_were_written() {
        let mut bytes = Vec::new();
        encode(["facility", "", "two"].into_iter(), &mut bytes);
        let documents = FacilityDocuments(&bytes);
        assert_eq!([0, 1, 2, 3].map(|at| documents.get(at)), [Some("facility"), Some(""), Some("two"), None]);
    }

    #[test]
    fn a_truncated_file_lacks_its_last_document_and_does_not_panic() {
        let mut bytes = Vec::new();
        encode(["facility", "two"].into_iter(), &mut bytes);
        for len in 0..bytes.len() {
            let documents = FacilityDocuments(&bytes[..len]);
            assert!(documents.get(1).is_none(), "{len}");
        }
    }
}
