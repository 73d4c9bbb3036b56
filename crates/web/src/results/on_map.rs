//! The map of the cards, whose pins lead to them. The cards say all that it shows.

use directory::matching::Reach;
use directory::{Coordinate, CoordinatePrecision};

use super::card::Card;
use crate::map::{self, Map, MapRequest, Pin, Words};
use service::documents::FacilitySummary;
use service::language::Language;
use service::search::request::SearchRequest;

/// Where the map shows a place.
pub(super) struct Spot {
    coordinate: Coordinate,
    /// Whether that is about right only.
    approximate: bool,
}

impl Spot {
    /// Where a facility may be shown: not where its street is withheld, nor where nobody has to go.
    pub(super) fn of(facility: &FacilitySummary, reach: Reach) -> Option<Spot> {
        let coordinate = Coordinate::new(facility.latitude, facility.longitude).ok()?;
        let approximate = facility.coordinate_precision == CoordinatePrecision::Zip;
        let is_shown = facility.address.street1.is_some() && reach != Reach::Telehealth;
        is_shown.then_some(Spot { coordinate, approximate })
    }
}

/// The map of the cards.
pub(super) struct CardMap {
    pub svg: String,
    /// What stands under one pin: its text, and the places.
    pub together: Vec<(String, Vec<Named>)>,
}

/// A place by its name.
pub(super) struct Named {
    pub number: u32,
    pub name: String,
}

impl CardMap {
    fn of(map: Map, cards: &[Card]) -> CardMap {
        let named = |number: usize| {
            let card = cards.iter().find(|card| card.number as usize == number)?;
            Some(Named { number: card.number, name: card.name.clone() })
        };
        let together = map.together.into_iter();
        let together =
            together.map(|(text, numbers)| (text, numbers.into_iter().filter_map(named).collect()));
        CardMap { svg: map.svg, together: together.collect() }
    }
}

/// The map of these cards; `None` where none of them may be shown.
pub(super) fn draw(language: Language, request: &SearchRequest, cards: &[Card]) -> Option<CardMap> {
    let hrefs: Vec<String> = cards.iter().map(|card| format!("#place-{}", card.number)).collect();
    let pins = cards.iter().zip(&hrefs).filter_map(|(card, href)| {
        let Spot { coordinate, approximate } = *card.spot.as_ref()?;
        Some(Pin { number: card.number as usize, coordinate, name: &card.name, href, approximate })
    });
    let pins: Vec<Pin<'_>> = pins.collect();
    let miles = request.radius.unwrap_or_default().to_string();
    let circle = language.say_with("map-circle", &[("miles", miles.into())]);
    let say = |key| language.say(key);
    let words = [say("map-label"), say("map-miles"), say("map-center"), say("map-shown"), say("map-about")];
    let [label, miles, center, shown, approximate] = &words;
    let words = Words { label, miles, center, circle: &circle, shown, approximate };
    let need = &request.query.need;
    let request = MapRequest { area: need.area, state: need.state, pins: &pins, words };
    (!pins.is_empty()).then(|| CardMap::of(map::render(&request), cards))
}
