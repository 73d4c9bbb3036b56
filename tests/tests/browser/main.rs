//! The pages in a real Chromium, as people use them. The name of each test is a sentence.

#![allow(clippy::unwrap_used)]

mod accessible;
mod display;
mod harness;
mod keyboard;
mod measures;
mod pages;
mod places;
mod privacy;
mod site;
mod suggest;
mod valid;
