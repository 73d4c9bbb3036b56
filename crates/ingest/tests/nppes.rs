//! Monthly and weekly files of NPPES.

#![allow(clippy::unwrap_used)]

mod support;

use std::io::{Cursor, Write};

use directory::listing::Role;
use directory::{Npi, Track};
use ingest::sources::nppes::Nppes;
use ingest::{FileError, ParsedSet, Scope, SourceFile};
use proptest::prelude::*;
use support::{FixtureZips, read_files};
use zip::write::SimpleFileOptions;

const MONTHLY: &str = "npidata_pfile_20050523-20261108.csv";
const WEEKLY: &str = "npidata_pfile_20261102-20261108.csv";

/// The table in the fixtures: a header and made-up providers.
fn table() -> String {
    include_str!("../../../tests/fixtures/nppes/npidata_pfile_20050523-20261108.csv").to_owned()
}

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Result<ParsedSet, FileError> {
    let file = SourceFile::from_bytes(name, bytes.into());
    read_files(&Nppes, vec![file], &FixtureZips)
}

fn zipped(members: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn behavioral_health_organizations_become_identity_listings() {
    let set = read(MONTHLY, table()).unwrap();
    assert!(set.is_balanced());
    assert_eq!(set.scope, Scope::Whole);
    let names: Vec<&str> = set.listings.iter().map(|listing| listing.content.organization.as_str()).collect();
    assert_eq!(
        names,
        ["Placeholder Recovery Center, LLC", "Example Community Mental Health", "Sample Methadone Clinic"]
    );
    let first = &set.listings[0].content;
    assert_eq!((first.role, first.track), (Role::Identity, Track::SubstanceUse));
    assert_eq!(first.npi, Npi::parse("1234567893").ok());
    assert_eq!(first.phone.as_ref().map(|phone| phone.display()).as_deref(), Some("(512) 555-0100"));
    assert_eq!(first.as_of, Some(jiff::civil::date(2022, 7, 8)));
    assert_eq!(first.location.address().zip.map(ToString::to_string).as_deref(), Some("78702-1234"));
    assert_eq!(set.listings[1].content.track, Track::MentalHealth);
    let skipped: Vec<_> = set.rows.skipped.iter().map(|(what, count)| (what.as_str(), *count)).collect();
    // Only rows with a wanted taxonomy are parsed, so a deactivated row without a taxonomy counts as another kind.
    assert_eq!(
        skipped,
        [
            ("deactivated identifiers", 1),
            ("providers of other kinds", 3),
            ("providers outside the United States", 1)
        ]
    );
    let reasons: Vec<&str> = set.rejected.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "\"1234567890\" is not a National Provider Identifier",
            "no coordinate, and no ZIP code or city to place it by"
        ]
    );
}

#[test]
fn a_weekly_file_removes_providers_that_no_longer_qualify() {
    let set = read(WEEKLY, table()).unwrap();
    assert!(set.is_balanced());
    let Scope::Update { removed } = &set.scope else { panic!("{:?}", set.scope) };
    assert!(removed.contains(&"1679576722".to_owned()), "deactivated: {removed:?}");
    assert!(!removed.contains(&"1234567893".to_owned()));
}

#[test]
fn the_archive_and_the_table_give_the_same_listings() {
    let header = table().lines().next().unwrap().to_owned();
    let archive = zipped(&[
        ("npidata_pfile_20050523-20261108_fileheader.csv", &header),
        ("othername_pfile_20050523-20261108.csv", "NPI"),
        (MONTHLY, &table()),
    ]);
    assert_eq!(
        read("NPPES_Data_Dissemination_November_2026.zip", archive).unwrap(),
        read(MONTHLY, table()).unwrap()
    );
}

#[test]
fn the_order_of_columns_and_the_line_endings_do_not_matter() {
    let text = table();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().rev().map(str::to_owned).collect();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for row in reader.records() {
        writer.write_record(row.unwrap().iter().collect::<Vec<_>>().into_iter().rev()).unwrap();
    }
    let reordered = [b"\xef\xbb\xbf".to_vec(), writer.into_inner().unwrap()].concat();
    let listings = |set: ParsedSet| set.listings;
    assert_eq!(listings(read(MONTHLY, reordered).unwrap()), listings(read(MONTHLY, table()).unwrap()));
}

#[test]
fn other_and_truncated_files_are_errors() {
    let error = |name: &str, bytes: Vec<u8>| read(name, bytes).unwrap_err().to_string();
    let utf16: Vec<u8> = table().encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, says) in [
        (Vec::new(), "it has no header"),
        (b"a,b\n1,2\n".to_vec(), "columns of NPPES are missing"),
        (utf16, "columns of NPPES are missing"),
        (table().into_bytes()[..table().len() - 40].to_vec(), "row 10 is not complete"),
        (format!("{}\"open", table()).into_bytes(), "row 11 is not complete"),
        (b"PK\x03\x04 and no archive".to_vec(), "cut off or damaged"),
        (zipped(&[("readme.txt", "hello")]), "has no table npidata_pfile"),
        (zipped(&[(MONTHLY, &table()), (WEEKLY, &table())]), "has several tables"),
    ] {
        let text = error("file", bytes);
        assert!(text.contains(says), "{text} / {says}");
    }
    let archive = zipped(&[(MONTHLY, &table())]);
    assert!(error("cut.zip", archive[..archive.len() / 2].to_vec()).contains("cut off or damaged"));
    assert!(read_files(&Nppes, Vec::new(), &FixtureZips).is_err());
}

#[test]
fn an_identifier_has_one_listing() {
    let text = table();
    let row = text.lines().nth(1).unwrap();
    let again = read(MONTHLY, format!("{text}{row}\n{}\n", row.replace("RECOVERY", "RENAMED"))).unwrap();
    assert_eq!((again.rows.duplicates, again.listings.len()), (1, 3));
    assert!(again.is_balanced());
    assert!(again.rejected.iter().any(|row| row.reason.contains("another row has the same identifier")));
}

#[test]
fn the_newest_row_of_an_identifier_is_used() {
    let text = table();
    let mut lines: Vec<&str> = text.lines().collect();
    let newer = lines[1].replace("RECOVERY", "RENAMED").replace("07/08/2022", "07/09/2023");
    assert_ne!(newer, lines[1].replace("RECOVERY", "RENAMED"), "the day of the last change differs");
    lines.push(&newer);
    let there = read(MONTHLY, format!("{}\n", lines.join("\n"))).unwrap();
    lines[1..].reverse();
    let back = read(MONTHLY, format!("{}\n", lines.join("\n"))).unwrap();
    assert_eq!(there.listings, back.listings);
    assert_eq!((there.rejected.len(), there.is_balanced()), (back.rejected.len(), true));
    assert!(there.listings[0].content.organization.contains("Renamed"), "{:?}", there.listings[0]);
}

proptest! {
    #[test]
    fn no_bytes_cause_a_panic_or_lose_a_row(
        cut in 0usize..4000, noise in prop::collection::vec(any::<u8>(), 0..60), at in 0usize..4000,
    ) {
        let mut bytes = table().into_bytes();
        bytes.truncate(bytes.len().saturating_sub(cut));
        let at = at.min(bytes.len());
        bytes.splice(at..at, noise);
        if let Ok(set) = read(MONTHLY, bytes) {
            prop_assert!(set.is_balanced());
        }
    }
}
