//! The network between servers and the database is cut, and works again.

use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rand::Rng;
use serde_json::Value;

use crate::fleet::Fleet;
use crate::proxy::Network;
use crate::round::Round;
use crate::slot::Slot;
use crate::table::Ending;

/// Within this time, a read that needs the database must say that it can't be reached: 3 seconds, and some time for a busy
/// computer.
const SAYS_SO_WITHIN: Duration = Duration::from_secs(5);

/// Within this time, an import must say so.
const IMPORT_SAYS_SO_WITHIN: Duration = Duration::from_secs(15);

/// Cuts the network between two servers and their database, again and again, while clients compare every answer.
pub fn inflict(round: &mut Round) -> Ending {
    let Some(fleet) = Fleet::behind_a_proxy() else {
        return Ending::not_run("PostgreSQL is not installed");
    };
    let cuts = round.pick(20, 6);
    let witness = Arc::clone(&round.witness);
    witness.during(&fleet.slots, || {
        for number in 0..cuts {
            let how = if number % 2 == 0 { Network::Cut } else { Network::Silent };
            cut(round, &fleet, how);
        }
    });
    fleet.compare_with_fresh();
    Ending::Held
}

fn cut(round: &mut Round, fleet: &Fleet, how: Network) {
    let proxy = fleet.proxy.as_ref().expect("a fleet behind a proxy");
    let import = fleet.start_import(0);
    sleep(Duration::from_millis(round.random.random_range(0..800)));
    proxy.set(how);
    fleet.slots.iter().for_each(says_that_the_database_is_gone);
    refuses_to_import(fleet);
    proxy.set(Network::Works);
    let ended = import.finish();
    assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
    fleet.import_and_see(1);
    for slot in &fleet.slots {
        slot.with(|server| {
            server.wait_until("it is no longer degraded", |server| {
                let ready = server.get("/readyz");
                ready.status == 200 && ready.json::<Value>()["status"] == "ready"
            });
        });
    }
    round.did(if how == Network::Cut { "connections cut" } else { "connections silent" }, 1);
}

/// Searches go on, which the clients check. What needs the database says that it is gone.
fn says_that_the_database_is_gone(slot: &Slot) {
    slot.with(|server| {
        server.wait_until("it says that it is degraded", |server| {
            server.get("/readyz").json::<Value>()["status"] != "ready"
        });
        let page: Value = server.get("/v1/search?state=TX&level=any&limit=1").expect(200).json();
        let id = page["results"][0]["facility"]["id"].as_str().expect("a facility");
        let begun = Instant::now();
        let answer = server.get(&format!("/v1/facilities/{id}/history"));
        assert_eq!(answer.status, 503, "{}; the log:\n{}", answer.text(), server.log());
        assert!(begun.elapsed() < SAYS_SO_WITHIN, "it took {:?}", begun.elapsed());
        assert!(answer.header("retry-after").is_some(), "{answer:?}");
    });
}

fn refuses_to_import(fleet: &Fleet) {
    let begun = Instant::now();
    let refused = fleet.slots[1].home.run(&["import", "list"]).expect(1);
    assert!(begun.elapsed() < IMPORT_SAYS_SO_WITHIN, "it took {:?}", begun.elapsed());
    assert!(refused.stderr.contains("can't be reached"), "{}", refused.stderr);
}
