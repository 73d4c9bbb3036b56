//! Guesses: which column is which field, which values are which attributes.

use directory::Track;

use super::columns::{Choices, Column, Shape};
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
            "licenseno",
            "licensenum",
            "license",
            "credentialnumber",
            "certificationnumber",
            "certificatenumber",
            "certification",
            "prunumber",
            "permitnumber",
            "facilityid",
            "facilitynumber",
            "facilityno",
            "sitenumber",
            "siteid",
            "programnumber",
            "programid",
            "providerid",
            "providernumber",
            "recordid",
            "number",
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
            "site",
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
    /// By what the cells of a column list: the values that speak of each track.
    Listed(usize, Vec<(Track, Vec<String>)>),
}

impl TrackGuess {
    /// The column that tells it, if one does.
    pub fn column(&self) -> Option<usize> {
        match self {
            TrackGuess::All(_) => None,
            TrackGuess::Column(at, _) | TrackGuess::Listed(at, _) => Some(*at),
        }
    }
}

impl Guesses {
    /// What columns and the file's name tell.
    pub fn of(columns: &[Column], file: &str) -> Guesses {
        let mut fields: Vec<(&'static str, usize)> = Vec::new();
        for (field, words, shape) in RULES {
            // An id tells rows apart, at least those of different places.
            let could_be = |at: &usize| field != "id" || columns[*at].could_be_id();
            let is_free = |at: &usize| fields.iter().all(|(_, taken)| taken != at) && could_be(at);
            let likeness = |at: &usize| likeness(&columns[*at], words, shape);
            let best = (0..columns.len()).filter(is_free).filter_map(|at| Some((likeness(&at)?, at)));
            // Of several that could be the id, the one that tells the most rows apart.
            let order = |(likeness, at): &(usize, usize)| {
                let same = if field == "id" { columns[*at].filled - columns[*at].different() } else { 0 };
                (same, *likeness, *at)
            };
            if let Some((_, at)) = best.min_by_key(order) {
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
        // Such columns have blemishes; their names tell, where half of the values bear them out.
        let is_blemished =
            matches!(shape, Shape::Zip | Shape::State | Shape::Phone) && column.half_looks(shape);
        return named(&column.name, words).filter(|_| is_blemished);
    }
    if column.is_marked() {
        return None;
    }
    let by_shape =
        || shape.filter(|shape| matches!(shape, Shape::Website | Shape::Address | Shape::Npi)).map(|_| 1_000);
    named(&column.name, words).or_else(by_shape)
}

/// How far the name of a column is from some words: it is one of them, or has one in it, a short one as a whole word.
fn named(name: &str, words: &[&str]) -> Option<usize> {
    let folded = fold(name).replace("licence", "license");
    let exact = words.iter().position(|word| folded == *word);
    let small = name.to_lowercase();
    let parts: Vec<&str> = small.split(|c: char| !c.is_alphanumeric()).collect();
    let is_within = |word: &&str| match word.len() {
        ..2 => false,
        2 | 3 => parts.contains(word),
        _ => folded.contains(*word),
    };
    exact.or_else(|| words.iter().position(is_within).map(|at| at + 100))
}

/// The track that a text speaks of.
pub(super) fn tracks_of(text: &str) -> Vec<Track> {
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
        let Some(choices) = column.choices().filter(|_| !column.is_marked()) else { continue };
        if choices.between.is_some() {
            match listed(&choices) {
                Some(tracks) => return TrackGuess::Listed(at, tracks),
                None => continue,
            }
        }
        let values: Vec<_> =
            choices.values.into_iter().map(|(value, _)| (tracks_of(&value), value)).collect();
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

/// The tracks that the values of lists speak of, where they speak of both, and one of each alone.
fn listed(choices: &Choices) -> Option<Vec<(Track, Vec<String>)>> {
    let of = |track| {
        let values = choices.values.iter().map(|(value, _)| value);
        values.filter(|value| tracks_of(value) == [track]).cloned().collect::<Vec<_>>()
    };
    let tracks: Vec<_> = Track::ALL.into_iter().map(|track| (track, of(track))).collect();
    tracks.iter().all(|(_, values)| !values.is_empty()).then_some(tracks)
}

/// Values of a column of states that mean that a row no longer holds.
const ENDED: [&str; 18] = [
    "closed",
    "expired",
    "revoked",
    "revocation",
    "suspended",
    "suspension",
    "surrendered",
    "inactive",
    "non-renewed",
    "not renewed",
    "denied",
    "withdrawn",
    "relocated",
    "terminated",
    "not operating",
    "cancelled",
    "canceled",
    "lapsed",
];

/// The values of a column that mean that a row no longer holds, where its name and others of its values say that it tells
/// this.
pub(super) fn ended(column: &Column) -> Option<(Vec<String>, Vec<String>)> {
    let choices = column.choices().filter(|choices| choices.between.is_none())?;
    let is_ended = |value: &String| {
        let small = value.to_lowercase();
        ENDED.iter().any(|word| small.contains(word))
    };
    let values = choices.values.into_iter().map(|(value, _)| value);
    let (ended, others): (Vec<String>, Vec<String>) = values.partition(is_ended);
    (!ended.is_empty() && !others.is_empty()).then_some((ended, others))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracks_are_told_by_words() {
        assert_eq!(tracks_of("Substance Use Disorder"), [Track::SubstanceUse]);
        assert_eq!(tracks_of("Community Mental Health Center"), [Track::MentalHealth]);
        assert_eq!(tracks_of("Co-occurring"), Track::ALL);
        assert_eq!(tracks_of("Austin"), []);
    }
}
