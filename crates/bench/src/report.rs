//! Writes the figures as a Markdown table, ready for the README.

use std::io::Write;

use crate::load::Figures;

/// Writes the table, with one column per directory.
pub(crate) fn write(figures: &[Figures], out: &mut impl Write) -> anyhow::Result<()> {
    let labels: Vec<&str> = figures.iter().map(|figures| figures.label.as_str()).collect();
    writeln!(out, "\n| | {} |", labels.join(" | "))?;
    writeln!(out, "|---|{}", "---|".repeat(figures.len()))?;
    let mut line = |name: &str, cell: &dyn Fn(&Figures) -> String| -> std::io::Result<()> {
        let cells: Vec<String> = figures.iter().map(cell).collect();
        writeln!(out, "| {name} | {} |", cells.join(" | "))
    };
    line("programs served", &|f| f.programs.to_string())?;
    line("mean response, bytes", &|f| f.body_bytes.to_string())?;
    line("fixed body of that size: p50, 1 connection", &|f| micros(f.fixed.quantile(0.5)))?;
    line("search by distance: p50, 1 connection", &|f| {
        ratio(f.by_distance.quantile(0.5), f.fixed.quantile(0.5), "fixed p50")
    })?;
    line("search by distance: p99, 1 connection", &|f| {
        ratio(f.by_distance.quantile(0.99), f.fixed.quantile(0.5), "fixed p50")
    })?;
    line("search by distance, compressed with gzip: p50", &|f| {
        ratio(f.gzip.quantile(0.5), f.by_distance.quantile(0.5), "uncompressed")
    })?;
    line("search by distance, compressed with Brotli: p50", &|f| {
        ratio(f.brotli.quantile(0.5), f.by_distance.quantile(0.5), "uncompressed")
    })?;
    line("search by best: p50", &|f| {
        ratio(f.by_best.quantile(0.5), f.by_distance.quantile(0.5), "by distance")
    })?;
    line("without facets: p50", &|f| micros(f.without_facets.quantile(0.5)))?;
    line("second page: p50", &|f| {
        ratio(f.second_page.quantile(0.5), f.without_facets.quantile(0.5), "without facets")
    })?;
    line("name with typos: p95", &|f| micros(f.by_name.quantile(0.95)))?;
    line("nothing found, with alternatives: p50", &|f| micros(f.nothing_found.quantile(0.5)))?;
    line("fixed body: requests/s, 16 connections", &|f| format!("{:.0}", f.fixed_rate))?;
    line("search by distance: requests/s, 16 connections", &|f| {
        format!("{:.0} ({:.2} of fixed)", f.search_rate, f.search_rate / f.fixed_rate)
    })?;
    line("compressed with gzip: requests/s, 16 connections", &|f| format!("{:.0}", f.gzip_rate))?;
    line("compressed with Brotli: requests/s, 16 connections", &|f| format!("{:.0}", f.brotli_rate))?;
    line("search while importing: p99, 1 connection", &|f| {
        ratio(f.while_importing.quantile(0.99), f.by_distance.quantile(0.99), "at rest")
    })?;
    line("anonymous memory per program, bytes", &|f| match f.anonymous_bytes {
        Some(bytes) => format!("{:.0}", bytes as f64 / f.programs as f64),
        None => "unknown".to_owned(),
    })?;
    line("ready after start, ms", &|f| format!("{:.0}", f.ready_milliseconds))?;
    line("index built from the store, listings/s", &|f| {
        format!("{:.0}", f.programs as f64 / f.index_seconds)
    })?;
    line("import of the file, including the index, s", &|f| format!("{:.1}", f.import_seconds))?;
    Ok(())
}

fn micros(value: f64) -> String {
    format!("{value:.0} µs")
}

fn ratio(value: f64, base: f64, base_name: &str) -> String {
    format!("{value:.0} µs ({:.2} × {base_name})", value / base)
}
