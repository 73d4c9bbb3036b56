//! What the program survives: each fault is inflicted for real, on the real program, on loopback. Nothing may be lost, and no
//! answer may be wrong.
//!
//! `cargo test -p tests --test faults -- --ignored` inflicts all of them, one after another, and prints a table of what was
//! done, how often, and what was lost. A name after `--ignored` selects the faults that contain it. Environment variables:
//!
//! - `IOPFINDER_FAULTS=quick`: fewer repetitions and a short soak; ten minutes in all instead of two hours.
//! - `IOPFINDER_FAULT_SEED`: the seed of everything that is random. It is printed.
//! - `IOPFINDER_SOAK_SECONDS`: how long the soak takes.
//! - `IOPFINDER_BINARY`: the program, which is built otherwise.

#![allow(clippy::unwrap_used)]

mod clock;
mod damage;
mod disk;
mod edition;
mod fleet;
mod harness;
mod kills;
mod load;
mod measure;
mod network;
mod proxy;
mod round;
mod slot;
mod slow;
mod soak;
mod table;
mod witness;

use harness::Fault;

/// All faults, in the order in which they are inflicted.
const FAULTS: [Fault; 8] = [
    Fault { name: "kills", inflict: kills::inflict },
    Fault { name: "disk", inflict: disk::inflict },
    Fault { name: "damage", inflict: damage::inflict },
    Fault { name: "network", inflict: network::inflict },
    Fault { name: "clock", inflict: clock::inflict },
    Fault { name: "slow", inflict: slow::inflict },
    Fault { name: "load", inflict: load::inflict },
    Fault { name: "soak", inflict: soak::inflict },
];

fn main() -> std::process::ExitCode {
    harness::run(&FAULTS)
}
