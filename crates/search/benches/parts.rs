//! The parts of a search, without HTTP: `cargo bench -p search`. It first prints how often a search allocates memory.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering};

use criterion::{BenchmarkId, Criterion};
use directory::contact::{Address, Zip};
use directory::listing::{Content, Questionnaire};
use directory::{
    Area, AttributeSet, Coordinate, CoordinatePrecision, Facility, Level, Listing, ListingId, Location,
    MapPoint, Need, Payment, ProgramType, Source, State, Track, Vocabulary,
};
use jiff::Timestamp;
use search::{Builder, Document, IndexFolder, IndexIdentity, Query, Snapshot, Sort};
use uuid::Uuid;

/// Counts allocations, and passes them on to the system's allocator.
struct Counted;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the system's allocator does all the work; counting does not touch the memory.
unsafe impl GlobalAlloc for Counted {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counted = Counted;

const IDENTITY: IndexIdentity =
    IndexIdentity { store: Uuid::nil(), import: Uuid::nil(), generation: 1, documents: 1 };

/// The number of facilities. They are scattered around one city, and their codes follow a fixed pattern.
const FACILITIES: u64 = 50_000;

fn facility(number: u64) -> Facility {
    let vocabulary = Vocabulary::embedded();
    let mixed = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let track = if mixed.is_multiple_of(5) { Track::MentalHealth } else { Track::SubstanceUse };
    let edition = vocabulary.newest_edition(track);
    let asked = vocabulary.questionnaire(edition);
    let codes: AttributeSet =
        asked.iter().enumerate().filter(|(at, _)| mixed >> (at % 61) & 1 == 1).map(|(_, id)| id).collect();
    let degrees = |shift: u32| (mixed >> shift & 0xffff) as f64 / 65_536.0 * 8.0 - 4.0;
    let content = Content {
        codes: Some(codes),
        ..Content::new(
            track,
            Questionnaire::Edition(edition),
            format!("Example {}", ["Hope House", "New Dawn", "River Center"][number as usize % 3]),
            Location::new(
                Address {
                    street1: None,
                    street2: None,
                    city: "Austin".to_owned(),
                    state: State::from_code("TX").expect("a state"),
                    zip: Zip::parse("78701").ok(),
                },
                MapPoint {
                    coordinate: Coordinate::new(30.27 + degrees(8), -97.74 + degrees(32))
                        .expect("on the Earth"),
                    precision: CoordinatePrecision::Street,
                },
            ),
        )
    };
    let id = ListingId { source: Source::Findtreatment, id: number.to_string() };
    let listing = Listing { id, retrieved_at: Timestamp::UNIX_EPOCH, content };
    Facility::assemble(
        Uuid::from_u128(u128::from(number)),
        vec![(Uuid::from_u128(u128::from(number)), listing)],
        jiff::civil::date(2030, 1, 1),
    )
    .expect("a listing")
}

fn snapshot(folder: &std::path::Path) -> Snapshot {
    let indexes = IndexFolder::new(folder);
    let mut builder = Builder::create(&indexes, IDENTITY).expect("a folder that can be written");
    for number in 0..FACILITIES {
        let document = Document { facility: "{}".to_owned(), programs: vec![String::new()] };
        builder.add(&facility(number), &document).expect("a disk that is not full");
    }
    builder.finish().expect("a disk that is not full");
    indexes.open(IDENTITY).expect("the index that was written")
}

fn query(miles: f64, sort: Sort) -> Query {
    let center = Coordinate::new(30.27, -97.74).expect("on the Earth");
    let need = Need {
        programs: vec![ProgramType::Addiction],
        levels: vec![Level::IntensiveOutpatient],
        insurance: vec![Payment::Medicaid.into(), Payment::Private.into()],
        area: Area::Within { center, miles },
        ..Need::anything()
    };
    let facets = [
        ProgramType::ALL.iter().map(|p| p.id()).collect::<Vec<_>>(),
        Payment::ALL.iter().map(|p| p.id()).collect(),
    ];
    Query { sort, facets: facets.concat(), ..Query::for_need(need) }
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder for a bench");
    let snapshot = snapshot(folder.path());
    for (name, sort) in [("distance", Sort::Distance), ("best", Sort::Best)] {
        let query = query(25.0, sort);
        let before = ALLOCATIONS.load(Ordering::Relaxed);
        let answer = snapshot.search(&query).expect("an answer");
        let allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
        let (hits, found) = (answer.hits.len(), answer.totals.facilities);
        eprintln!("allocations of a search by {name}: {allocations}, for {hits} of {found} facilities");
    }
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("search");
    for miles in [5.0, 25.0, 100.0] {
        for (name, sort) in [("distance", Sort::Distance), ("best", Sort::Best)] {
            let query = query(miles, sort);
            group.bench_function(BenchmarkId::new(name, miles), |bencher| {
                bencher.iter(|| snapshot.search(black_box(&query)))
            });
        }
    }
    let mut insurers = query(25.0, Sort::Distance);
    let entries =
        ["aetna", "molina_medicaid", "medicaid_tx"].map(|slug| directory::Insurers::embedded().find(slug));
    insurers.need.insurance = entries.into_iter().flatten().flat_map(|entry| entry.coverages()).collect();
    group.bench_function("insurers", |bencher| bencher.iter(|| snapshot.search(black_box(&insurers))));
    let none = Query { facets: Vec::new(), ..query(25.0, Sort::Distance) };
    group.bench_function("without facets", |bencher| bencher.iter(|| snapshot.search(black_box(&none))));
    for (name, typed) in [
        ("name with typos", "rver centr"),
        ("abbreviated name", "exmpl river ctr"),
        ("joined and unfinished name", "ExampleHope hou"),
    ] {
        let named = Query { name: Some(typed.to_owned()), ..Query::for_need(Need::anything()) };
        group.bench_function(name, |bencher| bencher.iter(|| snapshot.search(black_box(&named))));
    }
    group.finish();
    criterion.bench_function("facts of a listing", |bencher| {
        let content = facility(7).programs[0].sources[0].listing.content.clone();
        bencher.iter(|| directory::derivation::claims_from(black_box(&content)));
    });
    for (name, typed) in [("a name", "bcbs of te"), ("a name with typos", "blue corss of texsa")] {
        let insurers = directory::Insurers::embedded();
        let texas = State::from_code("TX");
        criterion.bench_function(&format!("insurers for {name}"), |bencher| {
            bencher.iter(|| insurers.suggest(black_box(typed), texas, 10).len())
        });
    }
    criterion.final_summary();
}
