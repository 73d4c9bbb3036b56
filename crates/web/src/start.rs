//! `/`: the search page. `POST /` is the same page with answers filled in, so that they can be changed.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use service::Directory;

use crate::answers::{FormAnswers, FormFault};
use crate::body::read_form;
use crate::error::PageError;
use crate::fields::{CURSOR, FormFields, SEEN};
use crate::page::{Keep, Page};
use crate::search_form::SearchForm;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "start.html")]
struct StartPage {
    page: Page,
    form: SearchForm,
    ready: bool,
    /// How many facilities are listed, as people write it; `None` until they are loaded.
    places: Option<String>,
}

/// `GET /`.
pub(crate) async fn page(visit: Visit, directory: web::Data<Directory>) -> HttpResponse {
    let view = StartPage {
        page: Page::new(&visit, visit.language.say("search-title"), Keep::Public),
        form: SearchForm::new(&FormAnswers::default(), visit.language, &[]),
        ready: directory.is_ready(),
        places: places(&directory),
    };
    view.page.respond(StatusCode::OK, &view)
}

/// `POST /`.
pub(crate) async fn change(
    visit: Visit,
    payload: web::Payload,
    directory: web::Data<Directory>,
) -> Result<HttpResponse, PageError> {
    let fields = read_form(payload).await?.without(&[CURSOR, SEEN]);
    let answers = FormAnswers::read(&fields)?;
    Ok(filled_in(&visit, &directory, &answers, &fields, &[]))
}

/// The search page with these answers and what is wrong with them.
pub(crate) fn filled_in(
    visit: &Visit,
    directory: &Directory,
    answers: &FormAnswers,
    fields: &FormFields,
    faults: &[FormFault],
) -> HttpResponse {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let view = StartPage {
        page: Page::new(visit, visit.language.say("search-title"), Keep::Private)
            .with_fields(fields.pairs().to_vec()),
        form: SearchForm::new(answers, visit.language, faults),
        ready: true,
        places: places(directory),
    };
    view.page.respond(status, &view)
}

fn places(directory: &Directory) -> Option<String> {
    Some(with_commas(directory.serving()?.snapshot.facility_count()))
}

/// A number with commas between groups of three digits, as in the United States in both languages.
fn with_commas(number: usize) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    groups.map(|group| String::from_utf8_lossy(group)).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three_digits_are_separated() {
        assert_eq!(
            [7, 999, 1000, 17952, 1234567].map(with_commas),
            ["7", "999", "1,000", "17,952", "1,234,567"]
        );
    }
}
