//! The listings of a source: all they ever said, and what they say now.

use std::collections::{HashMap, HashSet};

use directory::listing::Content;
use directory::{ListingId, Source};

use super::DOING;
use super::effect::{Effect, Version};
use crate::bulk;
use crate::changes::{Reversion, Reverted};
use crate::error::Error;
use crate::listings::{contents_by_id, parsed, unreadable};
use crate::pool::{Session, rows};
use crate::text;
use crate::write::name;

/// A listing.
pub(super) struct Told {
    pub id: ListingId,
    /// All its versions, oldest first.
    pub versions: Vec<Version>,
    /// The generation of what it says now.
    pub version: i64,
    pub is_gone: bool,
    pub retrieved_at: String,
    /// The version that asked last to keep its place secret.
    pub secret_version: Option<i64>,
}

/// Content only of a version of a listing that ever asked to keep its place secret.
type Row = (String, i64, String, i32, Option<String>, i64, i32, String, Option<i64>);

/// The listings of a source, ordered by id.
pub(super) async fn told(session: &mut Session, source: Source) -> Result<Vec<Told>, Error> {
    let query = "SELECT v.source_id, v.generation, v.track, CASE WHEN v.content IS NULL THEN 0 ELSE 1 END,
        CASE WHEN l.secret_version IS NOT NULL THEN v.content END,
        l.version, CASE WHEN l.gone_at IS NULL THEN 0 ELSE 1 END, l.retrieved_at, l.secret_version
        FROM listing_version AS v JOIN listing AS l ON l.source = v.source AND l.source_id = v.source_id
        WHERE v.source = $1 ORDER BY v.source_id, v.generation";
    let mut all: Vec<Told> = Vec::new();
    for (id, generation, track, has_content, content, version, is_gone, retrieved_at, secret_version) in
        rows!(session, DOING, Row, query, source.slug())?
    {
        let id = ListingId { source, id };
        let content = content.map(|content| parsed(&id, &content)).transpose()?;
        let this = Version {
            generation,
            track: text::track("a version of a listing", &track)?,
            has_content: has_content == 1,
            is_confidential: content.is_some_and(|content| content.location.is_withheld()),
        };
        match all.last_mut().filter(|last| last.id == id) {
            Some(last) => last.versions.push(this),
            None => {
                let versions = vec![this];
                all.push(Told { id, versions, version, is_gone: is_gone == 1, retrieved_at, secret_version });
            }
        }
    }
    Ok(all)
}

/// The listings that are already what they are to become. What was taken back before has a version of its own, which says
/// the same as an older one.
pub(super) async fn say_the_same<'a>(
    session: &mut Session,
    listings: impl Iterator<Item = (&'a Told, &'a Effect)>,
) -> Result<HashSet<ListingId>, Error> {
    let mut same = HashSet::new();
    let mut asked: Vec<(&ListingId, i64, i64)> = Vec::new();
    for (told, effect) in listings {
        match effect {
            Effect::Present { version, .. } if !told.is_gone => {
                asked.push((&told.id, *version, told.version))
            }
            Effect::Gone { version, .. } if told.is_gone => asked.push((&told.id, *version, told.version)),
            _ => {}
        }
    }
    asked.retain(|(id, then, now)| then != now || !same.insert((*id).clone()));
    let rows = asked.into_iter().map(|(id, then, now)| {
        let [source, source_id] = name(id);
        [source, source_id, then.into(), now.into()]
    });
    let head = "SELECT r.column1, r.column2 FROM (";
    let tail = ") AS r JOIN listing_version AS a
        ON a.source = r.column1 AND a.source_id = r.column2 AND a.generation = r.column3
        JOIN listing_version AS b
        ON b.source = r.column1 AND b.source_id = r.column2 AND b.generation = r.column4
        AND b.content = a.content";
    let found: Vec<(String, String)> = bulk::fetch(session, DOING, head, Box::new(rows), tail).await?;
    for (source, id) in found {
        same.insert(text::listing_id(&source, id)?);
    }
    Ok(same)
}

/// What becomes of listings, with what they say then.
pub(super) async fn reverted(
    session: &mut Session,
    listings: Vec<(ListingId, Effect)>,
) -> Result<Vec<Reverted>, Error> {
    let mut contents = contents(session, &listings).await?;
    let reverted = |(id, effect)| {
        let mut content = |version: i64| {
            let missing = || unreadable(&id, format!("its version {version} is missing"));
            contents.remove(&id).map(Box::new).ok_or_else(missing)
        };
        let time = |at: &str| text::time("a publication", at);
        let to = match effect {
            Effect::Absent => Reversion::Absent,
            Effect::Present { version, retrieved_at } => {
                Reversion::Present { content: content(version)?, version, retrieved_at: time(&retrieved_at)? }
            }
            Effect::Gone { version, gone_at, retrieved_at } => Reversion::Gone {
                content: content(version)?,
                version,
                gone_at: time(&gone_at)?,
                retrieved_at: time(&retrieved_at)?,
            },
        };
        Ok(Reverted { id, to })
    };
    listings.into_iter().map(reverted).collect()
}

/// What the versions in effect say.
async fn contents(
    session: &mut Session,
    listings: &[(ListingId, Effect)],
) -> Result<HashMap<ListingId, Content>, Error> {
    let rows = listings.iter().filter_map(|(id, effect)| {
        let (Effect::Present { version, .. } | Effect::Gone { version, .. }) = effect else { return None };
        let [source, source_id] = name(id);
        Some([source, source_id, (*version).into()])
    });
    let head = "SELECT v.source, v.source_id, v.content FROM (";
    let tail = ") AS r JOIN listing_version AS v
        ON v.source = r.column1 AND v.source_id = r.column2 AND v.generation = r.column3
        WHERE v.content IS NOT NULL";
    contents_by_id(bulk::fetch(session, DOING, head, Box::new(rows), tail).await?)
}
