//! The telephone numbers of a facility, as buttons. The number for new clients comes first.

use std::borrow::Cow;

use directory::Phone;
use service::Language;

/// A telephone number to tap.
pub(crate) struct PhoneButton {
    /// What the number is for.
    pub label: Cow<'static, str>,
    /// What the telephone dials, for the link.
    pub dialed: String,
    /// The number without its extension, for people.
    pub number: String,
    pub extension: Option<String>,
    /// Who dials which extension, if new clients and others share one number.
    pub note: Option<Cow<'static, str>>,
}

impl PhoneButton {
    fn new(label: Cow<'static, str>, phone: &Phone) -> PhoneButton {
        PhoneButton {
            label,
            dialed: phone.dialed(),
            number: Phone { extension: None, ..phone.clone() }.display(),
            extension: phone.extension.clone(),
            note: None,
        }
    }

    /// The number as people write it.
    pub(crate) fn shown(&self) -> String {
        let extension = self.extension.iter().map(|digits| format!(" ext. {digits}"));
        std::iter::once(self.number.clone()).chain(extension).collect()
    }
}

/// The number to call first.
pub(crate) struct FirstCall {
    /// What the telephone dials, for the link.
    pub dialed: String,
    /// The number without its extension, for people.
    pub number: String,
    /// Whose number it is and which extension to dial, if that must be said.
    pub whose: Option<String>,
}

impl FirstCall {
    fn new(phone: &Phone, is_for_new_clients: bool, language: Language) -> FirstCall {
        let clients = is_for_new_clients.then(|| language.say("call-new-clients").into_owned());
        let extension = phone.extension.as_ref().map(|digits| format!("ext. {digits}"));
        let whose: Vec<String> = clients.into_iter().chain(extension).collect();
        FirstCall {
            dialed: phone.dialed(),
            number: Phone { extension: None, ..phone.clone() }.display(),
            whose: (!whose.is_empty()).then(|| whose.join(", ")),
        }
    }
}

/// The telephone numbers of a facility.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FacilityPhones<'a> {
    pub main: Option<&'a Phone>,
    /// The number for new clients.
    pub intake: Option<&'a Phone>,
    /// The crisis line.
    pub hotline: Option<&'a Phone>,
}

impl FacilityPhones<'_> {
    /// The number to call first: the one for new clients, if there is one.
    pub(crate) fn first_call(self, language: Language) -> Option<FirstCall> {
        let phone = self.intake.or(self.main)?;
        let is_for_new_clients = self.intake.is_some() && self.main.is_some() && self.intake != self.main;
        Some(FirstCall::new(phone, is_for_new_clients, language))
    }

    /// A button for each number, without duplicates.
    pub(crate) fn buttons(self, language: Language) -> Vec<PhoneButton> {
        let button = |key, phone: &Phone| PhoneButton::new(language.say(key), phone);
        let mut buttons = match (self.intake, self.main) {
            (None, None) => Vec::new(),
            (None, Some(main)) => vec![button("place-call", main)],
            (Some(intake), Some(main)) if intake == main => vec![button("place-call", main)],
            (Some(intake), Some(main)) if intake.number == main.number => vec![PhoneButton {
                extension: None,
                note: Some(extensions(intake, main, language).into()),
                ..button("place-call", intake)
            }],
            (Some(intake), main) => {
                let main = main.map(|main| button("place-call-main", main));
                [button("place-call-intake", intake)].into_iter().chain(main).collect()
            }
        };
        let hotline = self.hotline.map(|phone| button("place-call-crisis", phone));
        buttons.extend(hotline.filter(|hotline| buttons.iter().all(|known| known.dialed != hotline.dialed)));
        buttons
    }
}

/// Who dials which extension of a shared number.
fn extensions(intake: &Phone, main: &Phone, language: Language) -> String {
    let dial = |key, phone: &Phone| {
        let extension = phone.extension.clone()?;
        Some(language.say_with(key, &[("extension", extension.into())]))
    };
    let both = [dial("place-call-extension", intake), dial("place-call-extension-main", main)];
    both.into_iter().flatten().collect::<Vec<_>>().join(". ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The buttons for these numbers: label, what is shown, what is dialed, and the note.
    fn buttons(main: &str, intake: &str, hotline: &str) -> Vec<String> {
        let [main, intake, hotline] = [main, intake, hotline].map(Phone::parse);
        let phones =
            FacilityPhones { main: main.as_ref(), intake: intake.as_ref(), hotline: hotline.as_ref() };
        let text = |button: PhoneButton| {
            let note = button.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            format!("{} {} <{}>{note}", button.label, button.shown(), button.dialed)
        };
        phones.buttons(Language::ENGLISH).into_iter().map(text).collect()
    }

    #[test]
    fn a_repeated_number_has_one_button() {
        let one = ["Call (937) 813-1737 <+19378131737>"];
        assert_eq!(buttons("937-813-1737", "", ""), one);
        assert_eq!(buttons("937-813-1737", "9378131737", "(937) 813-1737"), one);
        assert!(buttons("", "", "").is_empty());
    }

    #[test]
    fn an_extension_is_dialed_and_shown() {
        let one = ["Call (937) 813-1737 <+19378131737,371> (New clients: dial 371)"];
        assert_eq!(buttons("937-813-1737", "937-813-1737 ext. 371", ""), one);
        let each = ["Call (937) 813-1737 <+19378131737,2> (New clients: dial 2. Others: dial 1)"];
        assert_eq!(buttons("937-813-1737 x1", "937-813-1737 x2", ""), each);
        let others = ["Call (937) 813-1737 <+19378131737> (Others: dial 1)"];
        assert_eq!(buttons("937-813-1737 x1", "937-813-1737", ""), others);
        let main = ["Call (937) 813-1737 ext. 12 <+19378131737,12>"];
        assert_eq!(buttons("937-813-1737 x12", "937-813-1737 x12", ""), main);
    }

    #[test]
    fn the_first_call_is_to_the_number_for_new_clients_with_its_extension() {
        let first = |main: &str, intake: &str| {
            let [main, intake] = [main, intake].map(Phone::parse);
            let phones = FacilityPhones { main: main.as_ref(), intake: intake.as_ref(), hotline: None };
            phones.first_call(Language::ENGLISH).map(|call| (call.dialed, call.whose.unwrap_or_default()))
        };
        let call = |dialed: &str, whose: &str| Some((dialed.to_owned(), whose.to_owned()));
        assert_eq!(first("937-813-1737", ""), call("+19378131737", ""));
        assert_eq!(first("937-813-1737", "937-813-1737"), call("+19378131737", ""));
        assert_eq!(first("937-813-1737", "937-813-2000"), call("+19378132000", "new clients"));
        assert_eq!(
            first("937-813-1737", "937-813-1737 x371"),
            call("+19378131737,371", "new clients, ext. 371")
        );
        assert_eq!(first("937-813-1737 x12", ""), call("+19378131737,12", "ext. 12"));
        assert_eq!(first("", ""), None);
    }

    #[test]
    fn the_number_for_new_clients_comes_first() {
        let both = [
            "New clients: call (937) 813-2000 <+19378132000>",
            "Main number (937) 813-1737 <+19378131737>",
            "Crisis line (937) 813-3000 <+19378133000>",
        ];
        assert_eq!(buttons("937-813-1737", "937-813-2000", "937-813-3000"), both);
        assert_eq!(buttons("", "937-813-2000", ""), both[..1]);
    }
}
