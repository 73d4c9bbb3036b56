//! `/`: the search form.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use directory::{Level, Payment, ProgramType};

use super::facts::FactWords;
use super::page::{Keep, Page};
use super::visit::Visit;
use crate::directory_state::Directory;

/// A choice of the form.
pub(super) struct Choice {
    pub slug: &'static str,
    pub label: &'static str,
    pub chosen: bool,
}

/// The form, with what was entered before.
#[derive(Default)]
pub(super) struct Form {
    pub near: String,
    pub programs: Vec<Choice>,
    pub payments: Vec<Choice>,
    pub levels: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    page: Page,
    form: Form,
    ready: bool,
}

impl Form {
    /// The form with these parameters entered.
    pub(super) fn entered(given: &[(String, String)]) -> Form {
        let is_given = |name: &str, slug: &str| {
            given.iter().any(|(n, value)| n == name && value.split(',').any(|v| v == slug))
        };
        let choice = |name: &str, slug: &'static str, id| Choice {
            slug,
            label: FactWords::of("en").label(id),
            chosen: is_given(name, slug),
        };
        let near = given.iter().find(|(name, _)| name == "near").map(|(_, value)| value.clone());
        let mut form = Form {
            near: near.unwrap_or_default(),
            programs: ProgramType::ALL
                .iter()
                .map(|known| choice("program", known.slug(), known.id()))
                .collect(),
            payments: Payment::ALL
                .iter()
                .map(|known| choice("insurance", known.slug(), known.id()))
                .collect(),
            levels: Level::ALL.iter().map(|known| choice("level", known.slug(), known.id())).collect(),
        };
        if !form.levels.iter().any(|level| level.chosen) {
            form.levels[Level::IntensiveOutpatient as usize].chosen = true;
        }
        form
    }
}

pub(super) async fn page(visit: Visit, directory: web::Data<Directory>) -> HttpResponse {
    let view = StartPage {
        page: visit.page(visit.language.say("search-title"), Keep::Public),
        form: Form::entered(&[]),
        ready: directory.is_ready(),
    };
    view.page.answer(StatusCode::OK, &view)
}
