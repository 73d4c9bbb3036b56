//! Restoring a backup. It is checked completely, and brought up to date, before anything is replaced.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use sqlx::{ConnectOptions, Connection};

use crate::Store;
use crate::backup::check;
use crate::check::StoreDamage;
use crate::copy_error::CopyError;
use crate::error::Error;
use crate::in_use::Alone;
use crate::meta::Generation;
use crate::open::prepare_file;
use crate::pending::Boxed;
use crate::pool::sqlite_options;
use crate::scratch::{Scratch, files_of, remove, with_ending};
use crate::url::DatabaseUrl;

/// What was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The generation that is served now; `None` if the backup has none.
    pub generation: Option<Generation>,
    /// How many facilities are listed.
    pub facilities: u64,
    /// The damage that the store had when the backup was made.
    pub damage: StoreDamage,
}

impl Store {
    /// Replaces the store at `url` with a backup. Both can be on different engines.
    ///
    /// # Errors
    /// When the file is not a backup or is damaged, or when the store is in use, can't be written, or has data and
    /// `replace` is not set. Then the store stays as it was.
    pub fn restore<'a>(
        file: &'a Path,
        url: &'a DatabaseUrl,
        replace: bool,
    ) -> Boxed<'a, Result<Restored, CopyError>> {
        Box::pin(async move {
            match url.file() {
                Some(target) => restore_file(file, &prepare_file(target)?, replace).await,
                None => restore_to_server(file, url, replace).await,
            }
        })
    }
}

async fn restore_file(file: &Path, target: &Path, replace: bool) -> Result<Restored, CopyError> {
    let url = DatabaseUrl::sqlite(target);
    let _alone = Alone::with(&url).await?;
    if !replace && target.exists() {
        return Err(CopyError::NotEmpty { place: url.to_string() });
    }
    let scratch = Scratch::new(with_ending(target, ".restoring"))?;
    let (store, restored) = unpack(file, &scratch).await?;
    store.close().await;
    replace_file(&scratch.0, target)?;
    Ok(restored)
}

/// Puts a closed database in the place of another one.
fn replace_file(new: &Path, target: &Path) -> Result<(), CopyError> {
    // First the database, and then its log: a log without its database is ignored, but one with another database would
    // damage it.
    files_of(target).try_for_each(|file| remove(&file))?;
    fs::rename(new, target).map_err(CopyError::file("writing", target))?;
    let folder = target.parent().unwrap_or(Path::new("."));
    let synced = fs::File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(CopyError::file("writing", folder))
}

async fn restore_to_server(file: &Path, url: &DatabaseUrl, replace: bool) -> Result<Restored, CopyError> {
    let _alone = Alone::with(url).await?;
    let name = format!("iopfinder-{}.restoring", std::process::id());
    let scratch = Scratch::new(std::env::temp_dir().join(name))?;
    let (store, restored) = unpack(file, &scratch).await?;
    let target = Store::open_alone(url).await?;
    store.copy_to(&target, replace).await?;
    target.close().await;
    store.close().await;
    Ok(restored)
}

/// Opens a copy of the backup, once everything in it has been checked.
async fn unpack(file: &Path, scratch: &Scratch) -> Result<(Store, Restored), CopyError> {
    fs::copy(file, &scratch.0).map_err(CopyError::file("reading", file))?;
    check(&scratch.0).await.map_err(|error| error.about(file))?;
    drop_sums(&scratch.0).await?;
    let url = DatabaseUrl::sqlite(&scratch.0);
    let store = Store::open_alone(&url).await?;
    let mut facilities = 0;
    let count = &mut |_| {
        facilities += 1;
        ControlFlow::Continue(())
    };
    let generation = store.visit_facilities(count).await?;
    let damage = store.check().await?;
    Ok((store, Restored { generation, facilities, damage }))
}

async fn drop_sums(file: &Path) -> Result<(), Error> {
    let failed = |error| Error::database("unpacking a backup", error);
    let mut connection = sqlite_options(file).connect().await.map_err(failed)?;
    sqlx::query("DROP TABLE backup_table").execute(&mut connection).await.map_err(failed)?;
    connection.close().await.map_err(failed)
}
