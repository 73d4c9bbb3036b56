//! A question with its place and payer looked up: what can be searched.

use places::{Gazetteer, Place, PlaceError};

use super::{Pay, Payer, Question};
use crate::pages::language::Language;
use crate::problem::Problem;
use crate::search::parameters::Parameters;
use crate::search::request::SearchRequest;

/// What has to be set right before a search can be made.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::pages) enum PageFault {
    /// No place was given.
    NoPlace,
    /// The place is none, or several; these may be meant.
    Place(Vec<String>),
    /// The insurance can be any of these: names, and values of the field.
    Insurer(Vec<(String, String)>),
    /// Nobody knows an insurance of this name.
    UnknownInsurer,
}

/// A question that can be searched.
pub(in crate::pages) struct Understood {
    /// Where.
    pub place: Place,
    /// Who pays, where that was answered.
    pub payer: Option<Payer>,
    /// The search.
    pub request: SearchRequest,
}

impl Understood {
    /// Looks up what was typed. All that is wrong is told at once.
    pub(in crate::pages) fn of(
        question: &Question,
        language: Language,
    ) -> Result<Result<Understood, Vec<PageFault>>, Problem> {
        let mut faults = Vec::new();
        let place = place(question).map_err(|fault| faults.push(fault)).ok();
        let state = place.as_ref().and_then(|place| place.state);
        let payer = match question.pay {
            Some(Pay::None) => Some(Payer::nobody(language)),
            Some(Pay::Unknown) => None,
            Some(Pay::Insurance) | None => {
                let typed = question.insurer.as_deref();
                let read = typed.map(|typed| Payer::of(typed, state, language)).transpose();
                read.unwrap_or_else(|fault| {
                    faults.push(fault);
                    None
                })
            }
        };
        let Some(place) = place.filter(|_| faults.is_empty()) else { return Ok(Err(faults)) };
        let insurance = payer.as_ref().and_then(|payer| payer.slug);
        let parameters = Parameters::of_pairs(question.parameters(&place, insurance))?;
        let request = SearchRequest::parse(parameters)?;
        Ok(Ok(Understood { place, payer, request }))
    }
}

fn place(question: &Question) -> Result<Place, PageFault> {
    let typed = question.near.as_deref().ok_or(PageFault::NoPlace)?;
    Gazetteer::embedded().resolve(typed).map_err(|err| match &err {
        PlaceError::Empty => PageFault::NoPlace,
        err => PageFault::Place(err.candidates().iter().map(|place| place.label.clone()).collect()),
    })
}
