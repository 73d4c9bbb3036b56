//! Facilities and their programs, put together from listings.

use uuid::Uuid;

use crate::caution::{CautionSet, cautions_of};
use crate::contact::{Address, Phone};
use crate::derivation::facts_of;
use crate::fact::{AttributeSet, Fact, FactSet};
use crate::likelihood::{IopEvidence, iop_evidence};
use crate::listing::{Listing, Location};
use crate::vocabulary::{Level, Track};

/// Which facility and program a listing describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Placement {
    /// The facility's id.
    pub facility: Uuid,
    /// The program's id.
    pub program: Uuid,
}

/// One place where one organization treats people.
#[derive(Debug, Clone, PartialEq)]
pub struct Facility {
    /// Stable while the place goes on.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// Who runs it.
    pub organization: String,
    /// Where it is.
    pub address: Address,
    /// Where it is on the Earth.
    pub location: Location,
    /// The main number.
    pub phone: Option<Phone>,
    /// The first number for new clients.
    pub intake_phone: Option<Phone>,
    /// A number for a crisis.
    pub hotline: Option<Phone>,
    /// The website's address.
    pub website: Option<String>,
    /// At least one, ordered by track and id.
    pub programs: Vec<Program>,
}

/// What a facility offers on one track: the thing a search tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// Stable while the program goes on.
    pub id: Uuid,
    /// Which of the two kinds of treatment it is.
    pub track: Track,
    /// Its own name, where it has one beside the organization's.
    pub name: Option<String>,
    /// What is known of it.
    pub facts: FactSet,
    /// The listings that say so, newest first.
    pub sources: Vec<ProgramSource>,
    /// The cautions that follow from its facts.
    pub cautions: CautionSet,
    /// The evidence for an intensive outpatient program, where its listing does not ask.
    pub iop_evidence: Option<IopEvidence>,
}

/// A listing of a program and the facts it is the source of.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramSource {
    /// The listing.
    pub listing: Listing,
    /// The attributes whose fact comes from it.
    pub states: AttributeSet,
}

impl Facility {
    /// Puts together the listings of one facility, each with its program. `None` when there is no listing.
    pub fn assemble(id: Uuid, listings: Vec<(Uuid, Listing)>) -> Option<Facility> {
        let mut by_rank: Vec<&Listing> = listings.iter().map(|(_, listing)| listing).collect();
        by_rank.sort_by(|a, b| b.rank().cmp(&a.rank()).then_with(|| a.id.cmp(&b.id)));
        let first = &by_rank.first()?.content;
        let contact =
            |of: fn(&Listing) -> Option<&Phone>| by_rank.iter().find_map(|listing| of(listing)).cloned();
        let one_name = by_rank.iter().all(|listing| listing.content.name2 == first.name2);
        let name = match &first.name2 {
            Some(name2) if one_name => format!("{}, {name2}", first.name1),
            _ => first.name1.clone(),
        };
        let facility = Facility {
            id,
            name,
            organization: first.name1.clone(),
            address: first.address.clone(),
            location: first.location,
            phone: contact(|listing| listing.content.phone.as_ref()),
            intake_phone: contact(|listing| listing.content.intake_phones.first()),
            hotline: contact(|listing| listing.content.hotline.as_ref()),
            website: by_rank.iter().find_map(|listing| listing.content.website.clone()),
            programs: Vec::new(),
        };
        Some(Facility { programs: assemble_programs(listings), ..facility })
    }
}

impl Listing {
    /// Which listing of a facility is believed before others: the most precise coordinate, then the newest, then
    /// the substance-use one.
    fn rank(&self) -> impl Ord + use<> {
        (self.content.location.precision, self.age_rank(), self.content.track == Track::SubstanceUse)
    }

    /// The newest is the greatest: by the source's own date, then by our time of retrieval.
    fn age_rank(&self) -> impl Ord + use<> {
        (self.content.as_of, self.retrieved_at)
    }
}

fn assemble_programs(mut listings: Vec<(Uuid, Listing)>) -> Vec<Program> {
    listings.sort_by(|(a_program, a), (b_program, b)| {
        let by_program = (a.content.track, a_program).cmp(&(b.content.track, b_program));
        by_program.then_with(|| b.age_rank().cmp(&a.age_rank())).then_with(|| a.id.cmp(&b.id))
    });
    let mut programs: Vec<Program> = Vec::new();
    for (id, listing) in listings {
        let facts = facts_of(&listing.content);
        match programs.last_mut().filter(|program| program.id == id) {
            Some(program) => program.add_older(listing, &facts),
            None => programs.push(Program {
                id,
                track: listing.content.track,
                name: listing.content.name2.clone(),
                facts,
                sources: vec![ProgramSource { listing, states: facts.stated() }],
                cautions: CautionSet::default(),
                iop_evidence: None,
            }),
        }
    }
    let runs_iop: Vec<bool> = programs
        .iter()
        .map(|program| program.facts.get(Level::IntensiveOutpatient.id()) == Fact::Yes)
        .collect();
    for (at, program) in programs.iter_mut().enumerate() {
        let sister = runs_iop.iter().enumerate().any(|(other, runs)| other != at && *runs);
        program.iop_evidence = iop_evidence(program.track, &program.facts, sister);
        program.cautions = cautions_of(program.track, &program.facts);
    }
    programs
}

impl Program {
    /// Adds a listing that is older than those it has: it answers only what they leave open.
    fn add_older(&mut self, listing: Listing, facts: &FactSet) {
        let stated = self.facts.stated();
        let states = facts.stated().without(&stated);
        let yes = self.facts.yes().or(&facts.yes().and(&states));
        let no = self.facts.no().or(&facts.no().and(&states));
        self.facts = FactSet::new(yes, no);
        self.sources.push(ProgramSource { listing, states });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Coordinate, CoordinatePrecision};
    use crate::testing::listing;
    use crate::vocabulary::{Payment, Vocabulary};

    const SU: Uuid = Uuid::from_u128(1);
    const MH: Uuid = Uuid::from_u128(2);

    #[test]
    fn two_listings_of_one_place_become_two_programs() {
        let listings = vec![
            (MH, listing(Track::MentalHealth, "MH OP GT CO")),
            (SU, listing(Track::SubstanceUse, "SA OIT MD")),
        ];
        let facility = Facility::assemble(Uuid::nil(), listings).expect("listings");
        let tracks: Vec<_> = facility.programs.iter().map(|program| program.track).collect();
        assert_eq!(tracks, [Track::SubstanceUse, Track::MentalHealth]);
        assert_eq!(facility.programs[1].iop_evidence, Some(IopEvidence::SisterProgram));
        assert_eq!(facility.programs[0].iop_evidence, None);
    }

    #[test]
    fn the_most_precise_coordinate_is_believed() {
        let mut rough = listing(Track::SubstanceUse, "SA");
        rough.content.location.precision = CoordinatePrecision::Zip;
        let mut exact = listing(Track::MentalHealth, "MH");
        exact.content.location.coordinate = Coordinate::new(30.3, -97.7).expect("on the Earth");
        let facility =
            Facility::assemble(Uuid::nil(), vec![(SU, rough), (MH, exact.clone())]).expect("listings");
        assert_eq!(facility.location, exact.content.location);
    }

    #[test]
    fn a_newer_listing_wins_and_an_older_one_fills_gaps() {
        let vocabulary = Vocabulary::embedded();
        let mut old = listing(Track::SubstanceUse, "SA PI VET");
        old.content.as_of = Some(jiff::civil::date(2022, 1, 1));
        let mut new = listing(Track::SubstanceUse, "SA MD");
        new.id.id = "newer".to_owned();
        new.content.as_of = Some(jiff::civil::date(2023, 1, 1));
        let facility = Facility::assemble(Uuid::nil(), vec![(SU, old), (SU, new)]).expect("listings");
        let program = &facility.programs[0];
        assert_eq!(program.facts.get(Payment::Private.id()), Fact::No, "the newer one asked");
        let veterans = vocabulary.code("VET").expect("a code");
        assert_eq!(program.facts.get(veterans), Fact::Yes, "only the older one says");
        assert_eq!(program.sources[0].listing.id.id, "newer");
        assert!(program.sources[1].states.contains(veterans));
    }
}
