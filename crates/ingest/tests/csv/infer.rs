//! Mappings that are proposed for a table.

use directory::{Fact, Track};
use ingest::ParsedSet;
use ingest::sources::csv::{Mapping, infer};
use proptest::prelude::*;

use super::workbook::file;
use super::{TABLE, fact, named, read};

#[test]
fn a_proposal_is_a_mapping_that_can_be_used() {
    let proposal = infer(file("tx licences 2026.csv", TABLE), None).unwrap();
    let set = read(&proposal, TABLE.as_bytes()).unwrap();
    assert!(set.listings.len() >= 5, "{proposal}");
    assert_eq!(fact(named(&set, "Care Center"), "intensive_outpatient"), Fact::Yes, "{proposal}");
    insta::assert_snapshot!(proposal);
}

/// A proposal for a table, and what it makes of the table.
fn proposed(name: &str, table: &str) -> (String, ParsedSet) {
    let proposal = infer(file(name, table), None).unwrap();
    let set = read(&proposal, table.as_bytes()).unwrap();
    (proposal, set)
}

#[test]
fn a_proposal_finds_ids_telephones_levels_and_states_that_have_ended() {
    let (proposal, set) = proposed(
        "sud list.csv",
        "Report,,,,,,,,
Run 10/1/2026,,,,,,,,
Circuit,Agency,PRU Number,Site Address,State Zip,Phone Number(s),Level(s) of Care,SOAP (IOP),State of License
5,Hope,7001,1 Main St,TX 78702,Office: 512-444-1201 / fax 512-444-1299,\"Level 1, Level 2.1\",Yes - evenings,Active
6,Care,7002,2 Oak St,TX 78702,512-444-1202,Level 2.1;Level 3.5,Yes,Active
6,Rest,7003,3 Elm St,TX 78702,512-444-1203 (main),Level 1,No,Revoked
7,Open,7004,4 Fir St,TX 78702,512-444-1204,Level 0.5,TBD,Active
",
    );
    for line in [
        "as_of = \"2026-10-01\"",
        "id = \"PRU Number\"",
        "name = \"Agency\"",
        "zip = { column = \"State Zip\"",
        "phone = \"Phone Number(s)\"",
        "yes = [\"Yes - evenings\"]",
        "values = [\"Revoked\"]",
    ] {
        assert!(proposal.contains(line), "{line}: {proposal}");
    }
    assert_eq!((set.listings.len(), set.rejected.len()), (3, 1), "{proposal}");
    let iop = |name| fact(named(&set, name), "intensive_outpatient");
    assert_eq!(["Hope", "Care", "Open"].map(iop), [Fact::Yes, Fact::Yes, Fact::NotStated], "{proposal}");
    assert!(set.listings.iter().all(|listing| listing.content.phone.is_some()), "{proposal}");
}

#[test]
fn a_proposal_tells_both_tracks_of_a_list_and_never_gives_street_and_address() {
    let (proposal, set) = proposed(
        "agencies.csv",
        "Agency,Address,\"City, State Zip\",Phone,Certified Services,Intensive Outpatient,Intensive Outpatient (2)
Hope,1 Main St,\"Austin, TX 78702\",512-444-1201,SUD General Services | MH Intensive Outpatient,X,
Care,2 Oak St,\"Austin, TX 78702\",512-444-1202,SUD Intensive Outpatient | SUD General Services,,X
Rest,3 Elm St,\"Austin, TX 78702\",512-444-1203,MH Intensive Outpatient,X,
",
    );
    assert!(proposal.contains("address = { columns = [\"Address\", \"City, State Zip\"]"), "{proposal}");
    assert!(!proposal.contains("\nstreet ="), "{proposal}");
    let said = |name: &str, track| {
        let mut all = set.listings.iter();
        let listing = all.find(|listing| listing.content.name1 == name && listing.content.track == track);
        listing.map(|listing| fact(listing, "intensive_outpatient"))
    };
    use Track::{MentalHealth, SubstanceUse};
    assert_eq!((said("Hope", MentalHealth), said("Care", SubstanceUse)), (Some(Fact::Yes), Some(Fact::Yes)));
    assert_eq!(said("Hope", SubstanceUse), Some(Fact::NotStated), "a value of it is not known: {proposal}");
    assert_eq!((said("Rest", SubstanceUse), said("Care", MentalHealth)), (None, None));
    assert_eq!(named(&set, "Hope").content.location.address().street1, Some("1 Main St"), "{proposal}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_the_table_a_proposal_is_a_mapping(
        rows in prop::collection::vec(prop::collection::vec("IOP|PHP|yes|no|78702|TX|[ -~é\"\u{1}\u{7f}\n]{0,8}", 1..5), 2..7)
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        if let Ok(proposal) = infer(file("x.csv", writer.into_inner().unwrap()), None) {
            prop_assert!(Mapping::parse("m.toml", &proposal).is_ok(), "{proposal}\n{:?}", Mapping::parse("m.toml", &proposal));
        }
    }
}
