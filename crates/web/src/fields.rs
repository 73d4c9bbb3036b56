//! The fields of a form: what was entered, and the changes that a button makes to it.

use crate::error::PageError;

/// The field of a button that changes one of the others. Its value:
///
/// - `set NAME VALUE`: that value instead of all others;
/// - `add NAME VALUE`: that value, too;
/// - `drop NAME VALUE`: without that value; `drop NAME`: without any; `drop NAME|NAME VALUE`: of several names;
/// - `swap OTHER NAME VALUE`: the same, and the other one without any;
/// - `more COUNT CURSOR`: the page after the first COUNT places.
///
/// All buttons of a page send the same hidden fields, so these stand in it once.
const CHANGE: &str = "change";

/// The cursor of a further page, and how many places came before it.
pub(super) const CURSOR: &str = "cursor";
pub(super) const SEEN: &str = "seen";

/// More fields than any form has.
const MOST: usize = 200;

/// Names and values. What was left empty is not among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a body or a query, and makes the change it asks for.
    pub(super) fn read(text: &[u8]) -> Result<Fields, PageError> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(text).map_err(|_| unreadable("the form"))?;
        if pairs.len() > MOST {
            return Err(unreadable("the form"));
        }
        let mut fields = Fields(Vec::new());
        let mut changes = Vec::new();
        for (name, value) in pairs {
            let value = value.trim();
            match name.as_str() {
                CHANGE => changes.push(value.to_owned()),
                _ if value.is_empty() => {}
                _ => fields.0.push((name, value.to_owned())),
            }
        }
        for change in changes {
            fields.change(&change)?;
        }
        Ok(fields)
    }

    fn change(&mut self, change: &str) -> Result<(), PageError> {
        // Another search begins with its first page.
        self.0.retain(|(name, _)| name != CURSOR && name != SEEN);
        let mut parts = change.splitn(3, ' ');
        let parts = (parts.next(), parts.next().filter(|name| !name.is_empty()), parts.next());
        match parts {
            (Some("set"), Some(name), Some(value)) => {
                self.drop(name, None);
                self.add(name, value);
            }
            (Some("swap"), Some(other), Some(rest)) => {
                let (name, value) = rest.split_once(' ').ok_or_else(|| unreadable(CHANGE))?;
                self.drop(other, None);
                self.drop(name, None);
                self.add(name, value);
            }
            (Some("add"), Some(name), Some(value)) => {
                self.drop(name, Some(value));
                self.add(name, value);
            }
            (Some("drop"), Some(name), value) => self.drop(name, value),
            (Some("more"), Some(seen), Some(cursor)) => {
                self.add(SEEN, seen);
                self.add(CURSOR, cursor);
            }
            _ => return Err(unreadable(CHANGE)),
        }
        Ok(())
    }

    fn add(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    fn drop(&mut self, names: &str, value: Option<&str>) {
        let is_named = |known: &str| names.split('|').any(|name| name == known);
        self.0.retain(|(known, given)| !is_named(known) || value.is_some_and(|value| value != given));
    }

    /// Takes the one value of a name. A name given twice with the same value is given once.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<String>, PageError> {
        let mut values = self.take_all(name);
        match values.len() {
            0 | 1 => Ok(values.pop()),
            _ => Err(unreadable(name)),
        }
    }

    /// Takes all values of a name, each once.
    pub(super) fn take_all(&mut self, name: &str) -> Vec<String> {
        let taken = self.0.extract_if(.., |(known, _)| known == name);
        let mut values: Vec<String> = Vec::new();
        for (_, value) in taken {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// Ends the reading: a field that was not taken is none of ours.
    pub(super) fn finish(self) -> Result<(), PageError> {
        match self.0.first() {
            Some((name, _)) => Err(unreadable(name)),
            None => Ok(()),
        }
    }

    /// The names and values, for hidden fields.
    pub(super) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Those of these names, or of all others.
    pub(super) fn without(&self, names: &[&str]) -> Fields {
        Fields(self.0.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect())
    }

    /// The fields as the query of a URL.
    pub(super) fn query(&self) -> String {
        serde_urlencoded::to_string(&self.0).unwrap_or_default()
    }
}

/// What no form of ours sends.
pub(super) fn unreadable(name: &str) -> PageError {
    let shown: String = name.chars().take(60).collect();
    PageError::invalid(shown, "can't be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(body: &str) -> Result<String, String> {
        Fields::read(body.as_bytes()).map(|fields| fields.query()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_was_left_empty_was_not_entered() {
        assert_eq!(changed("near=Dayton%2C+OH&insurer=&who=+"), Ok("near=Dayton%2C+OH".to_owned()));
    }

    #[test]
    fn a_button_changes_one_field_and_begins_anew() {
        let of = |change: &str| changed(&format!("a=1&b=2&b=3&cursor=x&seen=20&change={change}"));
        assert_eq!(of("set+b+4"), Ok("a=1&b=4".to_owned()));
        assert_eq!(of("add+b+2"), Ok("a=1&b=3&b=2".to_owned()));
        assert_eq!(of("drop+b+2"), Ok("a=1&b=3".to_owned()));
        assert_eq!(of("drop+b"), Ok("a=1".to_owned()));
        assert_eq!(of("drop+a|b+2"), Ok("a=1&b=3".to_owned()));
        assert_eq!(of("set+near+Dayton,+OH"), Ok("a=1&b=2&b=3&near=Dayton%2C+OH".to_owned()));
        assert_eq!(of("swap+b+c+5+6"), Ok("a=1&c=5+6".to_owned()));
        assert_eq!(of("more+40+y"), Ok("a=1&b=2&b=3&seen=40&cursor=y".to_owned()));
        for bad in ["", "set", "set+b", "explode+a+b", "add++x", "swap+a+b"] {
            assert!(of(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_field_given_twice_can_not_be_read_as_one() {
        let mut fields = Fields::read(b"a=1&a=1&b=1&b=2").expect("a form");
        assert_eq!(fields.take("a").expect("one value"), Some("1".to_owned()));
        assert!(fields.take("b").is_err());
    }

    #[test]
    fn unknown_fields_are_not_ignored() {
        assert!(Fields::read(b"a=1").expect("a form").finish().is_err());
    }
}
