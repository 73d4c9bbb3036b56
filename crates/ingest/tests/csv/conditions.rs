//! Rules that use several columns.

use directory::{Fact, Track};

use super::unused::unused;
use super::{fact, least, read};

#[test]
fn tracks_can_depend_on_several_columns_and_on_patterns() {
    let mapping = least("").replace("[program]\ntrack = \"substance_use\"\n", "")
        + r#"
[[program.track]]
track = "substance_use"
columns = ["SUD OP", "SUD IOP"]
marked = true
[[program.track]]
track = "mental_health"
column = "List"
pattern = '\bMH\b'
[[facts]]
column = "List"
split = "|"
track = "mental_health"
[facts.values]
"MH IOP" = "intensive_outpatient"
[facts.patterns]
'^SUD ' = []
'(?i)group' = "group"
'(?i)\bmedicaid\b' = "medicaid"
[[skip]]
all = [{ column = "Status", values = ["Closed"] }, { column = "Until", before = "2026-10-01" }]
[[keep]]
any = [{ columns = ["SUD OP", "SUD IOP"], marked = true }, { column = "List", pattern = 'MH' }]
"#;
    let table = "name,zip,SUD OP,SUD IOP,List,Status,Until
A,78702,,X,,,
B,78702,,,MH IOP | SUD OP,,
C,78702,x,,MH groups and Medicaid,,
D,78702,,,SUD OP,,
E,78702,X,,,Closed,9/30/2026
F,78702,X,,,Closed,46300
";
    let set = read(&mapping, table.as_bytes()).unwrap();
    let tracks = |name: &str| {
        let all = set.listings.iter().filter(|listing| listing.content.organization == name);
        all.map(|listing| listing.content.track.slug()).collect::<Vec<_>>()
    };
    assert_eq!(tracks("A"), ["substance_use"]);
    assert_eq!(tracks("B"), ["mental_health"]);
    assert_eq!(tracks("C").len(), 2);
    assert_eq!((tracks("D").len(), tracks("E").len(), tracks("F").len()), (0, 0, 1));
    let mental = set
        .listings
        .iter()
        .find(|listing| listing.content.track == Track::MentalHealth && listing.content.organization == "C");
    let facts = ["group", "medicaid", "intensive_outpatient"].map(|slug| fact(mental.unwrap(), slug));
    assert_eq!(facts, [Fact::Yes, Fact::Yes, Fact::No], "every matching pattern counts");
    let none = mapping.replace("[[keep]]\nany", "[[keep]]\nall");
    let set = read(&none, table.as_bytes()).unwrap();
    assert!(set.rejected.iter().any(|row| row.reason.contains("not kept because of SUD OP, SUD IOP, List")));
}

#[test]
fn numbers_and_conditions_can_decide_facts() {
    let mapping = least(
        r#"
[[facts]]
column = "Slots"
attribute = "intensive_outpatient"
above = 0
[[facts]]
column = "Fee"
attribute = "medicaid"
when = { column = "Slots", pattern = '^[1-9]' }
"#,
    );
    let of = |slots: &str, slug: &str| {
        let set =
            read(&mapping, format!("name,zip,slots,fee\nHope,78702,\"{slots}\",yes\n").as_bytes()).unwrap();
        (fact(&set.listings[0], slug), unused(&set).len())
    };
    for (slots, said, unused) in [
        ("24", Fact::Yes, 0),
        ("1,200", Fact::Yes, 0),
        ("0", Fact::No, 0),
        ("Yes", Fact::Yes, 0),
        ("", Fact::NotStated, 0),
        ("some", Fact::NotStated, 1),
    ] {
        assert_eq!(of(slots, "intensive_outpatient"), (said, unused), "{slots}");
    }
    assert_eq!((of("24", "medicaid").0, of("0", "medicaid").0), (Fact::Yes, Fact::NotStated));
}
