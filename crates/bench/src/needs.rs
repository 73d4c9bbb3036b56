//! The searches that are sent, with places, radii and filters like those that people use.

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

/// How many different searches are sent in turn.
const SEARCHES: usize = 480;

/// Searches near cities with up to three filters, sorted by `sort`. They are the same in every run.
pub(crate) fn searches(sort: &str) -> Vec<String> {
    let mut dice = StdRng::seed_from_u64(7);
    let mut one_of = |values: &[&'static str]| values[dice.random_range(0..values.len())];
    let search = |number: usize| {
        let (place, _) = PLACES[number % PLACES.len()];
        let mut path = format!(
            "/v1/search?near={}&radius={}&sort={sort}",
            encoded(place),
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

/// Searches for names with typos and unfinished words.
pub(crate) fn names() -> Vec<String> {
    NAMES.iter().map(|name| format!("/v1/search?q={}", encoded(name))).collect()
}

/// Searches that find nothing nearby, so that the service looks for alternatives.
pub(crate) fn nothing_nearby() -> Vec<String> {
    let search = |(place, _): &(&str, u32)| {
        let place = encoded(place);
        format!(
            "/v1/search?near={place}&radius=1&program=teen,eating_disorder&insurance=ihs_tribal&has=sign_language,yupik"
        )
    };
    PLACES.iter().map(search).collect()
}

/// The text as part of a URL. In the texts above, only spaces need encoding.
fn encoded(text: &str) -> String {
    text.replace(' ', "%20")
}
