//! The search that the answers ask for. Plain words become parameters here and nowhere else.
//!
//! | answer | parameters |
//! |---|---|
//! | under 18 | `program=teen`, `for=teen` |
//! | 18 to 25, adult, older | `age=18`, `26` or `65`; older also `for=older_adult` |
//! | alcohol, opioids, other drugs; mental health; eating | `program=addiction`; `mental_health`; `eating_disorder` |
//! | alcohol; opioids | also `for=alcohol_use`; `for=opioid_use` |
//! | not sure what for | nothing |
//! | an insurance | `insurance=` its slug, see `payer.rs` |
//! | no insurance | `insurance=no_insurance`: five kinds of help with the cost, never `self_pay` |
//! | I don't know; no answer | nothing |
//! | wishes | `prefer=`; with "must have", `has=` |
//! | filters of the results | `has=` |
//! | a search for detox | `first=` care around the clock |
//! | a name | `q=`, and at any level unless one other than intensive outpatient was chosen |
//! | warnings of the guidance | nothing: they decide what is offered besides the results |
//! | a wish for women, veterans, …; the VA pays | also `for=` that person, so that their facilities carry no caution |
//!
//! Program type, level, age and payment are conditions: a facility that rules them out can't help. Wishes only move a match
//! up, since few facilities list many of them and a strict search would soon find nothing; the card says which of them
//! fit.

use directory::{AttributeId, Level, Payment, PersonGroup, ProgramType, Vocabulary};
use places::{Place, PlaceKind};
use search::Sort;
use service::request::{LevelChoice, MatchChoice, SearchRequest, Text, Years};

use super::choices::{AgeRange, ResultOrder};
use super::fault::{INSURER, NAME};
use super::form_answers::FormAnswers;
use crate::error::PageError;
use crate::fields::{CURSOR, unreadable};

/// Wishes for programs that are made for a group of people, with that group.
const WISHED_FOR: [(&str, PersonGroup); 6] = [
    ("women", PersonGroup::Woman),
    ("pregnant_postpartum_women", PersonGroup::Woman),
    ("men", PersonGroup::Man),
    ("veterans", PersonGroup::Veteran),
    ("active_duty_military", PersonGroup::ServiceMember),
    ("military_families", PersonGroup::ServiceMember),
];

/// Detox with care around the clock: in a hospital or in a residence.
const DAY_AND_NIGHT: [&str; 2] = ["hospital_inpatient_detox", "residential_detox"];

impl FormAnswers {
    /// The search that these answers ask for, without its place. `insurance` is the slug of the payer.
    pub(super) fn request(
        &self,
        place: Option<&Place>,
        insurance: Option<&str>,
    ) -> Result<SearchRequest, PageError> {
        let has_point = place.is_some_and(|place| place.kind != PlaceKind::State);
        let cursor = self.further.as_ref().map(|(_, cursor)| Text::parse(cursor));
        let payers = self.insurance(insurance).into_iter().map(Text::parse);
        Ok(SearchRequest {
            // A state is searched as a whole, and nothing in it is nearer than the rest.
            radius: self.radius.filter(|_| has_point),
            sort: match self.order {
                ResultOrder::Distance if has_point => Sort::Distance,
                ResultOrder::Best | ResultOrder::Distance => Sort::Best,
                ResultOrder::Name => Sort::Name,
            },
            q: self.name.as_deref().map(Text::parse).transpose().map_err(|_| unreadable(NAME))?,
            level: vec![self.searched_level()],
            age: self.years(),
            program: self.programs(),
            insurance: payers.collect::<Result<_, _>>().map_err(|_| unreadable(INSURER))?,
            has: self.conditions(),
            prefer: self.preferences(),
            first: self.first(),
            r#for: self.person(insurance),
            telehealth: self.telehealth,
            r#match: if self.only_listed { MatchChoice::Confirmed } else { MatchChoice::Any },
            cursor: cursor.transpose().map_err(|_| unreadable(CURSOR))?,
            ..SearchRequest::default()
        })
    }

    /// The level of care to search for. A name is searched for at any level unless one
    /// other than the usual was chosen.
    pub(crate) fn searched_level(&self) -> LevelChoice {
        let is_usual = self.level == LevelChoice::default();
        if self.name.is_some() && is_usual { LevelChoice(None) } else { self.level }
    }

    /// A search for detox puts care around the clock first, because withdrawal can also be dangerous at night.
    fn first(&self) -> Vec<AttributeId> {
        let first = if self.level.0 == Some(Level::Detox) { DAY_AND_NIGHT.as_slice() } else { &[] };
        first.iter().filter_map(|slug| Vocabulary::embedded().find(slug)).collect()
    }

    fn programs(&self) -> Vec<ProgramType> {
        let teen = (self.age == Some(AgeRange::Under18)).then_some(ProgramType::Teen);
        let concerns = self.concerns.iter().filter_map(|concern| concern.program());
        concerns.chain(teen).collect()
    }

    /// The payer, and the other ways to pay that are also fine. The others widen the condition that the payer sets.
    /// Without a payer they are left out, since they would narrow the search.
    fn insurance<'a>(&self, payer: Option<&'a str>) -> Vec<&'a str> {
        let also = self.also.iter().map(|payment| payment.slug());
        payer.into_iter().chain(also.filter(|_| payer.is_some())).collect()
    }

    /// An age in the range that was chosen. Under 18, a program type asks for it instead.
    fn years(&self) -> Option<Years> {
        Years::new(match self.age? {
            AgeRange::Under18 => return None,
            AgeRange::From18To25 => 18,
            AgeRange::Adult => 26,
            AgeRange::Older => 65,
        })
    }

    fn conditions(&self) -> Vec<AttributeId> {
        let wishes = if self.must { self.wishes.as_slice() } else { &[] };
        wishes.iter().chain(&self.filters).copied().collect()
    }

    fn preferences(&self) -> Vec<AttributeId> {
        if self.must { Vec::new() } else { self.wishes.clone() }
    }

    fn person(&self, payer: Option<&str>) -> Vec<PersonGroup> {
        let vocabulary = Vocabulary::embedded();
        let by_age = match self.age {
            Some(AgeRange::Under18) => Some(PersonGroup::Teen),
            Some(AgeRange::Older) => Some(PersonGroup::OlderAdult),
            _ => None,
        };
        let wished = WISHED_FOR.iter().filter(|(slug, _)| {
            vocabulary.find(slug).is_some_and(|id| self.wishes.contains(&id) || self.filters.contains(&id))
        });
        let wished = wished.map(|(_, group)| *group);
        let insured = payer.filter(|payer| *payer == Payment::Va.slug()).map(|_| PersonGroup::Veteran);
        let concerned = self.concerns.iter().filter_map(|concern| concern.person());
        let by_answers = by_age.into_iter().chain(wished).chain(insured).chain(concerned);
        let mut person: Vec<PersonGroup> = self.person.iter().copied().chain(by_answers).collect();
        person.sort();
        person.dedup();
        person
    }
}
