//! A facility as a text to send or copy: its name, numbers and address, and nothing of what was searched for.

use crate::facility_brief::{FacilityBrief, escaped};

pub(super) struct ShareText {
    /// The text, on several lines.
    pub text: String,
    /// A link that starts a text message with this text.
    pub sms: String,
}

impl ShareText {
    pub(super) fn new(facility: &FacilityBrief, url: &str) -> ShareText {
        let phones = facility.phones.iter().map(|phone| {
            let note = phone.note.iter().map(|note| format!(" ({note})"));
            std::iter::once(format!("{}: {}", phone.label, phone.shown())).chain(note).collect()
        });
        let name = std::iter::once(facility.name.clone());
        let lines: Vec<String> =
            name.chain(phones).chain([facility.address.clone(), url.to_owned()]).collect();
        let text = lines.join("\n");
        // Some telephones expect the body after "?", others after "&".
        ShareText { sms: format!("sms:?&body={}", escaped(&text)), text }
    }
}
