//! Properties that hold for any listings.

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 6] = [
    "Quarry House",
    "Quarry House Inc",
    "Alder Clinic",
    "Alder Clinic Services",
    "Harbor Renewal",
    "Health Center",
];
const CLINICS: [&str; 4] = ["", "Residence", "Day Program", "Quarry House"];
const STREETS: [&str; 7] = [
    "1204 Main St",
    "1204 Main Street Suite 3",
    "1240 Main St",
    "1204 Oak Ave",
    "PO Box 9",
    "",
    "1204 S Main St #4",
];
const PHONES: [&str; 4] = [PHONE, OTHER, "512-555-0142", ""];
const SOURCES: [Source; 3] = [Source::SamhsaDirectory, Source::Findtreatment, Source::Nppes];

prop_compose! {
    fn row()(name in 0..NAMES.len(), clinic in 0..CLINICS.len(), street in 0..STREETS.len(), phone in 0..PHONES.len(),
        source in 0..SOURCES.len(), zip in 0..3_usize, su in any::<bool>()) -> Listing {
        let mut row = at("", if su { SU } else { MH }, NAMES[name], STREETS[street], PHONES[phone]);
        row.id.source = SOURCES[source];
        if SOURCES[source] == Source::Nppes {
            row.content.role = crate::listing::Role::Identity;
        }
        let address = address(&mut row.content);
        address.street1 = address.street1.take().filter(|street| !street.is_empty());
        address.zip = [Some("78701"), Some("78702"), None][zip].and_then(|zip| Zip::parse(zip).ok());
        row.content.program_name = Some(CLINICS[clinic].to_owned()).filter(|name| !name.is_empty());
        row
    }
}

fn rows() -> impl Strategy<Value = Vec<Listing>> {
    proptest::collection::vec(row(), 1..14).prop_map(|mut rows| {
        rows.iter_mut().enumerate().for_each(|(at, row)| row.id.id = format!("{:02}", at * 37 % 100));
        rows
    })
}

fn by_id(rows: &[Listing], resolution: &Resolution) -> Vec<(ListingId, Placement, Option<ListingId>)> {
    let parts = rows.iter().zip(&resolution.placements).zip(&resolution.former);
    let mut all: Vec<_> = parts.map(|((row, at), former)| (row.id.clone(), *at, former.clone())).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn decisions_about(rows: &[Listing], pairs: &[(usize, usize, bool)]) -> Vec<Decision> {
    let side = |at: usize| {
        let row = &rows[at % rows.len()];
        DecisionSide { listing: row.id.clone(), fingerprint: fingerprint(&row.content) }
    };
    let verdict = |same: bool| if same { Verdict::Same } else { Verdict::Different };
    pairs.iter().map(|(a, b, same)| Decision { a: side(*a), b: side(*b), verdict: verdict(*same) }).collect()
}

proptest! {
    #[test]
    fn the_order_of_present_and_known_listings_does_not_matter(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        old in rows(),
    ) {
        let mut known = remember(&old, &place(&old, &[]));
        known.iter_mut().for_each(|known| known.id.id.push('x'));
        let first = by_id(&rows, &place(&rows, &known));
        known.reverse();
        prop_assert_eq!(by_id(&shuffled, &place(&shuffled, &known)), first);
    }

    #[test]
    fn resolving_again_changes_nothing(rows in rows(), pairs in proptest::collection::vec((0..14_usize, 0..14_usize, any::<bool>()), 0..3)) {
        let decisions = decisions_about(&rows, &pairs);
        let first = decided(&rows, &[], &decisions);
        let second = decided(&rows, &remember(&rows, &first), &decisions);
        prop_assert_eq!(&second.placements, &first.placements);
        prop_assert!(second.merged.is_empty());
        prop_assert_eq!(second.borderline, first.borderline);
    }

    #[test]
    fn an_edition_with_new_ids_keeps_the_ids_of_facilities_and_programs(rows in rows()) {
        let first = place(&rows, &[]);
        let mut renewed = rows.clone();
        // The new ids sort like the old ones, so that rows that are alike in everything keep their order.
        renewed.iter_mut().for_each(|row| row.id.id.push('x'));
        let second = place(&renewed, &remember(&rows, &first));
        let facilities = |resolution: &Resolution| {
            let mut ids: Vec<Uuid> = resolution.placements.iter().map(|at| at.facility).collect();
            ids.sort();
            ids
        };
        prop_assert_eq!(facilities(&second), facilities(&first));
        prop_assert!(second.former.iter().all(Option::is_some));
        prop_assert!(second.merged.is_empty());
    }

    #[test]
    fn a_decision_holds_whatever_the_score_is(
        rows in rows(),
        a in 0..14_usize,
        b in 0..14_usize,
        same in any::<bool>(),
    ) {
        let (a, b) = (a % rows.len(), b % rows.len());
        prop_assume!(a != b);
        let resolution = decided(&rows, &[], &decisions_about(&rows, &[(a, b, same)]));
        prop_assert_eq!(resolution.placements[a].facility == resolution.placements[b].facility, same);
    }

    #[test]
    fn a_program_belongs_to_one_facility_and_one_track(rows in rows(), old in rows()) {
        let mut known = remember(&old, &place(&old, &[]));
        known.iter_mut().for_each(|known| known.id.id.push('x'));
        let resolution = place(&rows, &known);
        for (a, one) in resolution.placements.iter().enumerate() {
            for (b, other) in resolution.placements.iter().enumerate().filter(|(_, at)| at.program == one.program) {
                prop_assert_eq!(one.facility, other.facility);
                prop_assert_eq!(rows[a].content.track, rows[b].content.track);
                prop_assert_eq!(rows[a].content.role, rows[b].content.role);
            }
        }
        for (old, _) in &resolution.merged {
            prop_assert!(resolution.placements.iter().all(|at| at.facility != *old));
        }
    }
}
