//! The index of the served generation, kept in the store for servers that did not build it.
//!
//! Copying an index is many times faster than building it (`docs/scaling.md`). What is copied is not trusted: like
//! every index, it is checked against its manifest when it is opened, and built again if it does not fit.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use uuid::Uuid;

use crate::Store;
use crate::error::Error;
use crate::pending::Pending;
use crate::pool::Pool;
use crate::staging::StagingToken;
use crate::statement::{execute, rows, table_row, value};
use crate::text;

/// How many bytes of a file a row has before they are deflated. A file's last part is shorter, and may be empty.
const PART_BYTES: u64 = 1 << 20;

const FETCHING: &str = "fetching the index from the store";

table_row! {
    struct PartName {
        file: String,
        part: i64,
    }
}

impl Store {
    /// Copies the index of a publication into `folder`. Returns false if the store has no such index.
    ///
    /// # Errors
    /// When the store can't be read, or `folder` can't be written.
    pub fn copy_index<'a>(&'a self, publication: Uuid, folder: &'a Path) -> Pending<'a, bool> {
        Box::pin(async move {
            let mut session = self.pool.read(FETCHING).await?;
            let names = "SELECT file, part FROM index_part WHERE publication_id = $1 ORDER BY file, part";
            let parts = rows!(&mut session, FETCHING, PartName, names, publication)?;
            for PartName { file, part } in &parts {
                let query = "SELECT content FROM index_part
                    WHERE publication_id = $1 AND file = $2 AND part = $3";
                let content = value!(&mut session, FETCHING, Vec<u8>, query, publication, file, *part)?;
                let path = folder.join(inner_path(file)?);
                append(&path, &content.unwrap_or_default())
                    .map_err(|source| Error::IndexFile { path, source })?;
            }
            Ok(!parts.is_empty())
        })
    }
}

/// The path of a file in the folder of an index. An error if it would lead out of the folder.
fn inner_path(file: &str) -> Result<&Path, Error> {
    let path = Path::new(file);
    match path.components().all(|component| matches!(component, Component::Normal(_))) {
        true => Ok(path),
        false => Err(Error::unreadable("the index", format!("{file:?} is not inside its folder"))),
    }
}

fn append(path: &Path, deflated: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(&text::inflated(deflated)?)
}

/// Writes the files in `folder` to the store, as the index of a publication.
pub(crate) async fn keep(
    pool: &Pool,
    token: StagingToken,
    publication: Uuid,
    folder: &Path,
) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::IndexFile { path, source }
    };
    for path in files(folder).map_err(failed(folder))? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
        let mut file = File::open(&path).map_err(failed(&path))?;
        for part in 0_i64.. {
            let bytes = next_part(&mut file).map_err(failed(&path))?;
            const DOING: &str = "keeping the index in the store";
            let mut session = token.begin(pool, DOING).await?;
            let insert =
                "INSERT INTO index_part (publication_id, file, part, content) VALUES ($1, $2, $3, $4)";
            execute!(&mut session, DOING, insert, publication, &name, part, text::deflated(&bytes))?;
            session.commit(DOING).await?;
            if (bytes.len() as u64) < PART_BYTES {
                break;
            }
        }
    }
    Ok(())
}

/// The files in a folder and in the folders below it.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() { &mut folders } else { &mut files }.push(entry.path());
        }
    }
    Ok(files)
}

fn next_part(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(PART_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_not_lead_out_of_the_folder() {
        assert!(inner_path("text/meta.json").is_ok());
        for name in ["../a", "text/../../a", "/etc/passwd"] {
            assert!(inner_path(name).is_err(), "{name}");
        }
    }
}
