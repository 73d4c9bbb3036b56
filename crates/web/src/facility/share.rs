//! A place as a text to send or copy: who and where it is, and nothing of what was searched for.

use crate::place::{Place, escaped};

/// A place as a text.
pub(super) struct Share {
    /// Several lines.
    pub text: String,
    /// A link that begins a text message with it.
    pub sms: String,
}

impl Share {
    pub(super) fn of(place: &Place, url: &str) -> Share {
        let calls = place.calls.iter().map(|call| {
            let note = call.note.iter().map(|note| format!(" ({note})"));
            std::iter::once(format!("{}: {}", call.label, call.shown())).chain(note).collect()
        });
        let lines =
            [place.name.clone()].into_iter().chain(calls).chain([place.address.clone(), url.to_owned()]);
        let text = lines.collect::<Vec<_>>().join("\n");
        // Some telephones read the body after "?", others after "&".
        Share { sms: format!("sms:?&body={}", escaped(&text)), text }
    }
}
