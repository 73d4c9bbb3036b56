//! Why a text could not be resolved to a place, in words for the person who typed it.

use std::fmt;

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
    /// Coordinates that are not on the Earth, or that make sense only with latitude and longitude swapped.
    #[error("latitude {latitude}, longitude {longitude} is {}", out_of_range(.swapped.as_deref()))]
    OutOfRange {
        /// The first number.
        latitude: f64,
        /// The second number.
        longitude: f64,
        /// The point with latitude and longitude swapped, if that makes sense.
        swapped: Option<Box<Place>>,
    },
    /// The text can be more than one place.
    #[error("{text:?} {}", ambiguous(.candidates))]
    Ambiguous {
        /// The text as it was typed.
        text: String,
        /// At most five of the places it can be, the most populous first. A ZIP code comes before places that contradict it.
        candidates: Vec<Place>,
    },
    /// The gazetteer has no such place.
    #[error("no place called {text:?} is known{}", DidYouMean(.candidates))]
    Unknown {
        /// The text as it was typed.
        text: String,
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

fn out_of_range(swapped: Option<&Place>) -> String {
    match swapped {
        Some(place) => {
            format!("not in the United States; did you mean {}? latitude comes first", place.label)
        }
        None => "not on the Earth: latitude comes first and goes from -90 to 90, longitude from -180 to 180"
            .into(),
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
        _ => format!("can be {}; name the state or give a ZIP code", labels.join(" or ")),
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
