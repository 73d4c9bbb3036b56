//! How well the rules link listings: `pairs.csv` has made-up pairs of listings, each with what a careful person would
//! say about it.
//!
//! The labels are judgments about the pairs, not what the rules answer: some pairs are answered wrongly, and the
//! measured precision and recall include them. A change to the rules must not make either worse.
//!
//! The columns of a pair:
//! - `group` and `shows`: what kind of pair it is, and what it shows.
//! - `place`, `program`: `same` or `different`; `program` is empty where it does not matter.
//! - `miles`: how far apart the two points are. `~` before the number means that they are the points of ZIP codes rather
//!   than of streets. If the column is empty, they are also points of ZIP codes, and the distance follows from ZIP code
//!   and city.
//! - `sites`: at how many further addresses the first listing's organization answers the same telephones.
//! - `a_…` and `b_…`: the two listings.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use super::*;
use crate::contact::Address;
use crate::fact::AttributeSet;
use crate::geo::CoordinatePrecision;
use crate::listing::Role;
use crate::location::Location;
use crate::npi::Npi;
use crate::state::State;

use crate::vocabulary::Vocabulary;

const TABLE: &str = include_str!("pairs.csv");

/// Columns before those of the first listing.
const LABEL_COLUMNS: usize = 6;

/// Columns of a listing.
const LISTING_COLUMNS: usize = 14;

#[derive(Debug, Deserialize)]
struct Label {
    group: String,
    place: Verdict,
    program: Option<Verdict>,
    shows: String,
    miles: String,
    sites: Option<u32>,
}

#[derive(Debug, Deserialize)]
struct ListingColumns {
    name1: String,
    name2: Option<String>,
    street1: Option<String>,
    street2: Option<String>,
    city: String,
    state: State,
    zip: Option<Zip>,
    phone: String,
    intake: String,
    website: Option<String>,
    npi: String,
    track: String,
    source: Source,
    codes: String,
}

struct LabeledPair {
    label: Label,
    a: Listing,
    b: Listing,
}

impl ListingColumns {
    fn listing(self, id: &str) -> Listing {
        let track = if self.track == "SU" { SU } else { MH };
        let code = |code: &str| Vocabulary::embedded().code(code).expect("a code of the code book");
        let mut row = from(self.source, at(id, track, &self.name1, "", &self.phone));
        row.content.program_name = self.name2;
        row.content.location = Location::new(
            Address {
                street1: self.street1,
                street2: self.street2,
                city: self.city,
                state: self.state,
                zip: self.zip,
            },
            north(0.0, CoordinatePrecision::Zip),
        );
        row.content.intake_phones = Phone::parse(&self.intake).into_iter().collect();
        row.content.website = self.website;
        row.content.npi = Npi::parse(&self.npi).ok();
        row.content.codes = (!self.codes.is_empty())
            .then(|| self.codes.split_whitespace().map(code).collect::<AttributeSet>());
        if self.source == Source::Nppes {
            row.content.role = Role::Identity;
        }
        row
    }
}

/// The point that is this many miles north of a fixed one.
fn north(miles: f64, precision: CoordinatePrecision) -> MapPoint {
    const MILES_PER_DEGREE: f64 = 69.0;
    let coordinate = Coordinate::new(30.0 + miles / MILES_PER_DEGREE, -98.0).expect("on the Earth");
    MapPoint { coordinate, precision }
}

impl LabeledPair {
    fn parse(record: &csv::StringRecord) -> LabeledPair {
        let columns =
            |from: usize, len: usize| -> csv::StringRecord { record.iter().skip(from).take(len).collect() };
        let listing = |at: usize, id: &str| {
            let columns = columns(LABEL_COLUMNS + at * LISTING_COLUMNS, LISTING_COLUMNS);
            let columns: ListingColumns = columns.deserialize(None).expect("the columns of a listing");
            columns.listing(id)
        };
        let label: Label = columns(0, LABEL_COLUMNS).deserialize(None).expect("the columns of a label");
        let (mut a, mut b) = (listing(0, "a"), listing(1, "b"));
        let (one, other) = (a.content.location.address(), b.content.location.address());
        let (miles, precision) = match label.miles.strip_prefix('~') {
            Some(miles) => (miles.parse().expect("a number"), CoordinatePrecision::Zip),
            None if !label.miles.is_empty() => {
                (label.miles.parse().expect("a number"), CoordinatePrecision::Street)
            }
            None if one.zip == other.zip => (0.0, CoordinatePrecision::Zip),
            None if one.city == other.city => (4.0, CoordinatePrecision::Zip),
            None => (60.0, CoordinatePrecision::Zip),
        };
        a.content.location.set_point(north(0.0, precision));
        b.content.location.set_point(north(miles, precision));
        LabeledPair { label, a, b }
    }

    /// The first listing's organization at further addresses, each in another city.
    fn further_sites(&self) -> impl Iterator<Item = Listing> {
        (1..=self.label.sites.unwrap_or_default()).map(|number| {
            let mut site = self.a.clone();
            site.id.id = format!("site{number}");
            site.content.program_name = None;
            site.content.location.set_point(north(50.0 * f64::from(number), CoordinatePrecision::Zip));
            let address = address(&mut site.content);
            address.street1 = Some(format!("{} Railroad Street", 7000 + number));
            address.city = format!("Junction City {number}");
            address.zip = Zip::parse(&format!("9{number:04}")).ok();
            site
        })
    }

    /// What the rules say: whether it is one place, and one program.
    fn answer(&self) -> (Verdict, Verdict) {
        let rows: Vec<Listing> =
            [self.a.clone(), self.b.clone()].into_iter().chain(self.further_sites()).collect();
        let placed = place(&rows, &[]).placements;
        let verdict = |same: bool| if same { Verdict::Same } else { Verdict::Different };
        (verdict(placed[0].facility == placed[1].facility), verdict(placed[0].program == placed[1].program))
    }
}

/// How many answers are right.
#[derive(Debug, Default, Clone, Copy)]
struct Quality {
    /// Pairs rightly joined.
    joined: u32,
    /// Pairs rightly kept apart.
    apart: u32,
    /// Pairs joined that should not be.
    wrongly_joined: u32,
    /// Pairs kept apart that should be joined.
    missed: u32,
}

impl Quality {
    fn add(&mut self, label: Verdict, answer: Verdict) {
        let count = match (label, answer) {
            (Verdict::Same, Verdict::Same) => &mut self.joined,
            (Verdict::Different, Verdict::Different) => &mut self.apart,
            (Verdict::Different, Verdict::Same) => &mut self.wrongly_joined,
            (Verdict::Same, Verdict::Different) => &mut self.missed,
        };
        *count += 1;
    }

    /// The share of the joined pairs that belong together.
    fn precision(self) -> f64 {
        f64::from(self.joined) / f64::from(self.joined + self.wrongly_joined)
    }

    /// Of the pairs that belong together, the share that was joined.
    fn recall(self) -> f64 {
        f64::from(self.joined) / f64::from(self.joined + self.missed)
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Quality { joined, apart, wrongly_joined, missed } = self;
        write!(f, "precision {:.4}, recall {:.4} ", self.precision(), self.recall())?;
        write!(f, "({joined} joined, {apart} apart, {wrongly_joined} wrongly joined, {missed} missed)")
    }
}

fn pairs() -> Vec<LabeledPair> {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    reader.records().map(|record| LabeledPair::parse(&record.expect("a well-formed table"))).collect()
}

/// The precision and recall of all answers, and the text to show if either is too low: the figures for each group and
/// the pairs that are answered wrongly.
fn measure(answers: &[(&Label, Verdict, Verdict)]) -> (Quality, String) {
    let mut all = Quality::default();
    let mut groups: BTreeMap<&str, Quality> = BTreeMap::new();
    for (label, wanted, answer) in answers {
        all.add(*wanted, *answer);
        groups.entry(&label.group).or_default().add(*wanted, *answer);
    }
    let figures = groups.iter().map(|(group, quality)| format!("{group}: {quality}"));
    let wrong = answers.iter().filter(|(_, wanted, answer)| wanted != answer);
    let wrong =
        wrong.map(|(label, wanted, _)| format!("  should be {wanted:?}: {}: {}", label.group, label.shows));
    let lines: Vec<String> = std::iter::once(format!("all: {all}")).chain(figures).chain(wrong).collect();
    (all, lines.join("\n"))
}

#[test]
fn places_are_linked_as_well_as_they_were() {
    let pairs = pairs();
    assert!(pairs.len() >= 300, "{}", pairs.len());
    let answers: Vec<_> = pairs.iter().map(|pair| (&pair.label, pair.label.place, pair.answer().0)).collect();
    let (quality, report) = measure(&answers);
    assert!(quality.precision() >= 0.949 && quality.recall() >= 0.907, "{report}");
}

#[test]
fn programs_are_linked_as_well_as_they_were() {
    let pairs = pairs();
    let labeled = pairs.iter().filter_map(|pair| Some((&pair.label, pair.label.program?, pair.answer().1)));
    let (quality, report) = measure(&labeled.collect::<Vec<_>>());
    assert!(quality.precision() >= 0.684 && quality.recall() >= 1.0, "{report}");
}
