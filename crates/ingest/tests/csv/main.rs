//! Tables that are read with a mapping.

#![allow(clippy::unwrap_used)]

mod cells;
mod conditions;
mod infer;
mod one_place;
#[path = "../support/mod.rs"]
mod support;
mod unused;
#[path = "../support/workbook.rs"]
mod workbook;

use directory::derivation::claims_from;
use directory::{Fact, Track, Vocabulary};
use ingest::sources::csv::{MappedTable, Mapping};
use ingest::{FileError, ParsedListing, ParsedSet, Repair};
use places::Gazetteer;
use proptest::prelude::*;
use workbook::file;

const TABLE: &str = include_str!("../../../../tests/fixtures/csv/licences.csv");
const MAPPING: &str = include_str!("../../../../tests/fixtures/csv/licences.toml");

fn read(mapping: &str, table: &[u8]) -> Result<ParsedSet, FileError> {
    let source = MappedTable::new(Mapping::parse("m.toml", mapping).unwrap());
    let set = support::read_files(&source, vec![file("t.csv", table)], Gazetteer::embedded())?;
    assert!(set.is_balanced());
    Ok(set)
}

fn faults(mapping: &str) -> String {
    Mapping::parse("m.toml", mapping).unwrap_err().to_string()
}

fn named<'a>(set: &'a ParsedSet, name: &str) -> &'a ParsedListing {
    set.listings.iter().find(|listing| listing.content.organization == name).unwrap()
}

fn fact(listing: &ParsedListing, slug: &str) -> Fact {
    claims_from(&listing.content).facts().get(Vocabulary::embedded().find(slug).unwrap())
}

/// The smallest valid mapping, followed by `more`.
fn least(more: &str) -> String {
    format!(
        "[source]\nname = \"x\"\npublisher = \"X\"\n[fields]\nname = \"name\"\nzip = \"zip\"\n[program]\ntrack = \"substance_use\"\n{more}"
    )
}

#[test]
fn a_license_list_is_read_into_these_listings() {
    let set = read(MAPPING, TABLE.as_bytes()).unwrap();
    insta::assert_snapshot!(format!(
        "{}\n{} rows, {} duplicates, {} further listings, {:?}",
        support::described(&set),
        set.rows.read,
        set.rows.duplicates,
        set.rows.further_listings,
        set.unknown_services
    ));
}

#[test]
fn an_attribute_that_a_list_lacks_is_no() {
    let set = read(MAPPING, TABLE.as_bytes()).unwrap();
    let care = named(&set, "Care Center");
    let rest = named(&set, "Rest House");
    assert_eq!((fact(rest, "residential"), fact(rest, "intensive_outpatient")), (Fact::Yes, Fact::No));
    assert_eq!(
        (fact(care, "private"), fact(care, "sliding_fee")),
        (Fact::Yes, Fact::NotStated),
        "as the mapping says"
    );
    assert_eq!(fact(care, "medicaid"), Fact::No, "another column says so");
    let both = named(&set, "Both Ways Inc");
    assert_eq!(fact(both, "private"), Fact::NotStated, "an empty cell says nothing");
    assert_eq!(fact(named(&set, "Rest House"), "medicaid"), Fact::No, "a value says no");
    assert_eq!(fact(care, "TELE"), Fact::NotStated, "no column asks");
}

#[test]
fn a_row_can_describe_two_programs() {
    let set = read(MAPPING, TABLE.as_bytes()).unwrap();
    let both: Vec<_> =
        set.listings.iter().filter(|listing| listing.content.organization == "Both Ways Inc").collect();
    let ids: Vec<_> =
        both.iter().map(|listing| (listing.id_in_source.as_str(), listing.content.track)).collect();
    assert_eq!(
        ids,
        [("TX-1003.mental_health", Track::MentalHealth), ("TX-1003.substance_use", Track::SubstanceUse)]
    );
    assert_eq!(set.rows.further_listings, 1);
}

#[test]
fn a_confidential_place_has_only_a_city_and_a_telephone_number() {
    let set = read(MAPPING, TABLE.as_bytes()).unwrap();
    let harbor = named(&set, "Safe Harbor");
    assert!(harbor.content.location.is_withheld());
    let kept = format!("{}{}", harbor.raw, serde_json::to_string(&harbor.content).unwrap());
    assert!(!kept.contains("Yew") && !kept.contains("78702") && !kept.contains("example.org"), "{kept}");
    assert!(kept.contains("Austin") && kept.contains("+15125550105"), "{kept}");

    let nowhere = least("confidential = true\n");
    let set = read(&nowhere, b"name,zip,street\nHope,00501,1 Yew Street\nHope,99999,2 Yew Street\n").unwrap();
    let kept = format!("{:?}{:?}", set.listings, set.rejected);
    assert!(!kept.contains("Yew"), "{kept}");
    let by_street = least("").replace("zip = \"zip\"", "zip = \"zip\"\nstreet = \"street\"");
    let set = read(&by_street, b"name,zip,street\nHope,78702,Confidential\n").unwrap();
    assert!(
        set.listings[0].content.location.is_withheld()
            && set.listings[0].content.location.address().zip.is_none()
    );
}

#[test]
fn a_torn_row_does_not_reveal_a_confidential_place() {
    let harbor = TABLE.lines().find(|line| line.contains("Safe Harbor")).unwrap();
    let torn = TABLE.replace(harbor, &harbor.replace('"', ""));
    assert_ne!(torn, TABLE);
    let set = read(MAPPING, torn.as_bytes()).unwrap();
    let row = set.rejected.iter().find(|row| row.raw.contains("(confidential)")).expect("a torn row");
    assert!(!row.reason.contains("Yew") && !format!("{set:?}").contains("Yew"), "{}", row.reason);
}

#[test]
fn too_many_rows_are_an_error() {
    let table = format!("name,zip\n{}", "Hope,78702\n".repeat(250_001));
    let error = read(&least(""), table.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("the table is larger than the 250000 rows"), "{error}");
}

#[test]
fn all_file_formats_give_the_same_listings() {
    let expected = read(MAPPING, TABLE.as_bytes()).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(TABLE.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let cells: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
    let workbook = workbook::workbook(|workbook| {
        workbook::add_sheet(workbook, "Read me", &[&["Call us"]]);
        workbook::add_sheet(workbook, "Facilities", &cells);
    });
    let utf16: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in
        [workbook, utf16, TABLE.replace('\n', "\r\n").into_bytes(), format!("\u{feff}{TABLE}").into_bytes()]
    {
        assert_eq!(read(MAPPING, &bytes).unwrap().listings, expected.listings);
    }
}

#[test]
fn columns_can_have_any_order_and_case() {
    let mapping = least("");
    let one = read(&mapping, b"name,zip,x\nHope,78702,1\n").unwrap();
    let other = read(&mapping, b"\n X ; ZIP ; Name\n1;78702;Hope\n").unwrap();
    assert_eq!(one.listings[0].content, other.listings[0].content);
    let error = read(&mapping, b"nam,zip\nHope,78702\n").unwrap_err().to_string();
    assert!(error.contains("line 5: \"name\"; did you mean nam?"), "{error}");
}

#[test]
fn a_mapping_can_say_where_the_table_is() {
    let workbook = workbook::workbook(|workbook| {
        workbook::add_sheet(workbook, "2025", &[&["name", "zip"], &["Old", "78702"]]);
        workbook::add_sheet(workbook, "2026", &[&["name", "zip"], &["name", "zip"], &["New", "78702"]]);
    });
    let name =
        |more: &str| read(&least(more), &workbook).map(|set| set.listings[0].content.organization.clone());
    assert_eq!(name("").unwrap(), "Old");
    assert_eq!(name("[table]\nsheet = \"2026\"\nheader_row = 2\n").unwrap(), "New");
    let error = name("[table]\nsheet = \"2024\"\n").unwrap_err().to_string();
    assert!(error.contains("no sheet \"2024\"; its sheets are \"2025\", \"2026\""), "{error}");
    let odd = read(
        &least("[table]\ndelimiter = \"|\"\nencoding = \"windows-1252\"\n"),
        b"name|zip\nPe\xf1a|78702\n",
    );
    assert_eq!(odd.unwrap().listings[0].content.organization, "Peña");
}

#[test]
fn texts_are_joined_extracted_and_replaced() {
    let mapping = r#"
[source]
name = "x"
publisher = "X"
as_of = "2026-10-01"
[fields]
name = { columns = ["a", "b"], join = " - " }
name2 = { either = ["c", "d"] }
street = { column = "place", pattern = '^([^,]+),' }
city = { column = "place", pattern = ', (.+)$', values = { "NYC" = "New York" } }
state = { value = "NY" }
latitude = "lat"
longitude = "lon"
npi = "npi"
[program]
track = ["mental_health"]
[details]
cost = [{ value = "call for fees" }, "fee"]
minimum_age = "from"
languages = "spoken"
"#;
    let table = "a,b,c,d,place,lat,lon,npi,fee,from,spoken\nHope,House,,West,\"1 Main St, nyc\",40.71,-74.0,1234567893.0,$20,18,\"English, Spanish; Wolof\"\n";
    let set = read(mapping, table.as_bytes()).unwrap();
    let content = &set.listings[0].content;
    assert_eq!(
        (content.organization.as_str(), content.program_name.as_deref()),
        ("Hope - House", Some("West"))
    );
    assert_eq!(
        (content.location.address().street1, content.location.address().city),
        (Some("1 Main St"), "New York")
    );
    assert_eq!(content.npi.as_ref().map(|npi| npi.as_str()), Some("1234567893"));
    assert_eq!(content.as_of.unwrap().to_string(), "2026-10-01");
    assert_eq!(content.details.cost_options, ["call for fees", "$20"]);
    assert_eq!(
        (content.details.minimum_age, &content.details.languages[..]),
        (Some(18), &["Wolof".to_owned()][..])
    );
    assert_eq!(fact(&set.listings[0], "spanish"), Fact::Yes);
}

#[test]
fn all_marks_and_values_are_understood() {
    let marked = |more: &str, cell: &str| {
        let mapping =
            least(&format!("[[facts]]\ncolumn = \"iop\"\nattribute = \"intensive_outpatient\"\n{more}"));
        let set = read(&mapping, format!("name,zip,iop\nHope,78702,{cell}\n").as_bytes()).unwrap();
        (
            fact(&set.listings[0], "intensive_outpatient"),
            set.repairs.contains_key(&Repair::ServicesUnreadable),
        )
    };
    assert_eq!(marked("", "x"), (Fact::Yes, false));
    assert_eq!(marked("", "No"), (Fact::No, false));
    assert_eq!(marked("", ""), (Fact::NotStated, false));
    assert_eq!(marked("", "maybe"), (Fact::NotStated, true));
    assert_eq!(marked("empty = \"no\"", ""), (Fact::No, false));
    assert_eq!(marked("yes = [\"Offered\"]\nno = [\"None\"]", "offered"), (Fact::Yes, false));
    assert_eq!(marked("yes = [\"Offered\"]\nno = [\"None\"]", "NONE"), (Fact::No, false));
    let listed =
        least("[[facts]]\ncolumn = \"codes\"\nsplit = \" \"\nasks = [\"OIT\", \"ORT\", \"medicaid\"]\n");
    let set = read(&listed, b"name,zip,codes\nHope,78702,OIT sliding_fee XYZZY\n").unwrap();
    let facts = ["OIT", "sliding_fee", "ORT", "medicaid", "private"].map(|slug| fact(&set.listings[0], slug));
    assert_eq!(facts, [Fact::Yes, Fact::Yes, Fact::NotStated, Fact::NotStated, Fact::NotStated]);
    assert_eq!(set.unknown_services.keys().next().unwrap().name, "XYZZY");
    let set = read(&listed, b"name,zip,codes\nHope,78702,OIT sliding_fee\n").unwrap();
    let facts = ["OIT", "sliding_fee", "ORT", "medicaid", "private"].map(|slug| fact(&set.listings[0], slug));
    assert_eq!(facts, [Fact::Yes, Fact::Yes, Fact::No, Fact::No, Fact::NotStated]);
}

#[test]
fn rows_can_be_kept_or_skipped() {
    let table = b"name,zip,status\nHope,78702,Open\nGone,78702,Closed\nOdd,78702,\n";
    let names = |more: &str| {
        let set = read(&least(more), table).unwrap();
        let reasons: Vec<String> = set.rejected.iter().map(|row| row.reason.clone()).collect();
        (set.listings.iter().map(|listing| listing.content.organization.clone()).collect::<Vec<_>>(), reasons)
    };
    let (kept, reasons) = names("[[keep]]\ncolumn = \"status\"\nvalues = [\"open\", \"\"]\n");
    assert_eq!(
        (kept.len(), reasons.as_slice()),
        (2, &["left out by the mapping: not kept because of status".to_owned()][..])
    );
    let (kept, reasons) = names("[[skip]]\ncolumn = \"status\"\npattern = \"(?i)^clos\"\n");
    assert_eq!(
        (kept.len(), reasons.as_slice()),
        (2, &["left out by the mapping: skipped because of status".to_owned()][..])
    );
}

#[test]
fn all_errors_in_a_mapping_are_reported_with_their_lines() {
    insta::assert_snapshot!(faults(
        r#"[source]
name = "TX Licenses"
publisher = "X"
as_off = "2026-01-01"
as_of = "January"
[fields]
nmae = "Name"
street = "Street"
address = "Address"
[program]
track = "substance"
[[facts]]
column = "Services"
split = ";"
split_pattern = "("
not_listed = "maybe"
[facts.values]
"IOP" = "intensive_outpatint"
[[facts]]
attribute = "medicaid"
values = { "x" = "medicaid" }
[[facts]]
column = 1.5
attribute = "medicaid"
[[skip]]
column = "Status"
[table]
delimiter = "+"
header_row = 0
encoding = "klingon"
[details]
capacity = { unit = "beds", maximum = "Beds" }
"#
    ));
    assert!(faults("[source\n").contains("line 1: "));
    let empty = faults("");
    for key in ["source", "fields", "program"] {
        assert!(empty.contains(&format!("the key {key} is missing")), "{empty}");
    }
}

/// The code blocks in a language in a document.
fn blocks<'a>(document: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    document.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_examples_in_the_documentation_work() {
    let document = include_str!("../../../../docs/sources/csv.md");
    let (mappings, tables) = (blocks(document, "toml"), blocks(document, "csv"));
    let set = read(mappings[0], tables[0].as_bytes()).unwrap();
    assert_eq!((set.rows.read, set.listings.len(), set.rejected.len()), (5, 5, 1));
    let slugs = ["intensive_outpatient", "partial_hospitalization", "outpatient", "medicaid"];
    let said = |name| slugs.map(|slug| fact(named(&set, name), slug).slug());
    assert_eq!(said("House of Hope"), ["yes", "yes", "no", "yes"]);
    assert_eq!(said("Care Center"), ["yes", "not_stated", "not_stated", "no"]);
    assert_eq!(said("Both Ways"), ["no", "no", "yes", "not_stated"]);
    assert_eq!(said("Safe Harbor"), ["no", "no", "yes", "yes"]);
    assert!(named(&set, "Safe Harbor").content.location.is_withheld());
    assert_eq!(set.unknown_services.len(), 1);
    let set = read(mappings[1], tables[1].as_bytes()).unwrap();
    assert_eq!((set.rows.read, set.listings.len(), set.rows.joined), (3, 2, 1));
    let slugs = ["intensive_outpatient", "outpatient", "residential"];
    let said = |name| slugs.map(|slug| fact(named(&set, name), slug).slug());
    assert_eq!(said("Hope North"), ["yes", "yes", "no"]);
    assert_eq!(said("Hope South"), ["no", "no", "yes"]);
    for block in &mappings[2..] {
        let whole = if block.contains("[program.track]") {
            least(block).replacen("track = \"substance_use\"\n", "", 1)
        } else {
            least(block)
        };
        Mapping::parse("m.toml", &whole).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_row_is_accounted_for(
        text in "[-\",;0-9a-zA-ZIOPHé\\[\n ]{0,160}", is_grouped in any::<bool>()
    ) {
        let header = TABLE.lines().nth(2).unwrap();
        let group_by = if is_grouped { "[table]\ngroup_by = [\"License No\", \"County\"]\n" } else { "" };
        if let Ok(set) = read(&format!("{MAPPING}\n{group_by}"), format!("{header}\n{text}\n").as_bytes()) {
            let mut ids: Vec<_> = set.listings.iter().map(|listing| &listing.id_in_source).collect();
            ids.dedup();
            prop_assert_eq!(ids.len(), set.listings.len());
        }
    }

    #[test]
    fn no_mapping_causes_a_panic(at in any::<prop::sample::Index>(), text in "[\\[\\]={}\"'a-z\n.#]{0,6}") {
        let lines: Vec<&str> = MAPPING.lines().collect();
        let at = at.index(lines.len());
        let changed = [&lines[..at], &[text.as_str()], &lines[at + 1..]].concat().join("\n");
        if let Err(error) = Mapping::parse("m.toml", &changed) {
            prop_assert!(!error.faults.is_empty());
        }
    }
}
