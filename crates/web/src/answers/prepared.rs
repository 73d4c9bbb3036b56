//! The answers with their place and payer looked up: a search that can run.

use directory::State;
use places::{Gazetteer, Place, PlaceError};
use service::{Language, ResolvedSearch};

use super::fault::FormFault;
use super::form_answers::FormAnswers;
use super::payer::Payer;
use crate::error::PageError;

/// A search that can run.
pub(crate) struct PreparedSearch {
    /// Where to search. `None` means everywhere: only a name was given.
    pub place: Option<Place>,
    /// Who pays. `None` if that was not answered.
    pub payer: Option<Payer>,
    pub search: ResolvedSearch,
}

impl PreparedSearch {
    /// Looks up what was typed. Everything that is wrong is reported at once.
    pub(crate) fn new(
        answers: &FormAnswers,
        language: Language,
    ) -> Result<Result<PreparedSearch, Vec<FormFault>>, PageError> {
        let place = place(answers);
        let state = place.as_ref().ok().and_then(Option::as_ref).and_then(|place| place.state);
        let (place, payer) = match (place, payer(answers, state, language), check_name(answers)) {
            (Ok(place), Ok(payer), Ok(())) => (place, payer),
            (place, payer, name) => {
                return Ok(Err(place.err().into_iter().chain(payer.err()).chain(name.err()).collect()));
            }
        };
        let insurance = payer.as_ref().and_then(|payer| payer.slug);
        let search = ResolvedSearch::at_place(answers.request(place.as_ref(), insurance)?, place.clone())?;
        Ok(Ok(PreparedSearch { place, payer, search }))
    }
}

/// Who pays. `None` if that was not answered.
fn payer(
    answers: &FormAnswers,
    state: Option<State>,
    language: Language,
) -> Result<Option<Payer>, FormFault> {
    answers.insurer.as_deref().map(|typed| Payer::look_up(typed, state, language)).transpose()
}

fn check_name(answers: &FormAnswers) -> Result<(), FormFault> {
    let is_empty = |name: &String| !name.chars().any(char::is_alphanumeric);
    if answers.name.as_ref().is_some_and(is_empty) { Err(FormFault::EmptyName) } else { Ok(()) }
}

/// Where to search. `None` if that was left out and a name was given.
fn place(answers: &FormAnswers) -> Result<Option<Place>, FormFault> {
    match (&answers.at, answers.near.as_deref()) {
        (Some(location), _) => Ok(Some(location.place.clone())),
        (None, Some(typed)) => typed_place(typed).map(Some),
        (None, None) if answers.name.is_some() => Ok(None),
        (None, None) => Err(FormFault::NoPlace),
    }
}

fn typed_place(typed: &str) -> Result<Place, FormFault> {
    Gazetteer::embedded().resolve(typed).map_err(|err| match err {
        PlaceError::Empty => FormFault::NoPlace,
        PlaceError::MilitaryMail { .. } => FormFault::MilitaryMail,
        PlaceError::Ambiguous { candidates, .. } => {
            FormFault::WhichPlace { name: typed.to_owned(), candidates }
        }
        err => FormFault::UnknownPlace(err.candidates().to_vec()),
    })
}
