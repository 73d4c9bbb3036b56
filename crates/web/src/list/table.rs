//! A list as a table for spreadsheets.

use directory::Facility;
use service::Language;
use service::facility_path::path_of;

use crate::call_lists::{CallLists, ListLetter};
use crate::facility_brief::{FacilityBrief, website};
use crate::key_facts::KeyFact;
use crate::phones::PhoneButton;

/// Spreadsheets recognize UTF-8 by it.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The list in the format of RFC 4180, in the language of the page. `site` is the URL of the site.
pub(super) fn csv(lists: &CallLists, facilities: &[Facility], site: &str, language: Language) -> Vec<u8> {
    let text = BYTE_ORDER_MARK.as_bytes().to_vec();
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(text);
    let rows = facilities.iter().zip(1..).map(|(facility, number)| {
        let link = format!("{site}/{}{}", language.code(), path_of(facility));
        [vec![number.to_string()], row(lists, facility, language), vec![link]].concat()
    });
    for row in std::iter::once(head(language)).chain(rows) {
        let cells = row.iter().map(|cell| neutral(cell));
        table.write_record(cells).expect("all rows have as many cells, and memory accepts them");
    }
    table.into_inner().expect("memory accepts what is left")
}

/// The facts beside the address and the numbers.
const FACTS: [KeyFact; 4] = KeyFact::AT_A_GLANCE;

fn head(language: Language) -> Vec<String> {
    let keys = [
        language.say("list-csv-number"),
        language.say("list-csv-name"),
        language.say("list-csv-letters"),
        language.say("list-csv-address"),
        language.say("list-csv-call"),
        language.say("list-csv-phones"),
        language.say("list-csv-website"),
    ];
    let facts = FACTS.map(|fact| fact.label(language));
    keys.into_iter()
        .chain(facts)
        .chain([language.say("list-csv-link")])
        .map(|text| text.into_owned())
        .collect()
}

/// The cells between the number and the link.
fn row(lists: &CallLists, facility: &Facility, language: Language) -> Vec<String> {
    let brief = FacilityBrief::new(facility, language);
    let letters: Vec<&str> = lists.letters(facility.id).into_iter().map(ListLetter::shown).collect();
    let phones = brief.phones.iter().map(PhoneButton::shown);
    let labeled = |phone: &PhoneButton| format!("{}: {}", phone.label, phone.shown());
    let own = [
        brief.name,
        letters.join(" "),
        brief.address,
        phones.take(1).collect(),
        brief.phones.iter().skip(1).map(labeled).collect::<Vec<_>>().join("; "),
        website(facility).unwrap_or_default().to_owned(),
    ];
    own.into_iter().chain(FACTS.map(|fact| fact.lines(facility, language).join("; "))).collect()
}

/// A cell that no spreadsheet takes for a formula: an apostrophe marks it as text.
fn neutral(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::facility;

    fn table(name: &str) -> String {
        let mut facility = facility(&["SA OIT MD"]);
        facility.name = name.to_owned();
        String::from_utf8(csv(&CallLists::default(), &[facility], "http://site", Language::ENGLISH))
            .expect("UTF-8")
    }

    #[test]
    fn a_spreadsheet_reads_the_same_cells() {
        let text = table("Hope \"and\" House, Inc.\nNorth");
        let (mark, rest) = text.split_at(BYTE_ORDER_MARK.len());
        assert_eq!(mark, BYTE_ORDER_MARK);
        let mut reader = ::csv::Reader::from_reader(rest.as_bytes());
        let columns = reader.headers().expect("a head").len();
        let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let [row] = &rows[..] else { panic!("one row: {rows:?}") };
        assert_eq!(
            (row.len(), &row[0], &row[1], &row[2]),
            (columns, "1", "Hope \"and\" House, Inc.\nNorth", "A")
        );
        assert!(rest.ends_with("\r\n") && rest.contains("Medicaid"), "{rest}");
    }

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for name in ["=HYPERLINK(\"http://evil\")", "+1", "-2", "@SUM(A1)", "\t=1"] {
            assert!(neutral(name).starts_with('\''), "{name}");
        }
        assert!(table("=1+1").contains("'=1+1"));
        assert_eq!(neutral("Hope House - North"), "Hope House - North");
    }
}
