//! What each agreement is worth: the table of the rule.
//!
//! After Fellegi and Sunter, each field gives a weight in bits: the logarithm of how much likelier the agreement is
//! between listings of one place than between others that come into question. The sum with [`START`] is the score;
//! from 0 on two listings are one place. `docs/resolution.md` explains the table and says how it was measured.

use super::comparison::{AreaAgreement, Comparison, NameAgreement, PhoneAgreement};
use super::evidence::{Agreement, ComparedField, Evidence};
use super::streets::StreetAgreement;
use super::units::UnitAgreement;

/// The score of two listings of which nothing is known.
const START: f64 = -8.0;

/// What no other field makes up for.
const NEVER: f64 = -40.0;

/// Two listings with less are never in one facility, whatever else joins them.
pub(super) const CONFLICT: f64 = -12.0;

/// Scores this far from 0 are for a person to look at.
pub(super) const BAND: f64 = 3.0;

/// The sum of all evidence.
pub(super) fn score(comparison: &Comparison) -> f64 {
    START + evidence(comparison).iter().map(|evidence| evidence.weight).sum::<f64>()
}

/// What speaks for and against one place.
pub(super) fn evidence(c: &Comparison) -> Vec<Evidence> {
    let parts = [name(c), Some(street(c)), unit(c), Some(area(c)), phone(c), website(c), distance(c), npi(c)];
    parts.into_iter().flatten().collect()
}

fn new(field: ComparedField, agreement: Agreement, weight: f64) -> Evidence {
    Evidence { field, agreement, weight }
}

fn name(c: &Comparison) -> Option<Evidence> {
    // A whole name of everyday words ("Behavioral Health Services") says less.
    let plain = if c.shared.0 < 8.0 { -2.0 } else { 0.0 };
    let (agreement, weight) = match c.name {
        NameAgreement::Full => (Agreement::Same, 9.0 + plain),
        NameAgreement::Organization => (Agreement::Same, 8.0 + plain),
        NameAgreement::Alike => (Agreement::Alike, 5.0),
        NameAgreement::Part if c.shared.0 >= 10.0 && c.shared.1 >= 2 => (Agreement::Alike, 3.0),
        NameAgreement::Part => (Agreement::Alike, 1.0),
        // Who answers the same telephone at the same door goes by two names.
        NameAgreement::Other if is_one_door(c) => (Agreement::Different, -3.0),
        NameAgreement::Other => (Agreement::Different, -6.0),
    };
    Some(new(ComparedField::Name, agreement, weight))
}

/// Whether number and street are the same, and a telephone number.
fn is_one_door(c: &Comparison) -> bool {
    c.street == StreetAgreement::Same && shares_phone(c)
}

/// Whether the main number rings at one address.
fn has_one_desk(c: &Comparison) -> bool {
    c.street == StreetAgreement::Same && matches!(c.phone, PhoneAgreement::Main(_))
}

fn shares_phone(c: &Comparison) -> bool {
    matches!(c.phone, PhoneAgreement::Main(_) | PhoneAgreement::Intake(_))
}

fn street(c: &Comparison) -> Evidence {
    let (agreement, weight) = match c.street {
        StreetAgreement::Same => (Agreement::Same, 6.0),
        StreetAgreement::Alike => (Agreement::Alike, 4.0),
        // One survey does not print one place twice with two numbers.
        StreetAgreement::NumberTypo | StreetAgreement::Incomparable if c.together => {
            (Agreement::Different, NEVER)
        }
        // Two clinics in houses next to each other are no typo.
        StreetAgreement::NumberTypo if c.clinics_differ => (Agreement::Different, -14.0),
        StreetAgreement::NumberTypo => (Agreement::Alike, -8.0),
        StreetAgreement::Incomparable => (Agreement::Different, -8.0),
        StreetAgreement::Different => (Agreement::Different, NEVER),
        // A box is rented by whoever gets mail in a town: it tells nothing of strangers.
        StreetAgreement::PoBox if c.name >= NameAgreement::Alike && !c.clinics_differ => {
            (Agreement::Same, 6.0)
        }
        StreetAgreement::PoBox | StreetAgreement::Unknown => (Agreement::Alike, without_street(c)),
    };
    new(ComparedField::Street, agreement, weight)
}

/// Where no street tells sites of an organization apart, their names and telephones must.
fn without_street(c: &Comparison) -> f64 {
    match c.name {
        NameAgreement::Full if shares_phone(c) => 0.0,
        NameAgreement::Full => -6.0,
        NameAgreement::Organization if !c.clinics_differ => -5.0,
        _ => -14.0,
    }
}

fn unit(c: &Comparison) -> Option<Evidence> {
    let (agreement, weight) = match (c.unit, c.name) {
        (UnitAgreement::Unknown, _) => return None,
        (UnitAgreement::Same, _) => (Agreement::Same, 4.0),
        // An organization has several suites; neighbours have different ones.
        (UnitAgreement::Different | UnitAgreement::OtherFloor, _) if has_one_desk(c) => {
            (Agreement::Different, -2.0)
        }
        (UnitAgreement::Different, NameAgreement::Other) => (Agreement::Different, -9.0),
        (UnitAgreement::Different, NameAgreement::Part) => (Agreement::Different, -5.0),
        (UnitAgreement::Different, NameAgreement::Alike) => (Agreement::Different, -4.0),
        (UnitAgreement::Different, _) => (Agreement::Different, -2.0),
        (UnitAgreement::OtherFloor, NameAgreement::Other) => (Agreement::Different, -6.0),
        (UnitAgreement::OtherFloor, _) => (Agreement::Different, -1.0),
    };
    Some(new(ComparedField::Unit, agreement, weight))
}

fn area(c: &Comparison) -> Evidence {
    let has_street = matches!(c.street, StreetAgreement::Same | StreetAgreement::Alike);
    let (agreement, weight) = match c.area {
        AreaAgreement::Zip => (Agreement::Same, 1.0),
        AreaAgreement::City => (Agreement::Alike, -1.0),
        AreaAgreement::Near if has_street => (Agreement::Alike, -4.0),
        AreaAgreement::Near | AreaAgreement::Apart => (Agreement::Different, NEVER),
    };
    new(ComparedField::Area, agreement, weight)
}

fn phone(c: &Comparison) -> Option<Evidence> {
    // A number that rings at many places says that they belong together, not that they are one; but at one address it
    // does.
    let is_here = c.street == StreetAgreement::Same;
    let of_places = |places: usize, elsewhere: [f64; 4], here: [f64; 4]| {
        let weights = if is_here { here } else { elsewhere };
        match places {
            0..=2 => weights[0],
            3..=4 => weights[1],
            5..=10 => weights[2],
            _ => weights[3],
        }
    };
    match c.phone {
        PhoneAgreement::Main(places) => {
            let weight = of_places(places, [9.0, 6.0, 4.0, 2.0], [9.0, 8.0, 7.0, 5.0]);
            Some(new(ComparedField::Phone, Agreement::Same, weight))
        }
        PhoneAgreement::Intake(places) => {
            let weight = of_places(places, [5.0, 3.0, 2.0, 1.0], [7.0, 5.0, 3.0, 2.0]);
            Some(new(ComparedField::Phone, Agreement::Alike, weight))
        }
        PhoneAgreement::Different => Some(new(ComparedField::Phone, Agreement::Different, -2.0)),
        PhoneAgreement::Unknown => None,
    }
}

fn website(c: &Comparison) -> Option<Evidence> {
    c.website.map(|website| match website {
        Ok(places) if places <= 4 => new(ComparedField::Website, Agreement::Same, 3.0),
        Ok(_) => new(ComparedField::Website, Agreement::Same, 1.0),
        Err(()) => new(ComparedField::Website, Agreement::Different, -1.0),
    })
}

fn distance(c: &Comparison) -> Option<Evidence> {
    match c.miles? {
        miles if miles <= 0.15 => Some(new(ComparedField::Distance, Agreement::Same, 1.0)),
        miles if miles >= 2.0 => Some(new(ComparedField::Distance, Agreement::Different, -3.0)),
        _ => None,
    }
}

fn npi(c: &Comparison) -> Option<Evidence> {
    c.npi.map(|same| match same {
        true => new(ComparedField::Npi, Agreement::Same, 6.0),
        // An organization may have several.
        false => new(ComparedField::Npi, Agreement::Different, -1.0),
    })
}
