//! The places somebody chose: sent with each form, and kept nowhere here.

use actix_web::web;
use directory::Facility;
use uuid::Uuid;

use crate::error::PageError;
use service::Directory;
use service::facility_lookup::{FacilityStatus, find_facility};

/// The fields of a form: `id` for each place, and `remove` for one that is to go.
pub(super) type ChosenForm = web::Form<Vec<(String, String)>>;

/// What was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// In the order they were chosen, each once.
    pub ids: Vec<Uuid>,
    /// How many ids could not be read.
    pub unreadable: usize,
}

impl Chosen {
    /// Reads the fields of a form.
    pub(super) fn of(fields: &[(String, String)]) -> Chosen {
        let all = |name: &'static str| {
            fields.iter().filter(move |(known, _)| known == name).map(|(_, value)| value)
        };
        let removed: Vec<Uuid> = all("remove").filter_map(|value| Uuid::parse_str(value).ok()).collect();
        let mut chosen = Chosen { ids: Vec::new(), unreadable: 0 };
        for value in all("id") {
            match Uuid::parse_str(value) {
                Ok(id) if removed.contains(&id) || chosen.ids.contains(&id) => {}
                Ok(id) => chosen.ids.push(id),
                Err(_) => chosen.unreadable += 1,
            }
        }
        chosen
    }

    /// As the fields of a form.
    pub(super) fn fields(&self) -> Vec<(String, String)> {
        self.ids.iter().map(|id| ("id".to_owned(), id.to_string())).collect()
    }
}

/// What became of the places that were chosen.
#[derive(Default)]
pub(super) struct Gathered {
    /// Those that are listed, in the order they were chosen.
    pub listed: Vec<Facility>,
    /// Those that no source lists any more, as they were.
    pub gone: Vec<Facility>,
    /// How many there never were.
    pub unknown: usize,
}

/// Looks up the places that were chosen.
///
/// # Errors
/// When nothing is loaded yet, or reading fails.
pub(super) async fn gather(directory: &Directory, chosen: &Chosen) -> Result<Gathered, PageError> {
    let mut gathered = Gathered { unknown: chosen.unreadable, ..Gathered::default() };
    for id in &chosen.ids {
        match found(directory, *id).await? {
            // Two that were chosen may have turned out to be one.
            Some(FacilityStatus::Listed(one, _))
                if gathered.listed.iter().any(|known| known.id == one.id) => {}
            Some(FacilityStatus::Listed(facility, _)) => gathered.listed.push(facility),
            Some(FacilityStatus::Gone(last, _)) if gathered.gone.iter().any(|known| known.id == last.id) => {}
            Some(FacilityStatus::Gone(last, _)) => gathered.gone.push(last),
            Some(FacilityStatus::Merged(_)) | None => gathered.unknown += 1,
        }
    }
    Ok(gathered)
}

/// What is known of an id, or of the one it was merged into; `None` when there never was one.
async fn found(directory: &Directory, id: Uuid) -> Result<Option<FacilityStatus>, PageError> {
    let known = match find_facility(directory, id).await {
        Ok(FacilityStatus::Merged(to)) => find_facility(directory, to).await,
        known => known,
    };
    match known {
        Err(service::Error::NotFound(_)) => Ok(None),
        known => Ok(known.map(Some)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_chosen_once_in_order_and_what_is_removed_goes() {
        let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let ids = [two, one, two, three].map(|id| field("id", &id.to_string()));
        let others = [field("remove", &three.to_string()), field("id", "nonsense"), field("near", "78701")];
        let chosen = Chosen::of(&[&ids[..], &others].concat());
        assert_eq!(chosen, Chosen { ids: vec![two, one], unreadable: 1 });
        assert_eq!(chosen.fields(), [field("id", &two.to_string()), field("id", &one.to_string())]);
    }
}
