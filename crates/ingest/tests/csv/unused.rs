//! Values that a mapping can't use, and parts of a mapping that occur in no row.

use directory::Fact;
use ingest::{ParsedSet, Unused};

use super::{fact, least, named, read};

/// The values of a set that were not used: column, value, reason and number of rows.
pub fn unused(set: &ParsedSet) -> Vec<(&str, &str, Unused, u64)> {
    let values = set.unused_values.iter();
    values.map(|(value, rows)| (&*value.column, &*value.value, value.reason, *rows)).collect()
}

#[test]
fn an_unknown_value_never_means_no() {
    let mapping = least(
        "[[facts]]\ncolumn = \"Type\"\n[facts.values]\n\"IOP\" = \"intensive_outpatient\"\n\"OP\" = \"outpatient\"\n\"Gym\" = []\n",
    );
    let set =
        read(&mapping, b"name,zip,type\nA,78702,OP\nB,78702,OP w/ IOS\nC,78702,op w/ ios\nD,78702,Gym\n")
            .unwrap();
    let iop = |name| fact(named(&set, name), "intensive_outpatient");
    assert_eq!(
        ["A", "B", "C", "D"].map(iop),
        [Fact::No, Fact::NotStated, Fact::NotStated, Fact::No],
        "a value that is mapped to no attribute counts as known"
    );
    assert_eq!(
        unused(&set),
        [("Type", "OP w/ IOS", Unused::NotInMapping, 1), ("Type", "op w/ ios", Unused::NotInMapping, 1)]
    );
    let dropped = mapping.replace("[facts.values]", "unknown = \"drop\"\n[facts.values]");
    let set = read(&dropped, b"name,zip,type\nB,78702,OP w/ IOS\n").unwrap();
    assert_eq!(fact(named(&set, "B"), "intensive_outpatient"), Fact::NotStated);
    assert_eq!((set.unknown_services.len(), unused(&set).len()), (0, 1), "dropped, and still reported");
}

#[test]
fn an_unknown_value_overrules_only_an_implicit_no() {
    let mapping = least(
        "[[facts]]\ncolumn = \"a\"\n[facts.values]\n\"IOP\" = \"intensive_outpatient\"\n\"OP\" = \"outpatient\"\n\
         [[facts]]\ncolumn = \"b\"\nattribute = \"intensive_outpatient\"\n",
    );
    let iop = |a: &str, b: &str| {
        let set = read(&mapping, format!("name,zip,a,b\nHope,78702,{a},{b}\n").as_bytes()).unwrap();
        fact(&set.listings[0], "intensive_outpatient")
    };
    assert_eq!(iop("OP", ""), Fact::No);
    assert_eq!(iop("OP", "ask"), Fact::NotStated);
    assert_eq!(iop("???", "no"), Fact::No);
    assert_eq!(iop("???", "yes"), Fact::Yes);
}

#[test]
fn unused_values_and_unmatched_parts_of_the_mapping_are_reported() {
    let mapping = least(
        r#"
[[facts]]
column = "Medicaid"
attribute = "medicaid"
yes = ["Accepted", "Taken"]
[[skip]]
column = "Status"
values = ["Closed", "Shut"]
"#,
    )
    .replace("[fields]\n", "as_of = { column = \"Updated\" }\n[fields]\nphone = \"Phone\"\nnpi = \"NPI\"\n");
    let table = "name,zip,phone,npi,medicaid,status,updated
A,78702,512-444-1212 or 512-444-1213,123,maybe,Open,soon
B,78702,ask Ann,1234567893,accepted,Open,46300
C,78702,512-444-1212,,maybe,Closed,soon
";
    let set = read(&mapping, table.as_bytes()).unwrap();
    assert_eq!(
        unused(&set),
        [
            ("Medicaid", "maybe", Unused::NeitherYesNorNo, 1),
            ("NPI", "123", Unused::NoNpi, 1),
            ("Phone", "512-444-1212 or 512-444-1213", Unused::NoPhone, 1),
            ("Phone", "ask Ann", Unused::NoPhone, 1),
            ("Updated", "soon", Unused::NoDay, 1),
        ]
    );
    let missed: Vec<&str> = set.unmatched.iter().map(|part| part.value.as_str()).collect();
    assert_eq!(missed, ["Taken", "Shut"]);
    assert_eq!(named(&set, "A").content.phone.as_ref().unwrap().display(), "(512) 444-1212");
    assert_eq!(named(&set, "B").content.as_of.unwrap().to_string(), "2026-10-05");
}
