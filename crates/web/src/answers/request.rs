//! The search that the answers ask for. Plain words become parameters here and nowhere else.
//!
//! | answer | parameters |
//! |---|---|
//! | under 18 | `program=teen`, `for=teen` |
//! | 18 to 25, adult, older | `unless_no=` the age group; older also `for=older_adult` |
//! | alcohol or drugs; mental health; both; eating | `program=addiction`; `mental_health`; `dual_diagnosis`; `eating_disorder` |
//! | an insurance | `insurance=` its slug, see `payer.rs` |
//! | no insurance | `insurance=no_insurance`: the five ways in which others pay, never `self_pay` |
//! | I don't know; no answer | nothing |
//! | wishes | `prefer=`; with "must have", `has=` |
//! | filters of the results | `has=` |
//! | a search for detox | `first=` care day and night |
//! | warnings of the guidance | nothing: they decide what is offered beside the results |
//! | a wish for women, veterans, …; the VA pays | also `for=` that person, so that their facilities carry no caution |
//!
//! Program type, level and payment are conditions: a facility that rules them out can't help. Wishes only move a match
//! up, since few facilities list many of them and a strict search would soon find nothing; the card says which of them
//! fit. An age rules out a facility only if its listing says no. The substance-use survey rarely states ages, so that a
//! missing age means nothing; the card then says to ask.

use directory::{AttributeId, Level, Payment, PersonGroup, Vocabulary};
use places::{Place, PlaceKind};

use super::choices::{AgeRange, Concern, ResultOrder};
use super::form_answers::{FormAnswers, LevelChoice, USUAL_RADIUS};

/// The groups that some wishes are made for.
const WISHED_FOR: [(&str, PersonGroup); 6] = [
    ("women", PersonGroup::Woman),
    ("pregnant_postpartum_women", PersonGroup::Woman),
    ("men", PersonGroup::Man),
    ("veterans", PersonGroup::Veteran),
    ("active_duty_military", PersonGroup::ServiceMember),
    ("military_families", PersonGroup::ServiceMember),
];

/// Detox with care day and night: in a hospital or in a residence.
const DAY_AND_NIGHT: [&str; 2] = ["hospital_inpatient_detox", "residential_detox"];

impl FormAnswers {
    /// The parameters of `/v1/search`. `insurance` is the slug of the payer.
    pub(super) fn parameters(&self, place: &Place, insurance: Option<&str>) -> Vec<(String, String)> {
        let is_state = place.kind == PlaceKind::State;
        let radius = self.radius.clone().unwrap_or_else(|| USUAL_RADIUS.to_owned());
        let level = self.level.0.map_or(LevelChoice::ANY, |level| level.slug());
        let mut parameters = vec![
            ("near", self.place().unwrap_or_default().to_owned()),
            ("level", level.to_owned()),
            ("program", self.programs().join(",")),
            ("insurance", self.insurance(insurance).join(",")),
            ("has", joined(self.conditions())),
            ("unless_no", joined(self.age_group().into_iter().collect())),
            ("prefer", joined(self.preferences())),
            ("first", self.first().join(",")),
            ("for", self.person(insurance).iter().map(|group| group.slug()).collect::<Vec<_>>().join(",")),
        ];
        // A state is searched as a whole, and nothing in it is nearer than the rest.
        if !is_state {
            parameters.push(("radius", radius));
            parameters.push(("sort", self.order.value().to_owned()));
        } else if self.order == ResultOrder::Name {
            parameters.push(("sort", self.order.value().to_owned()));
        }
        if self.telehealth {
            parameters.push(("telehealth", "true".to_owned()));
        }
        if self.only_listed {
            parameters.push(("match", "confirmed".to_owned()));
        }
        if let Some((_, cursor)) = &self.further {
            parameters.push(("cursor", cursor.clone()));
        }
        let given = parameters.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// Withdrawal can be dangerous at night too.
    fn first(&self) -> &'static [&'static str] {
        if self.level.0 == Some(Level::Detox) { &DAY_AND_NIGHT } else { &[] }
    }

    fn programs(&self) -> Vec<&'static str> {
        let teen = (self.age == Some(AgeRange::Under18)).then_some("teen");
        let concern = self.concern.map(|concern| match concern {
            Concern::Substances => "addiction",
            Concern::MentalHealth => "mental_health",
            Concern::Both => "dual_diagnosis",
            Concern::EatingDisorder => "eating_disorder",
        });
        concern.into_iter().chain(teen).collect()
    }

    /// The payer, and the other ways to pay that are fine too. The latter widen a condition; without one they would
    /// narrow the search.
    fn insurance<'a>(&self, payer: Option<&'a str>) -> Vec<&'a str> {
        let also = self.also.iter().map(|payment| payment.slug());
        payer.into_iter().chain(also.filter(|_| payer.is_some())).collect()
    }

    /// The attribute that an age asks for. Under 18, it is a program type instead.
    fn age_group(&self) -> Option<AttributeId> {
        let code = match self.age? {
            AgeRange::Under18 => return None,
            AgeRange::From18To25 => "YAD",
            AgeRange::Adult => "ADLT",
            AgeRange::Older => "SNR",
        };
        Vocabulary::embedded().code(code)
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
        let of_age = match self.age {
            Some(AgeRange::Under18) => Some(PersonGroup::Teen),
            Some(AgeRange::Older) => Some(PersonGroup::OlderAdult),
            _ => None,
        };
        let wished = WISHED_FOR.iter().filter(|(slug, _)| {
            vocabulary.find(slug).is_some_and(|id| self.wishes.contains(&id) || self.filters.contains(&id))
        });
        let wished = wished.map(|(_, group)| *group);
        let insured = payer.filter(|payer| *payer == Payment::Va.slug()).map(|_| PersonGroup::Veteran);
        let of_answers = of_age.into_iter().chain(wished).chain(insured);
        let mut person: Vec<PersonGroup> = self.person.iter().copied().chain(of_answers).collect();
        person.sort();
        person.dedup();
        person
    }
}

fn joined(attributes: Vec<AttributeId>) -> String {
    let slugs = attributes.iter().map(|id| Vocabulary::embedded().attribute(*id).slug.as_str());
    slugs.collect::<Vec<_>>().join(",")
}
