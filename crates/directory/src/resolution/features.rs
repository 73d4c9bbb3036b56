//! A listing prepared for comparison.

use crate::geo::Coordinate;
use crate::listing::{Content, ListingId, Questionnaire, Role};
use crate::location::Location;
use crate::source::Source;
use crate::state::State;
use crate::text::digest;
use crate::vocabulary::Track;

use super::corpus::{Corpus, Token};
use super::names::{initials, name_words};
use super::streets::Street;
use super::units::AddressUnit;

/// Identifies one edition of a survey. A survey lists each program once, so two of its rows are two programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SurveyKey {
    pub source: Source,
    pub track: Track,
    /// The year of its code book.
    year: Option<u16>,
    /// A digest of the codes it asks about, if the code book lacks the edition.
    codes: u64,
}

impl SurveyKey {
    fn new(source: Source, content: &Content) -> SurveyKey {
        let (year, codes) = match content.questionnaire {
            Questionnaire::Edition(edition) => (Some(edition.year), 0),
            Questionnaire::Codes(codes) => {
                (None, codes.0.iter().fold(1_u64, |all, word| all.rotate_left(7) ^ word))
            }
            Questionnaire::Own => (None, 0),
        };
        SurveyKey { source, track: content.track, year, codes }
    }
}

/// A name split into words.
#[derive(Debug, Clone, Default)]
pub(super) struct NameView {
    /// The normalized words in order, joined by spaces.
    pub text: String,
    /// The same without spaces.
    pub joined: String,
    /// The words, each once, sorted, with their weights in bits.
    pub tokens: Vec<(Token, f32)>,
    /// The last word, if the name is so long that its source may have cut it off.
    pub cut: Option<Token>,
}

/// Names of at least this many characters may have been cut off. SAMHSA cuts them after 38.
const MAY_BE_CUT: usize = 36;

/// The fields of a listing that are compared, in normalized form.
#[derive(Debug, Clone)]
pub(super) struct Features {
    pub survey: SurveyKey,
    pub role: Role,
    /// The organization.
    pub name1: NameView,
    /// The clinic.
    pub name2: Option<NameView>,
    /// Both together.
    pub full: NameView,
    /// The acronyms that people might form from the names.
    pub initials: Vec<String>,
    /// Words that look like acronyms.
    pub acronyms: Vec<String>,
    /// Whether it belongs to the Department of Veterans Affairs, under any of its names.
    pub is_va: bool,
    pub street: Street,
    pub unit: AddressUnit,
    pub zip: Option<u32>,
    pub city: String,
    pub state: State,
    pub phone: Option<u64>,
    /// The main number and those for new clients, sorted.
    pub phones: Vec<u64>,
    pub host: Option<String>,
    pub coordinate: Coordinate,
    pub is_precise: bool,
    pub npi: Option<u64>,
}

/// The most that a word can count if it is also in the name of the city or street, in bits.
const MAX_BITS_IF_IN_ADDRESS: f32 = 2.0;

impl Features {
    /// Prepares a listing.
    pub(super) fn new(id: &ListingId, content: &Content, corpus: &mut Corpus) -> Features {
        let address = content.location.address();
        let (street, unit) = Street::parse(address.street1.unwrap_or_default(), address.street2);
        let names = [Some(content.organization.as_str()), content.program_name.as_deref()];
        let full = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let mut view = |text: &str| NameView::new(text, corpus);
        let name1 = view(&content.organization);
        let name2 = content.program_name.as_deref().map(&mut view);
        let full_view = view(&full);
        let is_va = full_view.text.split(' ').any(|word| word == "va");
        let mut phones: Vec<u64> = content
            .phone
            .iter()
            .chain(&content.intake_phones)
            .filter_map(|phone| digits(&phone.number))
            .collect();
        phones.sort_unstable();
        phones.dedup();
        let mut features = Features {
            survey: SurveyKey::new(id.source, content),
            role: content.role,
            name1,
            name2,
            full: full_view,
            initials: names
                .into_iter()
                .flatten()
                .flat_map(initials)
                .filter(|initials| initials.len() >= 3)
                .collect(),
            acronyms: acronyms(&full),
            is_va,
            street,
            unit,
            zip: address.zip.and_then(|zip| zip.five().parse().ok()),
            city: name_words(address.city).join(" "),
            state: address.state,
            phone: content.phone.as_ref().and_then(|phone| digits(&phone.number)),
            phones,
            host: content.website.as_deref().and_then(host),
            coordinate: content.location.coordinate(),
            is_precise: matches!(content.location, Location::Exact { .. }),
            npi: content.npi.as_ref().and_then(|npi| npi.as_str().parse().ok()),
        };
        features.weigh(corpus);
        features
    }

    /// Sets the weights of the words: those of the city and the street count little.
    fn weigh(&mut self, corpus: &Corpus) {
        let here: Vec<&str> = self
            .city
            .split(' ')
            .chain(self.street.name.iter().map(String::as_str))
            .chain(self.street.suffix.as_deref())
            .collect();
        let views = [Some(&mut self.name1), self.name2.as_mut(), Some(&mut self.full)];
        for (token, bits) in views.into_iter().flatten().flat_map(|view| &mut view.tokens) {
            *bits = corpus.bits(*token);
            if here.contains(&corpus.text(*token)) {
                *bits = bits.min(MAX_BITS_IF_IN_ADDRESS);
            }
        }
    }

    /// A digest of the ZIP code or city and the house number, which stands for the place when places are counted.
    pub(super) fn place(&self) -> u64 {
        let area = self.zip.map_or_else(|| self.city.clone(), |zip| zip.to_string());
        digest(&[area.as_str(), self.street.numbers.first().map_or("", String::as_str)])
    }
}

impl NameView {
    fn new(text: &str, corpus: &mut Corpus) -> NameView {
        let words = name_words(text);
        let cut = words.last().filter(|_| text.len() >= MAY_BE_CUT).map(|word| corpus.token(word));
        let mut tokens: Vec<(Token, f32)> = words.iter().map(|word| (corpus.token(word), 0.0)).collect();
        tokens.sort_unstable_by_key(|(token, _)| *token);
        tokens.dedup_by_key(|(token, _)| *token);
        NameView { text: words.join(" "), joined: words.concat(), tokens, cut }
    }

    /// The sum of the weights of its words, in bits.
    pub(super) fn bits(&self) -> f32 {
        self.tokens.iter().map(|(_, bits)| bits).sum()
    }
}

fn digits(text: &str) -> Option<u64> {
    text.trim_start_matches('+').parse().ok()
}

/// Words of three to eight capital letters.
fn acronyms(text: &str) -> Vec<String> {
    let is_acronym =
        |word: &&str| (3..=8).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    text.split(|c: char| !c.is_alphanumeric()).filter(is_acronym).map(str::to_lowercase).collect()
}

/// Sites that many organizations share. There, the first part of the path counts, too.
const SHARED_HOSTS: &[&str] =
    &["facebook.com", "sites.google.com", "linkedin.com", "instagram.com", "wixsite.com"];

/// The host of a website in lower case, without "www."; for a shared site, with the first part of the path.
fn host(website: &str) -> Option<String> {
    let lower = website.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let mut parts = rest.split(['/', '?', '#']);
    let host = parts.next().unwrap_or_default().trim_start_matches("www.");
    let folder = parts.next().unwrap_or_default();
    if !host.contains('.') {
        return None;
    }
    Some(if SHARED_HOSTS.contains(&host) { format!("{host}/{folder}") } else { host.to_owned() })
}
