//! A facility that was found, as a card, with the branches of the same organization that follow it.

use std::borrow::Cow;

use directory::matching::Reach;
use directory::{Coordinate, CoordinatePrecision, Phone, Source};
use jiff::tz::TimeZone;
use search::Hit;
use service::documents::{facility_part, program_part};
use service::{FacilitySummary, Language, SourceReference};

use super::best_program::{BestProgram, CardContext};
use super::tags::CardTags;
use crate::phones::{FacilityPhones, FirstCall};

/// A facility that was found.
pub(super) struct Card {
    /// The number of its card among all cards, from 1. Branches have the number of the card that they are on.
    pub number: u32,
    pub id: String,
    pub name: String,
    pub organization: String,
    /// The path of its page, without the language.
    pub path: String,
    pub distance: Option<Cow<'static, str>>,
    /// Where the map shows it. `None` if the map must not show it.
    pub spot: Option<MapSpot>,
    /// `None` if it is withheld or unknown.
    pub street: Option<String>,
    /// The city, with the state if that is not the one that was searched.
    pub city: String,
    pub tags: CardTags,
    /// The number to call.
    pub phone: Option<FirstCall>,
    /// The next facilities in the order, if the same organization runs them.
    pub branches: Vec<Card>,
    pub source: Cow<'static, str>,
}

/// Where the map shows a facility.
pub(super) struct MapSpot {
    pub coordinate: Coordinate,
    /// Whether the coordinate is only the center of its ZIP code.
    pub approximate: bool,
}

impl MapSpot {
    /// `None` if the street is withheld, or if the care is by telehealth, so that nobody has to go there.
    fn new(facility: &FacilitySummary, reach: Reach) -> Option<MapSpot> {
        let coordinate = Coordinate::new(facility.latitude, facility.longitude).ok()?;
        let approximate = facility.coordinate_precision == CoordinatePrecision::Zip;
        let is_shown = facility.address.street1.is_some() && reach != Reach::Telehealth;
        is_shown.then_some(MapSpot { coordinate, approximate })
    }
}

/// The cards of these hits. `seen` is how many cards came before.
///
/// # Errors
/// If the index can't be read.
pub(super) fn cards(context: &CardContext<'_>, hits: &[Hit], seen: u32) -> Result<Vec<Card>, service::Error> {
    let mut cards: Vec<Card> = Vec::new();
    for hit in hits {
        let mut card = card(context, hit)?;
        match cards.last_mut() {
            Some(last) if last.is_run_by_the_same(&card) => {
                card.number = last.number;
                last.branches.push(card);
            }
            last => {
                card.number = last.map_or(seen, |last| last.number) + 1;
                cards.push(card);
            }
        }
    }
    Ok(cards)
}

impl Card {
    fn is_run_by_the_same(&self, other: &Card) -> bool {
        !self.organization.is_empty() && self.organization.eq_ignore_ascii_case(&other.organization)
    }

    /// The facility and its branches.
    pub(super) fn places(&self) -> impl Iterator<Item = &Card> {
        std::iter::once(self).chain(&self.branches)
    }
}

fn card(context: &CardContext<'_>, hit: &Hit) -> Result<Card, service::Error> {
    let CardContext { snapshot, language, .. } = context;
    let best = BestProgram::new(context, &hit.programs[0]);
    let facility = facility_part(snapshot, hit.position).to_value()?;
    let program = program_part(snapshot, hit.position, best.hit.number).to_value()?;
    let is_rough = facility.coordinate_precision == CoordinatePrecision::Zip;
    Ok(Card {
        number: 0,
        id: facility.id.to_string(),
        distance: hit.miles.map(|distance| miles(distance, is_rough, *language)),
        spot: MapSpot::new(&facility, best.hit.reach),
        street: street(&facility),
        city: city(context, &facility),
        tags: CardTags::new(&best),
        phone: phone(context, &facility),
        branches: Vec::new(),
        source: source(context, &program.sources),
        path: facility.url,
        organization: facility.organization,
        name: facility.name,
    })
}

/// How far away it is, in short. If `is_rough`, one of the two points is only the center of its ZIP code.
fn miles(miles: f64, is_rough: bool, language: Language) -> Cow<'static, str> {
    match is_rough {
        true => language.say_with("card-about-miles", &[("miles", miles.round().max(1.0).into())]),
        false => language.say_with("card-miles", &[("miles", format!("{miles:.1}").into())]),
    }
}

fn street(facility: &FacilitySummary) -> Option<String> {
    let address = &facility.address;
    let first = address.street1.clone()?;
    Some(address.street2.iter().fold(first, |street, second| format!("{street}, {second}")))
}

fn city(context: &CardContext<'_>, facility: &FacilitySummary) -> String {
    let address = &facility.address;
    let is_home = context.prepared.place.as_ref().and_then(|place| place.state) == Some(address.state);
    match (address.city.is_empty(), is_home) {
        (true, _) => address.state.name().to_owned(),
        (false, true) => address.city.clone(),
        (false, false) => format!("{}, {}", address.city, address.state.code()),
    }
}

/// The number to call: the one for new clients, if there is one.
fn phone(context: &CardContext<'_>, facility: &FacilitySummary) -> Option<FirstCall> {
    let phone = |number: &Option<String>, extension: &Option<String>| {
        Some(Phone { number: number.clone()?, extension: extension.clone() })
    };
    let main = phone(&facility.phone, &facility.phone_extension);
    let intake = phone(&facility.intake_phone, &facility.intake_phone_extension);
    let phones = FacilityPhones { main: main.as_ref(), intake: intake.as_ref(), hotline: None };
    phones.first_call(context.language)
}

/// Where the facts come from and how old they are, according to the newest source that says what is offered.
fn source(context: &CardContext<'_>, sources: &[SourceReference]) -> Cow<'static, str> {
    let named = sources.iter().map(|reference| (reference, Source::from_slug(&reference.source).ok()));
    let mut with_services = named.filter(|(_, source)| *source != Some(Source::Nppes));
    let Some((newest, source)) = with_services.next() else { return Cow::Borrowed("") };
    let words = source.and_then(|source| context.words().source(source));
    let name = ("source", words.unwrap_or(&newest.source).to_owned().into());
    let is_survey = matches!(source, Some(Source::SamhsaDirectory | Source::Bundled | Source::LocatorExport));
    let Some(day) = newest.as_of else {
        let read = newest.retrieved_at.to_zoned(TimeZone::UTC).date();
        let date = ("date", context.language.month(read).into());
        return context.language.say_with("card-source-undated", &[name, date]);
    };
    let year = ("year", day.year().to_string().into());
    match is_survey {
        true => context.language.say_with("card-source-survey", &[name, year]),
        false => context.language.say_with("card-source-dated", &[name, year]),
    }
}
