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
    /// What the shared words of both names say, in bits.
    pub shared_bits: f32,
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

/// What a word counts that is an abbreviation or has a typo.
const OF_ALIKE_WORD: f32 = 0.8;

/// What the words of an organization's whole name say at least, in bits.
const BITS_OF_NAME: f32 = 4.0;

/// What a part of a name says at least for it to tell who it is, in bits.
const BITS_OF_PART: f32 = 7.0;

/// How far apart points are at most that may be one place in two ZIP codes and cities, in miles.
const NEAR_MILES: f64 = 8.0;

/// The same, where both points are of streets.
const NEAR_MILES_OF_STREETS: f64 = 2.0;

/// Farther apart, one ZIP code or city does not make one area, in miles.
const APART_MILES: f64 = 40.0;

impl Comparison {
    /// Compares two listings; `now` when both are of the same time, so that rows of one survey are different places
    /// when they give different addresses.
    pub(super) fn of(a: &Features, b: &Features, corpus: &Corpus, now: bool) -> Comparison {
        let (name, shared_bits) = names(a, b, corpus);
        let clinic = |x: &Features| x.name2.as_ref().map(|name| name.joined.clone());
        let (mine, theirs) = (clinic(a), clinic(b));
        Comparison {
            name,
            shared_bits,
            clinics_differ: name != NameAgreement::Full
                && mine.is_some()
                && theirs.is_some()
                && mine != theirs,
            street: a.street.compare(&b.street),
            unit: a.unit.compare(&b.unit),
            area: area(a, b),
            phone: phones(a, b, corpus),
            website: websites(a, b, corpus),
            miles: (a.is_precise && b.is_precise).then(|| a.coordinate.miles_to(b.coordinate)),
            npi: a.npi.zip(b.npi).map(|(a, b)| a == b),
            together: now && a.survey == b.survey,
        }
    }
}

fn names(a: &Features, b: &Features, corpus: &Corpus) -> (NameAgreement, f32) {
    let full = Overlap::of(&a.full, &b.full, corpus);
    let name2 = |x: &Features| x.name2.as_ref().map(|name| name.joined.clone());
    let is_equal = a.name1.joined == b.name1.joined && name2(a) == name2(b);
    if is_equal || full.union_ratio() >= 0.9 {
        return (NameAgreement::Full, full.shared);
    }
    let crossings = [
        Some((&a.name1, &b.name1)),
        b.name2.as_ref().map(|name2| (&a.name1, name2)),
        a.name2.as_ref().map(|name2| (name2, &b.name1)),
    ];
    let overlaps: Vec<Overlap> =
        crossings.into_iter().flatten().map(|(a, b)| Overlap::of(a, b, corpus)).collect();
    let is_organization = |overlap: &Overlap| {
        overlap.is_equal || (overlap.union_ratio() >= 0.8 && overlap.shared >= BITS_OF_NAME)
    };
    let most_of = |overlap: &Overlap| overlap.part_ratio() >= 0.7 && overlap.shared >= BITS_OF_PART;
    let agreement = if overlaps.iter().any(is_organization) {
        NameAgreement::Organization
    } else if overlaps.iter().any(most_of)
        || most_of(&full)
        || (full.union_ratio() >= 0.5 && full.shared >= BITS_OF_PART)
        || is_acronym(a, b)
        || is_acronym(b, a)
    {
        NameAgreement::Alike
    } else if full.shared >= BITS_OF_PART {
        NameAgreement::Part
    } else {
        NameAgreement::Other
    };
    (agreement, full.shared)
}

fn is_acronym(a: &Features, b: &Features) -> bool {
    a.acronyms.iter().any(|acronym| b.initials.contains(acronym))
}

/// The words that two names share.
#[derive(Debug, Clone, Copy)]
struct Overlap {
    is_equal: bool,
    /// In bits.
    shared: f32,
    /// Bits of the whole names.
    of: (f32, f32),
}

impl Overlap {
    fn of(a: &NameView, b: &NameView, corpus: &Corpus) -> Overlap {
        let of = (a.bits(), b.bits());
        let is_equal = a.joined == b.joined;
        let is_respelt = || {
            a.joined.len().min(b.joined.len()) >= 8
                && strsim::jaro_winkler(&a.joined, &b.joined) >= ALIKE_NAME
        };
        if is_equal || is_respelt() {
            return Overlap { is_equal, shared: of.0.min(of.1), of: (of.0.min(of.1), of.0.min(of.1)) };
        }
        Overlap { is_equal, shared: shared_bits(a, b, corpus), of }
    }

    fn union_ratio(&self) -> f32 {
        self.shared / (self.of.0 + self.of.1 - self.shared).max(f32::EPSILON)
    }

    fn part_ratio(&self) -> f32 {
        self.shared / self.of.0.min(self.of.1).max(f32::EPSILON)
    }
}

/// Words in both names, then those that are alike.
fn shared_bits(a: &NameView, b: &NameView, corpus: &Corpus) -> f32 {
    let mut shared = 0.0;
    let mut rest_b: Vec<_> = b.tokens.clone();
    let mut rest_a = Vec::new();
    for (token, bits) in &a.tokens {
        match rest_b.iter().position(|(other, _)| other == token) {
            Some(at) => shared += bits.min(rest_b.swap_remove(at).1),
            None => rest_a.push((*token, *bits)),
        }
    }
    rest_b.sort_unstable_by_key(|(token, _)| *token);
    for (token, bits) in rest_a {
        let text = corpus.text(token);
        let alike = rest_b.iter().position(|(other, _)| is_alike(text, corpus.text(*other)));
        if let Some(at) = alike {
            shared += OF_ALIKE_WORD * bits.min(rest_b.remove(at).1);
        }
    }
    shared
}

fn is_alike(a: &str, b: &str) -> bool {
    is_abbreviation(a, b)
        || is_abbreviation(b, a)
        || (a.len().min(b.len()) >= 5 && strsim::jaro_winkler(a, b) >= ALIKE_WORD)
}

fn area(a: &Features, b: &Features) -> AreaAgreement {
    if a.state != b.state {
        return AreaAgreement::Apart;
    }
    let miles = a.coordinate.miles_to(b.coordinate);
    let near = if a.is_precise && b.is_precise { NEAR_MILES_OF_STREETS } else { NEAR_MILES };
    if a.zip.is_some() && a.zip == b.zip {
        AreaAgreement::Zip
    } else if a.city == b.city && miles <= APART_MILES {
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
