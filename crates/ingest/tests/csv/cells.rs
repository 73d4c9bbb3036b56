//! What people put in cells: several telephone numbers, misprinted websites, and other texts in place of an address.

use ingest::Repair;

use super::{Fact, fact, least, named, read};

/// A mapping with an address in one column, followed by `more`.
fn mapping(more: &str) -> String {
    format!(
        "[source]\nname = \"x\"\npublisher = \"X\"\n[fields]\nname = \"name\"\naddress = \"address\"\nphone = \"phone\"\n\
         website = \"website\"\n[program]\ntrack = \"substance_use\"\n{more}"
    )
}

#[test]
fn cells_with_several_values_and_misprints_are_read() {
    let table = "name,address,phone,website\n\
        One,\"1 Main Street, Austin, TX 78701\",512-555-0100 x12 / 512-555-0101 x34,\"www.example,org\"\n\
        Two,\"2 K Street NW, Washington, D.C.\",202-555-0100;ext=7,http://http://www.example.org\n\
        Three,\"3 Elm Street, Raleigh, N.C. 27601\",5.125550100E+09,www.example.org; www.example.com\n";
    let set = read(&mapping(""), table.as_bytes()).unwrap();
    for (name, address, phone) in [
        ("One", "1 Main Street, Austin, TX 78701", "(512) 555-0100 ext. 12"),
        ("Two", "2 K Street NW, Washington, DC", "(202) 555-0100 ext. 7"),
        ("Three", "3 Elm Street, Raleigh, NC 27601", "(512) 555-0100"),
    ] {
        let content = &named(&set, name).content;
        assert_eq!(content.location.address().to_string(), address);
        assert_eq!(content.phone.as_ref().map(|phone| phone.display()).as_deref(), Some(phone));
        assert_eq!(content.website.as_deref(), Some("http://www.example.org/"));
    }
    assert_eq!(set.repairs.get(&Repair::WebsiteCorrected), Some(&3));
}

#[test]
fn providers_without_an_address_are_located_in_their_state() {
    let table = "name,address,phone,website\n\
        Open,\"1 Main Street, Austin, TX 78701\",512-555-0100,\n\
        By phone,,512-555-0101,\n\
        By video,\"Telehealth only, TX\",512-555-0102,\n\
        Asked,Please contact this provider directly for location,512-555-0103,\n\
        Hidden,\"Call for address, Austin, TX 78701\",512-555-0104,\n\
        Nothing,,,\n";
    let set = read(&mapping(""), table.as_bytes()).unwrap();
    for (name, address) in
        [("By phone", "TX"), ("By video", "TX"), ("Asked", "TX"), ("Hidden", "Austin, TX 78701")]
    {
        assert_eq!(named(&set, name).content.location.address().to_string(), address, "{name}");
    }
    assert_eq!(fact(named(&set, "By video"), "telehealth"), Fact::Yes);
    assert_eq!(fact(named(&set, "By phone"), "telehealth"), Fact::NotStated);
    assert_eq!(set.rejected.len(), 1, "nobody can reach it");
}

#[test]
fn a_row_without_a_state_is_placed_by_its_number_if_the_table_is_about_several_states() {
    let table = "name,address,phone,website\n\
        One,\"1 Main Street, Austin, TX 78701\",512-555-0100,\n\
        Two,\"3 Elm Street, Raleigh, NC 27601\",919-555-0100,\n\
        By phone,,512-555-0101,\n\
        Toll-free,,800-555-0101,\n";
    let set = read(&mapping(""), table.as_bytes()).unwrap();
    assert_eq!(named(&set, "By phone").content.location.address().to_string(), "TX");
    assert_eq!((set.listings.len(), set.rejected.len()), (3, 1));
}

#[test]
fn a_header_that_is_shorter_than_its_rows_is_refused() {
    let error = read(&least(""), b"name,zip\nHope,78701,x\nCare,78702,y\n").unwrap_err();
    assert!(error.to_string().contains("more cells than the header"), "{error}");
    let set = read(&least(""), b"name,zip\nHope,78701\nCare,78702,y\nElm,78701\n").unwrap();
    assert_eq!((set.listings.len(), set.rejected.len()), (2, 1), "a single longer row is only rejected");
}

#[test]
fn an_unreadable_day_of_a_capacity_is_counted() {
    let more =
        "[details.capacity]\nunit = \"beds\"\navailable = \"beds\"\nupdated = { column = \"counted\" }\n";
    let table = "name,zip,beds,counted\nHope,78701,3,soon\nCare,78702,4,2026-05-01\n";
    let set = read(&least(more), table.as_bytes()).unwrap();
    assert_eq!(set.repairs.get(&Repair::ValueUnreadable), Some(&1));
    assert_eq!(set.unused_values.keys().next().unwrap().value, "soon");
}

#[test]
fn services_in_a_list_are_known_by_their_names_in_the_code_book() {
    let more = "[[facts]]\ncolumn = \"services\"\nsplit = \"; \"\n";
    let table = "name,zip,services\nHope,78701,Intensive outpatient program; Regular outpatient treatment\n";
    let set = read(&least(more), table.as_bytes()).unwrap();
    let hope = named(&set, "Hope");
    assert_eq!((fact(hope, "intensive_outpatient"), fact(hope, "outpatient")), (Fact::Yes, Fact::Yes));
    assert_eq!(set.unknown_services.len(), 0);
}

#[test]
fn rows_that_the_mapping_leaves_out_are_not_suspicious() {
    let more = "[[skip]]\ncolumn = \"status\"\nvalues = [\"closed\"]\n";
    let table = "name,zip,status\nA,78701,closed\nB,78701,closed\nC,78701,closed\nD,78702,open\n";
    assert_eq!(read(&least(more), table.as_bytes()).unwrap().mostly_rejected, []);
    let table = "name,zip,status\n,78701,open\n,78701,open\n,78701,open\nD,78702,open\n";
    let rejected = read(&least(more), table.as_bytes()).unwrap().mostly_rejected;
    assert_eq!(rejected[0].to_string(), "3 of the 4 rows can't be used for the same reason: no name");
}
