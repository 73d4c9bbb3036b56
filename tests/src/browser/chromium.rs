//! Chromium processes, each with its own profile and proxy. When a test ends, a later test uses its process.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::json;

use super::driver::{Session, chromedriver};
use super::proxy::Proxy;

/// A running Chromium.
pub(super) struct Chromium {
    pub(super) session: Session,
    pub(super) proxy: Proxy,
    /// Its usual `User-Agent`.
    pub(super) agent: String,
}

/// The processes that no test is using.
static IDLE: Mutex<Vec<Chromium>> = Mutex::new(Vec::new());

/// Flags that keep Chromium from doing anything by itself.
const FLAGS: [&str; 16] = [
    "headless=new",
    "incognito",
    "disable-gpu",
    "disable-dev-shm-usage",
    "disable-quic",
    "disable-sync",
    "disable-extensions",
    "disable-background-networking",
    "disable-component-update",
    "disable-default-apps",
    "disable-domain-reliability",
    "no-first-run",
    "disable-features=OptimizationHints,MediaRouter,Translate,NetworkTimeServiceQuerying,PreconnectToSearch",
    // Sends Chromium's remaining requests of its own to a host that the proxy ignores.
    "gaia-url=http://chromium.invalid",
    "component-updater=url-source=http://chromium.invalid/",
    // Uses the proxy even for this computer, which Chromium does not do by default.
    "proxy-bypass-list=<-loopback>",
];

impl Chromium {
    /// Takes an idle process or starts one. Returns `None` if Chromium is not installed.
    pub(super) fn take() -> Option<Chromium> {
        let idle = IDLE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).pop();
        idle.or_else(Chromium::start)
    }

    /// Leaves the process for the next test.
    pub(super) fn give_back(self) {
        IDLE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push(self);
    }

    fn start() -> Option<Chromium> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let driver = chromedriver()?;
        let proxy = Proxy::start();
        let profile = format!("profile-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let mut args: Vec<String> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
        args.push(format!("user-data-dir={}", driver.folder().join(profile).display()));
        args.push(format!("proxy-server=127.0.0.1:{}", proxy.port()));
        if we_are_root() {
            args.push("no-sandbox".to_owned());
        }
        let capabilities = json!({
            "goog:chromeOptions": { "binary": driver.browser(), "args": args },
            "goog:loggingPrefs": { "browser": "ALL" },
            "unhandledPromptBehavior": "ignore",
        });
        let session = Session::new(driver, &capabilities);
        let agent =
            session.devtools("Browser.getVersion", json!({}))["userAgent"].as_str().map(str::to_owned);
        Some(Chromium { session, proxy, agent: agent.expect("a text") })
    }
}

fn we_are_root() -> bool {
    Path::new("/proc/self").metadata().is_ok_and(|metadata| metadata.uid() == 0)
}
