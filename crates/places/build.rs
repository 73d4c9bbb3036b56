//! Compresses the large tables, which would otherwise be a tenth of the program.

use std::io::Write;
use std::path::Path;
use std::{env, fs, io};

use flate2::Compression;
use flate2::write::ZlibEncoder;

fn main() -> io::Result<()> {
    let variable = |name| env::var(name).expect("cargo sets this variable");
    let (root, out) = (variable("CARGO_MANIFEST_DIR"), variable("OUT_DIR"));
    for name in ["zips.csv", "cities.csv", "areas.csv", "abroad.csv"] {
        let table = Path::new(&root).join("../../data/places").join(name);
        println!("cargo::rerun-if-changed={}", table.display());
        let compressed = fs::File::create(Path::new(&out).join(name))?;
        let mut encoder = ZlibEncoder::new(compressed, Compression::best());
        encoder.write_all(&fs::read(table)?)?;
        encoder.finish()?;
    }
    Ok(())
}
