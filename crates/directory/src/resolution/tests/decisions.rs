//! People's decisions override the score.

use super::*;

fn side(row: &Listing) -> DecisionSide {
    DecisionSide { listing: row.id.clone(), fingerprint: fingerprint(&row.content) }
}

fn decide(a: &Listing, b: &Listing, verdict: Verdict) -> Decision {
    Decision { a: side(a), b: side(b), verdict }
}

fn are_one(resolution: &Resolution, a: usize, b: usize) -> bool {
    resolution.placements[a].facility == resolution.placements[b].facility
}

fn alike() -> [Listing; 2] {
    [at("a", SU, "Quarry House", "12 Main St", PHONE), at("b", MH, "Quarry House", "12 Main St", PHONE)]
}

fn unlike() -> [Listing; 2] {
    [at("a", SU, "Quarry House", "12 Main St", PHONE), at("b", MH, "Alder Clinic", "90 Oak Ave", OTHER)]
}

#[test]
fn different_separates_listings_that_the_score_would_join() {
    let rows = alike();
    assert!(are_one(&place(&rows, &[]), 0, 1));
    let decision = decide(&rows[0], &rows[1], Verdict::Different);
    let resolution = decided(&rows, &[], std::slice::from_ref(&decision));
    assert!(!are_one(&resolution, 0, 1));
    let known = remember(&rows, &place(&rows, &[]));
    assert!(!are_one(&decided(&rows, &known, &[decision]), 0, 1), "one facility before");
}

#[test]
fn same_joins_listings_that_the_score_would_separate() {
    let rows = unlike();
    let decision = decide(&rows[0], &rows[1], Verdict::Same);
    assert!(are_one(&decided(&rows, &[], &[decision]), 0, 1));
}

#[test]
fn a_decision_finds_its_listings_under_new_ids() {
    for (rows, verdict) in [(unlike(), Verdict::Same), (alike(), Verdict::Different)] {
        let decision = decide(&rows[0], &rows[1], verdict);
        let mut renewed = rows.clone();
        renewed[0].id.id = "x".to_owned();
        renewed[1].id.id = "y".to_owned();
        // Fingerprints that are the same on both sides can't tell which is which, but the programs they had can.
        let known = remember(&rows, &decided(&rows, &[], std::slice::from_ref(&decision)));
        let resolution = decided(&renewed, &known, &[decision]);
        assert_eq!(are_one(&resolution, 0, 1), verdict == Verdict::Same, "{verdict:?}");
    }
}

#[test]
fn a_decision_finds_its_listings_after_they_were_respelled() {
    let rows = unlike();
    let decision = decide(&rows[0], &rows[1], Verdict::Same);
    let known = remember(&rows, &decided(&rows, &[], std::slice::from_ref(&decision)));
    let next = [
        at("x", SU, "Quarry House Inc", "12 Main Street", OTHER),
        at("y", MH, "Alder Clinic LLC", "90 Oak Avenue", OTHER),
    ];
    assert!(are_one(&decided(&next, &known, &[decision]), 0, 1));
}

#[test]
fn a_decision_applies_to_everything_decided_to_be_the_same() {
    let mut rows = vec![
        at("a", SU, "Quarry House", "12 Main St", PHONE),
        at("b", MH, "Alder Clinic", "90 Oak Ave", OTHER),
    ];
    rows.push(at("c", SU, "Alder Clinic", "90 Oak Ave", OTHER));
    let decisions =
        [decide(&rows[0], &rows[1], Verdict::Same), decide(&rows[0], &rows[2], Verdict::Different)];
    let resolution = decided(&rows, &[], &decisions);
    assert!(are_one(&resolution, 0, 1));
    assert!(!are_one(&resolution, 0, 2) && !are_one(&resolution, 1, 2));
}

#[test]
fn the_later_of_two_contradicting_decisions_holds() {
    let rows = alike();
    let [same, different] = [Verdict::Same, Verdict::Different].map(|v| decide(&rows[0], &rows[1], v));
    assert!(!are_one(&decided(&rows, &[], &[same.clone(), different.clone()]), 0, 1));
    assert!(are_one(&decided(&rows, &[], &[different, same]), 0, 1));
}

#[test]
fn a_decided_pair_is_not_asked_about_again() {
    let rows = [
        at("a", SU, "Harrington Hospital Outpatient", "440 West St", PHONE),
        at("b", MH, "Umber Harrington Healthcare", "440 West St", OTHER),
    ];
    assert_eq!(place(&rows, &[]).borderline.len(), 1);
    for verdict in [Verdict::Same, Verdict::Different] {
        let decision = decide(&rows[0], &rows[1], verdict);
        assert!(decided(&rows, &[], &[decision]).borderline.is_empty(), "{verdict:?}");
    }
}

#[test]
fn a_decision_about_listings_that_are_gone_changes_nothing() {
    let rows = alike();
    let gone = unlike();
    let decision = decide(&gone[1], &rows[0], Verdict::Same);
    assert_eq!(decided(&rows, &[], &[decision]), place(&rows, &[]));
}
