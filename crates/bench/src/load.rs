//! One directory: imported, served, and driven in turn with the floor.

use std::path::Path;

use anyhow::Context;

use crate::client::{Client, Latencies, one_connection, throughput};
use crate::process::{Served, run};
use crate::{Options, needs};

/// What was measured of one directory.
pub(crate) struct Figures {
    pub label: String,
    pub programs: u64,
    pub import_seconds: f64,
    pub index_seconds: f64,
    pub ready_milliseconds: f64,
    pub anonymous_bytes: Option<u64>,
    pub body_bytes: usize,
    /// Requests a second of the floor and of searches.
    pub floor_rate: f64,
    pub rate: f64,
    /// Latencies of one connection.
    pub floor: Latencies,
    pub distance: Latencies,
    pub best: Latencies,
    pub plain: Latencies,
    pub paging: Latencies,
    pub names: Latencies,
    pub nothing: Latencies,
    pub while_importing: Latencies,
}

/// Connections that are driven at once for the rate.
const CONNECTIONS: usize = 16;

pub(crate) fn measure(
    options: &Options,
    label: String,
    rows: &Path,
    folder: &Path,
) -> anyhow::Result<Figures> {
    let program = options.program.as_path();
    let data = folder.join(format!("data-{label}").replace(' ', "-"));
    let data_dir = data.to_str().context("a temporary folder with an odd name")?;
    let file = rows.to_str().context("a file of rows with an odd name")?;
    let import = ["import", "findtreatment", "--data-dir", data_dir, "--file", file, "--json"];
    let import_seconds = run(program, &import)?.as_secs_f64();

    let serve = ["serve", "--data-dir", data_dir, "--listen", "127.0.0.1:0", "--no-import"];
    std::fs::remove_dir_all(data.join("index"))?;
    let index_seconds = Served::start(program, &serve, "/readyz")?.ready_after.as_secs_f64();
    let served = Served::start(program, &serve, "/readyz")?;

    let searches = needs::searches("distance");
    let (programs, body_bytes) = look(&served, &searches)?;
    let bytes = body_bytes.to_string();
    let floor = Served::start(program, &["bench-fixed", &bytes], "/")?;

    let mut latencies: [Vec<Vec<std::time::Duration>>; 7] = Default::default();
    let mut rates = [Vec::new(), Vec::new()];
    let kinds = [
        searches.clone(),
        needs::searches("best"),
        searches.iter().map(|path| format!("{path}&facets=none")).collect(),
        next_pages(&served, &searches)?,
        needs::names(),
        needs::nothing(),
    ];
    for _ in 0..options.rounds {
        latencies[0].push(one_connection(floor.address, &searches, options.seconds)?);
        for (kind, paths) in kinds.iter().enumerate() {
            latencies[kind + 1].push(one_connection(served.address, paths, options.seconds)?);
        }
        rates[0].push(throughput(floor.address, &searches, CONNECTIONS, options.seconds)?);
        rates[1].push(throughput(served.address, &searches, CONNECTIONS, options.seconds)?);
    }
    let anonymous_bytes = served.anonymous_bytes();
    let while_importing = while_importing(program, &import, &served, &searches)?;
    let [floor_rate, rate] = rates.map(median);
    let [floor, distance, best, plain, paging, names, nothing] = latencies.map(Latencies::of);
    Ok(Figures {
        label,
        programs,
        import_seconds,
        index_seconds,
        ready_milliseconds: served.ready_after.as_secs_f64() * 1e3,
        anonymous_bytes,
        body_bytes,
        floor_rate,
        rate,
        floor,
        distance,
        best,
        plain,
        paging,
        names,
        nothing,
        while_importing,
    })
}

/// How many programs are served, and the size of a usual answer.
fn look(served: &Served, searches: &[String]) -> anyhow::Result<(u64, usize)> {
    let mut client = Client::connect(served.address)?;
    let ready: serde_json::Value = serde_json::from_slice(client.get("/readyz")?.1)?;
    let mut bytes = 0;
    for path in searches {
        bytes += client.get(path)?.1.len();
    }
    Ok((ready["programs"].as_u64().unwrap_or_default(), bytes / searches.len()))
}

/// The searches' second pages, where there are some.
fn next_pages(served: &Served, searches: &[String]) -> anyhow::Result<Vec<String>> {
    let mut client = Client::connect(served.address)?;
    let mut pages = Vec::new();
    for path in searches {
        let answer: serde_json::Value = serde_json::from_slice(client.get(path)?.1)?;
        if let Some(cursor) = answer["next_cursor"].as_str() {
            pages.push(format!("{path}&cursor={cursor}"));
        }
    }
    anyhow::ensure!(!pages.is_empty(), "no search has a second page");
    Ok(pages)
}

/// Searches while all is imported once more. The cursor-free ones stay valid over the change.
fn while_importing(
    program: &Path,
    import: &[&str],
    served: &Served,
    searches: &[String],
) -> anyhow::Result<Latencies> {
    std::thread::scope(|scope| {
        let importing = scope.spawn(|| run(program, import));
        let mut rounds = Vec::new();
        while !importing.is_finished() {
            rounds.push(one_connection(served.address, searches, 0.5)?);
        }
        importing.join().map_err(|_| anyhow::anyhow!("the import's thread failed"))??;
        Ok(Latencies::of(rounds))
    })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
