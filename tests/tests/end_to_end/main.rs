//! What the program promises, checked on the real binary. The name of each test is a sentence.

#![allow(clippy::unwrap_used)]

mod bad_parameters;
mod bad_requests;
mod cli;
mod compare;
mod configuration;
mod corrections;
mod cursors;
mod facilities;
mod facility_pages;
mod guide;
mod human_services;
mod import;
mod import_faults;
mod import_files;
mod import_kills;
mod import_rows;
mod index;
mod insurers;
mod list;
mod matching;
mod names;
mod openapi;
mod overload;
mod pages;
mod pages_results;
mod pages_search;
mod privacy;
mod problem;
mod revisions;
mod search;
mod slow_clients;
mod start;
mod stores;
