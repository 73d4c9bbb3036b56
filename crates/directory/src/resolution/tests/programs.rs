//! Which listings of a facility describe the same program.

use super::*;
use crate::fact::AttributeSet;
use crate::vocabulary::Vocabulary;

fn offering(mut row: Listing, name2: &str, codes: &str) -> Listing {
    let code = |code: &str| Vocabulary::embedded().code(code).expect("a code of the code book");
    row.content.program_name = Some(name2.to_owned());
    row.content.codes = Some(codes.split_whitespace().map(code).collect::<AttributeSet>());
    row
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
