//! Backups: a backup is an SQLite file with all tables of a store, whichever engine the store is on, and one more table,
//! `backup_table`, with the sums of each table. A flipped bit anywhere in the rows is noticed before a backup is restored.

use std::fs::{self, File};
use std::path::Path;

use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{ConnectOptions, Connection};

use crate::Store;
use crate::copy::{TableSums, sums_of};
use crate::copy_error::CopyError;
use crate::error::Error;
use crate::pending::Boxed;
use crate::pool::{Pool, sqlite_options};
use crate::scratch::{Scratch, with_ending};
use crate::statement::{execute, rows, table_row};
use crate::tables::tables;
use crate::url::DatabaseUrl;

const DOING: &str = "writing a backup";

impl Store {
    /// Writes a backup of one state of the store to a new file, while others may read and write. The backup is then read
    /// again and checked. The file appears only when it is complete.
    ///
    /// # Errors
    /// When the store can't be read, the file can't be written, or it is not as it was written.
    pub fn back_up<'a>(&'a self, file: &'a Path) -> Boxed<'a, Result<Vec<TableSums>, CopyError>> {
        Box::pin(async move {
            let partial = Scratch::new(with_ending(file, ".partial"))?;
            let url = DatabaseUrl::sqlite(&partial.0);
            let target = Store::open_alone(&url).await?;
            let sums = self.copy_to(&target, false).await?;
            write_sums(&target, &sums).await?;
            target.close().await;
            into_single_file(&partial.0).await?;
            check(&partial.0).await?;
            let synced = File::open(&partial.0).and_then(|written| written.sync_all());
            synced.map_err(CopyError::file("writing", &partial.0))?;
            fs::rename(&partial.0, file).map_err(CopyError::file("writing", file))?;
            Ok(sums)
        })
    }
}

async fn write_sums(target: &Store, sums: &[TableSums]) -> Result<(), Error> {
    let mut session = target.pool.write(DOING).await?;
    let create = "CREATE TABLE backup_table
        (name TEXT NOT NULL PRIMARY KEY, row_count INTEGER NOT NULL, checksum INTEGER NOT NULL) STRICT";
    execute!(&mut session, DOING, create)?;
    for TableSums { table, rows, checksum } in sums {
        let insert = "INSERT INTO backup_table (name, row_count, checksum) VALUES ($1, $2, $3)";
        execute!(&mut session, DOING, insert, table, rows.cast_signed(), checksum.cast_signed())?;
    }
    session.commit(DOING).await
}

/// Makes a closed database a single file that can be read where nothing can be written.
async fn into_single_file(file: &Path) -> Result<(), Error> {
    let failed = |error| Error::database(DOING, error);
    let mut connection = sqlite_options(file).connect().await.map_err(failed)?;
    sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await.map_err(failed)?;
    connection.close().await.map_err(failed)
}

table_row! {
    struct SumsRow {
        name: String,
        row_count: i64,
        checksum: i64,
    }
}

/// Reads a whole backup, and fails unless every row is as it was written.
pub(crate) async fn check(file: &Path) -> Result<(), CopyError> {
    let failed = |error| Error::database("reading a backup", error);
    let options = sqlite_options(file).create_if_missing(false).read_only(true).immutable(true);
    let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await;
    let not_a_backup = |_| CopyError::NotABackup { path: file.to_owned() };
    let pool = Pool::Sqlite(pool.map_err(failed).map_err(not_a_backup)?);
    let checked = check_rows(&pool, file).await;
    pool.close().await;
    checked
}

async fn check_rows(pool: &Pool, file: &Path) -> Result<(), CopyError> {
    const DOING: &str = "reading a backup";
    let damaged = |what: String| CopyError::DamagedBackup { path: file.to_owned(), what };
    let mut session = pool.read(DOING).await?;
    let query = "SELECT name, row_count, checksum FROM backup_table ORDER BY name";
    let expected = rows!(&mut session, DOING, SumsRow, query);
    let expected = match expected {
        Err(Error::Disk { source, .. }) => return Err(damaged(source.to_string())),
        expected => expected.map_err(|_| CopyError::NotABackup { path: file.to_owned() })?,
    };
    let mut found = Vec::new();
    for table in tables(&mut session).await.map_err(|error| damaged(error.to_string()))? {
        let sums = sums_of(&mut session, &table).await;
        found.push(sums.map_err(|_| damaged(format!("its table {} can't be read", table.name)))?);
    }
    found.sort_by(|one, other| one.table.cmp(&other.table));
    let is_same = |(row, sums): (&SumsRow, &TableSums)| {
        row.name == sums.table
            && row.row_count == sums.rows.cast_signed()
            && row.checksum == sums.checksum.cast_signed()
    };
    if let Some((row, _)) = expected.iter().zip(&found).find(|pair| !is_same(*pair)) {
        return Err(damaged(format!("its table {} is not as it was written", row.name)));
    }
    if expected.len() != found.len() {
        return Err(damaged("it does not have the tables that were written".to_owned()));
    }
    drop(session);
    pool.file_damage().await?.map_or(Ok(()), |what| Err(damaged(what)))
}
