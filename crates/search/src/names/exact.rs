//! Terms that are found as a whole: joined words, whole names, telephone numbers and identifiers.

use std::collections::BTreeSet;

use directory::names::NameTerms;
use directory::{Facility, Npi, Phone, Program};

/// What a term is. Terms of different kinds begin with different marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Neighboring words of a name.
    Joined,
    /// The key of a whole name.
    Name,
    /// A telephone number, in E.164.
    Phone,
    /// A National Provider Identifier.
    Npi,
    /// The identifier of a listing, a program or a facility.
    Id,
}

impl Kind {
    /// The term for a text without spaces.
    pub(super) fn term(self, text: &str) -> String {
        let mark = match self {
            Kind::Joined => '_',
            Kind::Name => '=',
            Kind::Phone => 't',
            Kind::Npi => 'n',
            Kind::Id => '#',
        };
        format!("{mark}{text}")
    }
}

/// The exact terms of a facility. `names` are the terms of its names.
pub(super) fn exact_terms(facility: &Facility, names: &NameTerms) -> Vec<String> {
    let joined = names.joined.iter().map(|joined| Kind::Joined.term(joined));
    let keys = names.keys.iter().map(|key| Kind::Name.term(key));
    let npis = facility.npis().into_iter().map(|(npi, _)| Kind::Npi.term(npi.as_str()));
    let phones = phones(facility).into_iter().map(|phone| Kind::Phone.term(&phone.number));
    let ids = ids(facility).into_iter().map(|id| Kind::Id.term(&id));
    joined.chain(keys).chain(npis).chain(phones).chain(ids).collect()
}

/// All telephone numbers of a facility.
fn phones(facility: &Facility) -> BTreeSet<&Phone> {
    let listings = facility.programs.iter().flat_map(Program::present).chain(&facility.identities);
    let of_listings = listings
        .map(|listing| &listing.content)
        .flat_map(|content| content.phone.iter().chain(&content.intake_phones).chain(&content.hotline));
    let own = [&facility.phone, &facility.intake_phone, &facility.hotline].into_iter().flatten();
    of_listings.chain(own).collect()
}

/// The identifiers of a facility, its programs and its listings, also with the source: "findtreatment:123".
fn ids(facility: &Facility) -> BTreeSet<String> {
    let sources = facility.programs.iter().flat_map(|program| &program.sources);
    let listings = sources.map(|source| &source.listing).chain(&facility.identities);
    let of_listings = listings.flat_map(|listing| [listing.id.id.clone(), listing.id.to_string()]);
    let programs = facility.programs.iter().map(|program| program.id.to_string());
    of_listings.chain(programs).chain([facility.id.to_string()]).map(|id| folded_id(&id)).collect()
}

/// An identifier without spaces and in lower case.
fn folded_id(id: &str) -> String {
    id.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// The terms for a typed text, if it is a telephone number or an identifier.
pub(super) fn typed_numbers(text: &str) -> Vec<String> {
    let phone = Phone::parse(text).map(|phone| Kind::Phone.term(&phone.number));
    let npi = Npi::parse(text).ok().map(|npi| Kind::Npi.term(npi.as_str()));
    phone.into_iter().chain(npi).chain([Kind::Id.term(&folded_id(text))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_number_may_be_a_telephone_number_an_npi_or_an_identifier() {
        assert_eq!(typed_numbers("(512) 555-0100"), ["t+15125550100", "#(512)555-0100"]);
        assert_eq!(typed_numbers("1234567893"), ["n1234567893", "#1234567893"]);
        assert_eq!(typed_numbers("FindTreatment:AB 1"), ["#findtreatment:ab1"]);
    }
}
