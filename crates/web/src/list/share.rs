//! A list to send to somebody: as a text message, or as a link. Both contain the places, but not
//! what was searched for.

use crate::call_lists::ListLetter;
use crate::facility_brief::{FacilityBrief, escaped};

pub(super) struct SharedList {
    /// A link that starts a text message with the names and numbers.
    pub sms: String,
    /// The URL that shows these places.
    pub link: String,
}

impl SharedList {
    /// `url` is the full URL of the list's page.
    pub(super) fn new<'a>(url: &str, places: impl Iterator<Item = &'a FacilityBrief> + Clone) -> SharedList {
        let lines: Vec<String> = places.clone().zip(1..).map(|(place, number)| line(place, number)).collect();
        let ids: Vec<String> =
            places.map(|place| format!("{}={}", ListLetter::A.field(), place.id)).collect();
        SharedList {
            // Some telephones expect the body after "?", others after "&".
            sms: format!("sms:?&body={}", escaped(&lines.join("\n"))),
            link: format!("{url}?{}", ids.join("&")),
        }
    }
}

/// A place in a text message: "1. Hope House, (512) 555-0101".
fn line(place: &FacilityBrief, number: usize) -> String {
    let phone = place.phones.first().map(|phone| format!(", {}", phone.shown()));
    format!("{number}. {}{}", place.name, phone.unwrap_or_default())
}
