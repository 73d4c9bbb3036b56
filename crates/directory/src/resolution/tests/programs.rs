//! Which listings of a facility describe the same program.

use super::likeness::likeness;
use super::*;
use crate::fact::AttributeSet;
use crate::listing::Questionnaire;
use crate::vocabulary::Vocabulary;

fn offering(mut row: Listing, name2: &str, codes: &str) -> Listing {
    row.content.program_name = Some(name2.to_owned());
    row.content.codes = Some(set(codes));
    row
}

fn set(codes: &str) -> AttributeSet {
    let code = |code: &str| Vocabulary::embedded().code(code).expect("a code of the code book");
    codes.split_whitespace().map(code).collect()
}

/// The same listing with other values.
fn with(mut row: Listing, change: impl Fn(&mut Content)) -> Listing {
    change(&mut row.content);
    row
}

/// By how much a change to a copy of a row raises its likeness to the row, in bits. Negative if the change lowers it.
fn more_likeness(a: &Listing, change: impl Fn(&mut Content)) -> f64 {
    let [same, changed] = [a.clone(), with(a.clone(), change)].map(|b| {
        let rows = [(&a.id, &a.content), (&b.id, &b.content)];
        let (features, corpus) = prepare(&rows);
        let comparison = Comparison::new(&features[0], &features[1], &corpus, true);
        likeness(&comparison, (&features[0], rows[0].1), (&features[1], rows[1].1))
    });
    changed - same
}

fn quarry(id: &str, track: Track) -> Listing {
    at(id, track, "Quarry House", "12 Main St", PHONE)
}

#[test]
fn rows_of_two_sources_about_one_program_are_one_program() {
    let rows = [
        from(Source::SamhsaDirectory, quarry("a", SU)),
        from(Source::Findtreatment, at("b", SU, "Quarry House Inc", "12 Main Street", OTHER)),
        from(Source::Findtreatment, quarry("c", MH)),
    ];
    let placed = place(&rows, &[]).placements;
    assert_eq!(placed[0], placed[1]);
    assert_eq!(placed[2].facility, placed[0].facility);
    assert_ne!(placed[2].program, placed[0].program, "another track");
}

#[test]
fn each_row_goes_to_the_most_similar_program() {
    let rows = [
        from(Source::SamhsaDirectory, offering(quarry("a", SU), "Day program", "OP OIT ODT GT")),
        from(Source::SamhsaDirectory, offering(quarry("b", SU), "Residence", "RES RL RS")),
        from(Source::Findtreatment, offering(quarry("x", SU), "Mens residence", "RES RL RS")),
        from(Source::Findtreatment, offering(quarry("y", SU), "Day Prog", "OP OIT ODT")),
    ];
    let placed = place(&rows, &[]).placements;
    assert_eq!(placed[0].program, placed[3].program);
    assert_eq!(placed[1].program, placed[2].program);
    assert_ne!(placed[0].program, placed[1].program);
}

#[test]
fn a_row_unlike_all_programs_is_a_program_of_its_own() {
    let rows = [
        from(Source::SamhsaDirectory, offering(quarry("a", SU), "Day program", "OP OIT ODT GT")),
        from(Source::SamhsaDirectory, offering(quarry("b", SU), "Residence", "RES RL RS")),
        from(Source::Findtreatment, offering(quarry("x", SU), "Methadone clinic", "OTP DM MM")),
    ];
    let placed = place(&rows, &[]).placements;
    assert!(placed[2].program != placed[0].program && placed[2].program != placed[1].program);
}

#[test]
fn a_row_that_is_listed_twice_is_one_program() {
    let placed = place(&[quarry("a", SU), quarry("b", SU)], &[]).placements;
    assert_eq!(placed[0], placed[1]);
}

#[test]
fn rows_of_a_new_source_join_the_known_programs() {
    let before = [from(Source::SamhsaDirectory, quarry("z", SU))];
    let first = place(&before, &[]);
    let both = [before[0].clone(), from(Source::Findtreatment, quarry("a", SU))];
    let second = place(&both, &remember(&before, &first));
    assert_eq!(second.placements, [first.placements[0]; 2]);
    assert_eq!(second.former, [Some(before[0].id.clone()), None]);
}

#[test]
fn two_rows_are_less_alike_for_each_thing_that_differs() {
    let suite = |unit: &'static str| move |row: &mut Content| address(row).street2 = Some(unit.to_owned());
    let name = |name: &'static str| move |row: &mut Content| row.organization = name.to_owned();
    let clinic = |name: &'static str| move |row: &mut Content| row.program_name = Some(name.to_owned());
    let phone = |row: &mut Content| row.phone = Phone::parse(OTHER);
    let plain = quarry("a", SU);
    let named = with(quarry("a", SU), clinic("Day program"));
    let roomed = with(quarry("a", SU), suite("Suite 4"));
    let high = with(quarry("a", SU), suite("4th Floor"));
    let similar = 5.0 * strsim::jaro_winkler("day program", "night program") - 3.0;
    for (shows, difference, expected) in [
        ("another telephone number", more_likeness(&plain, phone), -1.0),
        ("another organization", more_likeness(&plain, name("Alder Clinic")), -2.0),
        ("a clinic in one row only", more_likeness(&plain, clinic("Residence")), -2.0 - 1.0),
        ("another clinic", more_likeness(&named, clinic("Night program")), similar - 4.0 - 1.0),
        ("a suite in one row only", more_likeness(&roomed, |row| address(row).street2 = None), -1.0),
        ("another suite", more_likeness(&roomed, suite("Suite 5")), -3.0),
        ("another floor", more_likeness(&high, suite("5th Floor")), -3.0),
    ] {
        assert!((difference - expected).abs() < 1e-9, "{shows}: {difference}");
    }
    let gained = more_likeness(&plain, |row| row.program_name = None);
    assert!(gained.abs() < 1e-9, "nothing differs");
}

#[test]
fn two_rows_are_more_alike_the_more_services_they_share_that_both_surveys_ask_about() {
    let offers = |codes: &'static str| move |row: &mut Content| row.codes = Some(set(codes));
    let row = with(quarry("a", SU), offers("OIT ORT ODT"));
    for (shows, difference, expected) in [
        ("two of three", more_likeness(&row, offers("OIT ORT")), -2.0),
        ("two of four", more_likeness(&row, offers("OIT ORT RES")), -3.0),
        ("none", more_likeness(&row, offers("RES")), -6.0),
        ("unknown", more_likeness(&row, |row| row.codes = None), -4.0),
    ] {
        assert!((difference - expected).abs() < 1e-9, "{shows}: {difference}");
    }
    let asks_less = |row: &mut Content| {
        row.questionnaire = Questionnaire::Codes(set("OIT ORT RES"));
        row.codes = Some(set("OIT ORT"));
    };
    assert!(more_likeness(&row, asks_less).abs() < 1e-9, "its survey does not ask about the third");
}

/// Rows of two surveys about one place: in the first, a row with a clinic's name and one service; in the second, a row
/// without the name, in another suite, with another telephone number, and with that service and this many others.
fn barely_alike(more: usize) -> [Listing; 2] {
    let suite = |unit: &'static str| move |row: &mut Content| address(row).street2 = Some(unit.to_owned());
    let first = offering(with(quarry("a", SU), suite("Suite 1")), "Day program", "OIT");
    let codes = ["OIT", "RES", "RL", "RS", "HI", "HIT", "DT"][..=more].join(" ");
    let second = with(quarry("x", SU), suite("Suite 9"));
    let second = with(second, |row| {
        (row.codes, row.phone) = (Some(set(&codes)), Phone::parse(OTHER));
    });
    [from(Source::SamhsaDirectory, first), from(Source::Findtreatment, second)]
}

#[test]
fn the_only_rows_of_two_surveys_may_differ_more_than_one_of_several() {
    let are_one = |rows: &[Listing]| {
        let placed = place(rows, &[]).placements;
        assert!(placed.iter().all(|other| other.facility == placed[0].facility), "one place");
        placed[0].program == placed[1].program
    };
    let [first, second] = barely_alike(5);
    assert!(are_one(&[first.clone(), second.clone()]), "one service of six is the same");
    assert!(!are_one(&barely_alike(6)), "one of seven");
    let third = from(Source::SamhsaDirectory, offering(quarry("c", SU), "Residence", "RES RL RS"));
    assert!(!are_one(&[first, second, third]), "it is not the only row");
}

#[test]
fn of_two_rows_the_more_similar_one_gets_the_program() {
    let rows = [
        from(Source::SamhsaDirectory, offering(quarry("a", SU), "Day program", "OIT ODT GT")),
        from(Source::SamhsaDirectory, offering(quarry("b", SU), "Residence", "RES RL RS")),
        from(Source::SamhsaDirectory, offering(quarry("c", SU), "Methadone clinic", "OTP DM MM")),
        from(Source::Findtreatment, offering(quarry("x", SU), "Day program", "OIT")),
        from(Source::Findtreatment, offering(quarry("y", SU), "Day program", "OIT ODT")),
    ];
    let placed = place(&rows, &[]).placements;
    assert_eq!(placed[4].program, placed[0].program);
    assert_ne!(placed[3].program, placed[0].program);
}

#[test]
fn a_row_is_compared_with_all_rows_of_a_program() {
    let rows = [
        from(Source::SamhsaDirectory, offering(quarry("a", SU), "Day program", "OIT ODT GT")),
        from(Source::SamhsaDirectory, offering(quarry("b", SU), "Residence", "RES RL RS")),
        from(Source::Findtreatment, offering(quarry("m", SU), "Quarry Days", "OIT ODT GT")),
        from(Source::Findtreatment, offering(quarry("n", SU), "Residence", "RES RL RS")),
        from(Source::LocatorExport, offering(quarry("x", SU), "Quarry Days", "FCO")),
    ];
    let placed = place(&rows, &[]).placements;
    assert_eq!(placed[2].program, placed[0].program);
    assert_eq!(placed[4].program, placed[0].program, "it has the clinic's name from the other source");
}
