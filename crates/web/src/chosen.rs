//! The facilities that a visitor chose. Their IDs are sent with each form and not stored on the server.

use actix_web::web;
use directory::Facility;
use service::Directory;
use service::facility_lookup::{FacilityStatus, find_current_facility};
use service::facility_path::path_of;
use uuid::Uuid;

use crate::error::PageError;

/// At most this many facilities fit side by side.
pub(crate) const MOST_COMPARED: usize = 3;

/// The fields of a form: an `id` for each facility, and `remove` for a facility to remove.
pub(crate) type ChosenForm = web::Form<Vec<(String, String)>>;

/// The IDs of the facilities that were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ChosenIds {
    /// In the order they were chosen, each once.
    pub ids: Vec<Uuid>,
    /// How many fields did not hold an ID.
    pub unreadable: usize,
}

impl ChosenIds {
    pub(crate) fn from_fields(fields: &[(String, String)]) -> ChosenIds {
        ChosenIds::from_fields_named(fields, &["id"])
    }

    /// The IDs in the fields with these names.
    pub(crate) fn from_fields_named(fields: &[(String, String)], names: &[&str]) -> ChosenIds {
        let all = |names: &[&str]| {
            let named = fields.iter().filter(|(known, _)| names.contains(&known.as_str()));
            named.map(|(_, value)| value).collect::<Vec<_>>()
        };
        let removed = all(&["remove"]);
        let removed: Vec<Uuid> = removed.iter().filter_map(|value| Uuid::parse_str(value).ok()).collect();
        let mut chosen = ChosenIds::default();
        for value in all(names) {
            match Uuid::parse_str(value) {
                Ok(id) if removed.contains(&id) || chosen.ids.contains(&id) => {}
                Ok(id) => chosen.ids.push(id),
                Err(_) => chosen.unreadable += 1,
            }
        }
        chosen
    }

    /// The fields of a form that sends the same choice.
    pub(crate) fn to_fields(&self) -> Vec<(String, String)> {
        self.ids.iter().map(|id| ("id".to_owned(), id.to_string())).collect()
    }

    /// Looks up the facilities.
    ///
    /// # Errors
    /// If no directory is loaded yet, or if reading it fails.
    pub(crate) async fn look_up(&self, directory: &Directory) -> Result<ChosenFacilities, PageError> {
        let mut chosen = ChosenFacilities { unknown: self.unreadable, ..ChosenFacilities::default() };
        for id in &self.ids {
            match find_current_facility(directory, *id).await {
                // Two IDs may have been merged into one.
                Ok(FacilityStatus::Listed(one, _))
                    if chosen.listed.iter().any(|known| known.id == one.id) => {}
                Ok(FacilityStatus::Listed(facility, _)) => chosen.listed.push(facility),
                Ok(FacilityStatus::Gone(last, _)) if chosen.gone.iter().any(|known| known.id == last.id) => {}
                Ok(FacilityStatus::Gone(last, _)) => chosen.gone.push(last),
                Ok(FacilityStatus::Merged(_)) | Err(service::Error::NotFound(_)) => chosen.unknown += 1,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(chosen)
    }
}

/// What became of the facilities that were chosen.
#[derive(Default)]
pub(crate) struct ChosenFacilities {
    /// Those that are listed now, in the order they were chosen.
    pub listed: Vec<Facility>,
    /// Those that no source lists anymore, as they were last listed.
    pub gone: Vec<Facility>,
    /// How many IDs never belonged to a facility.
    pub unknown: usize,
}

impl ChosenFacilities {
    /// The names of those that are gone, and the paths of their pages.
    pub(crate) fn gone_links(&self) -> Vec<(String, String)> {
        self.gone.iter().map(|facility| (facility.name.clone(), path_of(facility))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facilities_are_in_order_without_duplicates_and_without_removed_ones() {
        let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let ids = [two, one, two, three].map(|id| field("id", &id.to_string()));
        let others = [field("remove", &three.to_string()), field("id", "nonsense"), field("near", "78701")];
        let chosen = ChosenIds::from_fields(&[&ids[..], &others].concat());
        assert_eq!(chosen, ChosenIds { ids: vec![two, one], unreadable: 1 });
        assert_eq!(chosen.to_fields(), [field("id", &two.to_string()), field("id", &one.to_string())]);
    }
}
