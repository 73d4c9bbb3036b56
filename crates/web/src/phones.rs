//! The telephone numbers of a place, as buttons: the one for those who are new first.

use std::borrow::Cow;

use directory::Phone;

use service::language::Language;

/// A telephone number to tap.
pub(super) struct Call {
    /// What it is for.
    pub label: Cow<'static, str>,
    /// For the link: what the telephone dials.
    pub dialed: String,
    /// For people, without the extension.
    pub number: String,
    pub extension: Option<String>,
    /// What else to know: who dials which extension.
    pub note: Option<Cow<'static, str>>,
}

impl Call {
    /// The number as people write it.
    pub(super) fn shown(&self) -> String {
        let extension = self.extension.iter().map(|digits| format!(" ext. {digits}"));
        std::iter::once(self.number.clone()).chain(extension).collect()
    }
}

/// The numbers of a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phones<'a> {
    /// The main number.
    pub main: Option<&'a Phone>,
    /// The number for those who are new.
    pub intake: Option<&'a Phone>,
    /// The number for a crisis.
    pub hotline: Option<&'a Phone>,
}

impl Phones<'_> {
    /// A button for each number, each once.
    pub(super) fn calls(self, language: Language) -> Vec<Call> {
        let call = |label, phone: &Phone| Call {
            label,
            dialed: phone.dialed(),
            number: Phone { extension: None, ..phone.clone() }.display(),
            extension: phone.extension.clone(),
            note: None,
        };
        let only = |phone| vec![call(language.say("place-call"), phone)];
        let mut calls = match (self.intake, self.main) {
            (None, None) => Vec::new(),
            (None, Some(main)) => only(main),
            (Some(intake), Some(main)) if intake == main => only(main),
            (Some(intake), Some(main)) if intake.number == main.number => vec![Call {
                extension: None,
                note: Some(extensions(intake, main, language).into()),
                ..call(language.say("place-call"), intake)
            }],
            (Some(intake), main) => {
                let main = main.map(|main| call(language.say("place-call-main"), main));
                [call(language.say("place-call-intake"), intake)].into_iter().chain(main).collect()
            }
        };
        let hotline = self.hotline.map(|phone| call(language.say("place-call-crisis"), phone));
        calls.extend(hotline.filter(|hotline| calls.iter().all(|known| known.dialed != hotline.dialed)));
        calls
    }
}

/// Who dials which extension of one number.
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

    /// The buttons for these numbers: label, what is dialed, what is shown, the note.
    fn calls(main: &str, intake: &str, hotline: &str) -> Vec<String> {
        let [main, intake, hotline] = [main, intake, hotline].map(Phone::parse);
        let phones = Phones { main: main.as_ref(), intake: intake.as_ref(), hotline: hotline.as_ref() };
        let text = |call: Call| {
            let note = call.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            format!("{} {} <{}>{note}", call.label, call.shown(), call.dialed)
        };
        phones.calls(Language::usual()).into_iter().map(text).collect()
    }

    #[test]
    fn one_number_is_one_button() {
        let one = ["Call (937) 813-1737 <+19378131737>"];
        assert_eq!(calls("937-813-1737", "", ""), one);
        assert_eq!(calls("937-813-1737", "9378131737", "(937) 813-1737"), one);
        assert!(calls("", "", "").is_empty());
    }

    #[test]
    fn an_extension_is_dialed_and_said() {
        let one = ["Call (937) 813-1737 <+19378131737,371> (New clients: dial 371)"];
        assert_eq!(calls("937-813-1737", "937-813-1737 ext. 371", ""), one);
        let each = ["Call (937) 813-1737 <+19378131737,2> (New clients: dial 2. Others: dial 1)"];
        assert_eq!(calls("937-813-1737 x1", "937-813-1737 x2", ""), each);
        let others = ["Call (937) 813-1737 <+19378131737> (Others: dial 1)"];
        assert_eq!(calls("937-813-1737 x1", "937-813-1737", ""), others);
        let main = ["Call (937) 813-1737 ext. 12 <+19378131737,12>"];
        assert_eq!(calls("937-813-1737 x12", "937-813-1737 x12", ""), main);
    }

    #[test]
    fn those_who_are_new_come_first() {
        let both = [
            "Call for new clients (937) 813-2000 <+19378132000>",
            "Main number (937) 813-1737 <+19378131737>",
            "Crisis line (937) 813-3000 <+19378133000>",
        ];
        assert_eq!(calls("937-813-1737", "937-813-2000", "937-813-3000"), both);
        assert_eq!(calls("", "937-813-2000", ""), both[..1]);
    }
}
