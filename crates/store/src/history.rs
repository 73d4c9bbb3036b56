//! What changed of a facility, by what made each generation.

use std::collections::{BTreeMap, HashMap};

use directory::history::{Change, changes};
use directory::listing::Content;
use directory::{Facility, Listing, ListingId, PlacedListing, Placement, Source};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::error::Error;
use crate::imports::ImportId;
use crate::listings::parsed;
use crate::meta;
use crate::pool::{Session, row, rows};
use crate::publication::PublicationKind;
use crate::{Generation, Store, bulk, text};

/// What one generation changed of a facility.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// The generation; 0 for what was there before generations were kept apart.
    pub generation: Generation,
    /// What made it.
    pub kind: HistoryKind,
    /// The import that was published, or undone.
    pub import: Option<ImportId>,
    /// The source of that import.
    pub source: Option<Source>,
    /// When it was published.
    pub at: Option<Timestamp>,
    /// What changed.
    pub changes: Vec<Change>,
}

/// What makes a generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryKind {
    /// An import.
    Import,
    /// The undoing of one.
    Undo,
    /// A person's decision about a pair of listings.
    Review,
    /// It was made before that was written down.
    Earlier,
}

impl HistoryKind {
    /// The name in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            HistoryKind::Import => "import",
            HistoryKind::Undo => "undo",
            HistoryKind::Review => "review",
            HistoryKind::Earlier => "earlier",
        }
    }
}

impl From<PublicationKind> for HistoryKind {
    fn from(kind: PublicationKind) -> HistoryKind {
        match kind {
            PublicationKind::Import => HistoryKind::Import,
            PublicationKind::Undo => HistoryKind::Undo,
            PublicationKind::Review => HistoryKind::Review,
        }
    }
}

const DOING: &str = "reading what changed of a facility";

/// What a generation did to a listing.
enum Event {
    Version(Option<Box<Content>>),
    Placement(Placement),
}

/// A listing at one moment.
#[derive(Default)]
struct State {
    placement: Option<Placement>,
    /// What it said last, and when that was retrieved.
    last: Option<(Box<Content>, Timestamp)>,
    is_gone: bool,
}

/// What happened in each generation.
type Events = BTreeMap<i64, Vec<(ListingId, Event)>>;

impl Store {
    /// What changed of the facility `id`, newest first; empty when there never was one. Of a place that is to be kept
    /// secret, nothing that leads to its door.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn history(&self, id: Uuid) -> Result<Vec<HistoryEntry>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let events = events(&mut session, id).await?;
        let causes = causes(&mut session, events.keys().copied()).await?;
        let today = meta::published_on(&mut session).await?;
        let mut entries = replay(id, events, &causes, today);
        if is_secret(&mut session, id).await? {
            entries.iter_mut().for_each(keep_secret);
        }
        entries.reverse();
        Ok(entries)
    }
}

/// What happened to the listings that ever were of a facility.
async fn events(session: &mut Session, facility: Uuid) -> Result<Events, Error> {
    let mut events = Events::new();
    let query = "SELECT source, source_id, generation, content FROM listing_version
        WHERE (source, source_id) IN (SELECT source, source_id FROM placement WHERE facility_id = $1)";
    type Version = (String, String, i64, Option<String>);
    for (source, id, generation, content) in
        rows!(&mut *session, DOING, Version, query, facility.to_string())?
    {
        let id = text::listing_id(&source, id)?;
        let content = content.map(|content| parsed(&id, &content).map(Box::new)).transpose()?;
        events.entry(generation).or_default().push((id, Event::Version(content)));
    }
    let query = "SELECT source, source_id, generation, facility_id, program_id FROM placement
        WHERE (source, source_id) IN (SELECT source, source_id FROM placement WHERE facility_id = $1)";
    type Place = (String, String, i64, String, String);
    for (source, id, generation, to, program) in
        rows!(&mut *session, DOING, Place, query, facility.to_string())?
    {
        let event = Event::Placement(text::placement(&to, &program)?);
        events.entry(generation).or_default().push((text::listing_id(&source, id)?, event));
    }
    // The order in which the store gives them must not matter.
    for happened in events.values_mut() {
        happened.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    Ok(events)
}

/// Whether a facility is to be kept secret, or one that any of its listings ever was of, or one that it became.
async fn is_secret(session: &mut Session, facility: Uuid) -> Result<bool, Error> {
    let query = "WITH RECURSIVE place (id) AS
        (SELECT facility_id FROM placement
         WHERE (source, source_id) IN (SELECT source, source_id FROM placement WHERE facility_id = $1)
         UNION SELECT id FROM facility WHERE id = $1
         UNION SELECT facility.merged_into FROM facility JOIN place ON place.id = facility.id
         WHERE facility.merged_into IS NOT NULL)
        SELECT 1 FROM listing WHERE secret_version IS NOT NULL AND facility_id IN (SELECT id FROM place) LIMIT 1";
    Ok(row!(session, DOING, (i32,), query, facility.to_string())?.is_some())
}

/// What made a generation.
struct Cause {
    kind: HistoryKind,
    import: Option<ImportId>,
    source: Option<Source>,
    retrieved_at: Timestamp,
    published_at: Timestamp,
}

async fn causes(
    session: &mut Session,
    generations: impl Iterator<Item = i64> + Send,
) -> Result<HashMap<i64, Cause>, Error> {
    type Row = (i64, String, Option<String>, Option<String>, String, String);
    let head = "SELECT p.generation, p.kind, p.import_id, i.source, p.retrieved_at, p.published_at FROM (";
    let tail = ") AS r JOIN publication AS p ON p.generation = r.column1
        LEFT JOIN import AS i ON i.id = p.import_id";
    let generations = Box::new(generations.map(|generation| [generation.into()]));
    let found: Vec<Row> = bulk::fetch(session, DOING, head, generations, tail).await?;
    let cause = |(generation, kind, import, source, retrieved_at, published_at): Row| {
        let what = "a publication";
        let unknown = || Error::unreadable(what, format!("{kind:?} is no kind of a publication"));
        let cause = Cause {
            kind: PublicationKind::from_slug(&kind).ok_or_else(unknown)?.into(),
            import: import.map(|id| text::id(what, &id).map(ImportId)).transpose()?,
            source: source.map(|slug| text::source(what, &slug)).transpose()?,
            retrieved_at: text::time(what, &retrieved_at)?,
            published_at: text::time(what, &published_at)?,
        };
        Ok((generation, cause))
    };
    found.into_iter().map(cause).collect()
}

/// Goes through what happened, oldest first, and tells what it changed. What was believed is decided for the day each
/// generation was published; for `today` where that was not written down.
fn replay(facility: Uuid, events: Events, causes: &HashMap<i64, Cause>, today: Date) -> Vec<HistoryEntry> {
    let mut states: BTreeMap<ListingId, State> = BTreeMap::new();
    let mut before: Option<Facility> = None;
    let mut entries = Vec::new();
    for (generation, happened) in events {
        let cause = causes.get(&generation);
        let retrieved_at = cause.map_or(Timestamp::UNIX_EPOCH, |cause| cause.retrieved_at);
        let mut told = Vec::new();
        for (id, event) in happened {
            let state = states.entry(id).or_default();
            match event {
                Event::Version(Some(content)) => {
                    (state.last, state.is_gone) = (Some((content, retrieved_at)), false);
                }
                Event::Version(None) => state.is_gone = true,
                Event::Placement(placement) => {
                    told.extend(crossing(facility, state.placement.replace(placement), placement));
                }
            }
        }
        let published_on = cause.map_or(today, |cause| text::day(cause.published_at));
        let after = Facility::assemble(facility, placed(facility, &states), published_on);
        told.extend(changes(before.as_ref(), after.as_ref()));
        before = after;
        if !told.is_empty() {
            entries.push(HistoryEntry {
                generation: Generation(generation),
                kind: cause.map_or(HistoryKind::Earlier, |cause| cause.kind),
                import: cause.and_then(|cause| cause.import),
                source: cause.and_then(|cause| cause.source),
                at: cause.map(|cause| cause.published_at),
                changes: told,
            });
        }
    }
    let was_ever_listed = |entry: &HistoryEntry| entry.changes.contains(&Change::Listed);
    if entries.iter().any(was_ever_listed) { entries } else { Vec::new() }
}

/// What it means to one facility that a listing is placed elsewhere.
fn crossing(facility: Uuid, from: Option<Placement>, to: Placement) -> Option<Change> {
    let from = from?.facility;
    match (from == facility, to.facility == facility) {
        (false, true) => Some(Change::Joined { from }),
        (true, false) => Some(Change::Parted { to: to.facility }),
        _ => None,
    }
}

fn placed(facility: Uuid, states: &BTreeMap<ListingId, State>) -> Vec<PlacedListing> {
    let placed = states.iter().filter_map(|(id, state)| {
        let placement = state.placement.filter(|placement| placement.facility == facility)?;
        let (content, retrieved_at) = state.last.as_ref()?;
        let listing = Listing { id: id.clone(), retrieved_at: *retrieved_at, content: (**content).clone() };
        Some(PlacedListing { is_gone: state.is_gone, ..PlacedListing::from((placement.program, listing)) })
    });
    placed.collect()
}

/// Takes out what leads to the door, from before the place was to be kept secret as well.
fn keep_secret(entry: &mut HistoryEntry) {
    entry
        .changes
        .retain(|change| !matches!(change, Change::Field(difference) if difference.field.gives_away()));
}
