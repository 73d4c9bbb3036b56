//! Why a text could not be resolved to a place, in words for the person who typed it.

use std::fmt;

use directory::State;

use crate::place::{Place, PlaceKind};

/// Why a text could not be resolved to one place.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlaceError {
    /// Nothing but spaces and punctuation.
    #[error("the place is empty: give a ZIP code, a city with its state, a state, or latitude and longitude")]
    Empty,
    /// Longer than any place's name.
    #[error("the place has {length} characters; at most {limit} are accepted")]
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// Coordinates that are not in the United States, or not even on the Earth.
    #[error("latitude {latitude}, longitude {longitude} is {}", out_of_range(*.is_on_earth, .swapped.as_deref()))]
    OutOfRange {
        /// The first number.
        latitude: f64,
        /// The second number.
        longitude: f64,
        /// Whether the two numbers, in this order, are a point on the Earth.
        is_on_earth: bool,
        /// The point with latitude and longitude swapped, if that makes sense.
        swapped: Option<Box<Place>>,
    },
    /// An address of military mail, which says nothing about where a person is.
    #[error(
        "{text:?} is military mail abroad, and this directory covers the United States and its territories only; abroad, \
         TRICARE Overseas (tricare-overseas.com) finds care for service members and their families; \
         for care in the United States, give a ZIP code or a city there"
    )]
    MilitaryMail {
        /// The text as it was typed.
        text: String,
    },
    /// The text can be more than one place, or is an everyday word that is probably not meant as a place.
    #[error("{text:?} {}", ambiguous(.candidates))]
    Ambiguous {
        /// The text as it was typed.
        text: String,
        /// At most five of the places it can be, the most populous first. A ZIP code comes before places that contradict it.
        candidates: Vec<Place>,
    },
    /// The gazetteer has no such place.
    #[error("no place called {text:?} is known{}{}", InState(*.state), DidYouMean(.candidates))]
    Unknown {
        /// The text as it was typed.
        text: String,
        /// The state in which the place was looked for, if that was not in the text.
        state: Option<State>,
        /// At most five places with similar names, the most similar first, then the most populous.
        candidates: Vec<Place>,
    },
}

impl PlaceError {
    /// The places that may have been meant, the likeliest first.
    pub fn candidates(&self) -> &[Place] {
        match self {
            PlaceError::Ambiguous { candidates, .. } | PlaceError::Unknown { candidates, .. } => candidates,
            PlaceError::OutOfRange { swapped: Some(place), .. } => std::slice::from_ref(place),
            _ => &[],
        }
    }
}

fn out_of_range(is_on_earth: bool, swapped: Option<&Place>) -> String {
    match (swapped, is_on_earth) {
        (Some(place), _) => {
            format!("not in the United States; did you mean {}? latitude comes first", place.label)
        }
        (None, true) => {
            "not in the United States or its territories, which is all that this directory covers".into()
        }
        (None, false) => {
            "not on the Earth: latitude comes first and goes from -90 to 90, longitude from -180 to 180"
                .into()
        }
    }
}

fn ambiguous(candidates: &[Place]) -> String {
    let labels: Vec<&str> = candidates.iter().map(|place| place.label.as_str()).collect();
    match candidates {
        [zip, rest @ ..]
            if zip.kind == PlaceKind::Zip && rest.iter().any(|other| other.kind != PlaceKind::Zip) =>
        {
            format!(
                "contradicts itself: the ZIP code means {}, but the rest means {}",
                labels[0],
                labels[1..].join(" or ")
            )
        }
        [place] => format!("is an everyday word; did you mean {}?", place.label),
        _ if candidates.iter().any(|place| place.kind == PlaceKind::State) => {
            format!("can be a city or a whole state; send {}", labels.join(" or "))
        }
        _ => format!("can be {}; name the state or give a ZIP code", labels.join(" or ")),
    }
}

struct InState(Option<State>);

impl fmt::Display for InState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |state| write!(f, " in {}", state.name()))
    }
}

struct DidYouMean<'a>(&'a [Place]);

impl fmt::Display for DidYouMean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, place) in self.0.iter().enumerate() {
            write!(f, "{}{}", if i == 0 { "; did you mean " } else { " or " }, place.label)?;
        }
        f.write_str(if self.0.is_empty() {
            "; give a ZIP code, a city with its state, or a state"
        } else {
            "?"
        })
    }
}
