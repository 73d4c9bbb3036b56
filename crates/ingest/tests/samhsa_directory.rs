//! The workbooks of the National Directories, of known and unknown years.

#![allow(clippy::unwrap_used)]

mod support;
#[path = "support/workbook.rs"]
mod workbook;

use directory::Track;
use directory::derivation::claims_from;
use directory::listing::Questionnaire;
use directory::vocabulary::Edition;
use directory::{Fact, Vocabulary};
use ingest::sources::samhsa_directory::SamhsaDirectory;
use ingest::{FileError, ParsedSet, Scope};
use proptest::prelude::*;
use support::{FixtureZips, read_files};
use workbook::{add_sheet, file};

const HEADER: [&str; 13] = [
    "Name1",
    "Name2",
    "Street1",
    "Street2",
    "City",
    "State",
    "Zip",
    "Phone",
    "Intake1",
    "Intake2",
    "Intake1a",
    "Intake2a",
    "Service_code_info",
];

const HOPE: [&str; 13] = [
    "House of Hope",
    "Clinic",
    "1 Main Street",
    "",
    "Austin",
    "TX",
    "78702",
    "512-555-0100",
    "512-555-0101",
    "",
    "",
    "",
    "SA SUMH * OP OIT ORT * MD PI * NEWC XYZZY",
];

const CARE: [&str; 13] = [
    "Care Center",
    "",
    "- - -",
    "",
    "Austin",
    "TX",
    "78702",
    "512-555-0102 x7",
    "",
    "",
    "",
    "",
    "SA * OP ORT",
];

/// The questions of a year. The code of a category appears only in its first row, as with merged cells.
const SUBSTANCE: [[&str; 5]; 8] = [
    ["category_code", "category_name", "service_code", "service_name", "service_description"],
    ["TC", "Type of Care", "SA", "Substance use treatment", "…"],
    ["SET", "Service Setting", "OP", "Outpatient", "…"],
    ["", "", "OIT", "Intensive outpatient treatment", "…"],
    ["", "", "ORT", "Regular outpatient treatment", "…"],
    ["PAY", "Payment", "MD", "Medicaid", "…"],
    ["", "", "PI", "Private health insurance", "…"],
    ["NEW", "A new question", "NEWC", "Gong baths", "…"],
];

fn rows<'a, const N: usize>(rows: &'a [[&'a str; N]]) -> Vec<&'a [&'a str]> {
    rows.iter().map(|row| &row[..]).collect()
}

/// A workbook with these facilities and the questions of substance use.
fn directory(facilities: &[&[&str]]) -> Vec<u8> {
    workbook::workbook(|workbook| {
        add_sheet(workbook, "Facilities List", facilities);
        add_sheet(workbook, "Service Code Reference", &rows(&SUBSTANCE));
    })
}

fn read_as(source: SamhsaDirectory, files: &[(&str, &[u8])]) -> Result<ParsedSet, FileError> {
    let files = files.iter().map(|(name, bytes)| file(name, *bytes)).collect();
    let set = read_files(&source, files, &FixtureZips)?;
    assert!(set.is_balanced());
    Ok(set)
}

fn read(name: &str, bytes: &[u8]) -> Result<ParsedSet, FileError> {
    read_as(SamhsaDirectory::default(), &[(name, bytes)])
}

#[test]
fn a_workbook_of_an_unknown_year_has_the_questions_of_its_reference() {
    let set = read("su-2025.xlsx", &directory(&[&HEADER, &HOPE, &CARE])).unwrap();
    assert_eq!(set.scope, Scope::Tracks(vec![Track::SubstanceUse]));
    let text: Vec<String> = set
        .listings
        .iter()
        .map(|listing| {
            format!(
                "{}\n{}\n{:?}",
                listing.raw,
                serde_json::to_string_pretty(&listing.content).unwrap(),
                listing.repairs
            )
        })
        .collect();
    insta::assert_snapshot!(text.join("\n\n"));
}

#[test]
fn a_fact_is_no_only_if_that_year_asked_the_question() {
    let set = read("su-2025.xlsx", &directory(&[&HEADER, &HOPE, &CARE])).unwrap();
    let care = set.listings.iter().find(|listing| listing.content.organization == "Care Center").unwrap();
    let fact = |slug| claims_from(&care.content).facts().get(Vocabulary::embedded().find(slug).unwrap());
    assert_eq!(fact("intensive_outpatient"), Fact::No, "asked, and another setting is listed");
    assert_eq!(fact("RES"), Fact::NotStated, "that sheet does not ask");
    assert_eq!(fact("medicaid"), Fact::NotStated, "no payment is listed");
}

#[test]
fn a_year_in_the_code_book_has_the_questions_of_the_code_book() {
    let set = read("National-Directory-SU-Facilities-2023.xlsx", &directory(&[&HEADER, &HOPE])).unwrap();
    let edition = Edition { track: Track::SubstanceUse, year: 2023 };
    assert_eq!(set.listings[0].content.questionnaire, Questionnaire::Edition(edition));
    assert!(set.listings[0].id_in_source.starts_with("su2023-"));
    assert_eq!(set.listings[0].content.as_of.unwrap().to_string(), "2023-01-01");
}

#[test]
fn services_missing_from_the_code_book_keep_the_names_of_the_sheet() {
    let set = read("su-2025.xlsx", &directory(&[&HEADER, &HOPE])).unwrap();
    let unknown: Vec<_> = set
        .unknown_services
        .keys()
        .map(|service| (service.category.as_str(), service.name.as_str()))
        .collect();
    assert_eq!(unknown, [("", "XYZZY"), ("NEW", "Gong baths")]);
}

#[test]
fn the_order_and_case_of_columns_do_not_matter() {
    let ids =
        |set: ParsedSet| set.listings.into_iter().map(|listing| listing.id_in_source).collect::<Vec<_>>();
    let expected = ids(read("2025.xlsx", &directory(&[&HEADER, &HOPE, &CARE])).unwrap());
    let shouted = HEADER.map(|name| name.to_uppercase().replace('_', " "));
    let shouted = shouted.each_ref().map(String::as_str);
    let title = ["National Directory of Facilities, 2025"];
    let mut wide = [&HOPE[..], &["Travis"]].concat();
    wide.reverse();
    let mut header = [&HEADER[..], &["County"]].concat();
    header.reverse();
    let mut care = [&CARE[..], &[""]].concat();
    care.reverse();
    for facilities in [
        vec![&shouted[..], &CARE, &HOPE],
        vec![&title[..], &[], &HEADER, &HOPE, &CARE],
        vec![&header[..], &wide, &care],
    ] {
        assert_eq!(ids(read("x.xlsx", &named_2025(&facilities)).unwrap()), expected);
    }
}

/// A workbook with these facilities, and with the year in a sheet's name.
fn named_2025(facilities: &[&[&str]]) -> Vec<u8> {
    workbook::workbook(|workbook| {
        add_sheet(workbook, "Notes 2025", &[&["nothing"]]);
        add_sheet(workbook, "service code reference", &rows(&SUBSTANCE));
        add_sheet(workbook, "FACILITIES", facilities);
    })
}

#[test]
fn a_repeated_row_is_one_listing() {
    let set = read("2025.xlsx", &directory(&[&HEADER, &HOPE, &HOPE, &CARE])).unwrap();
    assert_eq!((set.rows.read, set.listings.len(), set.rows.duplicates), (3, 2, 1));
}

#[test]
fn rows_that_cannot_be_used_are_rejected_with_their_numbers() {
    let nameless = ["", "", "1 Main Street", "", "Austin", "TX", "78702"];
    let nowhere = ["Nowhere", "", "1 Main Street", "", "Nowhere", "TX", "99999"];
    let mut torn = HOPE.to_vec();
    torn.push("one too many");
    let set = read("2025.xlsx", &directory(&[&HEADER, &nameless, &HOPE, &nowhere, &torn])).unwrap();
    let rejected: Vec<_> = set.rejected.iter().map(|row| (row.row_number, row.reason.as_str())).collect();
    assert_eq!(
        rejected,
        [
            (2, "no name"),
            (4, "no coordinate, and no ZIP code or city to place it by"),
            (5, "more cells than the header has columns"),
        ]
    );
    assert!(set.rejected[2].raw.contains("\"(column 14)\":\"one too many\""));
}

#[test]
fn a_track_or_year_that_cannot_be_detected_must_be_given() {
    let unknown_year = directory(&[&HEADER, &HOPE]);
    let error = read("directory.xlsx", &unknown_year).unwrap_err().to_string();
    assert!(error.contains("--year"), "{error}");
    let given = SamhsaDirectory { year: Some(2025), ..SamhsaDirectory::default() };
    assert!(read_as(given, &[("directory.xlsx", &unknown_year)]).is_ok());

    let mut row = CARE;
    row[12] = "SA * OP";
    let only_rows = workbook::sheet("Facilities List", &[&HEADER, &row]);
    let error = read("2023.xlsx", &only_rows).unwrap_err().to_string();
    assert!(error.contains("--track"), "{error}");
    let given = SamhsaDirectory { track: Some(Track::MentalHealth), year: Some(2023) };
    let set = read_as(given, &[("x.xlsx", &only_rows)]).unwrap();
    assert_eq!(set.scope, Scope::Tracks(vec![Track::MentalHealth]));
    let given = SamhsaDirectory { year: Some(2031), ..given };
    let error = read_as(given, &[("x.xlsx", &only_rows)]).unwrap_err().to_string();
    assert!(error.contains("Service Code Reference"), "{error}");
}

#[test]
fn two_years_in_one_import_are_an_error() {
    let (old, new) = (directory(&[&HEADER, &HOPE]), directory(&[&HEADER, &CARE]));
    let error = read_as(SamhsaDirectory::default(), &[("2024.xlsx", &old), ("2025.xlsx", &new)])
        .unwrap_err()
        .to_string();
    assert!(error.contains("import the older one first"), "{error}");
    let set = read_as(SamhsaDirectory::default(), &[("2025.xlsx", &old), ("more-2025.xlsx", &new)]).unwrap();
    assert_eq!(set.listings.len(), 2);
}

#[test]
fn a_missing_column_is_an_error_that_names_it() {
    let columns = |row: &[&'static str]| {
        row.iter().enumerate().filter(|(at, _)| *at != 7).map(|(_, cell)| *cell).collect::<Vec<_>>()
    };
    let error = read("2025.xlsx", &directory(&[&columns(&HEADER), &columns(&HOPE)])).unwrap_err().to_string();
    assert!(error.contains("lacks the columns phone"), "{error}");
    let error = read("2025.xlsx", &workbook::sheet("S", &[&["a", "b"]])).unwrap_err().to_string();
    assert!(error.contains("no sheet has the columns of a National Directory"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_row_is_accounted_for(
        table in prop::collection::vec(prop::collection::vec("( |SA|OIT|\\*|78702|TX|Austin|- -|[a-zé(&;]{1,4}){0,3}", 0..15), 0..6)
    ) {
        let cells: Vec<Vec<&str>> = table.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let mut facilities: Vec<&[&str]> = vec![&HEADER, &HOPE];
        facilities.extend(cells.iter().map(Vec::as_slice));
        let set = read("2025.xlsx", &directory(&facilities)).unwrap();
        let filled = cells.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count();
        prop_assert_eq!(set.rows.read, filled as u64 + 1);
        let mut ids: Vec<_> = set.listings.iter().map(|listing| &listing.id_in_source).collect();
        ids.dedup();
        prop_assert_eq!(ids.len(), set.listings.len());
    }
}

#[test]
fn a_track_or_a_year_that_contradicts_the_workbook_is_an_error() {
    let bytes = directory(&[&HEADER, &HOPE, &CARE]);
    let given = |track, year| read_as(SamhsaDirectory { track, year }, &[("su-2025.xlsx", &bytes[..])]);
    assert!(given(Some(Track::SubstanceUse), None).is_ok());
    let error = given(Some(Track::MentalHealth), None).unwrap_err().to_string();
    assert!(error.contains("its codes are those of the substance use directory"), "{error}");
    for year in [0, 9999] {
        let error = given(None, Some(year)).unwrap_err().to_string();
        assert!(error.contains("there is no directory for the year"), "{error}");
    }
}

#[test]
fn the_visible_sheet_of_facilities_is_read() {
    let bytes = workbook::workbook(|workbook| {
        add_sheet(workbook, "Old", &[&HEADER, &HOPE]);
        add_sheet(workbook, "Facilities List", &[&HEADER, &CARE]);
        add_sheet(workbook, "Service Code Reference", &rows(&SUBSTANCE));
        workbook.worksheet_from_name("Old").unwrap().set_hidden(true);
        workbook.worksheet_from_name("Facilities List").unwrap().set_active(true);
    });
    let set = read("su-2025.xlsx", &bytes).unwrap();
    assert_eq!(set.listings[0].content.organization, "Care Center");
    assert_eq!(set.remarks.len(), 1);
    assert!(set.remarks[0].contains("the sheet \"Old\" has the same columns"), "{:?}", set.remarks);
}
