//! The history of a facility: what each generation changed.

use std::collections::{BTreeMap, HashMap};

use directory::history::{Change, changes};
use directory::listing::Content;
use directory::{Facility, Listing, ListingId, PlacedListing, Placement, Source, named_enum};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use crate::error::Error;
use crate::imports::ImportId;
use crate::listings::parse_content;
use crate::pending::Pending;
use crate::pool::Session;
use crate::publication::PublicationKind;
use crate::statement::{rows, table_row, value};
use crate::{Generation, Store, bulk, meta, text};

/// What one generation changed about a facility.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// The generation; 0 if it is unknown because versions were not kept yet.
    pub generation: Generation,
    /// What published it.
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

named_enum! {
    /// What published a generation.
    pub enum HistoryKind {
        /// An import.
        Import = "import",
        /// Undoing an import.
        Undo = "undo",
        /// A person's decision about two listings.
        Review = "review",
        /// Unknown: it is from before this was recorded.
        Earlier = "earlier",
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

const DOING: &str = "reading the history of a facility";

/// What a generation did to a listing.
enum ListingEvent {
    Version(Option<Box<Content>>),
    Placement(Placement),
}

/// A listing at one moment.
#[derive(Default)]
struct ListingState {
    placement: Option<Placement>,
    /// What it said last, and when that was retrieved.
    last: Option<(Box<Content>, Timestamp)>,
    is_gone: bool,
}

/// The events of each generation.
type EventsByGeneration = BTreeMap<i64, Vec<(ListingId, ListingEvent)>>;

impl Store {
    /// The history of the facility `id`, newest first; empty when the id was never given to a facility. For a secret
    /// place it leaves out everything that reveals where it is.
    ///
    /// # Errors
    /// When the store can't be read.
    pub fn history(&self, id: Uuid) -> Pending<'_, Vec<HistoryEntry>> {
        Box::pin(async move {
            let mut session = self.pool.read(DOING).await?;
            let served = meta::generation(&mut session).await?.map_or(0, |generation| generation.0);
            let events = events(&mut session, id, served).await?;
            let causes = causes(&mut session, events.keys().copied()).await?;
            let today = meta::published_on(&mut session).await?;
            let (mut entries, is_withheld) = replay(id, events, &causes, today);
            if is_withheld || is_secret(&mut session, id, served).await? {
                entries.iter_mut().for_each(keep_secret);
            }
            entries.reverse();
            Ok(entries)
        })
    }
}

table_row! {
    struct VersionRow {
        source: String,
        source_id: String,
        generation: i64,
        content: Option<String>,
        checksum: Option<i64>,
    }
}

table_row! {
    struct PlacementRow {
        source: String,
        source_id: String,
        generation: i64,
        facility_id: String,
        program_id: String,
    }
}

/// What happened to the listings that ever described a facility, up to the generation `served`.
async fn events(session: &mut Session, facility: Uuid, served: i64) -> Result<EventsByGeneration, Error> {
    let mut events = EventsByGeneration::new();
    let facility = facility.to_string();
    let query = "SELECT source, source_id, generation, content, checksum FROM listing_version
        WHERE generation <= $2 AND (source, source_id) IN
            (SELECT source, source_id FROM placement WHERE facility_id = $1 AND generation <= $2)";
    for row in rows!(&mut *session, DOING, VersionRow, query, &facility, served)? {
        let id = text::listing_id(&row.source, row.source_id)?;
        let content = row.content.map(|content| parse_content(&id, &content, row.checksum).map(Box::new));
        let content = match content.transpose() {
            Err(damaged @ Error::DamagedListing(_)) => {
                tracing::error!("{damaged}. Histories leave out what it said then");
                continue;
            }
            parsed => parsed?,
        };
        events.entry(row.generation).or_default().push((id, ListingEvent::Version(content)));
    }
    let query = "SELECT source, source_id, generation, facility_id, program_id FROM placement
        WHERE generation <= $2 AND (source, source_id) IN
            (SELECT source, source_id FROM placement WHERE facility_id = $1 AND generation <= $2)";
    for row in rows!(&mut *session, DOING, PlacementRow, query, &facility, served)? {
        let event = ListingEvent::Placement(text::placement(&row.facility_id, &row.program_id)?);
        let id = text::listing_id(&row.source, row.source_id)?;
        events.entry(row.generation).or_default().push((id, event));
    }
    // The order in which the store returns rows must not matter.
    for events in events.values_mut() {
        events.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    Ok(events)
}

/// Whether the facility is secret, or one of its listings ever described a secret facility, or any of these facilities
/// was merged into a secret one.
async fn is_secret(session: &mut Session, facility: Uuid, served: i64) -> Result<bool, Error> {
    let query = "WITH RECURSIVE place (id) AS
        (SELECT facility_id FROM placement
         WHERE generation <= $2 AND (source, source_id) IN
            (SELECT source, source_id FROM placement WHERE facility_id = $1 AND generation <= $2)
         UNION SELECT id FROM facility WHERE id = $1
         UNION SELECT facility.merged_into FROM facility JOIN place ON place.id = facility.id
         WHERE facility.merged_into IS NOT NULL)
        SELECT 1 FROM listing WHERE secret_version IS NOT NULL AND facility_id IN (SELECT id FROM place) LIMIT 1";
    Ok(value!(session, DOING, i32, query, facility.to_string(), served)?.is_some())
}

table_row! {
    struct PublicationRow {
        generation: i64,
        kind: String,
        import_id: Option<String>,
        source: Option<String>,
        retrieved_at: String,
        published_at: String,
    }
}

/// What published a generation.
struct GenerationCause {
    kind: HistoryKind,
    import: Option<ImportId>,
    source: Option<Source>,
    retrieved_at: Timestamp,
    published_at: Timestamp,
}

async fn causes(
    session: &mut Session,
    generations: impl Iterator<Item = i64> + Send,
) -> Result<HashMap<i64, GenerationCause>, Error> {
    let head = "WITH asked (generation) AS (";
    let tail = ") SELECT p.generation, p.kind, p.import_id, i.source, p.retrieved_at, p.published_at
        FROM asked JOIN publication AS p ON p.generation = asked.generation
        LEFT JOIN import AS i ON i.id = p.import_id";
    let generations = Box::new(generations.map(|generation| [generation.into()]));
    let rows: Vec<PublicationRow> = bulk::fetch(session, DOING, head, generations, tail).await?;
    rows.into_iter().map(|row| Ok((row.generation, row.parse()?))).collect()
}

impl PublicationRow {
    fn parse(self) -> Result<GenerationCause, Error> {
        const WHAT: &str = "a publication";
        let unknown = || Error::unreadable(WHAT, format!("{:?} is not a kind of publication", self.kind));
        Ok(GenerationCause {
            kind: PublicationKind::from_slug(&self.kind).ok_or_else(unknown)?.into(),
            import: self.import_id.map(|id| text::id(WHAT, &id).map(ImportId)).transpose()?,
            source: self.source.map(|slug| text::source(WHAT, &slug)).transpose()?,
            retrieved_at: text::time(WHAT, &self.retrieved_at)?,
            published_at: text::time(WHAT, &self.published_at)?,
        })
    }
}

/// Applies the events, oldest first, and collects what each generation changed about the facility. Claims are weighed
/// as of the day on which each generation was published, or as of `today` if that day is unknown.
///
/// Also says whether the last edition withholds the street, so that the history must not give it away.
fn replay(
    facility: Uuid,
    events: EventsByGeneration,
    causes: &HashMap<i64, GenerationCause>,
    today: Date,
) -> (Vec<HistoryEntry>, bool) {
    let mut states: BTreeMap<ListingId, ListingState> = BTreeMap::new();
    let mut before: Option<Facility> = None;
    let mut entries = Vec::new();
    let mut is_withheld = false;
    for (generation, events) in events {
        let cause = causes.get(&generation);
        let retrieved_at = cause.map_or(Timestamp::UNIX_EPOCH, |cause| cause.retrieved_at);
        let mut changed = Vec::new();
        for (id, event) in events {
            let state = states.entry(id).or_default();
            match event {
                ListingEvent::Version(Some(content)) => {
                    (state.last, state.is_gone) = (Some((content, retrieved_at)), false);
                }
                ListingEvent::Version(None) => state.is_gone = true,
                ListingEvent::Placement(placement) => {
                    changed.extend(move_of_listing(facility, state.placement.replace(placement), placement));
                }
            }
        }
        let published_on = cause.map_or(today, |cause| text::day(cause.published_at));
        let after = Facility::assemble(facility, placed(facility, &states), published_on);
        changed.extend(changes(before.as_ref(), after.as_ref()));
        if let Some(facility) = &after {
            is_withheld = facility.location.address().street1.is_none();
        }
        before = after;
        if !changed.is_empty() {
            entries.push(HistoryEntry {
                generation: Generation(generation),
                kind: cause.map_or(HistoryKind::Earlier, |cause| cause.kind),
                import: cause.and_then(|cause| cause.import),
                source: cause.and_then(|cause| cause.source),
                at: cause.map(|cause| cause.published_at),
                changes: changed,
            });
        }
    }
    let was_ever_listed = |entry: &HistoryEntry| entry.changes.contains(&Change::Listed);
    (if entries.iter().any(was_ever_listed) { entries } else { Vec::new() }, is_withheld)
}

/// The change to a facility when one listing is placed elsewhere; `None` unless the listing joins or leaves the facility.
fn move_of_listing(facility: Uuid, from: Option<Placement>, to: Placement) -> Option<Change> {
    let from = from?.facility;
    match (from == facility, to.facility == facility) {
        (false, true) => Some(Change::Joined { from }),
        (true, false) => Some(Change::Parted { to: to.facility }),
        _ => None,
    }
}

fn placed(facility: Uuid, states: &BTreeMap<ListingId, ListingState>) -> Vec<PlacedListing> {
    let placed = states.iter().filter_map(|(id, state)| {
        let placement = state.placement.filter(|placement| placement.facility == facility)?;
        let (content, retrieved_at) = state.last.as_ref()?;
        let listing = Listing { id: id.clone(), retrieved_at: *retrieved_at, content: (**content).clone() };
        Some(PlacedListing { is_gone: state.is_gone, ..PlacedListing::from((placement.program, listing)) })
    });
    placed.collect()
}

/// Removes what reveals where the place is, even from before it asked for secrecy.
fn keep_secret(entry: &mut HistoryEntry) {
    entry
        .changes
        .retain(|change| !matches!(change, Change::Field(difference) if difference.field.gives_away()));
}
