//! A PostgreSQL server that speaks TLS, with certificates made for the test.

use std::ffi::OsString;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{PostgresServer, installed, missing};
use crate::Store;
use crate::statement::value;

/// A certificate authority, and certificates that it signed. The files are removed when this is dropped.
#[derive(Debug)]
pub struct Certificates(TempDir);

impl Certificates {
    /// A new authority. When openssl is not installed, writes a line to standard error and returns `None`.
    ///
    /// # Panics
    /// When openssl fails. Also when it is not installed and the environment has the variable `CI`.
    pub fn new() -> Option<Certificates> {
        if Command::new("openssl").arg("version").stdout(Stdio::null()).status().is_err() {
            missing("openssl");
            return None;
        }
        let made = Certificates(tempfile::tempdir().expect("a folder for certificates"));
        made.openssl(&[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=an authority",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem",
        ]);
        Some(made)
    }

    /// Makes the key `NAME.key` and the certificate `NAME.pem` for this name of a computer or a user.
    pub fn sign(&self, name: &str) {
        let [key, request, certificate] = ["key", "csr", "pem"].map(|ending| format!("{name}.{ending}"));
        let subject = format!("/CN={name}");
        self.openssl(&[
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", &subject, "-keyout", &key, "-out", &request,
        ]);
        fs::write(self.path("extensions"), format!("subjectAltName = DNS:{name}\n")).expect("a new file");
        self.openssl(&[
            "x509",
            "-req",
            "-in",
            &request,
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "2",
            "-extfile",
            "extensions",
            "-out",
            &certificate,
        ]);
    }

    /// The path of a file: `ca.pem`, or a key or a certificate that was signed.
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn openssl(&self, arguments: &[&str]) {
        let output = Command::new("openssl").args(arguments).current_dir(self.0.path()).output();
        let output = output.expect("openssl starts");
        assert!(output.status.success(), "openssl: {}", String::from_utf8_lossy(&output.stderr));
    }
}

impl PostgresServer {
    /// Starts a server that speaks TLS on the returned port of 127.0.0.1, with the certificate for `name`. It accepts TLS
    /// connections of users with a certificate of the same authority if `of_users`, and otherwise of everybody.
    ///
    /// # Panics
    /// Like [`PostgresServer::start`].
    pub fn start_with_tls(
        certificates: &Certificates,
        name: &str,
        of_users: bool,
    ) -> Option<(PostgresServer, u16)> {
        let binaries = installed().into_iter().next()?;
        let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = free.expect("a free port").port();
        let server = PostgresServer::start_from(&binaries, &super::FAST, |folder, owner| {
            let [ca, certificate, key] = ["ca.pem", &format!("{name}.pem"), &format!("{name}.key")]
                .map(|file| copied(&certificates.path(file), folder, owner));
            let access = folder.join("access");
            let option = if of_users { " clientcert=verify-ca" } else { "" };
            let plain = if of_users { "" } else { "hostnossl all all all trust\n" };
            fs::write(&access, format!("local all all trust\n{plain}hostssl all all all trust{option}\n"))
                .expect("a new file");
            own(&access, owner);
            let settings = [
                ("listen_addresses", "127.0.0.1".into()),
                ("port", port.to_string().into()),
                ("ssl", "on".into()),
                ("ssl_ca_file", ca.into_os_string()),
                ("ssl_cert_file", certificate.into_os_string()),
                ("ssl_key_file", key.into_os_string()),
                ("hba_file", access.into_os_string()),
            ];
            settings.into_iter().flat_map(|(name, value)| setting(name, value)).collect()
        });
        Some((server, port))
    }
}

fn setting(name: &str, value: OsString) -> [OsString; 2] {
    let mut pair = OsString::from(format!("{name}="));
    pair.push(value);
    ["-c".into(), pair]
}

/// Copies a file for the server, which refuses a key that other users can read.
fn copied(file: &Path, folder: &Path, owner: Option<(u32, u32)>) -> PathBuf {
    let copy = folder.join(file.file_name().expect("a file"));
    fs::copy(file, &copy).expect("a copy");
    fs::set_permissions(&copy, fs::Permissions::from_mode(0o600)).expect("a file of ours");
    own(&copy, owner);
    copy
}

fn own(file: &Path, owner: Option<(u32, u32)>) {
    if let Some((user, group)) = owner {
        chown(file, Some(user), Some(group)).expect("root may do this");
    }
}

/// Whether the store's connections use TLS.
///
/// # Panics
/// When the store is not on PostgreSQL, or fails.
pub async fn is_encrypted(store: &Store) -> bool {
    const DOING: &str = "asking whether the connection is encrypted";
    let mut session = store.pool.read(DOING).await.expect("a store");
    let query = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    value!(&mut session, DOING, bool, query).expect("a store").expect("a connection")
}
