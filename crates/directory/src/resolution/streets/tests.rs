use super::*;

fn compare(a: &str, b: &str) -> StreetAgreement {
    let [first, second] = [a, b].map(|street| Street::parse(street, None).0);
    let agreement = first.compare(&second);
    assert_eq!(second.compare(&first), agreement, "{b} / {a}");
    agreement
}

#[test]
fn spellings_of_a_street_are_the_same() {
    for (a, b) in [
        ("12 N Main St", "12 North Main Street"),
        ("12 U.S. Highway 31", "12 US Hwy 31"),
        ("12 US 31 South", "12 State Route 31 S"),
        ("4 Saint Mary Rd Suite 204", "4 St Mary Road #204"),
        ("1420 West St Germain Street", "1420 West Street Germain Street"),
        ("1930 East Marlton Pike", "1930 Marlton Pike East"),
        ("305 Pacific Avenue South, Suite C", "305 South Pacific Avenue"),
        ("4403 West MLK Jr Boulevard", "4403 W. Dr. Martin Luther King Blvd"),
        ("6439 B Sycamore Meadows Drive", "6439 Sycamore Meadows Drive"),
        ("200 County Road 3941", "200 CR 3941"),
        ("N16 W24131 Riverwood Drive", "N16W24131 Riverwood Dr"),
        ("Building 4100 Goss Road", "4100 Goss Road"),
        ("120-124 Oak Street", "124 Oak St"),
        ("159-05 Union Turnpike", "15905 Union Tpke"),
        ("312 South Court Street", "312 Court Street"),
        ("6555 15 Mile Road", "6555 Fifteen Mile Rd"),
        ("462 1st Avenue and 27th Street", "462 First Ave"),
        ("154 and 160 East Bay Street", "160 E Bay St"),
        ("One Hospital Drive", "1 Hospital Dr"),
        ("505 West Court Street", "505 W Ct St"),
        ("7875 SW 104th Street", "7875 SW 104ht St"),
        ("355 E 4th Street Lower Level", "355 East 4th St"),
        ("12 1/2 Oak Street", "12 Oak Street"),
        ("N14 W245 Riverwood Drive", "N14W245 Riverwood Drive"),
        ("120 South Street", "120 S St"),
        ("1 Avenue B", "1 Ave B"),
        ("200 M L King Blvd", "200 Martin Luther King, Jr. Boulevard"),
        ("200 Rev. Dr. Martin L. King Jr Dr", "200 MLK Drive"),
        ("200 South JFK Avenue", "200 S John F. Kennedy Ave"),
        ("12 Col Glenn Highway", "12 Colonel Glenn Hwy"),
        ("5 Gen. Patton Ave", "5 General Patton Avenue"),
        ("15 C/ Luna", "15 Calle Luna"),
        ("C/ Luna 15", "Calle Luna #15"),
        ("Calle Hospital Numero 15", "15 Calle Hospital"),
        ("Avenida Ponce de Leon 500", "500 Ponce de Leon Ave"),
        ("Carr 14 Km 3.2", "Carretera 14, km 3.2"),
        ("One Hundred Main Street", "100 Main St"),
        ("100 Twenty-First Street", "100 21st St"),
        ("2367-69 Second Avenue", "2367-2369 2nd Avenue"),
        ("12 - 14 Oak Street", "12 Oak Street"),
        ("12/14 Oak Street", "14 Oak Street"),
        ("12 & 14 Oak Street", "12 and 14 Oak St"),
        ("12, 14 Oak Street", "14 Oak St"),
        ("12 to 14 Oak Street", "12-14 Oak St"),
        ("401Hoffman Drive", "401 Hoffman Drive"),
        ("960 M60 East", "960 M 60 East"),
        ("960 M-60 East", "960 State Highway 60 E"),
        ("22664 Street Route 73", "22664 State Route 73"),
        ("9 Pine Cv", "9 Pine Cove"),
        ("North 4851 Highway 63 South", "N4851 Highway 63 South"),
        ("West 180 North 8085 Town Hall Road", "W180 N8085 Town Hall Rd"),
        ("8 Carretera No. 2", "8 Carr 2"),
    ] {
        assert_eq!(compare(a, b), StreetAgreement::Same, "{a} / {b}");
    }
}

#[test]
fn typos_and_other_suffixes_are_alike() {
    for (a, b) in [
        ("207 Colegate Drive", "207 Colgate Drive"),
        ("917 North Caroline Street", "917 North Carolina Street"),
        ("315 Westgate Street", "315 Westgate Avenue"),
        ("120 Arlington Mall", "120 Arlington Mall Street"),
        ("8 Famham Street", "8 Farnham Street"),
        ("141 South 3rd Steret", "141 S 3rd St"),
        ("3367 Highway 199 North", "3367 Highway 119 North"),
        ("11 Anthra Plaza 148 State Route 2026", "11 Anthra Plaza"),
        ("12 Smithe Street", "12 Shmith Street"),
        ("120 North West Oak Street", "120 Northwest Oak Street"),
        ("120 Oak Street", "120 Oak Ridge Street"),
        ("45th Avenue at Parsons Boulevard", "Parsons Boulevard and 45th Avenue"),
    ] {
        assert_eq!(compare(a, b), StreetAgreement::Alike, "{a} / {b}");
    }
    for (a, b) in [("1527 Oak Street", "1572 Oak St"), ("1320 West Pearl Street", "1330 West Pearl Street")] {
        assert_eq!(compare(a, b), StreetAgreement::NumberTypo, "{a} / {b}");
    }
}

#[test]
fn different_streets_differ() {
    for (a, b) in [
        ("12 North Main Street", "12 South Main Street"),
        ("130 West Steve Owens Boulevard", "130 A Street SW"),
        ("3828 Avenue North", "3828 Ursuline Street"),
        ("5770 South 250 East", "5770 South 1500 West"),
        ("12 1st Street", "12 2nd Street"),
        ("16 Oak Street", "1600 Oak Street"),
        ("12 Main Street", "90 Oak Avenue"),
        ("91-5007 Kapolei Parkway", "91-5335 Kapolei Parkway"),
        ("107-20 Northern Boulevard", "107-06 Northern Boulevard"),
        ("1527 North Oak Street", "1572 South Oak Street"),
        ("1527 Oak Street", "1572 Oak Avenue"),
        ("336 Highway 199", "336 Highway 119"),
        ("3367 Highway 199", "3367 County Road 119"),
        ("12 Ashton Street", "12 Easthaven Street"),
        ("12 Highway 31", "12 Highway 45"),
        ("12 Maple Street", "12 Marble Street"),
        ("12 Garden Street", "12 Carver Street"),
        ("120 La Street", "120 La Cienega Street"),
        ("12 Calle Luna", "12 Calle Sol"),
        ("100 21st Street", "100 Twenty Second Street"),
    ] {
        assert_eq!(compare(a, b), StreetAgreement::Different, "{a} / {b}");
    }
}

#[test]
fn the_street_may_follow_the_name_of_a_building() {
    let parsed = |street1, street2| Street::parse(street1, Some(street2)).0;
    let plain = parsed("2412 South Cliff Avenue", "Suite 100");
    assert_eq!(
        parsed("Avera Professional Plaza", "2412 South Cliff Avenue").compare(&plain),
        StreetAgreement::Same
    );
    let floor = parsed("Life Recovery Center", "1285 Fulton Avenue, 5th Floor");
    assert_eq!(floor.compare(&parsed("1285 Fulton Ave", "5th Floor")), StreetAgreement::Same);
    // A suite is not a street.
    assert_eq!(parsed("Otte Hall", "204 Suite").key(), parsed("Otte Hall", "").key());
}

#[test]
fn a_box_a_landmark_or_no_street_is_never_the_same_street() {
    assert_eq!(compare("P.O. Box 27", "PO Box 27"), StreetAgreement::PoBox);
    assert_eq!(compare("P.O. Box 72711", "Post Office Box 72711"), StreetAgreement::PoBox);
    assert_eq!(compare("P.O. Box 27", "P.O. Box 28"), StreetAgreement::Unknown);
    assert_eq!(compare("P.O. Box 27", "12 Main Street"), StreetAgreement::Unknown);
    assert_eq!(compare("", "12 Main Street"), StreetAgreement::Unknown);
    assert_eq!(compare("Otte Hall", "12 Main Street"), StreetAgreement::Incomparable);
}
