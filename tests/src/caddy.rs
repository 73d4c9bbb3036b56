//! A real Caddy with the Caddyfile of this project.

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use reqwest::{Certificate, Client};
use tempfile::TempDir;

use crate::http::{HttpResponse, send_with};
use crate::process::{PATIENCE, RunningProcess};

/// A running Caddy for `https://localhost`, killed when it is dropped.
pub struct Caddy {
    process: RunningProcess,
    _folder: TempDir,
    port: u16,
    client: Client,
}

impl Caddy {
    /// Starts Caddy in front of these servers: addresses with ports, separated by spaces.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start(caddyfile: &Path, upstreams: &str) -> Caddy {
        let folder = tempfile::tempdir().expect("a folder");
        let [http, https] = [(); 2].map(|()| free_port());
        let mut command = Command::new("caddy");
        command.args(["run", "--adapter", "caddyfile", "--config"]).arg(caddyfile);
        command.env("SITE_ADDRESS", "localhost").env("UPSTREAMS", upstreams);
        command.env("HTTP_PORT", http.to_string()).env("HTTPS_PORT", https.to_string());
        command.env("HOME", folder.path()).env("XDG_DATA_HOME", folder.path());
        let mut process = RunningProcess::start(&mut command);
        let authority = folder.path().join("caddy/pki/authorities/local/root.crt");
        let certificate = process.wait_for(|_, log| {
            log.contains("certificate obtained successfully")
                .then(|| std::fs::read(&authority).ok())
                .flatten()
        });
        let client = client(&certificate);
        Caddy { process, _folder: folder, port: https, client }
    }

    /// Sends a `GET` request.
    ///
    /// # Panics
    /// When Caddy does not answer.
    pub fn get(&self, path: &str) -> HttpResponse {
        let url = format!("https://localhost:{}{path}", self.port);
        let answer = send_with(&self.client, "GET", &url, &[], Vec::new());
        answer.unwrap_or_else(|err| panic!("{path}: {err:?}; Caddy's log:\n{}", self.log()))
    }

    /// Sends `GET` requests until one succeeds, because Caddy must first find out which servers are ready.
    ///
    /// # Panics
    /// When none succeeds in time.
    pub fn get_when_available(&self, path: &str) -> HttpResponse {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.status == 200 {
                return answer;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "{}: {}; Caddy's log:\n{}",
                answer.status,
                answer.text(),
                self.log()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Everything that Caddy logged.
    pub fn log(&self) -> String {
        self.process.output().1
    }
}

fn free_port() -> u16 {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    free.expect("a free port").port()
}

/// A client that trusts only this authority.
fn client(authority: &[u8]) -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let authority = Certificate::from_pem(authority).expect("a certificate");
    let builder = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let builder = builder.tls_certs_only([authority]).timeout(Duration::from_secs(30));
    builder.build().expect("a client")
}
