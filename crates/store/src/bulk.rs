//! One statement for many rows: `… VALUES ($1, $2), ($3, $4), … …`, split into as many statements as it takes.

use std::borrow::Cow;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, QueryBuilder};

use crate::error::Error;
use crate::pool::{Session, either};

/// The largest number of values that a statement takes on both engines (SQLite: 32,766; PostgreSQL: 65,535).
const MAX_VALUES: usize = 32_766;

/// With this many rows the fixed cost of a statement no longer matters.
const MAX_ROWS: usize = 500;

/// The value of one column of a row.
pub(crate) enum ColumnValue<'a> {
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
    Number(i64),
    NullText,
    NullNumber,
}

impl ColumnValue<'_> {
    pub(crate) fn optional_number(number: Option<i64>) -> Self {
        number.map_or(ColumnValue::NullNumber, ColumnValue::Number)
    }
}

impl<'a> From<&'a str> for ColumnValue<'a> {
    fn from(text: &'a str) -> Self {
        ColumnValue::Text(text.into())
    }
}

impl From<String> for ColumnValue<'_> {
    fn from(text: String) -> Self {
        ColumnValue::Text(text.into())
    }
}

impl<'a> From<Option<&'a str>> for ColumnValue<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(ColumnValue::NullText, Into::into)
    }
}

impl From<Option<String>> for ColumnValue<'_> {
    fn from(text: Option<String>) -> Self {
        text.map_or(ColumnValue::NullText, Into::into)
    }
}

impl From<Vec<u8>> for ColumnValue<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        ColumnValue::Bytes(bytes.into())
    }
}

impl From<uuid::Uuid> for ColumnValue<'_> {
    fn from(id: uuid::Uuid) -> Self {
        ColumnValue::Text(id.to_string().into())
    }
}

impl From<i64> for ColumnValue<'_> {
    fn from(number: i64) -> Self {
        ColumnValue::Number(number)
    }
}

/// Rows that are made while they are written. Boxed, because the compiler can't prove that a future with the iterator's own
/// type, which has closures in it, is `Send`.
pub(crate) type BulkRows<'a, const N: usize> = Box<dyn Iterator<Item = [ColumnValue<'a>; N]> + Send + 'a>;

/// How many rows of `N` values a statement takes.
const fn max_rows<const N: usize>() -> usize {
    if MAX_ROWS * N <= MAX_VALUES { MAX_ROWS } else { MAX_VALUES / N }
}

/// Adds `VALUES` with the next rows to the query `$query`, then `$tail`. Returns the number of rows.
macro_rules! push_rows {
    ($query:expr, $rows:expr, $tail:expr) => {{
        let mut count = 0;
        $query.push_values($rows.by_ref().take(max_rows::<N>()), |mut list, row| {
            count += 1;
            for value in row {
                match value {
                    ColumnValue::Text(text) => list.push_bind(text.into_owned()),
                    ColumnValue::Bytes(bytes) => list.push_bind(bytes.into_owned()),
                    ColumnValue::Number(number) => list.push_bind(number),
                    ColumnValue::NullText => list.push_bind(None::<String>),
                    ColumnValue::NullNumber => list.push_bind(None::<i64>),
                };
            }
        });
        $query.push($tail);
        count
    }};
}

/// Runs the statement `head VALUES rows tail`.
pub(crate) async fn execute<const N: usize>(
    session: &mut Session,
    doing: &'static str,
    head: &'static str,
    rows: BulkRows<'_, N>,
    tail: &'static str,
) -> Result<(), Error> {
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let done = either!(Session, &mut *session, |db| {
            let mut query = QueryBuilder::new(head);
            let count = push_rows!(query, rows, tail);
            // All statements but the last have the same text, so that preparing it once pays off.
            query.build().persistent(count == max_rows::<N>()).execute(&mut **db).await.map(drop)
        });
        done.map_err(|error| Error::database(doing, error))?;
    }
    Ok(())
}

/// Runs the query `head VALUES rows tail` and returns all its rows.
pub(crate) async fn fetch<const N: usize, R>(
    session: &mut Session,
    doing: &'static str,
    head: &'static str,
    rows: BulkRows<'_, N>,
    tail: &'static str,
) -> Result<Vec<R>, Error>
where
    R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    let mut rows = rows.peekable();
    let mut fetched = Vec::new();
    while rows.peek().is_some() {
        let some = either!(Session, &mut *session, |db| {
            let mut query = QueryBuilder::new(head);
            let count = push_rows!(query, rows, tail);
            let query = query.build_query_as::<R>().persistent(count == max_rows::<N>());
            query.fetch_all(&mut **db).await
        });
        fetched.extend(some.map_err(|error| Error::database(doing, error))?);
    }
    Ok(fetched)
}
