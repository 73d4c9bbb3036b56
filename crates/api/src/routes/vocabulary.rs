//! `GET /v1/vocabulary`.

use actix_web::{HttpRequest, get, web};
use directory::{AttributeKind, Caution, Level, PersonGroup, Source, Vocabulary};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;
use service::Directory;
use service::search::parameters::Parameters;

/// Every name the API uses, in plain words.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct VocabularyAnswer {
    /// Everything that can be known of a program.
    pub attributes: Vec<AttributeAnswer>,
    /// The categories of SAMHSA's code book.
    pub categories: Vec<CategoryAnswer>,
    /// Who a program may not be meant for.
    pub cautions: Vec<WordAnswer>,
    /// Who the person can be (`for`).
    pub people: Vec<String>,
    /// Where listings come from.
    pub sources: Vec<WordAnswer>,
}

/// One thing that can be known of a program.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct AttributeAnswer {
    /// Its name in the API.
    pub slug: String,
    /// `program`, `level`, `insurance`, `group` or `code`: which parameters take it.
    #[schema(value_type = String, example = "insurance")]
    pub kind: AttributeKind,
    /// SAMHSA's service code, where it is one.
    pub code: Option<String>,
    /// The category of that code.
    pub category: Option<String>,
    /// A few plain words.
    pub label: String,
    /// A plain sentence or two.
    pub description: String,
    /// What to ask on the phone when it is not stated.
    pub ask: String,
    /// ASAM's levels in the third and fourth edition, for a level of care for addiction.
    pub asam: Option<String>,
    /// Facilities of which a program lists it.
    pub facilities: u32,
}

/// A category of SAMHSA's code book.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct CategoryAnswer {
    /// SAMHSA's code for it.
    pub code: String,
    /// A few plain words.
    pub label: String,
    /// SAMHSA's name.
    pub name: String,
}

/// A name and what it means.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct WordAnswer {
    /// Its name in the API.
    pub code: String,
    /// What people read.
    pub text: String,
}

/// Every slug with label, description, SAMHSA code and count.
#[utoipa::path(
    tag = "vocabulary",
    responses(
        (status = 200, description = "The vocabulary", body = VocabularyAnswer),
        (status = 503, description = "Nothing is loaded yet", body = Problem, content_type = "application/problem+json"),
    )
)]
#[get("/v1/vocabulary")]
pub(crate) async fn get_vocabulary(
    request: HttpRequest,
    directory: web::Data<Directory>,
) -> Result<web::Json<VocabularyAnswer>, Problem> {
    Parameters::of_query(request.query_string())?.finish(&[])?;
    let serving = directory.serving().ok_or(service::Error::NotReady)?;
    let vocabulary = Vocabulary::embedded();
    let attributes = vocabulary.attributes().iter().map(|known| AttributeAnswer {
        slug: known.slug.clone(),
        kind: known.kind,
        code: known.code.clone(),
        category: known.category.clone(),
        label: known.label.clone(),
        description: known.description.clone(),
        ask: known.ask.clone(),
        asam: (known.kind == AttributeKind::Level)
            .then(|| Level::from_slug(&known.slug).and_then(Level::asam))
            .flatten()
            .map(str::to_owned),
        facilities: serving.counts.get(known.id),
    });
    let categories = vocabulary.categories().iter().map(|known| CategoryAnswer {
        code: known.code.clone(),
        label: known.label.clone(),
        name: known.name.clone(),
    });
    let word = |code: &str, text: &str| WordAnswer { code: code.to_owned(), text: text.to_owned() };
    Ok(web::Json(VocabularyAnswer {
        attributes: attributes.collect(),
        categories: categories.collect(),
        cautions: Caution::ALL.iter().map(|caution| word(caution.slug(), caution.text())).collect(),
        people: PersonGroup::ALL.iter().map(|group| group.slug().to_owned()).collect(),
        sources: Source::SINGLE.iter().map(|source| word(source.slug(), source.label())).collect(),
    }))
}
