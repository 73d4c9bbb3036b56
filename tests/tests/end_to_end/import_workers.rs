//! A server imports in a process of its own, which can fail without harm to the server.

use std::fs;

use tests::answers::ReadyResponse;
use tests::{Gate, Home, Locator, LocatorPages, Server, rows};

/// The processes that import for a server.
fn workers(server: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let id: u32 = entry.ok()?.file_name().to_str()?.parse().ok()?;
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let (_, after_name) = stat.rsplit_once(") ")?;
        let fields: Vec<&str> = after_name.split(' ').collect();
        let (state, parent) = (fields[0], fields[1].parse::<u32>().ok()?);
        (parent == server && state != "Z").then_some(id)
    });
    processes.collect()
}

fn is_running(process: u32) -> bool {
    fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

fn kill(process: u32) {
    let status = std::process::Command::new("kill").args(["-9", &process.to_string()]).status();
    assert!(status.unwrap().success());
}

/// A server whose import waits for the second page, and the process of that import.
fn server_that_imports(home: &Home, gate: &Gate) -> (Server, u32, Locator) {
    let (held, pages) = (gate.clone(), LocatorPages::new(rows::many(2), 1));
    let locator = Locator::start(move |request| match request.page {
        2 => pages.page(2).after(&held),
        page => pages.page(page),
    });
    let server = home.serve_with(|command| {
        command.env("IOPFINDER_FINDTREATMENT_URL", locator.url()).env("IOPFINDER_DELAY", "0");
    });
    gate.wait_until_reached();
    let [worker] = workers(server.id())[..] else { panic!("{:?}", workers(server.id())) };
    (server, worker, locator)
}

#[test]
fn a_server_goes_on_serving_if_the_process_of_an_import_is_killed() {
    let (home, gate) = (Home::new(), Gate::new());
    let (server, worker, _locator) = server_that_imports(&home, &gate);
    kill(worker);
    let ready = || server.get("/readyz").expect(200).json::<ReadyResponse>();
    server.wait_until("the server waits for the next attempt", |_| {
        ready().update.is_some_and(|update| update.step == "waiting")
    });
    let update = ready().update.expect("it waits");
    assert!(update.error.is_some_and(|error| error.contains("because it was killed")));
    assert!(update.next_attempt_at.is_some());
    assert!(server.search(&[("near", "78701")]).total.confirmed > 10);
    gate.open();
}

#[test]
fn the_process_of_an_import_ends_with_the_server() {
    let home = Home::new();
    for is_killed in [true, false] {
        let gate = Gate::new();
        let (server, worker, _locator) = server_that_imports(&home, &gate);
        if is_killed {
            server.kill();
        } else {
            server.stop();
        }
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
        while is_running(worker) {
            assert!(std::time::Instant::now() < deadline, "it still runs (killed: {is_killed})");
            std::thread::yield_now();
        }
        gate.open();
    }
}

#[test]
fn an_import_that_takes_more_memory_than_allowed_does_not_end_the_server() {
    let home = Home::new();
    let phones = (0..500_000).fold("id,organization_id,number\n".to_owned(), |text, at| {
        text + &format!("p{at},o{at},512-555-{:04}\n", at % 10_000)
    });
    for (name, text) in [
        ("services.csv", "id,organization_id,name\ns1,o1,Substance Use Disorder Treatment\n"),
        ("locations.csv", "id,name\nl1,Hope\n"),
        ("addresses.csv", "id,location_id,city,state_province\na1,l1,Austin,TX\n"),
        ("service_at_locations.csv", "id,service_id,location_id\nx1,s1,l1\n"),
        ("phones.csv", &phones),
    ] {
        home.write(name, text);
    }
    let names = "\"services.csv\", \"locations.csv\", \"addresses.csv\", \"service_at_locations.csv\", \"phones.csv\"";
    let config =
        home.write("a.toml", &format!("[[source]]\nkind = \"hsds\"\nname = \"demo\"\nfiles = [{names}]\n"));
    let mut command = home.command(&["serve", "--listen", "127.0.0.1:0", "--config", &config]);
    let server = Server::start(command.env("IOPFINDER_IMPORT_MEMORY", "128")).expecting("RUST_BACKTRACE=1");
    let said = "hsds demo: failed: the process of the import ended probably because it ran out of memory: it may use 128 MiB";
    server.wait_until("the import has failed", |server| server.log().contains(said));
    server.get("/healthz").expect(200);
    server.get("/readyz").expect(503);
}
