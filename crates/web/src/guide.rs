//! `/guide`: what an IOP is, and everything related to it.

use std::borrow::Cow;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;
use directory::Level;
use service::{FactWords, Language};

use crate::page::{Keep, Page};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "guide.html")]
struct GuidePage {
    page: Page,
    levels: Vec<LevelOfCare>,
    /// The first letters of the days of the week, from Monday.
    week: Vec<char>,
}

/// A level of care, as the guide explains it.
struct LevelOfCare {
    slug: &'static str,
    label: &'static str,
    text: Cow<'static, str>,
}

pub(super) async fn page(visit: Visit) -> HttpResponse {
    let view = GuidePage {
        page: Page::new(&visit, visit.language.say("guide-title"), Keep::Public),
        levels: levels(visit.language),
        week: (1..=7).filter_map(|day| first_letter(day, visit.language)).collect(),
    };
    view.page.respond(StatusCode::OK, &view)
}

/// The first letter of a day of the week. Monday is 1.
fn first_letter(day: i64, language: Language) -> Option<char> {
    let name = language.say_with("facility-weekday", &[("day", day.into())]);
    name.chars().next().and_then(|letter| letter.to_uppercase().next())
}

/// All levels, from the least care to the most. Those that accompany other treatment come last.
fn levels(language: Language) -> Vec<LevelOfCare> {
    let explained = [
        (Level::Outpatient, language.say("guide-level-outpatient")),
        (Level::IntensiveOutpatient, language.say("guide-level-iop")),
        (Level::PartialHospitalization, language.say("guide-level-php")),
        (Level::Residential, language.say("guide-level-residential")),
        (Level::Inpatient, language.say("guide-level-inpatient")),
        (Level::Detox, language.say("guide-level-detox")),
        (Level::OpioidTreatmentProgram, language.say("guide-level-otp")),
        (Level::TransitionalHousing, language.say("guide-level-housing")),
    ];
    let words = FactWords::for_language(language);
    let level =
        |(level, text): (Level, _)| LevelOfCare { slug: level.slug(), label: words.label(level.id()), text };
    explained.into_iter().map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_of_care_is_explained() {
        let explained: Vec<&str> = levels(Language::ENGLISH).iter().map(|level| level.slug).collect();
        for level in Level::ALL {
            assert!(explained.contains(&level.slug()), "{}", level.slug());
        }
    }
}
