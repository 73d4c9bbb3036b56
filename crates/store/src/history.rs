//! What changed of a facility, by what made each generation.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use directory::history::{Change, changes};
use directory::listing::Content;
use directory::{Facility, Listing, ListingId, Placed, Placement, Source};
use jiff::Timestamp;
use uuid::Uuid;

use crate::error::Error;
use crate::imports::ImportId;
use crate::listings::parsed;
use crate::pool::{Session, rows};
use crate::{Generation, Store, text};

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

impl Store {
    /// What changed of the facility `id`, newest first; empty when there never was one. Of a place that is to be kept
    /// secret, nothing that leads to its door.
    ///
    /// # Errors
    /// When the store can't be read.
    pub async fn history(&self, id: Uuid) -> Result<Vec<HistoryEntry>, Error> {
        let mut session = self.pool.read(DOING).await?;
        let listings = listings_ever(&mut session, id).await?;
        let mut events: BTreeMap<i64, Vec<(ListingId, Event)>> = BTreeMap::new();
        for listing in &listings {
            read_events(&mut session, listing, &mut events).await?;
        }
        let causes = causes(&mut session, events.keys().copied()).await?;
        let mut entries = replay(id, events, &causes);
        entries.reverse();
        Ok(entries)
    }
}

/// The listings that ever were of a facility.
async fn listings_ever(session: &mut Session, id: Uuid) -> Result<BTreeSet<ListingId>, Error> {
    let query = "SELECT DISTINCT source, source_id FROM placement WHERE facility_id = $1";
    let rows = rows!(session, DOING, (String, String), query, id.to_string())?;
    rows.into_iter().map(|(source, id)| text::listing_id(&source, id)).collect()
}

async fn read_events(
    session: &mut Session,
    id: &ListingId,
    events: &mut BTreeMap<i64, Vec<(ListingId, Event)>>,
) -> Result<(), Error> {
    let (source, source_id) = (id.source.slug(), &id.id);
    let query = "SELECT generation, content FROM listing_version WHERE source = $1 AND source_id = $2";
    for (generation, content) in rows!(&mut *session, DOING, (i64, Option<String>), query, source, source_id)?
    {
        let content = content.map(|content| parsed(id, &content).map(Box::new)).transpose()?;
        events.entry(generation).or_default().push((id.clone(), Event::Version(content)));
    }
    let query =
        "SELECT generation, facility_id, program_id FROM placement WHERE source = $1 AND source_id = $2";
    for (generation, facility, program) in
        rows!(&mut *session, DOING, (i64, String, String), query, source, source_id)?
    {
        let what = "a placement";
        let placement =
            Placement { facility: text::id(what, &facility)?, program: text::id(what, &program)? };
        events.entry(generation).or_default().push((id.clone(), Event::Placement(placement)));
    }
    Ok(())
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
    generations: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, Cause>, Error> {
    type Row = (String, Option<String>, Option<String>, String, String);
    let query = "SELECT p.kind, p.import_id, i.source, p.retrieved_at, p.published_at
        FROM publication AS p LEFT JOIN import AS i ON i.id = p.import_id WHERE p.generation = $1";
    let mut causes = HashMap::new();
    for generation in generations {
        let found = rows!(&mut *session, DOING, Row, query, generation)?;
        let Some((kind, import, source, retrieved_at, published_at)) = found.into_iter().next() else {
            continue;
        };
        let what = "a publication";
        let cause = Cause {
            kind: match kind.as_str() {
                "undo" => HistoryKind::Undo,
                "review" => HistoryKind::Review,
                _ => HistoryKind::Import,
            },
            import: import.map(|id| text::id(what, &id).map(ImportId)).transpose()?,
            source: source.map(|slug| text::source(what, &slug)).transpose()?,
            retrieved_at: text::time(what, &retrieved_at)?,
            published_at: text::time(what, &published_at)?,
        };
        causes.insert(generation, cause);
    }
    Ok(causes)
}

/// Goes through what happened, oldest first, and tells what it changed.
fn replay(
    facility: Uuid,
    events: BTreeMap<i64, Vec<(ListingId, Event)>>,
    causes: &HashMap<i64, Cause>,
) -> Vec<HistoryEntry> {
    let mut states: BTreeMap<ListingId, State> = BTreeMap::new();
    let mut before: Option<Facility> = None;
    let mut entries = Vec::new();
    let mut is_secret = false;
    for (generation, happened) in events {
        let cause = causes.get(&generation);
        let retrieved_at = cause.map_or(Timestamp::UNIX_EPOCH, |cause| cause.retrieved_at);
        let mut told = Vec::new();
        for (id, event) in happened {
            let state = states.entry(id).or_default();
            match event {
                Event::Version(Some(content)) => {
                    is_secret |= content.is_confidential;
                    (state.last, state.is_gone) = (Some((content, retrieved_at)), false);
                }
                Event::Version(None) => state.is_gone = true,
                Event::Placement(placement) => {
                    told.extend(crossing(facility, state.placement.replace(placement), placement));
                }
            }
        }
        let after = Facility::assemble(facility, placed(facility, &states));
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
    if is_secret {
        entries.iter_mut().for_each(keep_secret);
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

fn placed(facility: Uuid, states: &BTreeMap<ListingId, State>) -> Vec<Placed> {
    let placed = states.iter().filter_map(|(id, state)| {
        let placement = state.placement.filter(|placement| placement.facility == facility)?;
        let (content, retrieved_at) = state.last.as_ref()?;
        let listing = Listing { id: id.clone(), retrieved_at: *retrieved_at, content: (**content).clone() };
        Some(Placed { program: placement.program, listing, lent: None, is_gone: state.is_gone })
    });
    placed.collect()
}

/// Takes out what leads to the door, from before the place was to be kept secret as well.
fn keep_secret(entry: &mut HistoryEntry) {
    entry
        .changes
        .retain(|change| !matches!(change, Change::Field(difference) if difference.field.gives_away()));
}
