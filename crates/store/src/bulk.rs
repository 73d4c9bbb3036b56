//! One statement for many rows: `… VALUES ($1, $2), ($3, $4), … …`, split into as many statements as it takes.

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow};

use crate::error::Error;
use crate::pool::Session;
use crate::statement::{SqlValue, Statement};

/// The largest number of values that a statement takes on both engines (SQLite: 32,766; PostgreSQL: 65,535).
const MAX_VALUES: usize = 32_766;

/// With this many rows the fixed cost of a statement no longer matters.
pub(crate) const MAX_ROWS: usize = 500;

/// Rows to write, each made only when it is needed. Boxed, because the compiler can't prove that a future with the
/// iterator's own type, which has closures in it, is `Send`.
pub(crate) type BulkRows<'a, const N: usize> = Box<dyn Iterator<Item = [SqlValue<'a>; N]> + Send + 'a>;

/// How many rows a statement takes.
const fn max_rows(columns: usize) -> usize {
    if MAX_ROWS * columns <= MAX_VALUES { MAX_ROWS } else { MAX_VALUES / columns }
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
        statement(session, doing, head, N, &mut rows, tail).execute(session).await?;
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
    R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>,
{
    let mut rows = rows.peekable();
    let mut fetched = Vec::new();
    while rows.peek().is_some() {
        fetched
            .extend(statement(session, doing, head, N, &mut rows, tail).fetch(session).await?.read::<R>()?);
    }
    Ok(fetched)
}

/// Runs the statement `head VALUES rows` for rows whose number of columns is only known now.
pub(crate) async fn insert(
    session: &mut Session,
    doing: &'static str,
    head: &str,
    rows: Vec<Vec<SqlValue<'_>>>,
) -> Result<(), Error> {
    let columns = rows.first().map_or(1, Vec::len);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        statement(session, doing, head, columns, &mut rows, "").execute(session).await?;
    }
    Ok(())
}

/// The statement with the next rows, which have this many columns.
fn statement<'a, R: IntoIterator<Item = SqlValue<'a>>>(
    session: &Session,
    doing: &'static str,
    head: &str,
    columns: usize,
    rows: &mut dyn Iterator<Item = R>,
    tail: &str,
) -> Statement<'a> {
    let mut sql = format!("{head}VALUES ");
    let mut values = Vec::new();
    for row in rows.take(max_rows(columns)) {
        sql.push_str(if values.is_empty() { "(" } else { ", (" });
        for (column, value) in row.into_iter().enumerate() {
            sql.push_str(if column == 0 { "" } else { ", " });
            values.push(value);
            match session {
                // Not `$1`: SQLite looks up each such name among all earlier ones, which is slow.
                Session::Sqlite(_) => sql.push('?'),
                Session::Postgres(_) => sql.push_str(&format!("${}", values.len())),
            }
        }
        sql.push(')');
    }
    sql.push_str(tail);
    let is_full = values.len() == columns * max_rows(columns);
    let statement = Statement::new(doing, AssertSqlSafe(sql), values);
    // All statements but the last have the same text, so preparing it once pays off.
    if is_full { statement } else { statement.once() }
}
