//! Groups listings into programs and decides the facts about each program.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::order::newest_first;
use super::{PlacedListing, Program, ProgramSource};
use crate::caution::{CautionSet, cautions_from};
use crate::claim::{Claimant, believe};
use crate::derivation::claims_from;
use crate::fact::{AttributeSet, FactSet};
use crate::likelihood::{SisterProgram, iop_evidence};
use crate::source::Source;
use crate::vocabulary::Track;

/// Keeps only the listings that are used: the present and the superseded ones.
pub(super) fn used_listings(mut listings: Vec<PlacedListing>) -> Vec<PlacedListing> {
    let mut editions: HashMap<(Uuid, Source), Option<Date>> = HashMap::new();
    for placed in listings.iter().filter(|placed| !placed.is_gone) {
        let edition = editions.entry((placed.program, placed.listing.id.source)).or_default();
        *edition = (*edition).max(placed.listing.content.as_of);
    }
    listings.retain(|placed| {
        let newest = editions.get(&(placed.program, placed.listing.id.source)).copied().flatten();
        let is_superseded = placed.listing.content.as_of.is_some() && placed.listing.content.as_of < newest;
        !placed.is_gone || is_superseded
    });
    listings
}

/// Groups the listings into programs and decides the facts about each of them.
pub(super) fn assemble_programs(mut listings: Vec<PlacedListing>, today: Date) -> Vec<Program> {
    listings.sort_by(|a, b| {
        let program = |placed: &PlacedListing| (placed.listing.content.track, placed.program);
        program(a).cmp(&program(b)).then_with(|| newest_first(&a.listing, &b.listing, today))
    });
    let mut programs: Vec<Program> = Vec::new();
    for placed in listings {
        let PlacedListing { program: id, listing, lent, is_gone, .. } = placed;
        let claims = claims_from(&listing.content);
        let believed = AttributeSet::default();
        let source = ProgramSource { listing, lent, is_superseded: is_gone, claims, believed };
        match programs.last_mut().filter(|program| program.id == id) {
            Some(program) => program.sources.push(source),
            None => programs.push(Program::with_source(id, source)),
        }
    }
    programs.iter_mut().for_each(|program| program.decide(today));
    let facts: Vec<(Track, FactSet)> =
        programs.iter().map(|program| (program.track, program.facts)).collect();
    for (at, program) in programs.iter_mut().enumerate() {
        let others = facts.iter().enumerate().filter(|(other, _)| *other != at);
        let sisters = others.map(|(_, (track, facts))| SisterProgram { track: *track, facts });
        let names = program.names();
        let evidence = iop_evidence(program.track, &program.facts, &names, sisters);
        let cautions = cautions_from(&program.facts, &names);
        (program.iop_evidence, program.cautions) = (evidence, cautions);
    }
    programs
}

impl Program {
    /// A program with one source and no facts yet.
    fn with_source(id: Uuid, source: ProgramSource) -> Program {
        let content = &source.listing.content;
        Program {
            id,
            track: content.track,
            name: content.program_name.clone(),
            facts: FactSet::default(),
            sources: vec![source],
            cautions: CautionSet::default(),
            iop_evidence: None,
        }
    }

    /// Decides which claims of the sources are believed, and sets the facts accordingly.
    fn decide(&mut self, today: Date) {
        let claims = self.sources.iter().map(|source| (Claimant::Listing(&source.listing), source.claims));
        let belief = believe(&claims.collect::<Vec<_>>(), today);
        self.facts = belief.facts;
        for (source, believed) in self.sources.iter_mut().zip(belief.believed) {
            source.believed = believed;
        }
    }
    /// The names of the organization and of the program in its sources.
    fn names(&self) -> Vec<&str> {
        let contents = self.sources.iter().map(|source| &source.listing.content);
        contents
            .flat_map(|content| [Some(content.organization.as_str()), content.program_name.as_deref()])
            .flatten()
            .collect()
    }
}
