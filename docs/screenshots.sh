#!/usr/bin/env bash
# Takes the screenshots for the README: the main pages with the made-up places, on a phone and on a desktop computer. Needs
# Chromium and chromedriver.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo build --release --locked
export IOPFINDER_BINARY=${CARGO_TARGET_DIR:-target}/release/iopfinder
cargo run --quiet --locked -p tests --bin screenshots -- docs
