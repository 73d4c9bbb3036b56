//! The path of a facility's page: `/facilities/hope-house-austin-tx-3f2a9c41b7d2`.
//!
//! It ends with the first digits of the facility's ID. The words before them are for people and change with the facility's
//! name; the digits stay the same. The full ID leads to the page as well.

use directory::Facility;
use uuid::Uuid;

/// How many hexadecimal digits of an ID a path has. The odds that any two of a million facilities share them are 1 in 500.
const DIGITS: usize = 12;

/// The maximum length of a name in a path, in bytes.
const LONGEST_NAME: usize = 60;

/// A reference to a facility in a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacilityRef {
    /// Its ID.
    Id(Uuid),
    /// The beginning of its ID, after words for people.
    Readable {
        /// The smallest ID that begins with these digits.
        first: Uuid,
        /// The greatest ID that begins with these digits.
        last: Uuid,
        /// The whole last segment of the path.
        slug: String,
    },
}

impl FacilityRef {
    /// Parses the last segment of a path. `None` if it neither is an ID nor ends with the first digits of one.
    pub fn parse(part: &str) -> Option<FacilityRef> {
        if let Ok(id) = Uuid::parse_str(part) {
            return Some(FacilityRef::Id(id));
        }
        let digits = part
            .rsplit('-')
            .next()
            .filter(|digits| digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let unknown_bits = 128 - 4 * DIGITS;
        let first = u128::from_str_radix(digits, 16).ok()? << unknown_bits;
        let last = first | ((1 << unknown_bits) - 1);
        Some(FacilityRef::Readable {
            first: Uuid::from_u128(first),
            last: Uuid::from_u128(last),
            slug: part.to_owned(),
        })
    }
}

/// The last segment of the path of a facility's page.
pub fn slug_of(facility: &Facility) -> String {
    let mut words = String::new();
    for word in places::words(&facility.name) {
        let hyphen = usize::from(!words.is_empty());
        if words.len() + hyphen + word.len() > LONGEST_NAME {
            break;
        }
        words.extend((hyphen == 1).then_some('-'));
        words.push_str(&word);
    }
    let address = facility.location.address();
    let place = places::words(address.city).join("-");
    let state = address.state.to_string().to_lowercase();
    let digits: String = facility.id.simple().to_string().chars().take(DIGITS).collect();
    let parts = [words, place, state, digits];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The path of a facility's page, without the language.
pub fn path_of(facility: &Facility) -> String {
    format!("/facilities/{}", slug_of(facility))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_parsed_in_full_and_by_its_first_digits() {
        let id = Uuid::from_u128(0x3f2a9c41_b7d2_5abc_8def_0123456789ab);
        assert_eq!(FacilityRef::parse(&id.to_string()), Some(FacilityRef::Id(id)));
        let Some(FacilityRef::Readable { first, last, slug }) =
            FacilityRef::parse("hope-house-austin-tx-3f2a9c41b7d2")
        else {
            panic!("a readable path");
        };
        assert!(first <= id && id <= last);
        assert_eq!(first.to_string(), "3f2a9c41-b7d2-0000-0000-000000000000");
        assert_eq!(last.to_string(), "3f2a9c41-b7d2-ffff-ffff-ffffffffffff");
        assert_eq!(slug, "hope-house-austin-tx-3f2a9c41b7d2");
    }

    #[test]
    fn a_path_that_does_not_end_with_an_id_is_not_parsed() {
        for part in
            ["", "-", "hope-house", "hope-3f2a", "3f2a9c41b7d", "hope-3f2a9c41b7dg", "hope-+f2a9c41b7d2", "ä"]
        {
            assert_eq!(FacilityRef::parse(part), None, "{part}");
        }
    }
}
