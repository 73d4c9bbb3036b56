//! Drafts of mappings.

use directory::Fact;
use directory::fact::FactSet;
use ingest::sources::csv::{Mapping, infer};
use proptest::prelude::*;

use super::workbook::file;
use super::{TABLE, fact, named, read};

fn draft(table: &str) -> String {
    infer(file("tx licenses 2026.csv", table), None).unwrap()
}

/// A draft in which a person has filled in the track.
fn finished(draft: &str) -> String {
    draft.replacen("# track = \"substance_use\"", "track = \"substance_use\"", 1)
}

#[test]
fn a_draft_imports_nothing_until_a_person_says_what_is_treated() {
    let draft = draft(TABLE);
    insta::assert_snapshot!(draft);
    let error = Mapping::parse("m.toml", &draft).unwrap_err().to_string();
    assert!(error.contains("track"), "{error}");
    let set = read(&finished(&draft), TABLE.as_bytes()).unwrap();
    let content = &named(&set, "Care Center").content;
    assert!(content.phone.is_some() && content.location.address().street1 == Some("2 Oak Street"));
    assert!(
        set.listings.iter().all(|listing| listing.content.stated == FactSet::default()),
        "a draft states no facts"
    );
}

#[test]
fn values_that_are_filled_in_become_facts() {
    let table =
        "Facility Name,ZIP,Services\nHope,78701,IOP; Detox\nCare,78702,Detox; IOP; Gong\nRest,78703,Detox\n";
    let draft = finished(&draft(table));
    let block = "# [[facts]]\n# column = \"Services\"\n# split = \";\"\n# [facts.values]\n# \"Detox\" = \"\"   # 3 rows\n\
                 # \"IOP\" = \"\"   # 2 rows\n# \"Gong\" = \"\"   # 1 row\n";
    let filled_in = "[[facts]]\ncolumn = \"Services\"\nsplit = \";\"\n[facts.values]\n\"IOP\" = \"intensive_outpatient\"\n";
    assert!(draft.contains(block), "{draft}");
    let set = read(&draft.replace(block, filled_in), table.as_bytes()).unwrap();
    assert_eq!(fact(named(&set, "Hope"), "intensive_outpatient"), Fact::Yes);
}

#[test]
fn only_unambiguous_columns_are_recognized() {
    let draft = draft(
        "Provider Name,Address,Mailing Address,City,State,Zip,Zip4,County,Phone Number(s),Fax Phone,Website,Map,HideAddress,Agency
Hope,https://maps.example.org/?q=1,PO Box 1,Austin,TX,78702,1234,Travis,Office: 512-444-1201,512-444-1209,hope.example.org,https://goo.gl/maps/1,No,A
Care,https://maps.example.org/?q=2,PO Box 2,Austin,TX,78702,1234,Travis,512-444-1202,512-444-1209,care.example.org,https://goo.gl/maps/2,Yes,B
",
    );
    for line in [
        "name = \"Provider Name\"",
        "# street = \"…\"",
        "city = \"City\"",
        "state = \"State\"",
        "zip = \"Zip\"",
        "phone = \"Phone Number(s)\"",
        "website = \"Website\"",
        "# confidential = { column = \"HideAddress\", marked = true }",
        "# \"Mailing Address\", filled in 2 rows: \"PO Box 1\", \"PO Box 2\"",
    ] {
        assert!(draft.lines().any(|found| found == line), "{line}: {draft}");
    }
}

#[test]
fn an_address_in_two_columns_is_joined() {
    let draft = draft("Agency,Address,\"City, State Zip\"\nHope,1 Main St,\"Austin, TX 78702\"\n");
    assert!(
        draft.contains("\naddress = { columns = [\"Address\", \"City, State Zip\"], join = \", \" }"),
        "{draft}"
    );
}

#[test]
fn a_slash_within_values_does_not_split_them() {
    let rows = "Hope,78701,WOMEN/CHILDREN\nCare,78702,YOUTH/ADOLESCENT\n".repeat(5);
    let draft = draft(&format!("Name,Zip,Population\n{rows}"));
    assert!(draft.contains("# \"WOMEN/CHILDREN\" = \"\"   # 5 rows"), "{draft}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_draft_needs_only_what_a_person_must_decide(
        rows in prop::collection::vec(prop::collection::vec("IOP|PHP|yes|no|78702|TX|[ -~é\"\u{1}\u{7f}\n]{0,8}", 1..5), 1..7)
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(["Name", "Zip", "Services", "Other"]).unwrap();
        writer.write_record(["Hope", "78701", "IOP", "x"]).unwrap();
        rows.iter().for_each(|row| writer.write_record(row).unwrap());
        if let Ok(draft) = infer(file("x.csv", writer.into_inner().unwrap()), None) {
            let finished = finished(&draft)
                .replacen("# name = \"…\"", "name = \"Name\"", 1)
                .replacen("# zip = \"…\"", "zip = \"Zip\"", 1);
            let mapping = Mapping::parse("m.toml", &finished);
            prop_assert!(mapping.is_ok(), "{finished}\n{:?}", mapping);
        }
    }
}
