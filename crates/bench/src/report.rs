//! The figures as a table that can stand in a README.

use std::io::Write;

use crate::load::Figures;

/// Writes one column a directory.
pub(crate) fn write(figures: &[Figures], out: &mut dyn Write) -> anyhow::Result<()> {
    let labels: Vec<&str> = figures.iter().map(|figures| figures.label.as_str()).collect();
    writeln!(out, "\n| | {} |", labels.join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(figures.len()))?;
    let mut line = |name: &str, cell: &dyn Fn(&Figures) -> String| -> std::io::Result<()> {
        let cells: Vec<String> = figures.iter().map(cell).collect();
        writeln!(out, "| {name} | {} |", cells.join(" | "))
    };
    line("programs served", &|f| f.programs.to_string())?;
    line("mean answer, bytes", &|f| f.body_bytes.to_string())?;
    line("fixed body of that size: p50, 1 connection", &|f| micros(f.floor.micros(0.5)))?;
    line("search by distance: p50, 1 connection", &|f| against(f.distance.micros(0.5), f.floor.micros(0.5)))?;
    line("search by distance: p99, 1 connection", &|f| {
        against(f.distance.micros(0.99), f.floor.micros(0.5))
    })?;
    line("search by best: p50", &|f| beside(f.best.micros(0.5), f.distance.micros(0.5), "by distance"))?;
    line("without facets: p50", &|f| micros(f.plain.micros(0.5)))?;
    line("second page: p50", &|f| beside(f.paging.micros(0.5), f.plain.micros(0.5), "without facets"))?;
    line("name with typos: p95", &|f| micros(f.names.micros(0.95)))?;
    line("nothing found, with alternatives: p50", &|f| micros(f.nothing.micros(0.5)))?;
    line("fixed body: requests/s, 16 connections", &|f| format!("{:.0}", f.floor_rate))?;
    line("search by distance: requests/s, 16 connections", &|f| {
        format!("{:.0} ({:.2} of fixed)", f.rate, f.rate / f.floor_rate)
    })?;
    line("search while importing: p99, 1 connection", &|f| {
        beside(f.while_importing.micros(0.99), f.distance.micros(0.99), "at rest")
    })?;
    line("anonymous memory per program, bytes", &|f| {
        f.anonymous_bytes
            .map_or("not told".to_owned(), |bytes| format!("{:.0}", bytes as f64 / f.programs as f64))
    })?;
    line("ready after start, ms", &|f| format!("{:.0}", f.ready_milliseconds))?;
    line("index built from the store, listings/s", &|f| {
        format!("{:.0}", f.programs as f64 / f.index_seconds)
    })?;
    line("import of the file, index included, s", &|f| format!("{:.1}", f.import_seconds))?;
    Ok(())
}

fn micros(value: f64) -> String {
    format!("{value:.0} µs")
}

fn against(value: f64, floor: f64) -> String {
    format!("{value:.0} µs ({:.2} × fixed p50)", value / floor)
}

fn beside(value: f64, other: f64, name: &str) -> String {
    format!("{value:.0} µs ({:.2} × {name})", value / other)
}
