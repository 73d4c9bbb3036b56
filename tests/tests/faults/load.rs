//! More load than a server can carry.

use std::time::{Duration, Instant};

use reqwest::Client;
use serde_json::Value;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::edition::edition_of;
use crate::fleet::Fleet;
use crate::measure::{is_bearable, memory, p99};
use crate::round::Round;
use crate::table::Ending;

/// How many requests are in progress at once: each client sends the next one as soon as it has an answer. A server can
/// carry far fewer.
const CLIENTS: usize = 2_000;

/// How often the load comes and goes.
const WAVES: usize = 4;

/// By how much the memory of a server may grow between the first wave and the last, in megabytes.
const GROWTH: u64 = 32;

/// Sends more requests than a server can answer: the rest gets 503 and `Retry-After`, and afterwards all is as before.
pub fn inflict(round: &mut Round) -> Ending {
    let fleet = Fleet::on_sqlite();
    let slot = &fleet.slots[0];
    slot.with(p99);
    let at_rest = slot.with(p99);
    let length = round.pick(Duration::from_secs(60), Duration::from_secs(10));
    let url = slot.visit().expect("a running server").url;
    let mut memories = Vec::new();
    for _ in 0..WAVES {
        let wave = Runtime::new().unwrap().block_on(wave(&url, length));
        round.did("searches answered under the load", wave.answered);
        round.did("searches refused with 503 and Retry-After", wave.refused);
        round.did("searches sent again on another connection", wave.repeated);
        wave.wrong.into_iter().for_each(|wrong| round.witness.lose(wrong));
        assert!(wave.refused > 0 && wave.answered > 0, "a server sheds load, and does not stop");
        memories.push(slot.with(memory));
        let after = slot.with(p99);
        assert!(is_bearable(after, at_rest), "p99 is {after:?} after the load, and was {at_rest:?}");
    }
    round.measured.push(format!("megabytes of memory after each wave: {memories:?}"));
    assert!(memories[WAVES - 1] <= memories[0] + GROWTH, "memory grows: {memories:?}");
    fleet.import_and_see(0);
    fleet.compare_with_fresh();
    Ending::Held
}

/// What came of a wave of requests.
#[derive(Default)]
struct Wave {
    answered: u64,
    refused: u64,
    /// Requests that were sent again, because the server had closed the connection.
    repeated: u64,
    wrong: Vec<String>,
}

async fn wave(url: &str, length: Duration) -> Wave {
    let client = Client::builder().no_proxy().timeout(Duration::from_secs(60)).build().unwrap();
    let search = format!("{url}/v1/search?state=TX&level=any&limit=20");
    let end = Instant::now() + length;
    let mut clients = JoinSet::new();
    for _ in 0..CLIENTS {
        clients.spawn(send_until(end, client.clone(), search.clone()));
    }
    let mut all = Wave::default();
    for one in clients.join_all().await {
        all.answered += one.answered;
        all.refused += one.refused;
        all.repeated += one.repeated;
        all.wrong.extend(one.wrong);
    }
    all
}

async fn send_until(end: Instant, client: Client, search: String) -> Wave {
    let mut wave = Wave::default();
    while Instant::now() < end {
        let mut answer = client.get(&search).send().await;
        // A server may close a connection on which nothing is in progress, just as the next request arrives (RFC 9112, 9.3.1).
        if answer.is_err() {
            wave.repeated += 1;
            answer = client.get(&search).send().await;
        }
        match answer {
            Ok(answer) if answer.status() == 200 => {
                match answer.bytes().await.map_err(|err| err.to_string()).and_then(|body| check(&body)) {
                    Ok(()) => wave.answered += 1,
                    Err(wrong) => wave.wrong.push(wrong),
                }
            }
            Ok(answer) if answer.status() == 503 && answer.headers().contains_key("retry-after") => {
                wave.refused += 1;
            }
            Ok(answer) => wave.wrong.push(format!("an answer with {:?}", answer.status())),
            Err(error) => wave.wrong.push(format!("no answer: {error:?}")),
        }
    }
    wave
}

fn check(body: &[u8]) -> Result<(), String> {
    let page: Value = serde_json::from_slice(body).map_err(|err| err.to_string())?;
    let results = page["results"].as_array().map(Vec::as_slice).unwrap_or_default();
    let facilities: Vec<&Value> = results.iter().map(|result| &result["facility"]).collect();
    edition_of(&facilities).map(|_| ())
}
