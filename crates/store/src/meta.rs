//! The facts about a store as a whole: its identity and the generation it serves.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use directory::text::bytes_from_hex;

use crate::error::Error;
use crate::holder::Holder;
use crate::pool::Session;
use crate::statement::{execute, value};
use crate::text;

/// The number of a published state of the store. Each publication adds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Generation(pub i64);

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The generation that is served, and what published it.
///
/// The number alone is not enough: two servers may have built indexes with the same number for two imports, and only one of
/// these was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServedGeneration {
    /// Its number.
    pub generation: Generation,
    /// The id of the import that published it, or of the revision.
    pub published_by: Uuid,
}

/// What identifies a store: chosen when it is created, and never changed.
#[derive(Clone, PartialEq, Eq)]
pub struct StoreIdentity {
    /// Distinguishes this store from all others, so that an index of one is not used for another.
    pub store_id: Uuid,
    /// Random bytes for values that must be hard to guess, but the same in all processes that use this store.
    pub secret: [u8; 32],
}

impl fmt::Debug for StoreIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoreIdentity").field("store_id", &self.store_id).finish_non_exhaustive()
    }
}

const STORE_ID: &str = "store_id";
const SECRET: &str = "secret";
const GENERATION: &str = "generation";
const CHANGED_AT: &str = "changed_at";
const IMPORTER: &str = "importer";

/// The key of the token that [`StagingToken`](crate::staging::StagingToken) writes.
pub(crate) const STAGING: &str = "staging";

/// Gives a new store its identity.
pub(crate) async fn create_identity(session: &mut Session) -> Result<(), Error> {
    let secret: [u8; 32] = rand::random();
    let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    for (key, value) in [(STORE_ID, Uuid::now_v7().to_string()), (SECRET, secret)] {
        let insert = "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING";
        execute!(session, "giving the store its identity", insert, key, value)?;
    }
    Ok(())
}

pub(crate) async fn identity(session: &mut Session) -> Result<StoreIdentity, Error> {
    let missing = |what: &'static str| Error::unreadable(what, "it is missing");
    let store_id = get(session, STORE_ID).await?.ok_or_else(|| missing("the store's id"))?;
    let secret = get(session, SECRET).await?.ok_or_else(|| missing("the store's secret"))?;
    let secret = bytes_from_hex(&secret)
        .ok_or_else(|| Error::unreadable("the store's secret", "it is not 64 hexadecimal digits"))?;
    Ok(StoreIdentity { store_id: text::id("the store's id", &store_id)?, secret })
}

/// The query whose value [`parse_generation`] parses.
pub(crate) const GENERATION_QUERY: &str = "SELECT value FROM meta WHERE key = 'generation'";

pub(crate) fn parse_generation(value: Option<String>) -> Result<Option<Generation>, Error> {
    let number = |text: String| {
        let number = text.parse().map_err(|error| Error::unreadable("the store's generation", error));
        number.map(Generation)
    };
    value.map(number).transpose()
}

pub(crate) async fn generation(session: &mut Session) -> Result<Option<Generation>, Error> {
    parse_generation(get(session, GENERATION).await?)
}

/// Sets the generation to `next`, provided that it is still `previous`.
pub(crate) async fn advance(
    session: &mut Session,
    previous: Option<Generation>,
    next: Generation,
    now: Timestamp,
) -> Result<(), Error> {
    let previous = previous.map(|generation| generation.to_string()).unwrap_or_default();
    let advance = "INSERT INTO meta (key, value) VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE meta.value = $3";
    let changed =
        execute!(session, "publishing a generation", advance, GENERATION, next.to_string(), previous)?;
    if changed != 1 {
        return Err(Error::Overtaken);
    }
    set(session, CHANGED_AT, &text::time_text(now)).await
}

/// When the generation last changed.
pub(crate) async fn changed_at(session: &mut Session) -> Result<Option<Timestamp>, Error> {
    let value = get(session, CHANGED_AT).await?;
    text::optional_time("the time of the last publication", value.as_deref())
}

/// The day on which the generation that is served was published, in UTC. Claims are weighed as of this day rather than
/// today, so that all servers come to the same result for one generation.
pub(crate) async fn published_on(session: &mut Session) -> Result<Date, Error> {
    Ok(text::day(changed_at(session).await?.unwrap_or_default()))
}

/// Who holds the lock on imports, as written when it was taken.
pub(crate) async fn holder(session: &mut Session) -> Result<Option<Holder>, Error> {
    let value = get(session, IMPORTER).await?.filter(|text| !text.is_empty());
    let holder = |text: String| {
        serde_json::from_str(&text).map_err(|error| Error::unreadable("the running import", error))
    };
    value.map(holder).transpose()
}

pub(crate) async fn set_holder(session: &mut Session, holder: Option<&Holder>) -> Result<(), Error> {
    let text = holder.map(|holder| serde_json::to_string(holder).expect("a holder has only plain fields"));
    set(session, IMPORTER, &text.unwrap_or_default()).await
}

async fn get(session: &mut Session, key: &str) -> Result<Option<String>, Error> {
    let query = "SELECT value FROM meta WHERE key = $1";
    value!(session, "reading the facts about the store", String, query, key)
}

pub(crate) async fn set(session: &mut Session, key: &str, value: &str) -> Result<(), Error> {
    let upsert = "INSERT INTO meta (key, value) VALUES ($1, $2)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    execute!(session, "writing the facts about the store", upsert, key, value)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_parsed_from_hexadecimal_digits_and_never_shown() {
        let secret = bytes_from_hex(&"0f".repeat(32)).unwrap();
        assert_eq!(secret, [15; 32]);
        assert_eq!(bytes_from_hex(&"0f".repeat(31)), None);
        assert_eq!(bytes_from_hex(&"0f".repeat(33)), None);
        assert_eq!(bytes_from_hex(&"zz".repeat(32)), None);
        let shown = format!("{:?}", StoreIdentity { store_id: Uuid::nil(), secret });
        assert!(!shown.contains("15"), "{shown}");
    }
}
