//! Makes up listings with roughly the mix of the real ones: more near large cities, most of them for substance use.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use directory::{Track, Vocabulary};
use places::Gazetteer;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::json;

/// Cities, each with a weight: how many listings are near it, relative to the others.
pub(crate) const PLACES: [(&str, u32); 24] = [
    ("New York, NY", 90),
    ("Los Angeles, CA", 90),
    ("Chicago, IL", 55),
    ("Houston, TX", 30),
    ("Phoenix, AZ", 45),
    ("Philadelphia, PA", 50),
    ("Boston, MA", 45),
    ("Miami, FL", 45),
    ("Seattle, WA", 45),
    ("Denver, CO", 40),
    ("Minneapolis, MN", 40),
    ("Detroit, MI", 40),
    ("Cleveland, OH", 40),
    ("Atlanta, GA", 35),
    ("Austin, TX", 20),
    ("Nashville, TN", 35),
    ("Louisville, KY", 40),
    ("Salt Lake City, UT", 30),
    ("Portland, OR", 35),
    ("Kansas City, MO", 35),
    ("Charlotte, NC", 40),
    ("Boise, ID", 25),
    ("Anchorage, AK", 15),
    ("San Juan, PR", 15),
];

const WORDS: [&str; 32] = [
    "Behavioral",
    "Center",
    "Clinic",
    "Community",
    "Counseling",
    "County",
    "Dawn",
    "Family",
    "Harbor",
    "Health",
    "Hope",
    "House",
    "Institute",
    "Journey",
    "Lakeside",
    "Mental",
    "Mountain",
    "New",
    "Outpatient",
    "Path",
    "Program",
    "Recovery",
    "Renewal",
    "River",
    "Serenity",
    "Services",
    "Solutions",
    "Treatment",
    "Valley",
    "View",
    "Wellness",
    "Youth",
];

/// The share of listings with a service code, for codes that searches filter by. [`share`] makes up a share for each
/// other code.
const SHARES: [(&str, f64); 14] = [
    ("SA", 0.97),
    ("MH", 1.0),
    ("OIT", 0.45),
    ("ORT", 0.8),
    ("OP", 0.85),
    ("MD", 0.7),
    ("PI", 0.75),
    ("MC", 0.4),
    ("SF", 0.9),
    ("TELE", 0.8),
    ("GT", 0.85),
    ("CO", 0.5),
    ("SUMH", 0.5),
    ("CBT", 0.9),
];

/// How far a listing can be from its city, in degrees of latitude and of longitude.
const SPREAD_DEGREES: f64 = 1.2;

/// Writes `count` rows in the locator's format, one per line. The same count always gives the same rows.
pub(crate) fn write(path: &Path, count: usize) -> anyhow::Result<()> {
    let mut dice = StdRng::seed_from_u64(count as u64);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let tracks = [("SA", categories(Track::SubstanceUse)), ("MH", categories(Track::MentalHealth))];
    let centers: Vec<places::Place> =
        PLACES.iter().map(|(place, _)| Gazetteer::embedded().resolve(place)).collect::<Result<_, _>>()?;
    for number in 0..count {
        let center = &centers[weighted_place(&mut dice)];
        let mut near =
            |degrees: f64| degrees + (dice.random::<f64>() + dice.random::<f64>() - 1.0) * SPREAD_DEGREES;
        let (latitude, longitude) = (near(center.coordinate.latitude()), near(center.coordinate.longitude()));
        let zip =
            Gazetteer::embedded().nearest_zip(center.coordinate).map(|(zip, _, _)| zip).unwrap_or("10001");
        let (type_of_facility, categories) = &tracks[usize::from(dice.random_bool(0.4))];
        let words = dice.random_range(2..5);
        let name: Vec<&str> = (0..words).map(|_| WORDS[dice.random_range(0..WORDS.len())]).collect();
        let row = json!({
            "frid": format!("{number:064x}"),
            "name1": name.join(" "),
            "street1": format!("{} Example Street", number + 1),
            "city": center.label.split(',').next(),
            "state": center.state.map(|state| state.code()),
            "zip": zip,
            "phone": format!("512-555-01{:02}", number % 100),
            "typeFacility": type_of_facility,
            "latitude": format!("{latitude:.6}"),
            "longitude": format!("{longitude:.6}"),
            "services": services(categories, &mut dice),
        });
        serde_json::to_writer(&mut out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// The position of one of the [`PLACES`], chosen at random by their weights.
fn weighted_place(dice: &mut StdRng) -> usize {
    let total = PLACES.iter().map(|(_, weight)| weight).sum();
    let mut roll = dice.random_range(0..total);
    let chosen = PLACES.iter().position(|(_, weight)| {
        let here = roll < *weight;
        roll = roll.saturating_sub(*weight);
        here
    });
    chosen.unwrap_or_default()
}

/// A category and its services, each with the share of listings that have it.
type Category = (&'static str, Vec<(&'static str, f64)>);

fn categories(track: Track) -> Vec<Category> {
    let vocabulary = Vocabulary::embedded();
    let asked = vocabulary.questionnaire(vocabulary.newest_edition(track));
    let mut categories: Vec<Category> = Vec::new();
    for id in asked.iter() {
        let known = vocabulary.attribute(id);
        let (Some(code), Some(category)) = (known.code.as_deref(), known.category.as_deref()) else {
            continue;
        };
        let Some(name) = vocabulary.service_name(id) else { continue };
        match categories.iter_mut().find(|(known, _)| *known == category) {
            Some((_, services)) => services.push((name, share(code))),
            None => categories.push((category, vec![(name, share(code))])),
        }
    }
    categories
}

/// The share of listings with a code: the one in [`SHARES`], or else one from 5 to 54% that depends only on the code.
fn share(code: &str) -> f64 {
    match SHARES.iter().find(|(known, _)| *known == code) {
        Some((_, share)) => *share,
        None => 0.05 + (directory::text::digest(&[code]) % 50) as f64 / 100.0,
    }
}

/// Draws the services of one listing, as the locator writes them: one object per category, the names joined.
fn services(categories: &[Category], dice: &mut StdRng) -> Vec<serde_json::Value> {
    let drawn = categories.iter().filter_map(|(category, services)| {
        let drawn = services.iter().filter(|(_, share)| dice.random_bool(*share));
        let names: Vec<&str> = drawn.map(|(name, _)| *name).collect();
        (!names.is_empty()).then(|| json!({"f1": category, "f2": category, "f3": names.join("; ")}))
    });
    drawn.collect()
}
