//! Sources whose listings a test makes up, and stores to import them into.
#![allow(dead_code)]

use std::ops::ControlFlow;

use directory::contact::Address;
use directory::listing::{Content, Questionnaire};
use directory::resolution::{Decision, DecisionSide, Verdict, fingerprint};
use directory::{
    Coordinate, CoordinatePrecision, Facility, Location, MapPoint, Phone, Source, State, Track, Vocabulary,
    Zip,
};
use ingest::import::{
    Accepted, BoxError, ImportError, ImportRequest, Indexing, Origin, Outcome, ReviseError, Revised,
    RevisionRequest, Silent, Stop, revise, run,
};
use ingest::{
    Document, FileError, ImportSource, ListingDraft, ParsedListing, ParsedSet, Report, RowCounts, Scope,
    SetBuilder, ZipPoints,
};
use jiff::Timestamp;
use jiff::civil::date;
use store::testing::PostgresServer;
use store::{DatabaseUrl, ImportId, Review, Store};
use uuid::Uuid;

/// An edition of a source, made up by a test.
#[derive(Debug, Clone)]
pub struct Made {
    pub source: Source,
    pub set: ParsedSet,
}

impl ImportSource for Made {
    fn source(&self) -> Source {
        self.source
    }

    fn read(
        &self,
        _: &mut dyn Iterator<Item = Document>,
        _: &dyn ZipPoints,
        set: &mut SetBuilder<'_>,
    ) -> Result<(), FileError> {
        set.set_scope(self.set.scope.clone());
        for ParsedListing { id_in_source, content, raw, .. } in self.set.listings.clone() {
            set.begin_row();
            set.add(ListingDraft::with_unique_id(id_in_source, *content), &raw);
        }
        // The other rows are lost: they are counted, but nothing comes of them.
        for _ in self.set.listings.len() as u64..self.set.rows.read {
            set.begin_row();
        }
        Ok(())
    }
}

/// A set of these listings.
pub fn made(source: Source, listings: Vec<(&str, Content)>) -> Made {
    let listing = |(id, content): (&str, Content)| ParsedListing {
        id_in_source: id.to_owned(),
        raw: format!("{{\"id\":\"{id}\"}}"),
        content: Box::new(content),
        repairs: Vec::new(),
    };
    let mut listings: Vec<ParsedListing> = listings.into_iter().map(listing).collect();
    listings.sort_by(|a, b| a.id_in_source.cmp(&b.id_in_source));
    let rows = RowCounts { read: listings.len() as u64, ..RowCounts::default() };
    Made { source, set: ParsedSet { listings, rows, ..ParsedSet::default() } }
}

impl Made {
    pub fn scope(mut self, scope: Scope) -> Made {
        self.set.scope = scope;
        self
    }
}

/// A name that is unlike the names of all other numbers.
fn word(number: u32) -> String {
    const WORDS: [&str; 12] = [
        "Alder",
        "Basalt",
        "Cobalt",
        "Dogwood",
        "Everglade",
        "Fjord",
        "Granite",
        "Heron",
        "Ivory",
        "Juniper",
        "Kestrel",
        "Lagoon",
    ];
    let at = number as usize;
    format!("{} {} Recovery", WORDS[at % 12], WORDS[(at / 12 + at * 5 + 7) % 12])
}

/// A program of a place. Places with different numbers have nothing in common.
pub fn place(number: u32, track: Track, codes: &str, year: i16) -> Content {
    let vocabulary = Vocabulary::embedded();
    let codes = codes.split_whitespace().map(|code| vocabulary.code(code).expect("a code")).collect();
    let latitude = 30.0 + f64::from(number) * 0.05;
    Content {
        codes: Some(codes),
        phone: Phone::parse(&format!("512-{:03}-{:04}", 200 + number, 1000 + number * 7)),
        as_of: Some(date(year, 6, 1)),
        ..Content::new(
            track,
            Questionnaire::Edition(vocabulary.newest_edition(track)),
            word(number),
            Location::new(
                Address {
                    street1: Some(format!(
                        "{} {} Street",
                        100 + number * 13,
                        word(number + 3).split(' ').next().unwrap()
                    )),
                    street2: None,
                    city: "Austin".to_owned(),
                    state: State::from_code("TX").expect("a state"),
                    zip: Zip::parse(&format!("78{:03}", 700 + number)).ok(),
                },
                MapPoint {
                    coordinate: Coordinate::new(latitude, -97.7).expect("on the Earth"),
                    precision: CoordinatePrecision::Street,
                },
            ),
        )
    }
}

/// A substance-use program of a place.
pub fn su(number: u32, codes: &str, year: i16) -> Content {
    place(number, Track::SubstanceUse, codes, year)
}

/// An index that stores the facilities it is given.
#[derive(Default)]
pub struct Index(pub Vec<Facility>);

impl Indexing for Index {
    fn begin(&mut self, _: Uuid, _: Uuid, _: i64) -> Result<(), BoxError> {
        self.0.clear();
        Ok(())
    }

    fn add(&mut self, facility: &Facility) -> Result<(), BoxError> {
        self.0.push(facility.clone());
        Ok(())
    }

    fn finish(&mut self) -> Result<(), BoxError> {
        Ok(())
    }
}

/// A store, and the index that is built from it.
pub struct Fixture {
    _folder: Option<tempfile::TempDir>,
    pub store: Store,
    pub index: Index,
}

impl Fixture {
    pub async fn new() -> Fixture {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&DatabaseUrl::sqlite(folder.path().join("a.db"))).await.unwrap();
        Fixture { _folder: Some(folder), store, index: Index::default() }
    }

    pub async fn at(address: &str) -> Fixture {
        let store = Store::open(&DatabaseUrl::parse(address).unwrap()).await.unwrap();
        Fixture { _folder: None, store, index: Index::default() }
    }

    pub async fn try_import(&mut self, made: &Made) -> Result<Outcome, ImportError> {
        self.run(made, false).await
    }

    pub async fn import(&mut self, made: &Made) -> Report {
        published(self.try_import(made).await.unwrap())
    }

    /// Runs an import that may remove any number of listings.
    pub async fn replace(&mut self, made: &Made) -> Report {
        published(self.run(made, true).await.unwrap())
    }

    async fn run(&mut self, made: &Made, accept_removals: bool) -> Result<Outcome, ImportError> {
        let accepted = Accepted { removals: accept_removals, changes: accept_removals };
        let origin = Origin::files(made.clone(), Vec::new());
        let request = ImportRequest { origin, accepted, stop: Stop::never() };
        run(&self.store, &request, &mut self.index, &mut Silent, Timestamp::now).await
    }

    pub async fn undo(&mut self, import: ImportId) -> Result<Revised, ReviseError> {
        revise(&self.store, RevisionRequest::Undo(import), &mut self.index, &mut Silent, Timestamp::now).await
    }

    /// Stores a decision about the listings with these ids.
    pub async fn decide(&mut self, a: &str, verdict: Verdict, b: &str) -> Revised {
        let known = self.store.known_listings().await.unwrap();
        let side = |id: &str| {
            let stored = known.iter().find(|stored| stored.id.to_string() == id).expect("a listing");
            DecisionSide { listing: stored.id.clone(), fingerprint: fingerprint(&stored.content) }
        };
        let decision = Decision { a: side(a), b: side(b), verdict };
        let request = RevisionRequest::Review(Review::Decide(decision));
        revise(&self.store, request, &mut self.index, &mut Silent, Timestamp::now).await.unwrap()
    }

    /// The facilities in the store, which must also be those in the index.
    pub async fn facilities(&self) -> Vec<Facility> {
        let mut facilities = Vec::new();
        let visit = &mut |facility| {
            facilities.push(facility);
            ControlFlow::Continue(())
        };
        self.store.visit_facilities(visit).await.unwrap();
        assert_eq!(facilities, self.index.0, "the index has what the store has");
        facilities
    }
}

fn published(outcome: Outcome) -> Report {
    match outcome {
        Outcome::Published { report, .. } => report,
        Outcome::Held { report } => panic!("held: {report}"),
    }
}

/// The content of facilities, without their ids and the times of retrieval.
pub fn said(facilities: Vec<Facility>) -> Vec<Facility> {
    let mut said: Vec<Facility> = facilities.into_iter().map(without_ids_and_times).collect();
    said.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.located_by.cmp(&b.located_by)));
    said
}

fn without_ids_and_times(mut facility: Facility) -> Facility {
    facility.id = Uuid::nil();
    for listing in &mut facility.identities {
        listing.retrieved_at = Timestamp::UNIX_EPOCH;
    }
    for program in &mut facility.programs {
        program.id = Uuid::nil();
        for source in &mut program.sources {
            source.listing.retrieved_at = Timestamp::UNIX_EPOCH;
        }
    }
    facility.programs.sort_by(|a, b| a.sources[0].listing.id.cmp(&b.sources[0].listing.id));
    facility
}

/// Runs a test twice: with a new store in SQLite and in PostgreSQL.
pub async fn on_both_engines<F: Future<Output = ()>>(test: impl Fn(Fixture) -> F) {
    test(Fixture::new().await).await;
    for server in PostgresServer::start_each() {
        test(Fixture::at(&server.new_database().await).await).await;
    }
}

/// The address of a listing that is not confidential, to be changed.
pub fn address(content: &mut Content) -> &mut Address {
    match &mut content.location {
        Location::Exact { address, .. } | Location::About { address, .. } => address,
        Location::Withheld(_) => panic!("the address is withheld"),
    }
}
