//! The locator's own export, as text and as a workbook.

#![allow(clippy::unwrap_used)]

mod support;
#[path = "support/workbook.rs"]
mod workbook;

use directory::derivation::claims_from;
use directory::geo::CoordinatePrecision;
use directory::listing::Questionnaire;
use directory::vocabulary::Edition;
use directory::{Fact, Track, Vocabulary};
use ingest::sources::locator_export::LocatorExport;
use ingest::{FileError, ParsedSet, Repair, Scope};
use proptest::prelude::*;
use support::{FixtureZips, read_files};
use workbook::file;

const EXPORT: &str = include_str!("../../../tests/fixtures/locator_export/export.csv");

fn read(bytes: &[u8]) -> Result<ParsedSet, FileError> {
    let set = read_files(&LocatorExport, vec![file("export.csv", bytes)], &FixtureZips)?;
    assert!(set.is_balanced());
    Ok(set)
}

#[test]
fn an_export_is_read_into_these_listings() {
    let set = read(EXPORT.as_bytes()).unwrap();
    insta::assert_snapshot!(format!(
        "{}\n{} rows, {} duplicates, {:?}",
        support::described(&set),
        set.rows.read,
        set.rows.duplicates,
        set.unknown_services
    ));
}

#[test]
fn a_question_without_a_column_is_not_asked() {
    let set = read(EXPORT.as_bytes()).unwrap();
    let care = set.listings.iter().find(|listing| listing.content.organization == "Care Center").unwrap();
    let fact = |slug| claims_from(&care.content).facts().get(Vocabulary::embedded().find(slug).unwrap());
    assert_eq!((fact("OP"), fact("PHDT"), fact("RES")), (Fact::Yes, Fact::No, Fact::NotStated));
}

#[test]
fn an_unknown_column_may_be_any_service_that_is_not_marked() {
    let set = read(EXPORT.as_bytes()).unwrap();
    let hope = set.listings.iter().find(|listing| listing.content.organization == "House of Hope").unwrap();
    assert_eq!(hope.content.unknown_services[0].name, "gongs");
    let fact = |slug| claims_from(&hope.content).facts().get(Vocabulary::embedded().find(slug).unwrap());
    assert_eq!((fact("intensive_outpatient"), fact("ORT")), (Fact::Yes, Fact::NotStated));
}

#[test]
fn an_unknown_column_between_two_of_a_category_belongs_to_it() {
    let text = "name1,state,zip,sa,oit,iop,ort,op,md,pi\nHope,TX,78702,1,,1,,1,1,\n";
    let set = read(text.as_bytes()).unwrap();
    assert_eq!(set.listings[0].content.unknown_services[0].category, "SET");
    let fact =
        |slug| claims_from(&set.listings[0].content).facts().get(Vocabulary::embedded().find(slug).unwrap());
    assert_eq!((fact("intensive_outpatient"), fact("private")), (Fact::NotStated, Fact::No));
}

#[test]
fn the_kind_su_is_substance_use_and_an_unknown_kind_is_reported() {
    let text = "name1,state,zip,type_facility,sa,oit,ort,op,md\n\
                Hope,TX,78702,SU,1,1,,,\nCare,TX,78702,SU,1,,1,,\nElm,TX,78702,ZZ,1,1,,,\nOak,TX,78702,ZZ,1,1,,,\nAsh,TX,78702,HRSA,1,1,,,\n";
    let set = read(text.as_bytes()).unwrap();
    assert!(set.listings.iter().all(|listing| listing.content.track == Track::SubstanceUse));
    assert_eq!((set.listings.len(), set.rejected.len()), (2, 3));
    let kinds: Vec<&str> = set.mostly_rejected.iter().map(|kind| kind.kind.as_str()).collect();
    assert_eq!(kinds, ["ZZ"], "HRSA is known not to be treatment");
}

#[test]
fn an_unreadable_mark_is_not_a_no() {
    let text = "name1,state,zip,sa,oit,ort,op,md\nHope,TX,78702,1,perhaps,,1,1\n";
    let set = read(text.as_bytes()).unwrap();
    let fact =
        |slug| claims_from(&set.listings[0].content).facts().get(Vocabulary::embedded().find(slug).unwrap());
    assert_eq!((fact("OIT"), fact("ORT")), (Fact::NotStated, Fact::No));
}

#[test]
fn an_export_with_all_columns_is_of_the_newest_edition() {
    let vocabulary = Vocabulary::embedded();
    let edition = vocabulary.newest_edition(Track::SubstanceUse);
    let codes: Vec<&str> = vocabulary
        .questionnaire(edition)
        .iter()
        .map(|id| vocabulary.attribute(id).code.as_deref().unwrap())
        .collect();
    let marks: Vec<&str> = codes.iter().map(|code| if *code == "SA" { "1" } else { "" }).collect();
    let text = format!("name1,state,zip,{}\nHope,TX,78702,{}\n", codes.join(","), marks.join(","));
    let set = read(text.as_bytes()).unwrap();
    assert_eq!(set.listings[0].content.questionnaire, Questionnaire::Edition(edition));
    assert_eq!(edition, Edition { track: Track::SubstanceUse, ..edition });
}

#[test]
fn all_marks_are_understood_and_other_cells_are_counted() {
    let row = |mark: &str| format!("name1,state,zip,sa,oit,ort,op,md\nHope,TX,78702,1,{mark},,,\n");
    let id = Vocabulary::embedded().code("OIT").unwrap();
    for (mark, expected) in
        [("1", true), ("x", true), ("YES", true), ("0", false), ("N", false), ("?", false)]
    {
        let set = read(row(mark).as_bytes()).unwrap();
        assert_eq!(set.listings[0].content.codes.unwrap().contains(id), expected, "{mark}");
        assert_eq!(set.repairs.contains_key(&Repair::ServicesUnreadable), mark == "?");
    }
}

#[test]
fn a_workbook_is_read_like_text() {
    let rows: Vec<Vec<&str>> = EXPORT.lines().map(|line| line.split(',').collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let (text, workbook) =
        (read(EXPORT.as_bytes()).unwrap(), read(&workbook::sheet("Export", &rows)).unwrap());
    assert_eq!(text.listings, workbook.listings);
}

#[test]
fn an_export_of_one_track_replaces_only_that_track() {
    assert_eq!(read(EXPORT.as_bytes()).unwrap().scope, Scope::Whole);
    let one = read(b"name1,state,zip,sa,oit,ort,op,md\nHope,TX,78702,1,1,,,\n").unwrap();
    assert_eq!(one.scope, Scope::Tracks(vec![Track::SubstanceUse]));
}

#[test]
fn a_coordinate_at_the_center_of_the_zip_code_is_approximate() {
    let set = read(EXPORT.as_bytes()).unwrap();
    let precision = |name: &str| {
        let listing = set.listings.iter().find(|listing| listing.content.organization == name).unwrap();
        listing.content.location.point().precision
    };
    assert_eq!(precision("House of Hope"), CoordinatePrecision::Street);
    assert_eq!(precision("Care Center"), CoordinatePrecision::Zip);
}

#[test]
fn other_tables_are_errors() {
    let error = read(b"name,city\nHope,Austin\n").unwrap_err().to_string();
    assert!(error.contains("columns of a locator export"), "{error}");
}

proptest! {
    #[test]
    fn every_row_is_accounted_for(text in "[-\",0-9a-zA-ZX\n ]{0,120}") {
        let header = "name1,state,zip,type_facility,latitude,longitude,SA,MH,OIT,OP,MD,new";
        if let Ok(set) = read(format!("{header}\n{text}\n").as_bytes()) {
            let mut ids: Vec<_> = set.listings.iter().map(|listing| &listing.id_in_source).collect();
            ids.dedup();
            prop_assert_eq!(ids.len(), set.listings.len());
        }
    }
}
