//! What is asked: places, radii and filters as people have them.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::generate::PLACES;

const RADII: [u32; 3] = [5, 25, 100];
const PROGRAMS: [&str; 5] =
    ["addiction", "mental_health", "dual_diagnosis", "teen", "addiction,mental_health"];
const INSURANCE: [&str; 4] =
    ["medicaid", "private", "medicare,medicaid", "sliding_fee,payment_assistance,free"];
const HAS: [&str; 5] = ["cognitive_behavioral_therapy", "spanish", "group", "trauma", "opioid_medication"];
const NAMES: [&str; 8] = [
    "hope",
    "recovry center",
    "behavioral helth",
    "new dawn",
    "serenty hous",
    "communty",
    "valley view tr",
    "youth",
];

/// How many different searches are asked in turn.
const SEARCHES: usize = 480;

/// Searches with one to four filters, in an order.
pub(crate) fn searches(sort: &str) -> Vec<String> {
    let mut dice = StdRng::seed_from_u64(7);
    let mut one_of = |of: &[&'static str]| of[dice.random_range(0..of.len())];
    let search = |number: usize| {
        let (place, _) = PLACES[number % PLACES.len()];
        let place = place.replace(", ", ",%20").replace(' ', "%20");
        let mut path = format!(
            "/v1/search?near={place}&radius={}&sort={sort}",
            RADII[number / PLACES.len() % RADII.len()]
        );
        let filters = number % 4;
        if filters > 0 {
            path += &format!("&program={}", one_of(&PROGRAMS));
        }
        if filters > 1 {
            path += &format!("&insurance={}", one_of(&INSURANCE));
        }
        if filters > 2 {
            path += &format!("&has={}", one_of(&HAS));
        }
        path
    };
    (0..SEARCHES).map(search).collect()
}

/// Names with typos and unfinished words.
pub(crate) fn names() -> Vec<String> {
    NAMES.iter().map(|name| format!("/v1/search?q={}", name.replace(' ', "%20"))).collect()
}

/// Searches that find nothing nearby, so that alternatives are looked for.
pub(crate) fn nothing() -> Vec<String> {
    let place = |(place, _): &(&str, u32)| {
        let place = place.replace(", ", ",%20").replace(' ', "%20");
        format!(
            "/v1/search?near={place}&radius=1&program=teen,eating_disorder&insurance=ihs_tribal&has=sign_language,yupik"
        )
    };
    PLACES.iter().map(place).collect()
}
