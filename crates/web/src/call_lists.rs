//! The lists of places to call: A, B and C. They have letters, so that nobody has to type a client's
//! name. A place can be on several lists.

use uuid::Uuid;

use crate::chosen::ChosenIds;

/// One of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ListLetter {
    A,
    B,
    C,
}

impl ListLetter {
    pub(crate) const ALL: [ListLetter; 3] = [ListLetter::A, ListLetter::B, ListLetter::C];

    /// The letter, as it is shown.
    pub(crate) fn shown(self) -> &'static str {
        match self {
            ListLetter::A => "A",
            ListLetter::B => "B",
            ListLetter::C => "C",
        }
    }

    /// The field of a form with the IDs of the places on this list.
    pub(crate) fn field(self) -> &'static str {
        match self {
            ListLetter::A => "id",
            ListLetter::B => "id-b",
            ListLetter::C => "id-c",
        }
    }
}

/// The field of a button that puts a place on a list or takes it off. Its value is the letter and the ID.
const TOGGLE: &str = "toggle";

/// The field that says whether the letters are shown even if only list A is in use.
pub(crate) const LETTERS: &str = "letters";

/// The places of all lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CallLists {
    /// The places in the order they were chosen, each once.
    pub chosen: ChosenIds,
    places: Vec<(Uuid, ListLetter)>,
    asks_for_letters: bool,
}

impl CallLists {
    pub(crate) fn from_fields(fields: &[(String, String)]) -> CallLists {
        let mut lists = CallLists {
            asks_for_letters: fields.iter().any(|(name, _)| name == LETTERS),
            chosen: ChosenIds::from_fields_named(fields, &ListLetter::ALL.map(ListLetter::field)),
            places: Vec::new(),
        };
        for letter in ListLetter::ALL {
            let ids = ChosenIds::from_fields_named(fields, &[letter.field()]).ids;
            lists.places.extend(ids.into_iter().map(|id| (id, letter)));
        }
        for (_, value) in fields.iter().filter(|(name, _)| name == TOGGLE) {
            lists.toggle(value);
        }
        lists
    }

    fn toggle(&mut self, value: &str) {
        let place = value.split_once(' ').and_then(|(shown, id)| {
            let letter = ListLetter::ALL.into_iter().find(|letter| letter.shown() == shown)?;
            Some((Uuid::parse_str(id).ok()?, letter))
        });
        let Some(place) = place.filter(|(id, _)| self.chosen.ids.contains(id)) else { return };
        match self.places.iter().position(|known| *known == place) {
            // The last letter stays: a button takes the place off all lists.
            Some(at) if self.letters(place.0).len() > 1 => drop(self.places.remove(at)),
            Some(_) => {}
            None => self.places.push(place),
        }
    }

    /// The lists that a place is on. One that is known by another ID now is on list A.
    pub(crate) fn letters(&self, id: Uuid) -> Vec<ListLetter> {
        let mut letters: Vec<ListLetter> =
            self.places.iter().filter(|(known, _)| *known == id).map(|(_, letter)| *letter).collect();
        letters.sort_unstable();
        if letters.is_empty() { vec![ListLetter::A] } else { letters }
    }

    /// Whether to show the letters.
    pub(crate) fn has_letters(&self) -> bool {
        self.asks_for_letters || self.places.iter().any(|(_, letter)| *letter != ListLetter::A)
    }

    /// The fields of a form that sends the same lists.
    pub(crate) fn to_fields(&self) -> Vec<(String, String)> {
        let ids = self.chosen.ids.iter();
        let fields = ids.flat_map(|id| self.letters(*id).into_iter().map(move |letter| (letter, id)));
        let letters = self.has_letters().then(|| (LETTERS.to_owned(), "yes".to_owned()));
        fields.map(|(letter, id)| (letter.field().to_owned(), id.to_string())).chain(letters).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(fields: &[(&str, &str)]) -> CallLists {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        CallLists::from_fields(&fields.iter().map(owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_place_can_be_on_several_lists_and_is_shown_once() {
        use ListLetter::{A, B, C};
        let [one, two] = [1, 2].map(Uuid::from_u128);
        let [first, second] = [one, two].map(|id| id.to_string());
        let fields = [("id", &*first), ("id-b", &*second), ("id-c", &*first)];
        let sent = lists(&fields);
        assert_eq!(sent.chosen.ids, [one, two]);
        assert_eq!((sent.letters(one), sent.letters(two)), (vec![A, C], vec![B]));
        assert!(sent.has_letters() && !lists(&fields[..1]).has_letters());
        assert!(lists(&[fields[0], ("letters", "yes")]).has_letters());
        let again = sent.to_fields();
        assert_eq!(CallLists::from_fields(&again).places.len(), 3);

        let toggled = |value: &str| lists(&[&fields[..], &[("toggle", value)]].concat());
        assert_eq!(toggled(&format!("B {first}")).letters(one), [A, B, C]);
        assert_eq!(toggled(&format!("A {first}")).letters(one), [C]);
        assert_eq!(toggled(&format!("B {second}")).letters(two), [B], "the last letter stays");
        assert_eq!(toggled("D nonsense").places, sent.places);
    }
}
