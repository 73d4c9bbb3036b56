//! Copying everything in one store to another one, on either engine.

use std::future::poll_fn;
use std::pin::Pin;

use directory::text::digest;
use futures_core::Stream;
use sqlx::{AssertSqlSafe, Row};

use crate::copy_error::CopyError;
use crate::error::Error;
use crate::pending::Boxed;
use crate::pool::{Session, either};
use crate::statement::{SqlValue, execute, value};
use crate::tables::{Table, tables};
use crate::{Store, bulk};

/// What a table contains. Two tables with the same rows, in whatever order and on whichever engine, have the same sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSums {
    /// The name of the table.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// The sum of the checksums of its rows.
    pub checksum: u64,
}

const READING: &str = "reading the rows to be copied";
const WRITING: &str = "writing the rows that are copied";

/// A statement with about this many bytes is sent even if it could take more rows.
const FULL_BYTES: usize = 4 << 20;

impl Store {
    /// Replaces everything in the store `to` with what is in this one, in one transaction. It then reads all rows of `to`
    /// and compares them with what was written. Open `to` again afterwards: its identity is now that of this store.
    ///
    /// # Errors
    /// When `to` has data and `replace` is not set, or a store can't be read or written, or the copy differs. Then `to`
    /// stays as it was.
    pub fn copy_to<'a>(
        &'a self,
        to: &'a Store,
        replace: bool,
    ) -> Boxed<'a, Result<Vec<TableSums>, CopyError>> {
        Box::pin(async move {
            let mut source = self.pool.read(READING).await?;
            let mut target = to.pool.write(WRITING).await?;
            if !replace && has_data(&mut target).await? {
                return Err(CopyError::NotEmpty { place: to.url.to_string() });
            }
            let all = tables(&mut source).await?;
            if tables(&mut target).await? != all {
                return Err(CopyError::OtherTables { place: to.url.to_string() });
            }
            for table in all.iter().rev() {
                execute!(&mut target, WRITING, AssertSqlSafe(format!("DELETE FROM {}", table.name)))?;
            }
            let mut sums = Vec::new();
            for table in &all {
                let copied = copy_rows(&mut source, &mut target, table).await?;
                if sums_of(&mut target, table).await? != copied {
                    return Err(CopyError::Differs { table: table.name.clone(), place: to.url.to_string() });
                }
                sums.push(copied);
            }
            target.commit(WRITING).await?;
            to.pool.tidy().await;
            Ok(sums)
        })
    }
}

/// Whether anything was ever imported or published.
async fn has_data(session: &mut Session) -> Result<bool, Error> {
    let query = "SELECT (SELECT COUNT(*) FROM import) + (SELECT COUNT(*) FROM publication)";
    Ok(value!(session, READING, i64, query)?.is_some_and(|rows| rows > 0))
}

/// Evaluates an expression for each row of a table: `each_row!(session, table, |values| expression)`.
macro_rules! each_row {
    ($session:expr, $table:expr, |$values:ident| $body:expr) => {
        either!(Session, $session, |db| {
            let mut rows = sqlx::query(AssertSqlSafe($table.select())).fetch(&mut **db);
            while let Some(row) = next(&mut rows).await {
                let read = row.and_then(|row| $table.values(&row));
                let $values = read.map_err(|error| Error::database(READING, error))?;
                $body;
            }
        })
    };
}

async fn next<R: Row>(
    rows: &mut Pin<Box<dyn Stream<Item = Result<R, sqlx::Error>> + Send + '_>>,
) -> Option<Result<R, sqlx::Error>> {
    poll_fn(|context| rows.as_mut().poll_next(context)).await
}

async fn copy_rows(source: &mut Session, target: &mut Session, table: &Table) -> Result<TableSums, Error> {
    let mut sums = TableSums::new(table);
    let (mut batch, mut bytes) = (Vec::new(), 0);
    each_row!(source, table, |values| {
        sums.add(&values);
        bytes += values.iter().map(SqlValue::size).sum::<usize>();
        batch.push(values);
        if batch.len() == bulk::MAX_ROWS || bytes > FULL_BYTES {
            bytes = 0;
            bulk::insert(target, WRITING, &table.insert(), std::mem::take(&mut batch)).await?;
        }
    });
    bulk::insert(target, WRITING, &table.insert(), batch).await?;
    Ok(sums)
}

/// Reads a whole table.
pub(crate) async fn sums_of(session: &mut Session, table: &Table) -> Result<TableSums, Error> {
    let mut sums = TableSums::new(table);
    each_row!(session, table, |values| sums.add(&values));
    Ok(sums)
}

impl TableSums {
    fn new(table: &Table) -> TableSums {
        TableSums { table: table.name.clone(), rows: 0, checksum: 0 }
    }

    fn add(&mut self, row: &[SqlValue<'_>]) {
        let parts: Vec<Vec<u8>> = row.iter().map(SqlValue::canonical).collect();
        self.rows += 1;
        self.checksum = self.checksum.wrapping_add(digest(&parts));
    }
}

impl SqlValue<'_> {
    /// The value as bytes, the same on both engines. No two values have the same bytes.
    fn canonical(&self) -> Vec<u8> {
        match self {
            SqlValue::Text(text) => [b"t", text.as_bytes()].concat(),
            SqlValue::Bytes(bytes) => [b"b", bytes.as_ref()].concat(),
            SqlValue::Number(number) => [b"n", &number.to_le_bytes()[..]].concat(),
            SqlValue::NullText | SqlValue::NullNumber | SqlValue::NullBytes => Vec::new(),
        }
    }

    fn size(&self) -> usize {
        match self {
            SqlValue::Text(text) => text.len(),
            SqlValue::Bytes(bytes) => bytes.len(),
            _ => size_of::<i64>(),
        }
    }
}
