//! The map of the cards. Its pins lead to the cards, which say everything that the map shows.

use service::Language;
use service::ResolvedSearch;
use service::request::Miles;

use super::card::{Card, MapSpot};
use crate::map::{self, Map, MapRequest, MapWords, Pin};

/// The map of the cards.
pub(super) struct CardMap {
    pub svg: String,
    /// The pins that stand for several cards.
    pub together: Vec<SharedPin>,
}

/// A pin that stands for several cards.
pub(super) struct SharedPin {
    /// The text on it.
    pub text: String,
    /// The fragment that its link leads to.
    pub id: String,
    /// The cards, by their numbers and names.
    pub cards: Vec<NumberedName>,
}

/// A facility by its number and name.
pub(super) struct NumberedName {
    pub number: u32,
    pub name: String,
}

impl CardMap {
    fn new(map: Map, cards: &[Card]) -> CardMap {
        let named = |number: usize| {
            let card = cards.iter().find(|card| card.number as usize == number)?;
            Some(NumberedName { number: card.number, name: card.name.clone() })
        };
        let shared = |(text, numbers): (String, Vec<usize>)| SharedPin {
            text,
            id: map::shared_id(&numbers),
            cards: numbers.into_iter().filter_map(named).collect(),
        };
        CardMap { svg: map.svg, together: map.together.into_iter().map(shared).collect() }
    }
}

/// The map of these cards. `None` if none of them may be shown.
pub(super) fn draw(language: Language, search: &ResolvedSearch, cards: &[Card]) -> Option<CardMap> {
    let hrefs: Vec<String> = cards.iter().map(|card| format!("#place-{}", card.number)).collect();
    let places =
        cards.iter().zip(&hrefs).flat_map(|(card, href)| card.places().map(move |place| (place, href)));
    let pins = places.filter_map(|(place, href)| {
        let MapSpot { coordinate, approximate } = *place.spot.as_ref()?;
        Some(Pin { number: place.number as usize, coordinate, name: &place.name, href, approximate })
    });
    let pins: Vec<Pin<'_>> = pins.collect();
    let miles = search.parameters.radius.map_or(0.0, Miles::get).to_string();
    let circle = language.say_with("map-circle", &[("miles", miles.into())]);
    let say = |key| language.say(key);
    let words = [say("map-label"), say("map-miles"), say("map-center"), say("map-shown"), say("map-about")];
    let [label, miles, center, shown, approximate] = &words;
    let words = MapWords { label, miles, center, circle: &circle, shown, approximate };
    let need = &search.query.need;
    let request = MapRequest { area: need.area, state: need.state, pins: &pins, words };
    (!pins.is_empty()).then(|| CardMap::new(map::render(&request), cards))
}
