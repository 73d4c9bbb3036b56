//! Measures one directory: imports it, serves it, and sends requests to it and to the fixed server in turn.

use std::path::Path;

use anyhow::{Context, ensure};

use crate::client::{Client, Latencies, Target, one_connection, throughput};
use crate::needs;
use crate::process::{ServerProcess, run};

/// How each directory is measured.
pub(crate) struct Load<'a> {
    pub program: &'a Path,
    pub rounds: u32,
    /// Seconds per round.
    pub seconds: f64,
}

/// The results for one directory.
pub(crate) struct Figures {
    pub label: String,
    pub programs: u64,
    pub import_seconds: f64,
    pub index_seconds: f64,
    pub ready_milliseconds: f64,
    pub anonymous_bytes: Option<u64>,
    /// Mean length of a response to a search.
    pub body_bytes: usize,
    /// Requests per second of the fixed server.
    pub fixed_rate: f64,
    /// Searches per second.
    pub search_rate: f64,
    /// Searches per second if the responses are compressed.
    pub gzip_rate: f64,
    pub brotli_rate: f64,
    pub fixed: Latencies,
    pub by_distance: Latencies,
    /// Searches by distance whose responses are compressed.
    pub gzip: Latencies,
    pub brotli: Latencies,
    pub by_best: Latencies,
    pub without_facets: Latencies,
    pub second_page: Latencies,
    pub by_name: Latencies,
    pub nothing_found: Latencies,
    pub while_importing: Latencies,
}

/// Connections used at once to measure requests per second.
const CONNECTIONS: usize = 16;

impl Load<'_> {
    /// Imports the file `rows` into a folder below `folder` and measures the service on it.
    pub(crate) fn measure(&self, label: String, rows: &Path, folder: &Path) -> anyhow::Result<Figures> {
        let data = folder.join(format!("data-{label}").replace(' ', "-"));
        let data_dir = data.to_str().context("the temporary folder's name is not UTF-8")?;
        let file = rows.to_str().context("the path of the file of listings is not UTF-8")?;
        // Made-up places share telephone numbers, for which an import is usually held.
        let import =
            ["import", "findtreatment", "--data-dir", data_dir, "--file", file, "--json", "--accept-changes"];
        let import_seconds = run(self.program, &import)?.as_secs_f64();

        let serve = ["serve", "--data-dir", data_dir, "--listen", "127.0.0.1:0", "--no-import"];
        std::fs::remove_dir_all(data.join("index"))?;
        let index_seconds = ServerProcess::start(self.program, &serve, "/readyz")?.ready_after.as_secs_f64();
        let server = ServerProcess::start(self.program, &serve, "/readyz")?;

        let searches = needs::searches("distance");
        let programs = programs_served(&server)?;
        let body_bytes = mean_body_bytes(&server, &searches)?;
        let fixed_server =
            ServerProcess::start(&std::env::current_exe()?, &["fixed", &body_bytes.to_string()], "/")?;

        let fixed = Target::from(fixed_server.address);
        let plain = Target::from(server.address);
        let [gzip, brotli] = ["gzip", "br"].map(|accepts| Target { accepts: Some(accepts), ..plain });
        let series = [
            (fixed, searches.clone()),
            (plain, searches.clone()),
            (gzip, searches.clone()),
            (brotli, searches.clone()),
            (plain, needs::searches("best")),
            (plain, searches.iter().map(|path| format!("{path}&facets=none")).collect()),
            (plain, second_pages(&server, &searches)?),
            (plain, needs::names()),
            (plain, needs::nothing_nearby()),
        ];
        let mut latencies: [Vec<_>; 9] = Default::default();
        let mut rates: [Vec<_>; 4] = Default::default();
        for _ in 0..self.rounds {
            for ((target, paths), latencies) in series.iter().zip(&mut latencies) {
                latencies.push(one_connection(*target, paths, self.seconds)?);
            }
            for (target, rates) in [fixed, plain, gzip, brotli].into_iter().zip(&mut rates) {
                rates.push(throughput(target, &searches, CONNECTIONS, self.seconds)?);
            }
        }
        let anonymous_bytes = server.anonymous_bytes();
        let while_importing = self.while_importing(&import, &server, &searches)?;
        let [fixed_rate, search_rate, gzip_rate, brotli_rate] = rates.map(median);
        let [fixed, by_distance, gzip, brotli, by_best, without_facets, second_page, by_name, nothing_found] =
            latencies.map(Latencies::from_rounds);
        Ok(Figures {
            label,
            programs,
            import_seconds,
            index_seconds,
            ready_milliseconds: server.ready_after.as_secs_f64() * 1e3,
            anonymous_bytes,
            body_bytes,
            fixed_rate,
            search_rate,
            gzip_rate,
            brotli_rate,
            fixed,
            by_distance,
            gzip,
            brotli,
            by_best,
            without_facets,
            second_page,
            by_name,
            nothing_found,
            while_importing,
        })
    }

    /// Searches while the same file is imported again.
    fn while_importing(
        &self,
        import: &[&str],
        server: &ServerProcess,
        searches: &[String],
    ) -> anyhow::Result<Latencies> {
        std::thread::scope(|scope| {
            let importing = scope.spawn(|| run(self.program, import));
            let mut rounds = Vec::new();
            while !importing.is_finished() {
                rounds.push(one_connection(server.address, searches, 0.5)?);
            }
            importing.join().map_err(|_| anyhow::anyhow!("the import's thread panicked"))??;
            Ok(Latencies::from_rounds(rounds))
        })
    }
}

fn programs_served(server: &ServerProcess) -> anyhow::Result<u64> {
    let mut client = Client::connect(server.address)?;
    let ready: serde_json::Value = serde_json::from_slice(client.get("/readyz")?.1)?;
    ready["programs"].as_u64().context("/readyz does not say how many programs are served")
}

fn mean_body_bytes(server: &ServerProcess, searches: &[String]) -> anyhow::Result<usize> {
    let mut client = Client::connect(server.address)?;
    let mut bytes = 0;
    for path in searches {
        bytes += client.get(path)?.1.len();
    }
    Ok(bytes / searches.len())
}

/// The second pages of those searches that have one.
fn second_pages(server: &ServerProcess, searches: &[String]) -> anyhow::Result<Vec<String>> {
    let mut client = Client::connect(server.address)?;
    let mut pages = Vec::new();
    for path in searches {
        let found: serde_json::Value = serde_json::from_slice(client.get(path)?.1)?;
        if let Some(cursor) = found["next_cursor"].as_str() {
            pages.push(format!("{path}&cursor={cursor}"));
        }
    }
    ensure!(!pages.is_empty(), "no search has a second page");
    Ok(pages)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
