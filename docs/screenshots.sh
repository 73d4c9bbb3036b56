#!/usr/bin/env bash
# Makes the pictures of the README: the main pages on the made-up places, on a phone and at a desk. Needs Chromium and
# chromedriver.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --release --locked
export IOPFINDER_BINARY=${CARGO_TARGET_DIR:-target}/release/iopfinder
cargo run --quiet --locked -p tests --bin screenshots -- docs
