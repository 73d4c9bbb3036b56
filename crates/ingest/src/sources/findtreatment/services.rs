//! The services of a row: names, grouped by category.

use std::borrow::Cow;
use std::collections::HashMap;

use directory::fact::AttributeSet;
use directory::vocabulary::{ServiceName, UnknownService};
use directory::{Track, Vocabulary};
use serde_json::Value;

use super::json::{JsonRow, member_text, text, value};
use crate::repair::{Repair, Repairs};
use crate::sources::unknown::unknown_category;

/// Maximum number of cached lookups.
const MOST_CACHED: usize = 100_000;

/// The services that a row offers.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct OfferedServices {
    /// The codes; `None` if the row gives no services at all.
    pub codes: Option<AttributeSet>,
    /// Services that the vocabulary lacks.
    pub unknown: Vec<UnknownService>,
}

/// The services of one category, looked up in the vocabulary.
#[derive(Debug, Clone, Default)]
struct CategoryServices {
    codes: AttributeSet,
    unknown: Vec<String>,
}

/// Looks up services. Lookups are cached, because most rows have the same services in a category as some other row.
#[derive(Debug, Default)]
pub(super) struct ServiceLookup {
    /// By category, track and names as received.
    cached: HashMap<String, [HashMap<String, CategoryServices>; 2]>,
    cached_count: usize,
}

impl ServiceLookup {
    pub fn read(&mut self, row: &JsonRow, track: Track, repairs: &mut Repairs) -> OfferedServices {
        let Some(services) = value(row, "services") else { return OfferedServices::default() };
        let Some(groups) = services.as_array() else {
            repairs.add(Repair::ServicesUnreadable);
            return OfferedServices::default();
        };
        let mut codes = AttributeSet::default();
        let mut unknown = Vec::new();
        for group in groups {
            let Some(group) = group.as_object() else {
                repairs.add(Repair::ServicesUnreadable);
                continue;
            };
            let category = category(group);
            let (mut of_group, mut names_of_group) = (AttributeSet::default(), Vec::new());
            for joined in value(group, "f3").into_iter().flat_map(names) {
                let looked_up = self.category(track, &category, &joined);
                of_group = of_group.or(&looked_up.codes);
                names_of_group.extend(looked_up.unknown.iter().cloned());
            }
            let category = unknown_category(&category, &of_group);
            unknown.extend(
                names_of_group.into_iter().map(|name| UnknownService { category: category.clone(), name }),
            );
            codes = codes.or(&of_group);
        }
        unknown.sort_unstable();
        unknown.dedup();
        let says_something = !codes.is_empty() || !unknown.is_empty();
        OfferedServices { codes: says_something.then_some(codes), unknown }
    }

    fn category(&mut self, track: Track, category: &str, joined: &str) -> &CategoryServices {
        let known = |services: &ServiceLookup| {
            services.cached.get(category).is_some_and(|tracks| tracks[track as usize].contains_key(joined))
        };
        if !known(self) {
            if self.cached_count == MOST_CACHED {
                self.cached.clear();
                self.cached_count = 0;
            }
            self.cached_count += 1;
            let tracks = self.cached.entry(category.to_owned()).or_default();
            tracks[track as usize].insert(joined.to_owned(), look_up(track, category, joined));
        }
        &self.cached[category][track as usize][joined]
    }
}

/// The category of a group: its code or, if that is missing or unknown, its name.
fn category(group: &JsonRow) -> Cow<'_, str> {
    let known =
        |name| member_text(group, name).filter(|text| Vocabulary::embedded().category(text).is_some());
    known("f2").or_else(|| known("f1")).or_else(|| member_text(group, "f2")).unwrap_or_default()
}

/// The texts in a value, which is a single text or a list of them. Each may contain several names.
fn names(value: &Value) -> Vec<Cow<'_, str>> {
    match value {
        Value::Array(list) => list.iter().filter_map(text).collect(),
        value => text(value).into_iter().collect(),
    }
}

fn look_up(track: Track, category: &str, joined: &str) -> CategoryServices {
    let mut answer = CategoryServices::default();
    for service in Vocabulary::embedded().services(track, category.trim(), joined) {
        match service {
            ServiceName::Known(id) => answer.codes.insert(id),
            ServiceName::Unknown(name) => answer.unknown.push(name.to_owned()),
        }
    }
    answer
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn offered(services: Value) -> (Option<Vec<String>>, Vec<String>, Vec<Repair>) {
        let row = json!({"services": services});
        let mut repairs = Repairs::default();
        let mut services = ServiceLookup::default();
        let read = |row| services.read(row, Track::SubstanceUse, &mut repairs);
        let offered = row.as_object().map(read).unwrap_or_default();
        let code = |id| Vocabulary::embedded().attribute(id).code.clone().unwrap_or_default();
        let codes = offered.codes.map(|codes| codes.iter().map(code).collect());
        (codes, offered.unknown.into_iter().map(|service| service.name).collect(), repairs.into_vec())
    }

    #[test]
    fn known_names_become_codes_and_others_are_kept() {
        let services = json!([
            {"f1": "Age Groups Accepted", "f2": "AGE", "f3": "Young Adults; Adults; Time travelers"},
            {"f1": "Assessment/Pre-treatment", "f2": "ASSES", "f3": "Comprehensive substance use assessment"},
            {"f2": null, "f3": null},
        ]);
        let (codes, unknown, repairs) = offered(services);
        let mut codes = codes.expect("some are known");
        codes.sort_unstable();
        assert_eq!(codes, ["ADLT", "CSAA", "YAD"]);
        assert_eq!(unknown, ["Time travelers"]);
        assert_eq!(repairs, []);
    }

    #[test]
    fn an_unknown_name_has_the_category_of_its_group() {
        let category = |group: Value| {
            let mut repairs = Repairs::default();
            let row = json!({"services": [group]});
            let row = row.as_object().expect("an object");
            let offered = ServiceLookup::default().read(row, Track::SubstanceUse, &mut repairs);
            offered.unknown.into_iter().map(|service| service.category).next()
        };
        let names = "Medicaid; Time travel";
        assert_eq!(category(json!({"f2": "PAY", "f3": names})).as_deref(), Some("PAY"));
        assert_eq!(
            category(json!({"f1": "Age Groups Accepted", "f3": names})).as_deref(),
            Some("Age Groups Accepted")
        );
        assert_eq!(
            category(json!({"f2": "NEW", "f3": names})).as_deref(),
            Some("PAY"),
            "that of the known name"
        );
        assert_eq!(category(json!({"f2": "NEW", "f3": "Time travel"})).as_deref(), Some("NEW"));
        assert_eq!(
            category(json!({"f2": "NEW", "f3": "Medicaid; Adults; Time travel"})).as_deref(),
            Some("")
        );
    }

    #[test]
    fn a_row_without_services_has_none() {
        for services in [json!(null), json!([]), json!([{"f2": "AGE", "f3": ""}])] {
            assert_eq!(offered(services), (None, vec![], vec![]));
        }
        for services in [json!("Adults"), json!(7), json!([7])] {
            assert_eq!(offered(services), (None, vec![], vec![Repair::ServicesUnreadable]));
        }
    }
}
