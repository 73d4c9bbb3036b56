//! How much each agreement counts: the table of weights.
//!
//! Following Fellegi and Sunter, each field gives a weight in bits: the logarithm of how much likelier the agreement is
//! between listings of the same place than between other candidate pairs. The score is [`START`] plus all weights; two
//! listings with a score of at least 0 describe the same place. `docs/resolution.md` explains the table and how it was
//! measured, and `tests/pairs.rs` guards it.

use super::comparison::{AreaAgreement, Comparison, NameAgreement, PhoneAgreement};
use super::evidence::{Agreement, ComparedField, Evidence};
use super::streets::StreetAgreement;
use super::units::UnitAgreement;

/// The score of two listings before anything is compared.
const START: f64 = -8.0;

/// A weight that no other field can make up for.
const NEVER: f64 = -40.0;

/// Two listings with a lower score never share a facility, whatever other listings connect them.
pub(super) const CONFLICT: f64 = -12.0;

/// Pairs whose score is at most this far from 0 are listed for a person to review.
pub(super) const BAND: f64 = 3.0;

/// The score of a pair, in bits.
pub(super) fn score(comparison: &Comparison) -> f64 {
    START + evidence(comparison).iter().map(|evidence| evidence.weight).sum::<f64>()
}

/// The evidence for and against a pair describing the same place.
pub(super) fn evidence(c: &Comparison) -> Vec<Evidence> {
    let parts = [name(c), Some(street(c)), unit(c), Some(area(c)), phone(c), website(c), distance(c), npi(c)];
    parts.into_iter().flatten().collect()
}

fn new(field: ComparedField, agreement: Agreement, weight: f64) -> Evidence {
    Evidence { field, agreement, weight }
}

fn name(c: &Comparison) -> Option<Evidence> {
    // A name made of everyday words ("Behavioral Health Services") is weaker evidence.
    let plain = if c.shared.0 < 8.0 { -2.0 } else { 0.0 };
    let (agreement, weight) = match c.name {
        NameAgreement::Full => (Agreement::Same, 9.0 + plain),
        NameAgreement::Organization => (Agreement::Same, 8.0 + plain),
        NameAgreement::Alike => (Agreement::Alike, 5.0),
        NameAgreement::Part if c.shared.0 >= 10.0 && c.shared.1 >= 2 => (Agreement::Alike, 3.0),
        NameAgreement::Part => (Agreement::Alike, 1.0),
        // With the same telephone at the same address, it is probably one organization with two names.
        NameAgreement::Other if shares_address_and_phone(c) => (Agreement::Different, -3.0),
        NameAgreement::Other => (Agreement::Different, -6.0),
    };
    Some(new(ComparedField::Name, agreement, weight))
}

/// Whether number and street are the same and the listings share any telephone number.
fn shares_address_and_phone(c: &Comparison) -> bool {
    c.street == StreetAgreement::Same && shares_phone(c)
}

/// Whether number and street are the same and the main telephone number is, too.
fn shares_address_and_main_phone(c: &Comparison) -> bool {
    c.street == StreetAgreement::Same && matches!(c.phone, PhoneAgreement::Main(_))
}

fn shares_phone(c: &Comparison) -> bool {
    matches!(c.phone, PhoneAgreement::Main(_) | PhoneAgreement::Intake(_))
}

fn street(c: &Comparison) -> Evidence {
    let (agreement, weight) = match c.street {
        StreetAgreement::Same => (Agreement::Same, 6.0),
        StreetAgreement::Alike => (Agreement::Alike, 4.0),
        // A survey does not list a place twice under two house numbers.
        StreetAgreement::NumberTypo | StreetAgreement::Incomparable if c.together => {
            (Agreement::Different, NEVER)
        }
        // If both name a clinic, and not the same one, these are more likely neighboring houses than a typo.
        StreetAgreement::NumberTypo if c.clinics_differ => (Agreement::Different, -14.0),
        StreetAgreement::NumberTypo => (Agreement::Alike, -8.0),
        StreetAgreement::Incomparable => (Agreement::Different, -8.0),
        StreetAgreement::Different => (Agreement::Different, NEVER),
        // Anyone in town can rent a box at the post office, so it is no evidence when the names differ.
        StreetAgreement::PoBox if c.name >= NameAgreement::Alike && !c.clinics_differ => {
            (Agreement::Same, 6.0)
        }
        StreetAgreement::PoBox | StreetAgreement::Unknown => (Agreement::Alike, without_street(c)),
    };
    new(ComparedField::Street, agreement, weight)
}

/// Without a street, only names and telephones can tell the sites of an organization apart.
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
        // One organization may have several suites, and neighbors have different ones.
        (UnitAgreement::Different | UnitAgreement::OtherFloor, _) if shares_address_and_main_phone(c) => {
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
    // A number shared by many places shows that they belong together, not that they are the same place. At the same
    // address, it counts more.
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
        // At one address, it is one provider, whatever the names.
        true if c.street == StreetAgreement::Same => new(ComparedField::Npi, Agreement::Same, 9.0),
        true => new(ComparedField::Npi, Agreement::Same, 6.0),
        // An organization may have several NPIs.
        false => new(ComparedField::Npi, Agreement::Different, -1.0),
    })
}
