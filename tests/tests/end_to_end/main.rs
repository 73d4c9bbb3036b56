//! What the program promises, checked on the real binary. The name of each test is a sentence.

#![allow(clippy::unwrap_used)]

mod backup;
mod bad_parameters;
mod bad_requests;
mod cli;
mod clock;
mod compare;
mod compose;
mod configuration;
mod cursors;
mod damage;
mod database_gone;
mod doctor;
mod facilities;
mod facility_pages;
mod full_disk;
mod guide;
mod human_services;
mod import;
mod import_faults;
mod import_files;
mod import_kills;
mod import_rows;
mod import_workers;
mod index;
mod insurers;
mod list;
mod matching;
mod names;
mod openapi;
mod operating;
mod pages;
mod pages_results;
mod pages_search;
mod privacy;
mod problem;
mod revisions;
mod search;
mod several_servers;
mod start;
mod stopping;
mod stores;
mod supply;
