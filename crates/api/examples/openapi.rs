//! Prints the description of the API: `cargo run -p api --example openapi > openapi/openapi.json`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let description = api::openapi().to_pretty_json().map_err(std::io::Error::other)?;
    writeln!(std::io::stdout(), "{description}")
}
