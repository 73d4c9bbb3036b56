//! Looks up areas by their names, beside the cities of the same name.

use directory::State;

use crate::areas::AreaRow;
use crate::gazetteer::Gazetteer;
use crate::normalize::{key, key_of};

/// A city with at least this many people is as likely to be meant as a region or base of the same name.
const RIVAL_POPULATION: u32 = 10_000;
/// Two places with the same name that are at most this far apart are the same place.
const SAME_PLACE_MILES: f64 = 15.0;

impl Gazetteer {
    /// The counties, regions and bases with this name.
    pub(crate) fn wide_areas(&self, words: &[String], state: Option<State>) -> Vec<&AreaRow> {
        let mut found = self.areas.named(words, state);
        found.retain(|area| !area.is_neighborhood());
        found
    }

    /// The neighborhoods with this name.
    pub(crate) fn neighborhoods(&self, words: &[String], state: Option<State>) -> Vec<&AreaRow> {
        let mut found = self.areas.named(words, state);
        found.retain(|area| area.is_neighborhood());
        found
    }

    /// The larger cities elsewhere that have the same name as a region or a base.
    pub(crate) fn rivals(&self, words: &[String], areas: &[&AreaRow]) -> Vec<u32> {
        let mut cities = self.cities_named(&key_of(words), None);
        cities.retain(|&city| {
            let city = self.city_at(city);
            let is_same = |area: &&AreaRow| area.at.miles_to(city.at) <= SAME_PLACE_MILES;
            city.population >= RIVAL_POPULATION && !areas.iter().any(is_same)
        });
        cities
    }

    /// Whether a county, region or base in the same state has the name of this city, and so comes before it.
    pub(crate) fn is_hidden(&self, city: u32) -> bool {
        let city = self.city_at(city);
        let namesakes = self.areas.names.exactly(&key(city.name));
        namesakes
            .iter()
            .map(|name| self.areas.at(name.row))
            .any(|area| !area.is_neighborhood() && !area.is_across_states() && area.state == city.state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::PlaceKind;

    #[test]
    fn counties_and_regions_have_a_radius_that_a_search_accepts() {
        for area in &Gazetteer::embedded().areas.rows {
            let is_wide = matches!(area.kind, PlaceKind::County | PlaceKind::Region);
            assert_eq!(area.miles.is_some(), is_wide, "{area:?}");
            assert!(area.miles.is_none_or(|miles| (1.0..=500.0).contains(&miles)), "{area:?}");
        }
    }

    #[test]
    fn every_area_resolves_to_itself() {
        for area in &Gazetteer::embedded().areas.rows {
            let place = area.place();
            assert_eq!(Gazetteer::embedded().resolve(&place.label), Ok(place));
        }
    }
}
