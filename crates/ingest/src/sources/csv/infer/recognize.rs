//! Which columns say where a place is and how to reach it.
//!
//! Both the name of a column and its cells must match. A name is compared as a whole, so that "Mailing Address",
//! "Map Link" or "Zip4" is not mistaken for the field it resembles.

use directory::{State, Zip};

use super::sample::Column;
use crate::place::phones;
use crate::repair::Repairs;
use crate::table::fold;

/// A field of a mapping, the names its column may have, best first, a test for its cells, and the percentage of cells that
/// must pass.
type Rule = (&'static str, &'static str, fn(&str) -> bool, usize);

const RULES: [Rule; 11] = [
    ("name", NAMES, is_name, 95),
    ("address", ADDRESSES, is_address, 80),
    ("street", ADDRESSES, is_street, 60),
    ("street2", "street2 address2 addressline2 streetaddress2 addr2 suite unit apt", is_suite, 95),
    ("city", "city town citytown municipality", is_city, 90),
    ("state", "state st statecode stateabbreviation", is_state, 90),
    ("zip", "zip zipcode zip5 postalcode postcode", |cell| Zip::parse(cell).is_ok(), 80),
    ("phone", "phone phonenumber telephone telephonenumber phoneno phonenumbers tel", is_phone, 80),
    ("website", "website web webaddress homepage websiteurl websiteaddress weburl", is_website, 80),
    ("latitude", "latitude lat y", |cell| has_degrees(cell, -15.0, 72.0), 90),
    ("longitude", "longitude long lng lon x", |cell| has_degrees(cell, -180.0, -60.0), 90),
];

const NAMES: &str = "facilityname programname sitename clinicname name1 name providername organizationname agencyname \
                     businessname nameoffacility nameofprogram nameofprovider licenseename facility provider \
                     organization agency";

const ADDRESSES: &str = "address street address1 street1 addressline1 streetaddress streetaddress1 addr addr1 \
                         fulladdress location";

/// Words in front of the name of a field that do not change its meaning.
const QUALIFIERS: [&str; 9] =
    ["facility", "program", "site", "clinic", "provider", "agency", "physical", "main", "primary"];

/// Words in the names of columns that may say which addresses must not be shown.
const CONFIDENTIAL: [&str; 8] =
    ["hide", "hidden", "confidential", "undisclosed", "unlisted", "unpublished", "donotpublish", "secret"];

/// The fields of a place, each with its column if one was recognized.
pub(super) fn fields(columns: &[Column]) -> Vec<(&'static str, Option<usize>)> {
    let mut found: Vec<(&'static str, Option<usize>)> = Vec::new();
    for (field, names, test, percent) in RULES {
        let is_free = |at: &usize| found.iter().all(|(_, taken)| *taken != Some(*at));
        let passes = |at: &usize| columns[*at].mostly(percent, test);
        let rank = |at: usize| Some((rank(&columns[at].name, names)?, at));
        let best = (0..columns.len()).filter(is_free).filter_map(rank).filter(|(_, at)| passes(at)).min();
        found.push((field, best.map(|(_, at)| at)));
    }
    found
}

/// The column with "Austin, TX 78701", the rest of an address whose street is in another column.
pub(super) fn city_state_zip(columns: &[Column]) -> Option<usize> {
    let is_rest = |cell: &str| {
        let before = cell.rsplit_once(' ').map_or("", |(before, _)| before);
        has_zip_at_end(cell) && before.contains(',') && !before.contains(|c: char| c.is_ascii_digit())
    };
    let is_named = |name: &str| rank(name, "citystatezip citystatezipcode citystate citystzip").is_some();
    columns.iter().position(|column| is_named(&column.name) && column.mostly(80, is_rest))
}

/// Whether the name of a column suggests that it says which places must be kept confidential.
pub(super) fn may_mark_confidential(name: &str) -> bool {
    CONFIDENTIAL.iter().any(|word| fold(name).contains(word))
}

/// The position of a column's name among the names of a field, as it is or else without the qualifier before it.
fn rank(column: &str, names: &str) -> Option<usize> {
    let folded = fold(column);
    let unqualified = QUALIFIERS.iter().find_map(|word| folded.strip_prefix(word));
    let at = |name: &str| names.split(' ').position(|known| known == name);
    at(&folded).or_else(|| at(unqualified?))
}

fn is_name(cell: &str) -> bool {
    cell.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !is_link(cell) && !cell.contains('@')
}

fn is_city(cell: &str) -> bool {
    cell.len() <= 40 && cell.chars().all(|c| c.is_alphabetic() || " .'-()".contains(c))
}

fn is_street(cell: &str) -> bool {
    let small = cell.to_ascii_lowercase();
    let is_box = ["po box", "p.o.", "p o box"].iter().any(|word| small.starts_with(word));
    let is_numbered = cell.starts_with(|c: char| c.is_ascii_digit()) && cell.contains(' ');
    (is_box || is_numbered) && !is_link(cell) && !is_address(cell)
}

/// Whether a cell has the whole address.
fn is_address(cell: &str) -> bool {
    cell.contains([',', '\n']) && has_zip_at_end(cell) && !is_link(cell)
}

fn has_zip_at_end(cell: &str) -> bool {
    cell.split_whitespace().next_back().is_some_and(|last| last.len() >= 5 && Zip::parse(last).is_ok())
}

fn is_suite(cell: &str) -> bool {
    cell.len() < 60 && !is_link(cell)
}

fn is_state(cell: &str) -> bool {
    State::from_code(cell).is_some() || State::from_name(cell).is_some()
}

fn is_phone(cell: &str) -> bool {
    phones(Some(cell), &mut Repairs::default()).main.is_some()
}

fn is_link(cell: &str) -> bool {
    let is_host = !cell.contains([' ', '@', ',']) && cell.contains('.') && cell.contains(char::is_alphabetic);
    cell.contains("://") || (is_host && !cell.ends_with('.'))
}

fn is_website(cell: &str) -> bool {
    is_link(cell) && !["maps", "goo.gl", "/map"].iter().any(|word| cell.to_ascii_lowercase().contains(word))
}

/// Whether a cell is a number of degrees in a range, with a fraction.
fn has_degrees(cell: &str, from: f64, to: f64) -> bool {
    cell.contains('.') && cell.parse().is_ok_and(|degrees| (from..to).contains(&degrees))
}
