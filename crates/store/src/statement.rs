//! Statements that run on either engine, and macros for writing them. Rows are read by the names of their columns.

use std::borrow::Cow;

use sqlx::database::HasStatementCache;
use sqlx::postgres::PgRow;
use sqlx::query::Query;
use sqlx::sqlite::SqliteRow;
use sqlx::{Database, Encode, FromRow, SqlSafeStr, SqlStr, Type};

use crate::error::Error;
use crate::pending::Pending;
use crate::pool::{Session, either};

/// A value in a statement.
pub(crate) enum SqlValue<'a> {
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
    Number(i64),
    NullText,
    NullNumber,
    NullBytes,
}

impl<'a> From<&'a str> for SqlValue<'a> {
    fn from(text: &'a str) -> Self {
        SqlValue::Text(text.into())
    }
}

impl<'a> From<&'a String> for SqlValue<'a> {
    fn from(text: &'a String) -> Self {
        SqlValue::Text(text.into())
    }
}

impl From<String> for SqlValue<'_> {
    fn from(text: String) -> Self {
        SqlValue::Text(text.into())
    }
}

impl<'a> From<Option<&'a str>> for SqlValue<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(SqlValue::NullText, Into::into)
    }
}

impl From<Option<String>> for SqlValue<'_> {
    fn from(text: Option<String>) -> Self {
        text.map_or(SqlValue::NullText, Into::into)
    }
}

impl<'a> From<&'a [u8]> for SqlValue<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        SqlValue::Bytes(bytes.into())
    }
}

impl From<Vec<u8>> for SqlValue<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        SqlValue::Bytes(bytes.into())
    }
}

impl From<Option<Vec<u8>>> for SqlValue<'_> {
    fn from(bytes: Option<Vec<u8>>) -> Self {
        bytes.map_or(SqlValue::NullBytes, Into::into)
    }
}

impl From<uuid::Uuid> for SqlValue<'_> {
    fn from(id: uuid::Uuid) -> Self {
        SqlValue::Text(id.to_string().into())
    }
}

impl From<i64> for SqlValue<'_> {
    fn from(number: i64) -> Self {
        SqlValue::Number(number)
    }
}

impl From<Option<i64>> for SqlValue<'_> {
    fn from(number: Option<i64>) -> Self {
        number.map_or(SqlValue::NullNumber, SqlValue::Number)
    }
}

/// A statement with its values.
pub(crate) struct Statement<'a> {
    /// What is done with it, for the error message.
    doing: &'static str,
    sql: SqlStr,
    values: Vec<SqlValue<'a>>,
    /// Whether the connection keeps it prepared for reuse.
    is_kept: bool,
}

impl<'a> Statement<'a> {
    pub(crate) fn new(doing: &'static str, sql: impl SqlSafeStr, values: Vec<SqlValue<'a>>) -> Self {
        Statement { doing, sql: sql.into_sql_str(), values, is_kept: true }
    }

    /// The same statement, which the connection does not keep prepared.
    pub(crate) fn once(self) -> Self {
        Statement { is_kept: false, ..self }
    }

    fn bind<DB: Database + HasStatementCache>(self) -> Query<'static, DB, DB::Arguments>
    where
        i64: for<'t> Encode<'t, DB> + Type<DB>,
        String: for<'t> Encode<'t, DB> + Type<DB>,
        Vec<u8>: for<'t> Encode<'t, DB> + Type<DB>,
        Option<i64>: for<'t> Encode<'t, DB> + Type<DB>,
        Option<String>: for<'t> Encode<'t, DB> + Type<DB>,
        Option<Vec<u8>>: for<'t> Encode<'t, DB> + Type<DB>,
    {
        let query = sqlx::query(self.sql).persistent(self.is_kept);
        self.values.into_iter().fold(query, |query, value| match value {
            SqlValue::Text(text) => query.bind(text.into_owned()),
            SqlValue::Bytes(bytes) => query.bind(bytes.into_owned()),
            SqlValue::Number(number) => query.bind(number),
            SqlValue::NullText => query.bind(None::<String>),
            SqlValue::NullNumber => query.bind(None::<i64>),
            SqlValue::NullBytes => query.bind(None::<Vec<u8>>),
        })
    }

    /// Runs the statement. Returns the number of rows it changed.
    pub(crate) fn execute(self, session: &'a mut Session) -> Pending<'a, u64> {
        Box::pin(async move {
            let doing = self.doing;
            let done = either!(Session, session, |db| {
                self.bind().execute(&mut **db).await.map(|done| done.rows_affected())
            });
            done.map_err(|error| Error::database(doing, error))
        })
    }

    /// Runs the query and returns all its rows.
    pub(crate) fn fetch(self, session: &'a mut Session) -> Pending<'a, Rows> {
        Box::pin(async move {
            let doing = self.doing;
            let fetched = match session {
                Session::Sqlite(db) => self.bind().fetch_all(&mut **db).await.map(EngineRows::Sqlite),
                Session::Postgres(db) => self.bind().fetch_all(&mut **db).await.map(EngineRows::Postgres),
            };
            fetched.map(|rows| Rows { doing, rows }).map_err(|error| Error::database(doing, error))
        })
    }
}

/// What a query returned.
pub(crate) struct Rows {
    /// What was done, for the error message.
    doing: &'static str,
    rows: EngineRows,
}

enum EngineRows {
    Sqlite(Vec<SqliteRow>),
    Postgres(Vec<PgRow>),
}

impl Rows {
    pub(crate) fn read<R>(self) -> Result<Vec<R>, Error>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>,
    {
        let read: Result<Vec<_>, _> = match self.rows {
            EngineRows::Sqlite(rows) => rows.iter().map(|row| R::from_row(row)).collect(),
            EngineRows::Postgres(rows) => rows.iter().map(|row| R::from_row(row)).collect(),
        };
        read.map_err(|error| Error::database(self.doing, error))
    }
}

/// Runs a statement: `execute!(session, "doing what", "SQL", values…)`. Returns the number of rows it changed.
macro_rules! execute {
    ($session:expr, $doing:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::statement::Statement::new($doing, $sql, vec![$($value.into()),*]).execute($session).await
    };
}

/// Runs a query: `rows!(session, "doing what", ImportRow, "SQL", values…)`. Returns all rows.
macro_rules! rows {
    ($session:expr, $doing:expr, $row:ty, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::statement::Statement::new($doing, $sql, vec![$($value.into()),*])
            .fetch($session)
            .await
            .and_then(|rows| rows.read::<$row>())
    };
}

/// Like `rows!`, but returns the first row, if there is one. All rows are fetched, so there should be only a few.
macro_rules! row {
    ($($arguments:tt)*) => {
        $crate::statement::rows!($($arguments)*).map(|rows| rows.into_iter().next())
    };
}

/// Runs a query for a single column: `values!(session, "doing what", String, "SQL", values…)`. Returns the value of each
/// row.
macro_rules! values {
    ($session:expr, $doing:expr, $type:ty, $($query:tt)*) => {
        $crate::statement::rows!($session, $doing, ($type,), $($query)*)
            .map(|rows| rows.into_iter().map(|(value,)| value).collect::<Vec<_>>())
    };
}

/// Like `values!`, but returns the value of the first row, if there is one.
macro_rules! value {
    ($($arguments:tt)*) => {
        $crate::statement::values!($($arguments)*).map(|values| values.into_iter().next())
    };
}

/// Declares a struct whose fields are read from the columns of the same names, on either engine.
///
/// sqlx's derive macro does the same, but it is not used because it makes sqlx compile both drivers twice.
macro_rules! table_row {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident {
            $($(#[$field_attribute:meta])* $field_visibility:vis $field:ident: $type:ty),* $(,)?
        }
    ) => {
        $(#[$attribute])*
        $visibility struct $name {
            $($(#[$field_attribute])* $field_visibility $field: $type),*
        }

        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            $($type: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>),*
        {
            fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
                Ok($name { $($field: row.try_get(stringify!($field))?),* })
            }
        }
    };
}

pub(crate) use {execute, row, rows, table_row, value, values};
