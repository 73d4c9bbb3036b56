//! A throwaway PostgreSQL server for tests, run from the installed binaries.

pub mod tls;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use directory::ListingId;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::listener::CHANNEL;
use crate::lock::lock_path;
use crate::statement::{execute, rows, table_row, value, values};
use crate::url::{DatabaseLocation, DatabaseUrl};
use crate::{Store, text};

/// A running server with a new data folder. It is stopped and its folder removed when it is dropped, and when this process
/// dies.
#[derive(Debug)]
pub struct PostgresServer {
    /// A shell that runs the server and stops it when the shell's standard input is closed: by us, or by the kernel when this
    /// process dies.
    supervisor: Child,
    folder: PathBuf,
    databases: AtomicU32,
    is_frozen: AtomicBool,
}

/// Arguments: the folder of PostgreSQL's binaries, the folder of the server, and more arguments for it. A server that was
/// killed is started again.
const SUPERVISOR: &str = r#"
set -e
binaries=$1 folder=$2
shift 2
"$binaries/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/log" 2>&1 </dev/null
while [ ! -e "$folder/stopping" ]; do
    "$binaries/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= "$@" >>"$folder/log" 2>&1 </dev/null \
        || sleep 0.1
done &
cat >/dev/null
touch "$folder/stopping"
while kill -0 $! 2>/dev/null; do
    kill -QUIT "$(head -n 1 "$folder/data/postmaster.pid")" 2>/dev/null || true
    sleep 0.02
done
rm -rf "$folder"
"#;

/// Settings of a server that need not survive a crash.
const FAST: [&str; 4] = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_size=4GB"];

/// How long a server may take to start; machines that run tests are busy.
const PATIENCE: Duration = Duration::from_secs(60);

impl PostgresServer {
    /// Starts a server of the newest version that is installed. When none is, writes a line to standard error and returns
    /// `None`.
    ///
    /// # Panics
    /// When it is installed and does not start. Also when it is not installed and the environment has the variable `CI`,
    /// since nothing may be skipped there.
    pub fn start() -> Option<PostgresServer> {
        let binaries = installed().into_iter().next()?;
        Some(PostgresServer::start_from(&binaries, &FAST, |_, _| Vec::new()))
    }

    /// Starts a server like [`PostgresServer::start`], but what was committed survives [`PostgresServer::crash`].
    ///
    /// # Panics
    /// Like [`PostgresServer::start`].
    pub fn start_durable() -> Option<PostgresServer> {
        let binaries = installed().into_iter().next()?;
        Some(PostgresServer::start_from(&binaries, &[], |_, _| Vec::new()))
    }

    /// Starts a server of each version that is installed, like [`PostgresServer::start`].
    ///
    /// # Panics
    /// Like [`PostgresServer::start`].
    pub fn start_each() -> Vec<PostgresServer> {
        let installed = installed();
        let start = |binaries: &PathBuf| PostgresServer::start_from(binaries, &FAST, |_, _| Vec::new());
        installed.iter().map(start).collect()
    }

    /// Starts a server from its binaries, with these settings. `prepare` is given the server's folder and owner, and
    /// returns more arguments.
    fn start_from(
        binaries: &Path,
        settings: &[&str],
        prepare: impl FnOnce(&Path, Option<(u32, u32)>) -> Vec<OsString>,
    ) -> PostgresServer {
        let owner = owner();
        let folder = folder(owner).expect("a folder for the server");
        let mut command = Command::new("sh");
        command.args(["-c", SUPERVISOR, "sh"]).arg(binaries).arg(&folder).current_dir(&folder);
        command.args(settings.iter().flat_map(|setting| ["-c", setting]));
        command.args(prepare(&folder, owner));
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
        if let Some((user, group)) = owner {
            command.uid(user).gid(group);
        }
        let supervisor = command.spawn().expect("a shell starts");
        let (databases, is_frozen) = (AtomicU32::new(0), AtomicBool::new(false));
        let mut server = PostgresServer { supervisor, folder, databases, is_frozen };
        let supervisor = &mut server.supervisor;
        let has_ended = || supervisor.try_wait().expect("the state of the shell").is_some();
        wait_until_ready(&server.folder, None, has_ended);
        server
    }

    /// Creates an empty database and returns its address.
    ///
    /// # Panics
    /// When the server fails.
    pub async fn new_database(&self) -> String {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let url = DatabaseUrl::parse(&self.address("postgres")).expect("an address");
        let DatabaseLocation::Postgres(options) = &url.0 else { unreachable!("the address is a server's") };
        let mut connection = options.connect().await.expect("a connection to the server");
        let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::query(create).execute(&mut connection).await.expect("a new database");
        connection.close().await.expect("the connection closes");
        self.address(&name)
    }

    /// Makes the server silent, as if its network cable was pulled: connections stay open, and nothing answers.
    ///
    /// # Panics
    /// When the server is not running.
    pub fn freeze(&self) {
        self.is_frozen.store(true, Ordering::Relaxed);
        self.signal("STOP");
    }

    /// Lets a frozen server go on.
    ///
    /// # Panics
    /// When the server is not running.
    pub fn thaw(&self) {
        self.signal("CONT");
        self.is_frozen.store(false, Ordering::Relaxed);
    }

    /// Sends a signal to the server's main process, and then to the processes that it started.
    fn signal(&self, name: &str) {
        let status = status(&self.folder);
        let main = status.lines().next().unwrap_or_default();
        // A process that it started may end meanwhile.
        let script = format!(
            "kill -{name} {main} && for one in $(cat /proc/{main}/task/{main}/children); do kill -{name} $one || true; done"
        );
        let sent = Command::new("sh").args(["-c", &script]).status();
        assert!(sent.is_ok_and(|status| status.success()), "the server can be signaled");
    }

    fn address(&self, database: &str) -> String {
        let socket = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://postgres@{socket}/{database}")
    }

    /// The socket on which the server listens.
    pub fn socket(&self) -> PathBuf {
        self.folder.join(".s.PGSQL.5432")
    }

    /// Kills the server, so that it can't write what it has not written yet, and waits until it has recovered.
    ///
    /// # Panics
    /// When it can't be killed or does not recover.
    pub fn crash(&self) {
        let id = status(&self.folder).lines().next().expect("a server that is running").to_owned();
        let killed = Command::new("kill").args(["-KILL", &id]).status();
        assert!(killed.is_ok_and(|status| status.success()), "the server can be killed");
        wait_until_ready(&self.folder, Some(&id), || false);
    }
}

/// The file in which a server writes its process ID (the first line) and its state (the last).
fn status(folder: &Path) -> String {
    fs::read_to_string(folder.join("data/postmaster.pid")).unwrap_or_default()
}

/// Waits until a server is ready whose process ID is not `killed`.
fn wait_until_ready(folder: &Path, killed: Option<&str>, mut has_ended: impl FnMut() -> bool) {
    let started = Instant::now();
    loop {
        let status = status(folder);
        let is_new = status.lines().next() != killed;
        if is_new && status.lines().last().is_some_and(|state| state.trim() == "ready") {
            return;
        }
        if has_ended() || started.elapsed() > PATIENCE {
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            panic!("PostgreSQL did not start; its log says:\n{log}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        if self.is_frozen.load(Ordering::Relaxed) {
            self.thaw();
        }
        drop(self.supervisor.stdin.take());
        let _ = self.supervisor.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folders with `initdb` and `postgres` of each version that is installed, the newest first. If there are none, says so.
fn installed() -> Vec<PathBuf> {
    let folders = binaries();
    if folders.is_empty() {
        missing("PostgreSQL (initdb and postgres)");
    }
    folders
}

/// Says that a part of a test was not run, because a program was not found. Fails if the environment has the variable `CI`.
fn missing(program: &str) {
    assert!(std::env::var_os("CI").is_none(), "{program} was not found, and CI is set");
    // Not `eprintln`, whose output the test harness hides.
    let line = format!("{program} was not found, so the part of the test that needs it was NOT run");
    let _ = writeln!(io::stderr(), "{line}");
}

fn binaries() -> Vec<PathBuf> {
    let mut packaged: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some((entry.ok()?.file_name().to_str()?.parse().ok()?, ())))
        .map(|(version, ())| (version, format!("/usr/lib/postgresql/{version}/bin").into()))
        .collect();
    packaged.sort_unstable_by(|a, b| b.cmp(a));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let folders =
        configured().into_iter().chain(packaged.into_iter().map(|(_, folder)| folder)).chain(on_path);
    let has_server = |folder: &PathBuf| ["initdb", "postgres"].iter().all(|name| folder.join(name).is_file());
    let mut found = Vec::new();
    for folder in folders.filter(has_server).filter_map(|folder| folder.canonicalize().ok()) {
        if !found.contains(&folder) {
            found.push(folder);
        }
    }
    found
}

/// The folder that PostgreSQL's own tool names.
fn configured() -> Option<PathBuf> {
    let output = Command::new("pg_config").arg("--bindir").output().ok()?;
    Some(PathBuf::from(String::from_utf8(output.stdout).ok()?.trim()))
}

/// If this process runs as root: the user and group for the server, which refuses to run as root.
fn owner() -> Option<(u32, u32)> {
    let we_are_root = fs::metadata("/proc/self").is_ok_and(|metadata| metadata.uid() == 0);
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let id_of = |name: &str| {
        let fields = users.lines().map(|line| line.split(':').collect::<Vec<_>>());
        let fields = fields.into_iter().find(|fields| fields.len() > 3 && fields[0] == name)?;
        Some((fields[2].parse().ok()?, fields[3].parse().ok()?))
    };
    we_are_root.then(|| id_of("postgres").or_else(|| id_of("nobody")).unwrap_or((65_534, 65_534)))
}

/// A new folder that `owner` can enter, whose path is short enough for a socket.
fn folder(owner: Option<(u32, u32)>) -> io::Result<PathBuf> {
    const LONGEST: usize = 60;
    let is_open = |folder: &Path| {
        folder.ancestors().all(|folder| {
            fs::metadata(folder)
                .is_ok_and(|metadata| owner.is_none() || metadata.permissions().mode() & 1 == 1)
        })
    };
    let candidates = [std::env::temp_dir(), "/tmp".into(), "/var/tmp".into()];
    let parent = candidates.into_iter().find(|path| path.as_os_str().len() < LONGEST && is_open(path));
    let parent = parent.ok_or_else(|| io::Error::other("no folder for temporary files is open to all"))?;
    let folder = tempfile::Builder::new().prefix("postgres-").tempdir_in(parent)?.keep();
    if let Some((user, group)) = owner {
        chown(&folder, Some(user), Some(group))?;
    }
    Ok(folder)
}

table_row! {
    struct IdRow {
        source: String,
        source_id: String,
    }
}

/// The listings whose facility or program is not that of their newest placement. There should be none.
pub async fn misplaced_listings(store: &Store) -> Vec<String> {
    const DOING: &str = "looking for misplaced listings";
    let mut session = store.pool.read(DOING).await.expect("a store");
    let query = "SELECT l.source, l.source_id FROM listing AS l JOIN placement AS p
        ON p.source = l.source AND p.source_id = l.source_id
        AND p.generation = (SELECT MAX(n.generation) FROM placement AS n
            WHERE n.source = l.source AND n.source_id = l.source_id)
        WHERE p.facility_id <> l.facility_id OR p.program_id <> l.program_id";
    let rows = rows!(&mut session, DOING, IdRow, query).expect("a store");
    rows.into_iter().map(|row| format!("{}/{}", row.source, row.source_id)).collect()
}

/// Ends every connection that listens for publications, as if the network had broken.
pub async fn cut_listeners(store: &Store) {
    const DOING: &str = "ending the connections that listen";
    let mut session = store.pool.write(DOING).await.expect("a store");
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND query = 'LISTEN \"' || $1 || '\"'";
    let ended = values!(&mut session, DOING, bool, end, CHANNEL).expect("a store");
    assert!(!ended.is_empty(), "nobody listens");
}

/// Damages the copy of the index that the store keeps.
pub async fn damage_kept_index(store: &Store) {
    const DOING: &str = "damaging the copy of the index";
    let mut session = store.pool.write(DOING).await.expect("a store");
    let content = text::deflated(b"not what was written");
    let damage = "UPDATE index_part SET content = $1 WHERE file = 'documents.bin'";
    let damaged = execute!(&mut session, DOING, damage, content).expect("a store");
    assert!(damaged > 0, "the store keeps no index");
    session.commit(DOING).await.expect("a store");
}

/// The row of a listing as its source published it last; `None` when there is no such listing.
pub async fn raw_listing(store: &Store, id: &ListingId) -> Option<String> {
    const DOING: &str = "reading a row";
    let mut session = store.pool.read(DOING).await.expect("a store");
    let query = "SELECT v.raw FROM listing AS l JOIN listing_version AS v
        ON v.source = l.source AND v.source_id = l.source_id AND v.generation = l.version
        WHERE l.source = $1 AND l.source_id = $2 AND v.raw IS NOT NULL";
    let raw = value!(&mut session, DOING, Vec<u8>, query, id.source.slug(), &id.id).expect("a store");
    raw.map(|raw| String::from_utf8(text::inflated(&raw).expect("deflated")).expect("a text"))
}

/// How many rows belong to generations and imports that are not published.
pub async fn unpublished_rows(store: &Store) -> i64 {
    const DOING: &str = "counting rows that are not published";
    let mut session = store.pool.read(DOING).await.expect("a store");
    let query = "WITH served (generation) AS
        (SELECT COALESCE(MAX(CAST(value AS BIGINT)), 0) FROM meta WHERE key = 'generation')
        SELECT (SELECT COUNT(*) FROM listing_state WHERE generation > (SELECT generation FROM served))
            + (SELECT COUNT(*) FROM facility_state WHERE generation > (SELECT generation FROM served))
            + (SELECT COUNT(*) FROM listing_version WHERE generation > (SELECT generation FROM served))
            + (SELECT COUNT(*) FROM placement WHERE generation > (SELECT generation FROM served))
            + (SELECT COUNT(*) FROM rejected_row AS r JOIN import AS i ON i.id = r.import_id
               WHERE i.generation IS NULL)";
    value!(&mut session, DOING, i64, query).expect("a store").expect("a count")
}

/// Takes the lock on imports away from its holder, which does not notice at once, as if its connection to the server
/// had broken.
pub async fn lose_import_lock(store: &Store) {
    if let Some(file) = store.url().file() {
        fs::remove_file(lock_path(file)).expect("a locked file");
        return;
    }
    const DOING: &str = "ending the connection that holds the lock";
    let mut session = store.pool.write(DOING).await.expect("a store");
    let end = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    assert_eq!(values!(&mut session, DOING, bool, end).expect("a store"), [true]);
}
