//! A question with its place and payer looked up: what can be searched.

use directory::State;
use places::{Gazetteer, Place, PlaceError, PlaceKind, words};

use super::{PageFault, Pay, Payer, Question, shown};
use crate::error::PageError;
use service::language::Language;
use service::place_words::city_named_like;
use service::search::parameters::Parameters;
use service::search::request::SearchRequest;

/// A question that can be searched.
pub(crate) struct Understood {
    /// Where.
    pub place: Place,
    /// Who pays, where that was answered.
    pub payer: Option<Payer>,
    /// The search.
    pub request: SearchRequest,
}

impl Understood {
    /// Looks up what was typed. All that is wrong is told at once.
    pub(crate) fn of(
        question: &Question,
        language: Language,
    ) -> Result<Result<Understood, Vec<PageFault>>, PageError> {
        let place = place(question);
        let state = place.as_ref().ok().and_then(|place| place.state);
        let (place, payer) = match (place, payer(question, state, language)) {
            (Ok(place), Ok(payer)) => (place, payer),
            (place, payer) => return Ok(Err(place.err().into_iter().chain(payer.err()).collect())),
        };
        let insurance = payer.as_ref().and_then(|payer| payer.slug);
        let parameters = Parameters::of_pairs(question.parameters(&place, insurance))?;
        let request = SearchRequest::parse(parameters)?;
        Ok(Ok(Understood { place, payer, request }))
    }
}

/// Who pays; `None` where that was not answered or is not known. Answers that contradict each other are told: none of
/// them is quietly dropped.
fn payer(question: &Question, state: Option<State>, language: Language) -> Result<Option<Payer>, PageFault> {
    let read = |typed: &str| Payer::of(typed, state, language);
    match (question.pay, question.insurer.as_deref()) {
        (Some(Pay::None), None) => Ok(Some(Payer::nobody(language))),
        (Some(Pay::Unknown) | None, None) => Ok(None),
        (Some(Pay::Insurance), None) => Err(PageFault::NoInsurer),
        (Some(Pay::Insurance) | None, Some(typed)) => read(typed).map(Some),
        (Some(Pay::None), Some(typed)) if read(typed).is_ok_and(|payer| payer.is_nobody()) => {
            Ok(Some(Payer::nobody(language)))
        }
        (Some(pay @ (Pay::None | Pay::Unknown)), Some(typed)) => {
            Err(PageFault::Contradiction { typed: shown(typed, language), pay })
        }
    }
}

fn place(question: &Question) -> Result<Place, PageFault> {
    let typed = question.place().ok_or(PageFault::NoPlace)?;
    let labels = |candidates: &[Place]| candidates.iter().map(|place| place.label.clone()).collect();
    let place = Gazetteer::embedded().resolve(typed).map_err(|err| match &err {
        PlaceError::Empty => PageFault::NoPlace,
        PlaceError::Ambiguous { candidates, .. } => {
            PageFault::WhichPlace { name: typed.to_owned(), labels: labels(candidates) }
        }
        err => PageFault::UnknownPlace(labels(err.candidates())),
    })?;
    match place.state.filter(|state| place.kind == PlaceKind::State && is_its_name(typed, *state)) {
        Some(state) => {
            city_named_like(state).map_or(Ok(place), |city| Err(PageFault::CityOrState { city, state }))
        }
        None => Ok(place),
    }
}

/// Whether a text is a state's name, and not its code or "State of …".
fn is_its_name(typed: &str, state: State) -> bool {
    words(typed) == words(state.name())
}
