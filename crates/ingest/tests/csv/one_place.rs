//! Rows about one place, which are joined into one listing for each track.

use directory::Fact;
use directory::Track;
use ingest::{ParsedListing, Repair, Unused};
use proptest::prelude::*;

use super::unused::unused;
use super::{fact, named, read};

const SITES: &str = "License,Name,DBA,Address,Zip,Phone,Level,Medicaid,Updated,Track
7,House of Hope,,1 Main St,78702,512-444-1201,Outpatient,Y,2026-09-01,SUD
8,Care Center,,2 Oak St,78702,512-444-1202,Outpatient,N,2026-09-01,SUD
7,House of Hope,Hope,1 MAIN ST.,78702,512-444-1201,IOP,,2026-08-01,SUD
7,House of Hope,,9 Other St,78702,512-444-1209,Outpatient,Y,2026-09-01,MH
7,House of Hope Inc,,1 Main St,78702,512-444-1201,Outpatient,Y,2026-09-01,MH
7,House of Hope,,1 Main St,78702,512-444-1201,Outpatient,Y,2026-09-01,SUD
8,Care Center,,2 Oak St,78702,512-444-1202,Residential,N,2026-09-01,SUD
8,Care Center,,2 Oak St,78702,512-444-1202,Odd,N,2026-09-01,Closed
";

const ONE_PLACE: &str = r#"
[source]
name = "x"
publisher = "X"
as_of = { column = "Updated" }
[table]
group_by = ["License", "Address"]
[fields]
id = "License"
name = "Name"
name2 = "DBA"
street = "Address"
zip = "Zip"
phone = "Phone"
[program]
[program.track]
column = "Track"
[program.track.values]
"SUD" = "substance_use"
"MH" = "mental_health"
[[facts]]
column = "Level"
[facts.values]
"Outpatient" = "outpatient"
"IOP" = "intensive_outpatient"
"Residential" = "residential"
[[facts]]
column = "Medicaid"
attribute = "medicaid"
"#;

#[test]
fn rows_of_one_place_become_a_listing_for_each_track() {
    let set = read(ONE_PLACE, SITES.as_bytes()).unwrap();
    assert_eq!(
        (
            set.rows.read,
            set.listings.len(),
            set.rows.joined,
            set.rows.further_listings,
            set.rows.duplicates,
            set.rejected.len()
        ),
        (8, 4, 3, 1, 1, 1)
    );
    let hope = |track| {
        let is_it = |listing: &&ParsedListing| {
            listing.content.track == track && listing.content.location.address().street1 == Some("1 Main St")
        };
        set.listings.iter().find(is_it).unwrap()
    };
    let slugs = ["outpatient", "intensive_outpatient", "residential", "medicaid"];
    let said = |listing: &ParsedListing| slugs.map(|slug| fact(listing, slug).slug());
    let addiction = hope(Track::SubstanceUse);
    assert_eq!(said(addiction), ["yes", "yes", "no", "yes"]);
    assert_eq!(said(hope(Track::MentalHealth)), ["yes", "no", "no", "yes"]);
    assert_eq!(said(named(&set, "Care Center")), ["yes", "no", "yes", "no"]);
    let raw: Vec<serde_json::Value> = serde_json::from_str(&addiction.raw).unwrap();
    assert_eq!(raw.len(), 2, "all rows are stored: {}", addiction.raw);
    assert_eq!(addiction.content.program_name.as_deref(), Some("Hope"), "what only one row says is used");
    assert_eq!(addiction.content.as_of.unwrap().to_string(), "2026-08-01", "the oldest day of the rows");
    assert_eq!(set.repairs.get(&Repair::RowsDiffer), Some(&1), "two spellings of the address");
    let ids: Vec<&str> = set.listings.iter().map(|listing| listing.id_in_source.as_str()).collect();
    assert_eq!(ids.iter().filter(|id| id.starts_with("7")).count(), 3, "{ids:?}");
}

#[test]
fn an_unknown_value_in_one_row_leaves_the_fact_of_the_place_open() {
    let table = SITES.replace("Residential,N", "Odd,N").replace(",N,2026", ",,2026");
    let set = read(ONE_PLACE, table.as_bytes()).unwrap();
    let care = named(&set, "Care Center");
    let facts = ["outpatient", "intensive_outpatient", "medicaid"].map(|slug| fact(care, slug));
    assert_eq!(facts, [Fact::Yes, Fact::NotStated, Fact::NotStated]);
    assert_eq!(
        unused(&set),
        [("Level", "Odd", Unused::NotInMapping, 1)],
        "rows that are left out do not count"
    );
}

#[test]
fn a_confidential_row_makes_the_whole_place_confidential() {
    let mapping = ONE_PLACE
        .replace("[program]\n", "[program]\nconfidential = { column = \"Level\", values = [\"IOP\"] }\n");
    let set = read(&mapping, SITES.as_bytes()).unwrap();
    let hidden: Vec<_> =
        set.listings.iter().filter(|listing| listing.content.location.is_withheld()).collect();
    assert_eq!(hidden.len(), 2, "both tracks of the place");
    for listing in hidden {
        let kept = format!("{}{}", listing.raw, serde_json::to_string(&listing.content).unwrap());
        assert!(!kept.to_lowercase().contains("main st") && !kept.contains("78702"), "{kept}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_rows_does_not_change_their_places(seed in any::<u64>(), cut in 1_usize..9) {
        let lines: Vec<&str> = SITES.lines().collect();
        let mut rows = lines[1..cut].to_vec();
        let there = read(ONE_PLACE, format!("{}\n{}\n", lines[0], rows.join("\n")).as_bytes());
        rows.sort_by_key(|row| row.bytes().fold(seed, |sum, byte| sum.rotate_left(7) ^ u64::from(byte)));
        let back = read(ONE_PLACE, format!("{}\n{}\n", lines[0], rows.join("\n")).as_bytes());
        if let (Ok(there), Ok(back)) = (there, back) {
            prop_assert_eq!(there.listings, back.listings);
        }
    }
}
