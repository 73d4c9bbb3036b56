//! What to draw: the area that was searched, the pins, and the texts.

use directory::{Area, Coordinate, State};

pub(crate) struct MapRequest<'a> {
    /// The area that was searched.
    pub area: Area,
    /// The state that was searched. It matters only if the area is [`Area::Anywhere`].
    pub state: Option<State>,
    /// The facilities of the list that may be shown, at most a hundred. Those with a withheld street are left out, and so
    /// are those that offer only telehealth, which may be far away.
    pub pins: &'a [Pin<'a>],
    /// In the language of the page.
    pub words: MapWords<'a>,
}

/// A facility of the list.
#[derive(Debug)]
pub(crate) struct Pin<'a> {
    /// Its number in the list.
    pub number: usize,
    pub coordinate: Coordinate,
    pub name: &'a str,
    /// Where its link leads.
    pub href: &'a str,
    /// Whether the coordinate is only the center of its ZIP code.
    pub approximate: bool,
}

/// The texts on the map, in the language of the page. `center` and those after it make the legend: at most 30
/// characters each.
#[derive(Clone, Copy)]
pub(crate) struct MapWords<'a> {
    /// The accessible name of the map: "Map of the places in the list".
    pub label: &'a str,
    /// The unit after a number of at least two: "miles".
    pub miles: &'a str,
    /// What the cross marks: "where you searched".
    pub center: &'a str,
    /// What the circle marks: "within 25 miles".
    pub circle: &'a str,
    /// What the box on the small map marks: "area of the map above".
    pub shown: &'a str,
    /// What a dashed pin means: "exact address not known". It also follows the name of each such pin.
    pub approximate: &'a str,
}
