//! The languages of the pages, and their texts (Fluent, `data/locales`).
//!
//! A language is a folder in `data/locales` and an entry in [`CODES`]. Every language has the same files, keys and
//! placeholders; a test ensures that.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::one_of::one_of;

/// The code of each language in URLs.
static CODES: [&str; 2] = ["en", "es"];

#[derive(RustEmbed)]
#[folder = "../../data/locales/"]
struct Locales;

/// A language of the pages. The default is English.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Language(usize);

impl Language {
    /// English, for visitors who ask for none of the other languages.
    pub const ENGLISH: Language = Language(0);

    /// Spanish.
    pub const SPANISH: Language = Language(1);

    /// All of them.
    pub fn all() -> impl Iterator<Item = Language> {
        (0..CODES.len()).map(Language)
    }

    /// The language with this code, which is the first part of a language tag (`es` in `es-MX`).
    pub fn from_code(code: &str) -> Option<Language> {
        Language::all().find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// Its code, as in URLs and `lang`.
    pub fn code(self) -> &'static str {
        CODES[self.0]
    }

    /// Its position among all of them.
    pub fn index(self) -> usize {
        self.0
    }

    /// The text of a key.
    pub fn say(self, key: &str) -> Cow<'static, str> {
        self.formatted(key, None)
    }

    /// The text of a key, with values for its placeholders.
    pub fn say_with(self, key: &str, values: &[(&str, FluentValue<'_>)]) -> Cow<'static, str> {
        let values: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.formatted(key, Some(&values))
    }

    /// The month and the year of a date.
    pub fn month(self, day: jiff::civil::Date) -> Cow<'static, str> {
        let (month, year) = (i64::from(day.month()), day.year().to_string());
        self.say_with("month", &[("month", month.into()), ("year", year.into())])
    }

    /// Formats a text. A missing key is a bug that tests find; a page shows the key rather than failing.
    fn formatted(self, key: &str, values: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        let bundle = &BUNDLES[self.0];
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return Cow::Owned(key.to_owned());
        };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, values, &mut faults);
        debug_assert!(faults.is_empty(), "{key}: {faults:?}");
        text
    }
}

one_of!(Language, &CODES, Language::code, Language::from_code, "A language, by its code.");

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<Vec<Bundle>> = LazyLock::new(|| Language::all().map(bundle).collect());

fn bundle(language: Language) -> Bundle {
    let identifier: LanguageIdentifier = language.code().parse().expect("the codes are language codes");
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // All languages here are written from left to right, so placeholders need no direction marks.
    bundle.set_use_isolating(false);
    for (_, text) in files(language) {
        let resource = FluentResource::try_new(text).map_err(|(_, faults)| faults);
        bundle
            .add_resource(resource.expect("the built-in files are well-formed"))
            .expect("every key exists once");
    }
    bundle
}

/// The contents of a file in the folder of a language.
pub fn table(language: Language, name: &str) -> Option<String> {
    let file = Locales::get(&format!("{}/{name}", language.code()))?;
    Some(String::from_utf8_lossy(&file.data).into_owned())
}

/// The Fluent files of a language: names and contents.
fn files(language: Language) -> Vec<(String, String)> {
    let folder = format!("{}/", language.code());
    let names = Locales::iter().filter_map(|path| path.strip_prefix(&folder).map(str::to_owned));
    let names = names.filter(|name| name.ends_with(".ftl"));
    names.filter_map(|name| Some((name.clone(), table(language, &name)?))).collect()
}

#[cfg(test)]
mod tests;
