//! What some sources add to the facts: hours, openings, ages, cost, languages. Free text is shown in the source's own
//! words.

use std::borrow::Cow;

use directory::Program;
use directory::details::{Capacity, DatedText, Details, Schedule};
use jiff::civil::{Time, Weekday};
use service::Language;

use super::topic::Topic;
use crate::key_facts::years;

/// Something that a source adds to the facts.
pub(super) struct SourceDetail {
    pub topic: Topic,
    pub label: Cow<'static, str>,
    pub text: String,
}

/// The details of the newest source that has any.
pub(super) fn details(program: &Program, language: Language) -> Vec<SourceDetail> {
    let all = program.sources.iter().map(|source| &source.listing.content.details);
    let Some(details) = all.into_iter().find(|details| !details.is_empty()) else { return Vec::new() };
    let Details { description, schedules, capacities, eligibility, cost_options, languages, .. } = details;
    let listed = |texts: &[String]| joined(texts.iter().cloned());
    let detail = |topic, label, text| SourceDetail { topic, label, text };
    let hours = schedules.iter().map(|one| hours(one, language)).filter(|text| !text.is_empty());
    let dated = |said: &Option<DatedText>| said.as_ref().map(|said| with_day(said, language));
    let texts = [
        (Topic::Week, language.say("facility-alert"), dated(&details.alert)),
        (Topic::Week, language.say("facility-wait"), dated(&details.wait_time)),
        (Topic::Treats, language.say("facility-description"), description.clone()),
        (Topic::Week, language.say("facility-hours"), joined(hours)),
        (
            Topic::Week,
            language.say("facility-room"),
            joined(capacities.iter().map(|one| openings(one, language))),
        ),
        (Topic::Who, language.say("facility-ages"), ages(details, language)),
        (Topic::Who, language.say("facility-eligibility"), eligibility.clone()),
        (Topic::Who, language.say("facility-application"), details.application_process.clone()),
        (Topic::Who, language.say("facility-documents"), listed(&details.required_documents)),
        (Topic::Cost, language.say("facility-fees"), listed(cost_options)),
        (Topic::Access, language.say("facility-languages"), listed(languages)),
        (Topic::Access, language.say("facility-accessibility"), listed(&details.accessibility)),
    ];
    texts.into_iter().filter_map(|(topic, label, text)| Some(detail(topic, label, text?))).collect()
}

fn joined(texts: impl Iterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

fn ages(details: &Details, language: Language) -> Option<String> {
    details.minimum_age.or(details.maximum_age)?;
    Some(years(details.minimum_age, details.maximum_age, language).into_owned())
}

/// For example "Monday, Wednesday 5:30 PM – 8:30 PM evenings". Parts that are not given are left out.
fn hours(schedule: &Schedule, language: Language) -> String {
    let days: Vec<_> = schedule.days.iter().map(|day| weekday(*day, language)).collect();
    let time =
        |time: Option<Time>| time.map_or("…".to_owned(), |time| time.strftime("%-I:%M %p").to_string());
    let times = match (schedule.opens_at, schedule.closes_at) {
        (None, None) => None,
        (opens, closes) => Some(format!("{} – {}", time(opens), time(closes))),
    };
    let parts = [Some(days.join(", ")), times, schedule.description.clone()];
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

fn weekday(day: Weekday, language: Language) -> Cow<'static, str> {
    let day = i64::from(day.to_monday_one_offset());
    language.say_with("facility-weekday", &[("day", day.into())])
}

/// A text with its day: "Closed for repairs (as of 05/01/2026)".
fn with_day(DatedText { text, updated }: &DatedText, language: Language) -> String {
    match updated {
        Some(day) => {
            let day = day.strftime("%m/%d/%Y").to_string();
            format!("{text} ({})", language.say_with("facility-dated", &[("day", day.into())]))
        }
        None => text.clone(),
    }
}

/// How many openings there were and when they were counted, since the number changes from day to day.
fn openings(capacity: &Capacity, language: Language) -> String {
    let free = [("free", capacity.available.into()), ("unit", capacity.unit.as_str().into())];
    let free = language.say_with("facility-room-free", &free);
    match capacity.updated {
        Some(day) => {
            let day = day.strftime("%m/%d/%Y").to_string();
            format!("{free} ({})", language.say_with("facility-room-counted", &[("day", day.into())]))
        }
        None => free.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_openings_show_what_is_known() {
        let english = Language::ENGLISH;
        let schedule = Schedule {
            days: vec![Weekday::Monday, Weekday::Wednesday],
            opens_at: Some(jiff::civil::time(17, 30, 0, 0)),
            closes_at: None,
            description: Some("evenings".to_owned()),
        };
        assert_eq!(hours(&schedule, english), "Monday, Wednesday 5:30 PM – … evenings");
        let capacity = Capacity {
            unit: "slots".to_owned(),
            available: 3,
            maximum: None,
            updated: Some(jiff::civil::date(2026, 5, 1)),
        };
        assert_eq!(openings(&capacity, english), "3 slots open (counted on 05/01/2026)");
        let alert = DatedText { text: "No admissions".to_owned(), updated: capacity.updated };
        assert_eq!(with_day(&alert, english), "No admissions (as of 05/01/2026)");
        let details = Details { minimum_age: Some(13), maximum_age: Some(17), ..Details::default() };
        assert_eq!(ages(&details, english).as_deref(), Some("13 to 17"));
        assert_eq!(ages(&Details::default(), english), None);
    }
}
