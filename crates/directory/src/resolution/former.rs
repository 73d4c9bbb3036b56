//! The past of each listing: the earlier listing with the same id, or a gone listing that it replaces.

use std::collections::{HashMap, HashSet};

use super::blocking::pairs_between;
use super::comparison::{AreaAgreement, Comparison, NameAgreement, PhoneAgreement};
use super::corpus::Corpus;
use super::decision::fingerprint;
use super::features::Features;
use super::known_listing::KnownListing;
use super::likeness::likeness;
use super::streets::StreetAgreement;
use super::weights::score;
use crate::listing::{Content, ListingId, Role};
use crate::source::Source;

/// What is known of the past of each listing.
#[derive(Debug)]
pub(super) struct Former<'a> {
    /// The listing of the same track that it continues, of the same source or of one that its source continues.
    pub continued: Vec<Option<&'a KnownListing<'a>>>,
    /// Whether it has moved since.
    pub moved: Vec<bool>,
    /// For a listing that continues none: a gone listing of another source or track that described the same place.
    pub inherited: Vec<Option<&'a KnownListing<'a>>>,
}

/// A listing counts as moved to another town only if its telephone number is answered at no more than this many places.
const MAX_PLACES_IF_MOVED: usize = 2;

/// The limit if the whole name is the same. If both listings name the same clinic, there is no limit.
const MAX_PLACES_IF_NAME_SAME: usize = 4;

/// The least weight of the words that two names share, in bits, if the organizations' names are only similar. All
/// facilities of Veterans Affairs have similar names.
const MIN_BITS_IF_MOVED: f32 = 8.0;

/// A listing that is farther away under the same name and number is more likely another site.
const MAX_MILES_IF_MOVED: f64 = 100.0;

/// The threshold for two listings from different times with the same address and telephone number, if there is no other
/// candidate. It is below 0 to allow for a new name with a number that many places share, and for a typo in the house
/// number.
const RENAMED: f64 = -6.0;

impl<'a> Former<'a> {
    /// Finds the past of `listings`, whose features are given.
    pub(super) fn find(
        listings: &[(&ListingId, &Content)],
        features: &[Features],
        known: &'a [KnownListing<'a>],
        corpus: &mut Corpus,
    ) -> Former<'a> {
        let by_id: HashMap<&ListingId, &KnownListing<'_>> =
            known.iter().map(|known| (known.id, known)).collect();
        let continued: Vec<Option<&KnownListing<'_>>> =
            listings.iter().map(|(id, _)| by_id.get(id).copied()).collect();
        let none = vec![None; listings.len()];
        let mut former = Former { continued, moved: vec![false; listings.len()], inherited: none };
        let search = FormerSearch::new(listings, features, known, &former, corpus);
        search.same_place(&mut former);
        search.renamed(&mut former);
        search.moved(&mut former);
        search.inherited(&mut former);
        former
    }
}

/// The listings whose past is not known yet, and the listings that are gone.
struct FormerSearch<'s, 'a> {
    listings: &'s [(&'s ListingId, &'s Content)],
    features: &'s [Features],
    fresh: Vec<usize>,
    gone: Vec<GoneListing<'a>>,
    /// The position in `fresh`, the position in `gone`, and how the two compare.
    pairs: Vec<(usize, usize, Comparison)>,
}

struct GoneListing<'a> {
    known: &'a KnownListing<'a>,
    features: Features,
    /// Whether a later listing of the source continues its program.
    is_superseded: bool,
}

impl<'s, 'a> FormerSearch<'s, 'a> {
    fn new(
        listings: &'s [(&'s ListingId, &'s Content)],
        features: &'s [Features],
        known: &'a [KnownListing<'a>],
        former: &Former<'a>,
        corpus: &mut Corpus,
    ) -> Self {
        let fresh: Vec<usize> = (0..listings.len()).filter(|at| former.continued[*at].is_none()).collect();
        let gone = if fresh.is_empty() { Vec::new() } else { gone(listings, known, former, corpus) };
        let corpus: &Corpus = corpus;
        let left: Vec<&Features> = fresh.iter().map(|at| &features[*at]).collect();
        let right: Vec<&Features> = gone.iter().map(|gone| &gone.features).collect();
        let pairs = pairs_between(&left, &right, corpus)
            .into_iter()
            .map(|(a, b)| (a as usize, b as usize))
            .map(|(a, b)| (a, b, Comparison::new(left[a], right[b], corpus, false)))
            .collect();
        FormerSearch { listings, features, fresh, gone, pairs }
    }

    /// Whether both have the same track and role, the fresh one's source continues the gone one's, and no later listing
    /// has replaced the gone one.
    fn may_continue(&self, fresh: usize, gone: usize) -> bool {
        let (mine, theirs) = (&self.features[self.fresh[fresh]], &self.gone[gone].features);
        mine.survey.source.continues(theirs.survey.source)
            && mine.survey.track == theirs.survey.track
            && mine.role == theirs.role
            && !self.gone[gone].is_superseded
    }

    /// Matches listings at the same place, the most similar first, each listing once.
    fn same_place(&self, former: &mut Former<'a>) {
        let mut found: Vec<(f64, usize, usize)> = Vec::new();
        for (fresh, gone, comparison) in &self.pairs {
            let score = score(comparison);
            let (mine, theirs) = (self.listings[self.fresh[*fresh]].1, self.gone[*gone].known.content);
            // Listings that say very little can never reach a score of 0. For them, saying the same is enough.
            let says_the_same =
                || comparison.name == NameAgreement::Full && fingerprint(mine) == fingerprint(theirs);
            if self.may_continue(*fresh, *gone) && (score >= 0.0 || says_the_same()) {
                let features = (&self.features[self.fresh[*fresh]], &self.gone[*gone].features);
                let likeness = likeness(comparison, (features.0, mine), (features.1, theirs));
                found.push((score + likeness, *fresh, *gone));
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken = HashSet::new();
        for (_, fresh, gone) in found {
            let at = self.fresh[fresh];
            if former.continued[at].is_none() && taken.insert(gone) {
                former.continued[at] = Some(self.gone[gone].known);
            }
        }
    }

    /// Matches listings with the address and telephone number of a gone one, if there is no other candidate.
    fn renamed(&self, former: &mut Former<'a>) {
        self.match_only_candidates(former, false, |_, _, comparison| {
            let is_here = matches!(
                comparison.street,
                StreetAgreement::Same | StreetAgreement::Alike | StreetAgreement::NumberTypo
            );
            let is_same_phone = matches!(comparison.phone, PhoneAgreement::Main(_));
            // Perhaps only one of the two editions gives the street.
            let is_withheld = comparison.street == StreetAgreement::Unknown
                && is_in_town(comparison)
                && comparison.name >= NameAgreement::Alike
                && !comparison.clinics_differ;
            is_same_phone && (is_withheld || (is_here && score(comparison) >= RENAMED))
        });
    }

    /// Matches listings with the name and telephone number of a gone one, if there is no other candidate: first within a
    /// town, then within the state.
    fn moved(&self, former: &mut Former<'a>) {
        for wanted in [NameAgreement::Full, NameAgreement::Organization, NameAgreement::Alike] {
            self.match_only_candidates(former, true, |_, _, comparison| {
                is_in_town(comparison) && comparison.name >= wanted && may_move_in_town(comparison)
            });
        }
        for wanted in [NameAgreement::Full, NameAgreement::Organization] {
            self.match_only_candidates(former, true, |fresh, gone, comparison| {
                comparison.name >= wanted && may_move(fresh, gone, comparison)
            });
        }
    }

    /// Matches the remaining listings with the remaining gone ones if the place of each is the only candidate for that of
    /// the other. Of several rows at these places, the most similar are matched first.
    fn match_only_candidates(
        &self,
        former: &mut Former<'a>,
        moved: bool,
        is_candidate: impl Fn(&Features, &Features, &Comparison) -> bool,
    ) {
        let mut left = self.unmatched(former, is_candidate);
        let mut gone_places: HashMap<usize, HashSet<u64>> = HashMap::new();
        let mut fresh_places: HashMap<usize, HashSet<u64>> = HashMap::new();
        for (_, fresh, gone) in &left {
            gone_places.entry(*fresh).or_default().insert(self.gone[*gone].features.place());
            fresh_places.entry(*gone).or_default().insert(self.features[self.fresh[*fresh]].place());
        }
        left.retain(|(_, fresh, gone)| gone_places[fresh].len() == 1 && fresh_places[gone].len() == 1);
        left.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken = HashSet::new();
        for (_, fresh, gone) in left {
            let at = self.fresh[fresh];
            if former.continued[at].is_none() && taken.insert(gone) {
                former.continued[at] = Some(self.gone[gone].known);
                former.moved[at] = moved;
            }
        }
    }

    /// The pairs of candidates that are not matched yet, each with its likeness.
    fn unmatched(
        &self,
        former: &Former<'a>,
        is_candidate: impl Fn(&Features, &Features, &Comparison) -> bool,
    ) -> Vec<(f64, usize, usize)> {
        let taken: HashSet<&ListingId> = former.continued.iter().flatten().map(|known| known.id).collect();
        let mut pairs = Vec::new();
        for (fresh, gone, comparison) in &self.pairs {
            let (at, known) = (self.fresh[*fresh], self.gone[*gone].known);
            let (mine, theirs) = (&self.features[at], &self.gone[*gone].features);
            if former.continued[at].is_none()
                && !taken.contains(known.id)
                && self.may_continue(*fresh, *gone)
                && is_candidate(mine, theirs, comparison)
            {
                let contents = (self.listings[at].1, known.content);
                let likeness = likeness(comparison, (mine, contents.0), (theirs, contents.1));
                pairs.push((likeness, *fresh, *gone));
            }
        }
        pairs
    }

    /// Finds the most similar gone listing of any source at the same place, preferably on the same track.
    fn inherited(&self, former: &mut Former<'a>) {
        let is_sample = |source: Source| source == Source::Sample;
        let mut best: HashMap<usize, (bool, f64, usize)> = HashMap::new();
        for (fresh, gone, comparison) in &self.pairs {
            let at = self.fresh[*fresh];
            let (mine, theirs) = (&self.features[at], &self.gone[*gone].features);
            let score = score(comparison);
            let are_both_samples_or_neither =
                is_sample(mine.survey.source) == is_sample(theirs.survey.source);
            if former.continued[at].is_some() || score < 0.0 || !are_both_samples_or_neither {
                continue;
            }
            let candidate = (mine.survey.track == theirs.survey.track, score, *gone);
            let known = best.entry(at).or_insert(candidate);
            if (candidate.0, candidate.1) > (known.0, known.1) {
                *known = candidate;
            }
        }
        for (at, (_, _, gone)) in best {
            former.inherited[at] = Some(self.gone[gone].known);
        }
    }
}

fn is_in_town(comparison: &Comparison) -> bool {
    matches!(comparison.area, AreaAgreement::Zip | AreaAgreement::City)
}

/// Within a town, it does not matter how many places share the telephone number if the organization is the same and the
/// clinics don't differ.
fn may_move_in_town(comparison: &Comparison) -> bool {
    match comparison.phone {
        PhoneAgreement::Main(places) => {
            !comparison.clinics_differ
                && (comparison.name >= NameAgreement::Organization
                    || (places <= MAX_PLACES_IF_MOVED && comparison.shared.0 >= MIN_BITS_IF_MOVED))
        }
        _ => false,
    }
}

/// A listing moves to another town only if its whole name or its clinic's name stays the same. A clinic with another
/// name is another site, even with the same telephone number and organization.
fn may_move(fresh: &Features, gone: &Features, comparison: &Comparison) -> bool {
    let clinics = fresh.name2.as_ref().zip(gone.name2.as_ref());
    let is_same_clinic = clinics.is_some_and(|(mine, theirs)| mine.joined == theirs.joined);
    let is_same = is_same_clinic || fresh.full.joined == gone.full.joined;
    let is_near = fresh.coordinate.miles_to(gone.coordinate) <= MAX_MILES_IF_MOVED;
    match (comparison.phone, comparison.name) {
        (PhoneAgreement::Main(places), NameAgreement::Full) => {
            is_same_clinic || (is_same && is_near && places <= MAX_PLACES_IF_NAME_SAME)
        }
        (PhoneAgreement::Main(places), NameAgreement::Organization) => {
            is_same && is_near && places <= MAX_PLACES_IF_MOVED
        }
        _ => false,
    }
}

/// The known listings that are not present, ordered by id.
fn gone<'a>(
    listings: &[(&ListingId, &Content)],
    known: &'a [KnownListing<'a>],
    former: &Former<'a>,
    corpus: &mut Corpus,
) -> Vec<GoneListing<'a>> {
    let present: HashSet<&ListingId> = listings.iter().map(|(id, _)| *id).collect();
    let mut gone: Vec<&KnownListing<'_>> = known.iter().filter(|known| !present.contains(known.id)).collect();
    gone.sort_by(|a, b| a.id.cmp(b.id));
    let continuing: HashSet<_> = former.continued.iter().flatten().map(|known| thread(known)).collect();
    let mut newest: HashMap<_, _> = HashMap::new();
    for known in &gone {
        let as_of = newest.entry(thread(known)).or_insert(known.content.as_of);
        *as_of = (*as_of).max(known.content.as_of);
    }
    gone.into_iter()
        .map(|known| {
            let features = Features::new(known.id, known.content, corpus);
            let is_older = known.content.as_of < newest[&thread(known)];
            let is_superseded = is_older || continuing.contains(&thread(known));
            GoneListing { known, features, is_superseded }
        })
        .collect()
}

/// What all editions of one row share.
fn thread(known: &KnownListing<'_>) -> (Source, uuid::Uuid, Role) {
    (known.id.source, known.placement.program, known.content.role)
}
