//! Two listings held against each other, field by field.

use super::corpus::Corpus;
use super::features::{Features, NameView};
use super::streets::StreetAgreement;
use super::units::UnitAgreement;
use super::words::is_abbreviation;

/// How the names of two listings compare. Ordered: the closer is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameAgreement {
    /// They share nothing that says who it is.
    Other,
    /// They share a telling word.
    Part,
    /// One is most of the other, or its acronym.
    Alike,
    /// The organization is the same.
    Organization,
    /// Organization and clinic are the same.
    Full,
}

/// How the areas of two listings compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AreaAgreement {
    /// The ZIP code is the same.
    Zip,
    /// The city is the same.
    City,
    /// City and ZIP code differ, and the points are near each other.
    Near,
    /// They are apart.
    Apart,
}

/// How the telephones of two listings compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhoneAgreement {
    /// The main number is the same; it is answered at so many places.
    Main(usize),
    /// Another number is the same; it is answered at so many places.
    Intake(usize),
    /// No number is the same.
    Different,
    /// One gives none.
    Unknown,
}

/// Two listings compared.
#[derive(Debug, Clone)]
pub(super) struct Comparison {
    pub name: NameAgreement,
    /// What the shared words of both names say, in bits, and how many they are.
    pub shared: (f32, usize),
    /// Whether both name a clinic, and not the same one.
    pub clinics_differ: bool,
    pub street: StreetAgreement,
    pub unit: UnitAgreement,
    pub area: AreaAgreement,
    pub phone: PhoneAgreement,
    /// At how many places the website's host is found, where it is the same.
    pub website: Option<Result<usize, ()>>,
    /// Miles between two precise points.
    pub miles: Option<f64>,
    pub npi: Option<bool>,
    /// Whether both are rows of one survey on one track.
    pub together: bool,
}

/// Words this alike (Jaro-Winkler) are one with a typo.
const ALIKE_WORD: f64 = 0.92;

/// Names without spaces this alike (Jaro-Winkler) are one with a typo.
const ALIKE_NAME: f64 = 0.95;

/// What a word counts that has a typo.
const OF_ALIKE_WORD: f32 = 0.8;

/// What a word says at most that may be an abbreviation of the other, in bits.
const BITS_OF_ABBREVIATION: f32 = 3.0;

/// What the words of an organization's whole name say at least, in bits.
const BITS_OF_NAME: f32 = 4.0;

/// What a part of a name says at least for it to tell who it is, in bits.
const BITS_OF_PART: f32 = 7.0;

/// What the names of two clinics say at least for them to tell whose they are, in bits.
const BITS_OF_CLINIC: f32 = 9.0;

/// How far apart points are at most that may be one place in two ZIP codes and cities, in miles.
const NEAR_MILES: f64 = 8.0;

/// The same, where both points are of streets.
const NEAR_MILES_OF_STREETS: f64 = 2.0;

/// Streets farther apart are not in one area, though it be one city by name, in miles. Of a point that stands for a ZIP
/// code only, the ZIP code may be wrong.
const APART_MILES: f64 = 40.0;

impl Comparison {
    /// Compares two listings; `now` when both are of the same time, so that rows of one survey are different places
    /// when they give different addresses.
    pub(super) fn new(a: &Features, b: &Features, corpus: &Corpus, now: bool) -> Comparison {
        let (street, area, phone) = (a.street.compare(&b.street), area(a, b), phones(a, b, corpus));
        // Names are the dear part, and say nothing where the places are surely two and none can have moved.
        let are_two = street == StreetAgreement::Different || area == AreaAgreement::Apart;
        let (name, shared) = match phone {
            PhoneAgreement::Main(_) => names(a, b, corpus),
            _ if are_two => (NameAgreement::Other, (0.0, 0)),
            _ => names(a, b, corpus),
        };
        let (mine, theirs) = (clinic(a), clinic(b));
        Comparison {
            name,
            shared,
            clinics_differ: name != NameAgreement::Full
                && mine.is_some()
                && theirs.is_some()
                && mine != theirs,
            street,
            unit: a.unit.compare(&b.unit),
            area,
            phone,
            website: websites(a, b, corpus),
            miles: (a.is_precise && b.is_precise).then(|| a.coordinate.miles_to(b.coordinate)),
            npi: a.npi.zip(b.npi).map(|(a, b)| a == b),
            together: now && a.survey == b.survey,
        }
    }
}

fn clinic(features: &Features) -> Option<&str> {
    features.name2.as_ref().map(|name| name.joined.as_str())
}

fn names(a: &Features, b: &Features, corpus: &Corpus) -> (NameAgreement, (f32, usize)) {
    let full = Overlap::between(&a.full, &b.full, corpus);
    let is_equal = a.name1.joined == b.name1.joined && clinic(a) == clinic(b);
    if is_equal || (full.union_ratio() >= 0.9 && numbers_agree(a, b)) {
        return (NameAgreement::Full, (full.shared, full.words));
    }
    let name1 = Overlap::between(&a.name1, &b.name1, corpus);
    // The clinic of one is the organization of the other, or a tenant there.
    let crossings =
        [b.name2.as_ref().map(|name2| (&a.name1, name2)), a.name2.as_ref().map(|name2| (name2, &b.name1))];
    let crossed: Vec<Overlap> =
        crossings.into_iter().flatten().map(|(a, b)| Overlap::between(a, b, corpus)).collect();
    let is_organization = |overlap: &Overlap| {
        overlap.is_equal || (overlap.union_ratio() >= 0.8 && overlap.shared >= BITS_OF_NAME)
    };
    let most_of = |overlap: &Overlap| {
        let is_most = overlap.part_ratio() >= 0.7 && overlap.words >= 2;
        (is_most || overlap.part_ratio() >= 0.95) && overlap.shared >= BITS_OF_PART
    };
    let clinics = a.name2.as_ref().zip(b.name2.as_ref()).map(|(a, b)| Overlap::between(a, b, corpus));
    let is_clinic = |overlap: &Overlap| overlap.union_ratio() >= 0.8 && overlap.shared >= BITS_OF_CLINIC;
    let agreement = if is_organization(&name1) {
        NameAgreement::Organization
    } else if crossed.iter().any(|overlap| is_organization(overlap) || most_of(overlap))
        || most_of(&name1)
        || most_of(&full)
        || clinics.iter().any(is_clinic)
        || (full.union_ratio() >= 0.5 && full.shared >= BITS_OF_PART && full.words >= 2)
        || is_acronym(a, b)
        || is_acronym(b, a)
        || (a.is_va && b.is_va)
    {
        NameAgreement::Alike
    } else if full.shared >= BITS_OF_PART {
        NameAgreement::Part
    } else {
        NameAgreement::Other
    };
    (agreement, (full.shared, full.words))
}

/// Whether both are the same one of several: "Building 1" is not "Building 2".
fn numbers_agree(a: &Features, b: &Features) -> bool {
    let numbers = |name: &NameView| -> Vec<String> {
        let is_number = |word: &&str| word.len() == 1 || word.starts_with(|c: char| c.is_ascii_digit());
        let mut numbers: Vec<String> = name.text.split(' ').filter(is_number).map(str::to_owned).collect();
        numbers.sort();
        numbers
    };
    numbers(&a.full) == numbers(&b.full)
}

fn is_acronym(a: &Features, b: &Features) -> bool {
    a.acronyms.iter().any(|acronym| b.initials.iter().any(|initials| initials.starts_with(acronym)))
}

/// The words that two names share.
#[derive(Debug, Clone, Copy)]
struct Overlap {
    is_equal: bool,
    /// In bits.
    shared: f32,
    /// How many words.
    words: usize,
    /// Bits of the whole names.
    of: (f32, f32),
}

impl Overlap {
    fn between(a: &NameView, b: &NameView, corpus: &Corpus) -> Overlap {
        let of = (a.bits(), b.bits());
        let is_equal = a.joined == b.joined;
        if is_equal || is_respelt(&a.joined, &b.joined) {
            let least = of.0.min(of.1);
            return Overlap { is_equal, shared: least, words: a.tokens.len(), of: (least, least) };
        }
        let (shared, words) = shared(a, b, corpus);
        Overlap { is_equal, shared, words, of }
    }

    fn union_ratio(&self) -> f32 {
        self.shared / (self.of.0 + self.of.1 - self.shared).max(f32::EPSILON)
    }

    fn part_ratio(&self) -> f32 {
        self.shared / self.of.0.min(self.of.1).max(f32::EPSILON)
    }
}

fn is_respelt(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 8
        && a.len().abs_diff(b.len()) <= 4
        && a.as_bytes()[0] == b.as_bytes()[0]
        && strsim::jaro_winkler(a, b) >= ALIKE_NAME
}

/// Bits and number of the words in both names, and of those that are alike.
fn shared(a: &NameView, b: &NameView, corpus: &Corpus) -> (f32, usize) {
    let (mut shared, mut words) = (0.0, 0);
    let mut rest_b: Vec<_> = b.tokens.clone();
    let mut rest_a = Vec::new();
    for (token, bits) in &a.tokens {
        match rest_b.iter().position(|(other, _)| other == token) {
            Some(at) => {
                shared += bits.min(rest_b.remove(at).1);
                words += 1;
            }
            None => rest_a.push((*token, *bits)),
        }
    }
    for (token, bits) in rest_a {
        let text = corpus.text(token);
        let alike = rest_b.iter().enumerate().find_map(|(at, (other, other_bits))| {
            Some((at, alike_bits(text, corpus.text(*other), bits.min(*other_bits))?))
        });
        if let Some((at, bits)) = alike {
            rest_b.remove(at);
            shared += bits;
            words += 1;
        }
    }
    (shared, words)
}

/// What it says that two words are alike, of `bits` that the same word would say.
fn alike_bits(a: &str, b: &str, bits: f32) -> Option<f32> {
    if a.len().min(b.len()) >= 5 && strsim::jaro_winkler(a, b) >= ALIKE_WORD {
        Some(OF_ALIKE_WORD * bits)
    } else if is_abbreviation(a, b) || is_abbreviation(b, a) {
        Some(bits.min(BITS_OF_ABBREVIATION))
    } else {
        None
    }
}

fn area(a: &Features, b: &Features) -> AreaAgreement {
    if a.state != b.state {
        return AreaAgreement::Apart;
    }
    let miles = a.coordinate.miles_to(b.coordinate);
    let near = if a.is_precise && b.is_precise { NEAR_MILES_OF_STREETS } else { NEAR_MILES };
    if a.zip.is_some() && a.zip == b.zip {
        AreaAgreement::Zip
    } else if a.city == b.city && (miles <= APART_MILES || !(a.is_precise && b.is_precise)) {
        AreaAgreement::City
    } else if miles <= near {
        AreaAgreement::Near
    } else {
        AreaAgreement::Apart
    }
}

fn phones(a: &Features, b: &Features, corpus: &Corpus) -> PhoneAgreement {
    if a.phones.is_empty() || b.phones.is_empty() {
        return PhoneAgreement::Unknown;
    }
    if let Some(phone) = a.phone.filter(|phone| b.phone == Some(*phone)) {
        return PhoneAgreement::Main(corpus.places_of_phone(phone));
    }
    let common = a.phones.iter().filter(|phone| b.phones.contains(phone));
    match common.map(|phone| corpus.places_of_phone(*phone)).min() {
        Some(places) => PhoneAgreement::Intake(places),
        None => PhoneAgreement::Different,
    }
}

fn websites(a: &Features, b: &Features, corpus: &Corpus) -> Option<Result<usize, ()>> {
    let (a, b) = a.host.as_deref().zip(b.host.as_deref())?;
    Some(if a == b { Ok(corpus.places_of_host(a)) } else { Err(()) })
}
