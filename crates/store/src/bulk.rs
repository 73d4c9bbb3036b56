//! One statement for many rows: `… VALUES ($1, $2), ($3, $4), … …`, in as many statements as it takes.

use std::borrow::Cow;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, QueryBuilder};

use crate::error::Error;
use crate::pool::{Session, either};

/// The most values a statement of either engine takes (SQLite 32,766, PostgreSQL 65,535).
const MOST_VALUES: usize = 32_766;

/// Enough rows for the cost of a statement not to matter.
const MOST_ROWS: usize = 500;

/// One value of a row.
pub(crate) enum Value<'a> {
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
    Number(i64),
    /// No text.
    Null,
    /// No number.
    NoNumber,
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

impl From<Vec<u8>> for Value<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Value::Bytes(bytes.into())
    }
}

impl From<uuid::Uuid> for Value<'_> {
    fn from(id: uuid::Uuid) -> Self {
        Value::Text(id.to_string().into())
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

/// Rows that are made while they are written. Boxed, because a future that holds the iterator's own type,
/// with its closures, is not known to be Send.
pub(crate) type Rows<'a, const N: usize> = Box<dyn Iterator<Item = [Value<'a>; N]> + Send + 'a>;

/// How many rows of `N` values a statement takes.
const fn most<const N: usize>() -> usize {
    if MOST_ROWS * N <= MOST_VALUES { MOST_ROWS } else { MOST_VALUES / N }
}

/// Adds `VALUES` with the next rows to the query `$query`, then `$tail`. Gives how many rows there were.
macro_rules! push_rows {
    ($query:expr, $rows:expr, $tail:expr) => {{
        let mut count = 0;
        $query.push_values($rows.by_ref().take(most::<N>()), |mut list, row| {
            count += 1;
            for value in row {
                match value {
                    Value::Text(text) => list.push_bind(text.into_owned()),
                    Value::Bytes(bytes) => list.push_bind(bytes.into_owned()),
                    Value::Number(number) => list.push_bind(number),
                    Value::Null => list.push_bind(None::<String>),
                    Value::NoNumber => list.push_bind(None::<i64>),
                };
            }
        });
        $query.push($tail);
        count
    }};
}

/// Runs `head VALUES rows tail`.
pub(crate) async fn execute<const N: usize>(
    session: &mut Session,
    doing: &'static str,
    head: &'static str,
    rows: Rows<'_, N>,
    tail: &'static str,
) -> Result<(), Error> {
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let done = either!(Session, &mut *session, |db| {
            let mut query = QueryBuilder::new(head);
            let count = push_rows!(query, rows, tail);
            // All statements but the last are the same text, which is worth preparing once.
            query.build().persistent(count == most::<N>()).execute(&mut **db).await.map(drop)
        });
        done.map_err(|error| Error::database(doing, error))?;
    }
    Ok(())
}

/// As [`execute`], for a query: gives all its rows.
pub(crate) async fn fetch<const N: usize, R>(
    session: &mut Session,
    doing: &'static str,
    head: &'static str,
    rows: Rows<'_, N>,
    tail: &'static str,
) -> Result<Vec<R>, Error>
where
    R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    let mut rows = rows.peekable();
    let mut found = Vec::new();
    while rows.peek().is_some() {
        let some = either!(Session, &mut *session, |db| {
            let mut query = QueryBuilder::new(head);
            let count = push_rows!(query, rows, tail);
            let query = query.build_query_as::<R>().persistent(count == most::<N>());
            query.fetch_all(&mut **db).await
        });
        found.extend(some.map_err(|error| Error::database(doing, error))?);
    }
    Ok(found)
}
