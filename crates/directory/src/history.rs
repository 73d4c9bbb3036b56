//! Compares two states of a facility and lists what changed.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::facility::{Facility, Program};
use crate::fact::Fact;
use crate::listing::{Difference, Field, ListingId};
use crate::vocabulary::{AttributeId, Track, Vocabulary};

/// A single change to a facility.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The facility is listed, either for the first time or again.
    Listed,
    /// No source lists the facility anymore.
    Gone,
    /// The facility gained a listing.
    ListingCame(ListingId),
    /// The facility lost a listing.
    ListingWent(ListingId),
    /// Listings moved here from another facility, because all or part of it was merged into this one.
    Joined {
        /// The facility they came from.
        from: Uuid,
    },
    /// Listings of this facility moved to another one.
    Parted {
        /// The facility they went to.
        to: Uuid,
    },
    /// A field of the facility as a whole changed, such as its phone number.
    Field(Difference),
    /// The facility gained a program.
    ProgramCame {
        /// The id of the new program.
        program: Uuid,
        /// The track of the new program.
        track: Track,
    },
    /// The facility lost a program.
    ProgramWent {
        /// The id the program had.
        program: Uuid,
        /// The track the program had.
        track: Track,
    },
    /// A fact about a program changed, for example from `not_stated` to `yes`.
    Fact {
        /// The program's id.
        program: Uuid,
        /// The program's track.
        track: Track,
        /// The attribute that the fact is about.
        attribute: AttributeId,
        /// The fact before the change.
        from: Fact,
        /// The fact after the change.
        to: Fact,
    },
}

/// Lists the changes from one state of a facility to the next. For a facility that appeared or disappeared, only its
/// listings are reported, not its fields and programs.
pub fn changes(before: Option<&Facility>, after: Option<&Facility>) -> Vec<Change> {
    match (before, after) {
        (None, None) => Vec::new(),
        (None, Some(after)) => {
            let listings = listings(after).map(Change::ListingCame);
            std::iter::once(Change::Listed).chain(listings).collect()
        }
        (Some(before), None) => {
            let listings = listings(before).map(Change::ListingWent);
            std::iter::once(Change::Gone).chain(listings).collect()
        }
        (Some(before), Some(after)) => {
            let mut all = listing_changes(before, after);
            all.extend(field_changes(before, after));
            all.extend(program_changes(before, after));
            all
        }
    }
}

fn listings(facility: &Facility) -> impl Iterator<Item = ListingId> + '_ {
    let programs = facility.programs.iter().flat_map(Program::present);
    programs.chain(&facility.identities).map(|listing| listing.id.clone())
}

fn listing_changes(before: &Facility, after: &Facility) -> Vec<Change> {
    let (was, is): (Vec<_>, Vec<_>) = (listings(before).collect(), listings(after).collect());
    let came = is.iter().filter(|id| !was.contains(id)).cloned().map(Change::ListingCame);
    let went = was.iter().filter(|id| !is.contains(id)).cloned().map(Change::ListingWent);
    came.chain(went).collect()
}

fn field_changes(before: &Facility, after: &Facility) -> Vec<Change> {
    let text = |field, read: &dyn Fn(&Facility) -> Option<String>| {
        let (from, to) = (read(before), read(after));
        (from != to).then_some(Change::Field(Difference { field, from, to }))
    };
    let phone = |phone: &Option<crate::Phone>| phone.as_ref().map(crate::Phone::display);
    let npis = |facility: &Facility| {
        let npis: Vec<&str> = facility.npis().into_iter().map(|(npi, _)| npi.as_str()).collect();
        (!npis.is_empty()).then(|| npis.join(", "))
    };
    let all = [
        text(Field::Name, &|facility| Some(facility.name.clone())),
        text(Field::Address, &|facility| Some(facility.location.address().to_string())),
        text(Field::Coordinate, &|facility| Some(facility.location.point().to_string())),
        text(Field::Phone, &|facility| phone(&facility.phone)),
        text(Field::IntakePhone, &|facility| phone(&facility.intake_phone)),
        text(Field::Hotline, &|facility| phone(&facility.hotline)),
        text(Field::Website, &|facility| facility.website.clone()),
        text(Field::Npi, &npis),
        text(Field::Standing, &|facility| facility.location.is_withheld().then(|| "confidential".to_owned())),
    ];
    all.into_iter().flatten().collect()
}

fn program_changes(before: &Facility, after: &Facility) -> Vec<Change> {
    let programs_by_id = |facility: &Facility| -> BTreeMap<Uuid, Program> {
        facility.programs.iter().map(|program| (program.id, program.clone())).collect()
    };
    let (was, is) = (programs_by_id(before), programs_by_id(after));
    let mut all = Vec::new();
    for (id, program) in &is {
        match was.get(id) {
            None => all.push(Change::ProgramCame { program: *id, track: program.track }),
            Some(before) => all.extend(fact_changes(before, program)),
        }
    }
    let went = was.iter().filter(|(id, _)| !is.contains_key(id));
    all.extend(went.map(|(id, program)| Change::ProgramWent { program: *id, track: program.track }));
    all
}

fn fact_changes(before: &Program, after: &Program) -> impl Iterator<Item = Change> {
    Vocabulary::embedded().attributes().iter().filter_map(|attribute| {
        let (from, to) = (before.facts.get(attribute.id), after.facts.get(attribute.id));
        (from != to).then_some(Change::Fact {
            program: after.id,
            track: after.track,
            attribute: attribute.id,
            from,
            to,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{TODAY, listing};

    fn facility(codes: &str, phone: &str) -> Facility {
        let mut listing = listing(Track::SubstanceUse, codes);
        listing.content.phone = crate::Phone::parse(phone);
        Facility::assemble(Uuid::nil(), vec![(Uuid::from_u128(1), listing)], TODAY).expect("a listing")
    }

    #[test]
    fn changes_report_the_former_value() {
        let before = facility("SA MD", "512-555-0100");
        let after = facility("SA PI", "512-555-0101");
        let reported = changes(Some(&before), Some(&after));
        let phone_changed = reported.iter().any(|change| {
            matches!(change, Change::Field(Difference { field: Field::Phone, from: Some(from), .. })
                if from == "(512) 555-0100")
        });
        let medicaid = crate::Payment::Medicaid.id();
        let medicaid_changed = reported.iter().any(|change| {
            matches!(change, Change::Fact { attribute, from: Fact::Yes, to: Fact::No, .. } if *attribute == medicaid)
        });
        assert!(phone_changed && medicaid_changed, "{reported:?}");
        assert_eq!(changes(Some(&after), Some(&after)), []);
        assert_eq!(changes(None, Some(&after))[0], Change::Listed);
        assert_eq!(changes(Some(&after), None)[0], Change::Gone);
    }
}
