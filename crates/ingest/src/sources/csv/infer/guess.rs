//! Guesses: which column is which field, which values are which attributes.

use directory::vocabulary::AttributeKind;
use directory::{AttributeId, Track, Vocabulary};

use super::columns::{Column, Shape};
use crate::sources::hsds::words::{Meaning, payment};
use crate::table::fold;

/// A field, the words of a header that speak for it, the better first, and what its values must look like.
type Rule = (&'static str, &'static [&'static str], Option<Shape>);

const RULES: [Rule; 18] = [
    ("zip", &["zip", "zipcode", "postalcode", "postal"], Some(Shape::Zip)),
    ("latitude", &["latitude", "lat", "y"], Some(Shape::Latitude)),
    ("longitude", &["longitude", "long", "lng", "lon", "x"], Some(Shape::Longitude)),
    ("npi", &["npi", "nationalprovideridentifier"], Some(Shape::Npi)),
    (
        "phone",
        &["phone", "telephone", "phonenumber", "mainphone", "tel", "contactnumber"],
        Some(Shape::Phone),
    ),
    ("intake_phone", &["intakephone", "admissionsphone", "intake", "admissions"], Some(Shape::Phone)),
    ("hotline", &["hotline", "crisisline", "crisis"], Some(Shape::Phone)),
    ("website", &["website", "web", "url", "homepage", "webaddress"], Some(Shape::Website)),
    ("address", &["address", "fulladdress", "location", "facilityaddress"], Some(Shape::Address)),
    ("state", &["state", "st", "statecode"], Some(Shape::State)),
    ("city", &["city", "town", "municipality", "locality"], None),
    ("street2", &["address2", "street2", "addressline2", "suite", "unit", "apt"], None),
    (
        "street",
        &["street", "address1", "street1", "addressline1", "streetaddress", "physicaladdress", "address"],
        None,
    ),
    (
        "id",
        &[
            "licensenumber",
            "licenceno",
            "licenseno",
            "licensenum",
            "license",
            "permitnumber",
            "facilityid",
            "providerid",
            "recordid",
            "id",
        ],
        None,
    ),
    (
        "name",
        &[
            "facilityname",
            "providername",
            "programname",
            "agencyname",
            "organizationname",
            "licenseename",
            "legalname",
            "businessname",
            "name1",
            "name",
            "facility",
            "provider",
            "agency",
            "organization",
            "program",
            "licensee",
        ],
        None,
    ),
    ("name2", &["dba", "doingbusinessas", "name2", "sitename", "clinicname", "programname"], None),
    ("as_of", &["asof", "asofdate", "lastupdated", "updated", "dateupdated", "verified"], None),
    ("hours", &["hours", "hoursofoperation", "openinghours"], None),
];

/// Headers that speak of how it can be reached other than at the place.
const ELSEWHERE: [&str; 6] = ["mailing", "fax", "email", "owner", "county", "contactname"];

/// What was guessed.
#[derive(Debug)]
pub(super) struct Guesses {
    /// The field of each column that is one.
    pub fields: Vec<(&'static str, usize)>,
    /// Which column tells the track, and that of each of its values; or the same for all.
    pub track: TrackGuess,
}

/// How the track is told.
#[derive(Debug)]
pub(super) enum TrackGuess {
    /// All rows.
    All(Track),
    /// By the values of a column.
    Column(usize, Vec<(String, Vec<Track>)>),
}

impl Guesses {
    /// What columns and the file's name tell.
    pub fn of(columns: &[Column], file: &str) -> Guesses {
        let mut fields: Vec<(&'static str, usize)> = Vec::new();
        for (field, words, shape) in RULES {
            let is_free = |at: &usize| fields.iter().all(|(_, taken)| taken != at);
            let likeness = |at: &usize| likeness(&columns[*at], words, shape);
            let best = (0..columns.len()).filter(is_free).filter_map(|at| Some((likeness(&at)?, at)));
            if let Some((_, at)) = best.min() {
                fields.push((field, at));
            }
        }
        Guesses { track: track(columns, file), fields }
    }

    /// The column of a field.
    pub fn column(&self, field: &str) -> Option<usize> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, at)| *at)
    }
}

/// How far a column is from being a field, the less the nearer; none when it can't be.
fn likeness(column: &Column, words: &[&str], shape: Option<Shape>) -> Option<usize> {
    let name = fold(&column.name);
    let is_elsewhere = ELSEWHERE.iter().any(|word| name.contains(word));
    if column.filled == 0 || is_elsewhere || column.looks(Shape::Email) {
        return None;
    }
    if let Some(shape) = shape.filter(|shape| !column.looks(*shape)) {
        // Columns of states and ZIP codes have blemishes; their names tell.
        return words
            .iter()
            .position(|word| name == *word)
            .filter(|_| matches!(shape, Shape::Zip | Shape::State));
    }
    if column.is_marked() {
        return None;
    }
    let exact = words.iter().position(|word| name == *word);
    let within = || words.iter().position(|word| word.len() > 3 && name.contains(word)).map(|at| at + 100);
    let by_shape =
        || shape.filter(|shape| matches!(shape, Shape::Website | Shape::Address | Shape::Npi)).map(|_| 1_000);
    exact.or_else(within).or_else(by_shape)
}

/// The track that a text speaks of.
fn tracks_of(text: &str) -> Vec<Track> {
    let text = format!(" {} ", text.to_lowercase());
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let substance = has(&[
        "substance",
        "alcohol",
        "drug",
        "addict",
        " sud",
        "chemical dep",
        "opioid",
        "detox",
        "narcotic",
    ]);
    let mental = has(&["mental", "psychiatr", "psycholog", " mh ", "behavioral health"]);
    let co_occurring = has(&["co-occurring", " dual ", "dual-diag"]);
    match (substance || co_occurring, mental || co_occurring) {
        (true, true) => Track::ALL.into(),
        (true, false) => vec![Track::SubstanceUse],
        (false, true) => vec![Track::MentalHealth],
        (false, false) => Vec::new(),
    }
}

fn track(columns: &[Column], file: &str) -> TrackGuess {
    let mut words = vec![file.replace(['-', '_', '.'], " ")];
    for (at, column) in columns.iter().enumerate() {
        words.push(column.name.clone());
        let Some((None, choices)) = column.choices().filter(|_| !column.is_marked()) else { continue };
        let values: Vec<_> = choices.into_iter().map(|(value, _)| (tracks_of(&value), value)).collect();
        let of = |track| values.iter().filter(|(tracks, _)| tracks.contains(&track)).count();
        let known = values.iter().filter(|(tracks, _)| !tracks.is_empty()).count();
        if of(Track::SubstanceUse) > 0 && of(Track::MentalHealth) > 0 && known * 2 >= values.len() {
            return TrackGuess::Column(
                at,
                values.into_iter().map(|(tracks, value)| (value, tracks)).collect(),
            );
        }
    }
    let spoken: Vec<Track> = words.iter().flat_map(|text| tracks_of(text)).collect();
    let mental = spoken.iter().filter(|track| **track == Track::MentalHealth).count();
    TrackGuess::All(if mental * 2 > spoken.len() { Track::MentalHealth } else { Track::SubstanceUse })
}

/// What people write for an attribute, whole and in small letters.
const SHORT: [(&str, &str); 22] = [
    ("iop", "intensive_outpatient"),
    ("op", "outpatient"),
    ("php", "partial_hospitalization"),
    ("otp", "opioid_treatment_program"),
    ("mat", "opioid_medication"),
    ("moud", "opioid_medication"),
    ("wm", "detox"),
    ("withdrawal management", "detox"),
    ("rtc", "residential"),
    ("sober living", "transitional_housing"),
    ("commercial", "private"),
    ("commercial insurance", "private"),
    ("insurance", "private"),
    ("tricare", "military"),
    ("cash", "self_pay"),
    ("sliding scale", "sliding_fee"),
    ("asl", "sign_language"),
    ("adolescent", "teen"),
    ("adolescents", "teen"),
    ("youth", "teen"),
    ("telehealth", "TELE"),
    ("co-occurring", "dual_diagnosis"),
];

/// What a value or the name of a column may mean: an attribute, and whether it says yes.
pub(super) fn meaning(text: &str) -> Option<(AttributeId, bool)> {
    let small = text.trim().to_lowercase();
    let denied = DENIALS.iter().find_map(|word| small.strip_prefix(word));
    match denied {
        Some(rest) => attribute(rest).map(|id| (id, false)),
        None => attribute(text).map(|id| (id, true)),
    }
}

/// Beginnings of values that say no.
const DENIALS: [&str; 7] =
    ["no ", "not ", "non-", "does not accept ", "does not offer ", "doesn't ", "without "];

fn attribute(text: &str) -> Option<AttributeId> {
    let vocabulary = Vocabulary::embedded();
    let small = text.trim().to_lowercase();
    let short = SHORT.iter().find(|(word, _)| *word == small).and_then(|(_, slug)| vocabulary.find(slug));
    let by_label = || {
        let mut known = vocabulary.attributes().iter();
        known.find(|known| known.label.to_lowercase() == small || known.slug == small.replace(' ', "_"))
    };
    let by_name = || Track::ALL.into_iter().find_map(|track| vocabulary.service(track, "", text));
    let by_phrase = || {
        let mut meaning = Meaning::default();
        meaning.add(text);
        meaning.states.first().map(|(_, id)| *id)
    };
    short
        .or_else(|| payment(text))
        .or_else(|| by_label().map(|known| known.id))
        .or_else(by_name)
        .or_else(by_phrase)
        .or_else(|| by_words(&small))
}

/// The attribute that shares most of its words with a text.
fn by_words(text: &str) -> Option<AttributeId> {
    let words_of = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let fillers = [
            "and",
            "or",
            "of",
            "the",
            "for",
            "to",
            "accepts",
            "accepted",
            "services",
            "service",
            "program",
            "treatment",
            "offers",
        ];
        let mut words: Vec<String> =
            words.filter(|word| word.len() > 2 && !fillers.contains(&word.as_str())).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let asked = words_of(text);
    if asked.is_empty() {
        return None;
    }
    let likeness = |name: &str| {
        let known = words_of(name);
        let shared = asked.iter().filter(|word| known.contains(word)).count();
        (shared * 100).checked_div(asked.len().max(known.len())).unwrap_or_default()
    };
    let all = Vocabulary::embedded().attributes().iter().map(|known| {
        // Of equals, what people ask for stands before single codes.
        let is_code = known.kind == AttributeKind::Code;
        (likeness(&known.label), !is_code, std::cmp::Reverse(known.id))
    });
    let (likeness, _, id) = all.max()?;
    (likeness >= 60).then_some(id.0)
}

/// Whether most of some values are service codes, and they so mean those.
pub(super) fn are_codes(values: &[(String, u64)]) -> bool {
    let known = values.iter().filter(|(value, _)| Vocabulary::embedded().code(value).is_some()).count();
    values.len() >= 3 && known * 10 >= values.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Option<&'static str> {
        meaning(text).map(|(id, _)| Vocabulary::embedded().attribute(id).slug.as_str())
    }

    #[test]
    fn a_value_that_says_no_is_told() {
        assert_eq!(meaning("No Medicaid").map(|(_, is_yes)| is_yes), Some(false));
        assert_eq!(meaning("Does not accept Medicaid").map(|(_, is_yes)| is_yes), Some(false));
        assert_eq!(meaning("Medicaid").map(|(_, is_yes)| is_yes), Some(true));
    }

    #[test]
    fn words_of_lists_are_understood() {
        for (text, expected) in [
            ("IOP", Some("intensive_outpatient")),
            ("Intensive Outpatient", Some("intensive_outpatient")),
            ("PHP", Some("partial_hospitalization")),
            ("Medicaid", Some("medicaid")),
            ("Accepts Medicaid", Some("medicaid")),
            ("Residential", Some("residential")),
            ("Sliding Scale", Some("sliding_fee")),
            ("Spanish", Some("spanish")),
            ("Travis County", None),
            ("", None),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn tracks_are_told_by_words() {
        assert_eq!(tracks_of("Substance Use Disorder"), [Track::SubstanceUse]);
        assert_eq!(tracks_of("Community Mental Health Center"), [Track::MentalHealth]);
        assert_eq!(tracks_of("Co-occurring"), Track::ALL);
        assert_eq!(tracks_of("Austin"), []);
    }
}
