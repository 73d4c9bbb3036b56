//! Compares two listings field by field.

use super::corpus::{Corpus, Token};
use super::features::{Features, NameView};
use super::streets::StreetAgreement;
use super::units::UnitAgreement;
use super::words::is_abbreviation;

/// How the names of two listings compare, from no agreement to full agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameAgreement {
    /// They share nothing that identifies an organization.
    Other,
    /// They share a rare word, or enough common ones.
    Part,
    /// One name is most of the other or its acronym, or both belong to Veterans Affairs.
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
    /// City and ZIP code differ, but the points are close to each other.
    Near,
    /// They are in different areas.
    Apart,
}

/// How the telephones of two listings compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhoneAgreement {
    /// The main number is the same; it is answered at this many places.
    Main(usize),
    /// Another number is the same; it is answered at this many places.
    Intake(usize),
    /// No number is the same.
    Different,
    /// At least one listing gives no number.
    Unknown,
}

/// Two listings compared.
#[derive(Debug, Clone)]
pub(super) struct Comparison {
    pub name: NameAgreement,
    /// The weight of the words that both names share, in bits, and their count.
    pub shared: (f32, usize),
    /// Whether both name a clinic, and the clinics differ.
    pub clinics_differ: bool,
    pub street: StreetAgreement,
    pub unit: UnitAgreement,
    pub area: AreaAgreement,
    pub phone: PhoneAgreement,
    /// Whether the websites have the same host, and if so, how many places have it.
    pub website: Option<Result<usize, ()>>,
    /// Miles between two precise points.
    pub miles: Option<f64>,
    pub npi: Option<bool>,
    /// Whether both are present rows of the same edition of one survey.
    pub together: bool,
}

/// Words at least this similar (Jaro-Winkler) count as the same word with a typo.
const ALIKE_WORD: f64 = 0.92;

/// Names without spaces at least this similar (Jaro-Winkler) count as the same name with a typo.
const ALIKE_NAME: f64 = 0.95;

/// The share of its weight that a word with a typo keeps.
const SHARE_KEPT_WITH_TYPO: f32 = 0.8;

/// The most that a word counts, in bits, if it may only be an abbreviation of the other.
const MAX_ABBREVIATION_BITS: f32 = 3.0;

/// The least weight of shared words for two organizations' names to be the same, in bits.
const MIN_NAME_BITS: f32 = 4.0;

/// The least weight of shared words for a part of a name to identify the organization, in bits.
const MIN_PART_BITS: f32 = 7.0;

/// The least weight of shared words for two clinics' names to identify the organization, in bits.
const MIN_CLINIC_BITS: f32 = 9.0;

/// The largest distance between the points of listings with different ZIP codes and cities that may still describe the
/// same place, in miles.
const NEAR_MILES: f64 = 8.0;

/// The same distance if both points are precise.
const NEAR_MILES_IF_PRECISE: f64 = 2.0;

/// Precise points farther apart than this are in different areas even if the city's name is the same, in miles. A point
/// that only stands for a ZIP code does not count, because the ZIP code may be wrong.
const APART_MILES: f64 = 40.0;

impl Comparison {
    /// Compares two listings. If both are present at the same time (`both_present`), rows of one survey with different
    /// addresses are different places.
    pub(super) fn new(a: &Features, b: &Features, corpus: &Corpus, both_present: bool) -> Comparison {
        let (street, area, phone) = (a.street.compare(&b.street), area(a, b), phones(a, b, corpus));
        // Comparing names is expensive, and pointless if these are certainly two places and neither can have moved.
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
            together: both_present && a.survey == b.survey,
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
    // The clinic in one listing may be the organization in the other.
    let crossings =
        [b.name2.as_ref().map(|name2| (&a.name1, name2)), a.name2.as_ref().map(|name2| (name2, &b.name1))];
    let crossed: Vec<Overlap> =
        crossings.into_iter().flatten().map(|(a, b)| Overlap::between(a, b, corpus)).collect();
    let is_organization = |overlap: &Overlap| {
        overlap.is_equal || (overlap.union_ratio() >= 0.8 && overlap.shared >= MIN_NAME_BITS)
    };
    let most_of = |overlap: &Overlap| {
        let is_most = overlap.part_ratio() >= 0.7 && overlap.words >= 2;
        (is_most || overlap.part_ratio() >= 0.95) && overlap.shared >= MIN_PART_BITS
    };
    let clinics = a.name2.as_ref().zip(b.name2.as_ref()).map(|(a, b)| Overlap::between(a, b, corpus));
    let is_clinic = |overlap: &Overlap| overlap.union_ratio() >= 0.8 && overlap.shared >= MIN_CLINIC_BITS;
    let agreement = if is_organization(&name1) {
        NameAgreement::Organization
    } else if crossed.iter().any(|overlap| is_organization(overlap) || most_of(overlap))
        || most_of(&name1)
        || most_of(&full)
        || clinics.iter().any(is_clinic)
        || (full.union_ratio() >= 0.5 && full.shared >= MIN_PART_BITS && full.words >= 2)
        || is_acronym(a, b)
        || is_acronym(b, a)
        || (a.is_va && b.is_va)
    {
        NameAgreement::Alike
    } else if full.shared >= MIN_PART_BITS {
        NameAgreement::Part
    } else {
        NameAgreement::Other
    };
    (agreement, (full.shared, full.words))
}

/// Whether the numbers and single letters in both names are the same: "Building 1" is not "Building 2".
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
    /// How many words they share.
    words: usize,
    /// The weights of the whole names, in bits.
    whole: (f32, f32),
}

impl Overlap {
    fn between(a: &NameView, b: &NameView, corpus: &Corpus) -> Overlap {
        let whole = (a.bits(), b.bits());
        let is_equal = a.joined == b.joined;
        if is_equal || is_respelled(&a.joined, &b.joined) {
            let least = whole.0.min(whole.1);
            return Overlap { is_equal, shared: least, words: a.tokens.len(), whole: (least, least) };
        }
        let (shared, words) = shared(a, b, corpus);
        Overlap { is_equal, shared, words, whole }
    }

    fn union_ratio(&self) -> f32 {
        self.shared / (self.whole.0 + self.whole.1 - self.shared).max(f32::EPSILON)
    }

    fn part_ratio(&self) -> f32 {
        self.shared / self.whole.0.min(self.whole.1).max(f32::EPSILON)
    }
}

fn is_respelled(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 8
        && a.len().abs_diff(b.len()) <= 4
        && a.as_bytes()[0] == b.as_bytes()[0]
        && strsim::jaro_winkler(a, b) >= ALIKE_NAME
}

/// The weight in bits and the count of the words that are the same or similar in both names.
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
            let bits = bits.min(*other_bits);
            let is_cut = |cut: Option<Token>, short: Token, long: &str| {
                cut == Some(short) && is_beginning(corpus.text(short), long)
            };
            if is_cut(a.cut, token, corpus.text(*other)) || is_cut(b.cut, *other, text) {
                return Some((at, bits));
            }
            Some((at, alike_bits(text, corpus.text(*other), bits)?))
        });
        if let Some((at, bits)) = alike {
            rest_b.remove(at);
            shared += bits;
            words += 1;
        }
    }
    (shared, words)
}

/// Whether `short` is the beginning of `long`, long enough to be recognized.
fn is_beginning(short: &str, long: &str) -> bool {
    short.len() >= 3 && long.starts_with(short)
}

/// How much two similar words count if equal words would count `bits`; `None` if they are not similar.
fn alike_bits(a: &str, b: &str, bits: f32) -> Option<f32> {
    if a.len().min(b.len()) >= 5 && strsim::jaro_winkler(a, b) >= ALIKE_WORD {
        Some(SHARE_KEPT_WITH_TYPO * bits)
    } else if is_abbreviation(a, b) || is_abbreviation(b, a) {
        Some(bits.min(MAX_ABBREVIATION_BITS))
    } else {
        None
    }
}

fn area(a: &Features, b: &Features) -> AreaAgreement {
    if a.state != b.state {
        return AreaAgreement::Apart;
    }
    let miles = a.coordinate.miles_to(b.coordinate);
    let near = if a.is_precise && b.is_precise { NEAR_MILES_IF_PRECISE } else { NEAR_MILES };
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
        return PhoneAgreement::Main(corpus.places_of_phone(a.state, phone));
    }
    let common = a.phones.iter().filter(|phone| b.phones.contains(phone));
    match common.map(|phone| corpus.places_of_phone(a.state, *phone)).min() {
        Some(places) => PhoneAgreement::Intake(places),
        None => PhoneAgreement::Different,
    }
}

fn websites(a: &Features, b: &Features, corpus: &Corpus) -> Option<Result<usize, ()>> {
    let (mine, theirs) = a.host.as_deref().zip(b.host.as_deref())?;
    Some(if mine == theirs { Ok(corpus.places_of_host(a.state, mine)) } else { Err(()) })
}
