//! A facility that was found, as a card. What matters most comes first.

use std::borrow::Cow;

use directory::matching::Reach;
use directory::{Coordinate, CoordinatePrecision, Fact, Phone, Source, Track};
use jiff::tz::TimeZone;
use search::Hit;
use service::documents::{facility_part, program_part};
use service::{FacilitySummary, SourceReference};

use super::ask::questions;
use super::best_program::{BestProgram, CardContext};
use crate::facility_brief::miles;
use crate::phones::{FacilityPhones, PhoneButton};

/// A facility that was found.
pub(super) struct Card {
    /// Its number among all that were found, from 1.
    pub number: u32,
    pub id: String,
    pub name: String,
    /// The path of its page, without the language.
    pub path: String,
    pub distance: Option<Cow<'static, str>>,
    /// Where the map shows it. `None` if the map must not show it.
    pub spot: Option<MapSpot>,
    pub address: String,
    pub track: Cow<'static, str>,
    /// Whether the program lists everything that was asked for.
    pub match_words: Cow<'static, str>,
    /// Why: one line about what the program lists, or about what it does not say and why it may have that anyway.
    pub why: Option<Cow<'static, str>>,
    /// What to ask on the phone.
    pub ask: Vec<Cow<'static, str>>,
    pub cautions: Vec<&'static str>,
    pub phones: Vec<PhoneButton>,
    /// Insurances and other ways to pay.
    pub takes: Option<String>,
    /// The wishes that are listed, those that are not stated, and those that the program says no to.
    pub fits: Option<String>,
    pub unsure: Option<String>,
    pub lacks: Option<String>,
    /// Whether the staff speak the language of the page. `None` if that is English.
    pub speaks: Option<Cow<'static, str>>,
    pub source: Cow<'static, str>,
}

/// Where the map shows a facility.
pub(super) struct MapSpot {
    pub coordinate: Coordinate,
    /// Whether the coordinate is only the center of its ZIP code.
    pub approximate: bool,
}

impl MapSpot {
    /// `None` if the street is withheld, or if the care is by telehealth, so that nobody has to go there.
    fn new(facility: &FacilitySummary, reach: Reach) -> Option<MapSpot> {
        let coordinate = Coordinate::new(facility.latitude, facility.longitude).ok()?;
        let approximate = facility.coordinate_precision == CoordinatePrecision::Zip;
        let is_shown = facility.address.street1.is_some() && reach != Reach::Telehealth;
        is_shown.then_some(MapSpot { coordinate, approximate })
    }
}

/// The cards of these hits. `seen` is how many facilities came before.
///
/// # Errors
/// If the index can't be read.
pub(super) fn cards(context: &CardContext<'_>, hits: &[Hit], seen: u32) -> Result<Vec<Card>, service::Error> {
    hits.iter().zip(seen + 1..).map(|(hit, number)| card(context, hit, number)).collect()
}

fn card(context: &CardContext<'_>, hit: &Hit, number: u32) -> Result<Card, service::Error> {
    let CardContext { snapshot, language, .. } = context;
    let best = BestProgram::new(context, &hit.programs[0]);
    let facility = facility_part(snapshot, hit.position).to_value()?;
    let program = program_part(snapshot, hit.position, best.hit.number).to_value()?;
    let is_rough = facility.coordinate_precision == CoordinatePrecision::Zip;
    Ok(Card {
        number,
        id: facility.id.to_string(),
        distance: hit.miles.map(|distance| miles(distance, is_rough, *language)),
        spot: MapSpot::new(&facility, best.hit.reach),
        address: facility.address.to_string(),
        track: match program.track {
            Track::SubstanceUse => language.say("card-track-substance-use"),
            Track::MentalHealth => language.say("card-track-mental-health"),
        },
        match_words: best.match_words(),
        why: best.why(),
        ask: questions(&best),
        cautions: best.cautions(),
        phones: phones(context, &facility),
        takes: best.payments(),
        fits: best.listed_wishes(),
        unsure: best.wishes(Fact::NotStated),
        lacks: best.wishes(Fact::No),
        speaks: best.speaks(),
        source: source(context, &program.sources),
        path: facility.url,
        name: facility.name,
    })
}

/// The numbers to call. Only the page of the facility also shows the crisis line.
fn phones(context: &CardContext<'_>, facility: &FacilitySummary) -> Vec<PhoneButton> {
    let phone = |number: &Option<String>, extension: &Option<String>| {
        Some(Phone { number: number.clone()?, extension: extension.clone() })
    };
    let main = phone(&facility.phone, &facility.phone_extension);
    let intake = phone(&facility.intake_phone, &facility.intake_phone_extension);
    FacilityPhones { main: main.as_ref(), intake: intake.as_ref(), hotline: None }.buttons(context.language)
}

/// Where the facts come from and how old they are, according to the newest source that says what is offered.
fn source(context: &CardContext<'_>, sources: &[SourceReference]) -> Cow<'static, str> {
    let named = sources.iter().map(|reference| (reference, Source::from_slug(&reference.source).ok()));
    let mut with_services = named.filter(|(_, source)| *source != Some(Source::Nppes));
    let Some((newest, source)) = with_services.next() else { return Cow::Borrowed("") };
    let words = source.and_then(|source| context.words().source(source));
    let name = ("source", words.unwrap_or(&newest.source).to_owned().into());
    let is_survey = matches!(source, Some(Source::SamhsaDirectory | Source::Bundled | Source::LocatorExport));
    let Some(day) = newest.as_of else {
        let read = newest.retrieved_at.to_zoned(TimeZone::UTC).date();
        let date = ("date", context.language.month(read).into());
        return context.language.say_with("card-source-undated", &[name, date]);
    };
    let year = ("year", day.year().to_string().into());
    match is_survey {
        true => context.language.say_with("card-source-survey", &[name, year]),
        false => context.language.say_with("card-source-dated", &[name, year]),
    }
}
