//! Clients that compare every answer with the generation it says it is from.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tests::http::{HttpResponse, send};

use crate::edition::{Edition, edition_of, edition_of_page};
use crate::slot::{Slot, Visit};

/// What all clients have seen.
#[derive(Default)]
pub struct Witness {
    answers: AtomicU64,
    editions: Mutex<BTreeMap<i64, Edition>>,
    lost: Mutex<Vec<String>>,
}

/// Why an answer was not used.
enum Trouble {
    /// The server was killed meanwhile.
    Killed,
    /// The answer is wrong, or there is none.
    Wrong(String),
}

impl From<String> for Trouble {
    fn from(what: String) -> Trouble {
        Trouble::Wrong(what)
    }
}

/// The time between two walks of a client, so that the clients leave time for imports on a small computer.
const PAUSE: Duration = Duration::from_millis(10);

/// How many clients each server has.
const CLIENTS: usize = 2;

const SEARCH: &str = "/v1/search?state=TX&level=any&limit=100&facets=none";

impl Witness {
    /// The number of answers compared.
    pub fn answers(&self) -> u64 {
        self.answers.load(Ordering::Relaxed)
    }

    /// What was lost or wrong.
    pub fn lost(&self) -> Vec<String> {
        self.lost.lock().unwrap().clone()
    }

    /// Records that something was lost or wrong.
    pub fn lose(&self, what: String) {
        self.lost.lock().unwrap().push(what);
    }

    /// Runs `body` while clients search the servers, which share one store.
    pub fn during<T>(&self, slots: &[Slot], body: impl FnOnce() -> T) -> T {
        // The generations of another store mean something else.
        self.editions.lock().unwrap().clear();
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            for slot in slots.iter().flat_map(|slot| [slot; CLIENTS]) {
                scope.spawn(|| {
                    while !is_over.load(Ordering::Relaxed) {
                        self.walk(slot);
                        thread::sleep(PAUSE);
                    }
                });
            }
            // Also when the body panics, so that the clients end.
            let _guard = SetOnDrop(&is_over);
            body()
        })
    }

    /// Reads all pages of a search and a page for people, if a server is running.
    pub fn walk(&self, slot: &Slot) {
        let Some(visit) = slot.visit() else { return };
        let walked = self.pages(&visit).and_then(|()| self.page_for_people(&visit));
        if let Err(Trouble::Wrong(what)) = walked
            && !visit.is_over()
        {
            self.lose(what);
        }
    }

    fn pages(&self, visit: &Visit<'_>) -> Result<(), Trouble> {
        let (mut cursor, mut seen, mut all) = (String::new(), 0, None);
        loop {
            let before = visit.newest();
            let answer = self.ask(visit, "GET", &format!("{SEARCH}{cursor}"), b"")?;
            // The cursor of a generation that is no longer served.
            if answer.status == 410 && !cursor.is_empty() {
                return Ok(());
            }
            let page: Value = expect_ok(&answer)?.json();
            let next = page["next_cursor"].as_str();
            if let Some(generation) = next.or_else(|| cursor.strip_prefix("&cursor=")).and_then(generation_of)
            {
                visit.note(before, generation)?;
                all = Some(self.check(&page, generation)?);
            }
            seen += page["results"].as_array().map_or(0, Vec::len);
            match next {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        match all {
            Some(edition) if seen as u32 != edition.places() => {
                Err(format!("{seen} of the {} places of edition {}", edition.places(), edition.0).into())
            }
            Some(_) => Ok(()),
            None => Err("a search without a cursor".to_owned().into()),
        }
    }

    /// Compares a page with the edition of its generation.
    fn check(&self, page: &Value, generation: i64) -> Result<Edition, String> {
        let results = page["results"].as_array().map(Vec::as_slice).unwrap_or_default();
        let facilities: Vec<&Value> = results.iter().map(|result| &result["facility"]).collect();
        let edition = edition_of(&facilities)?.ok_or("a page without results")?;
        let known = *self.editions.lock().unwrap().entry(generation).or_insert(edition);
        if known != edition {
            return Err(format!("generation {generation} is both edition {} and {}", known.0, edition.0));
        }
        match page["total"]["facilities"] == edition.places() {
            true => Ok(edition),
            false => Err(format!("edition {} has {}", edition.0, page["total"])),
        }
    }

    fn page_for_people(&self, visit: &Visit<'_>) -> Result<(), Trouble> {
        let answer = self.ask(visit, "POST", "/en/search", b"near=78702&level=any")?;
        edition_of_page(&expect_ok(&answer)?.text())?;
        Ok(())
    }

    fn ask(&self, visit: &Visit<'_>, method: &str, path: &str, body: &[u8]) -> Result<HttpResponse, Trouble> {
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let headers = if body.is_empty() { &[][..] } else { &form };
        match send(method, &format!("{}{path}", visit.url), headers, body.to_vec()) {
            Ok(answer) => {
                self.answers.fetch_add(1, Ordering::Relaxed);
                Ok(answer)
            }
            Err(_) if visit.is_over() => Err(Trouble::Killed),
            Err(error) => Err(format!("{method} {path} has no answer: {error}").into()),
        }
    }
}

fn expect_ok(answer: &HttpResponse) -> Result<&HttpResponse, Trouble> {
    match answer.status {
        200 => Ok(answer),
        status => Err(format!("status {status}: {}", answer.text()).into()),
    }
}

/// The generation that a cursor belongs to: its first 16 digits.
fn generation_of(cursor: &str) -> Option<i64> {
    i64::from_str_radix(cursor.get(..16)?, 16).ok()
}

struct SetOnDrop<'a>(&'a AtomicBool);

impl Drop for SetOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
