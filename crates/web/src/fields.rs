//! The fields of a form: what was entered, and the changes that a button makes to them.

use crate::error::PageError;

/// The field of a button that changes other fields. Its value is one of these:
///
/// - `set NAME VALUE`: the field has only this value;
/// - `add NAME VALUE`: the field also has this value;
/// - `drop NAME VALUE`: the field no longer has this value; `drop NAME`: it has none; `drop NAME|NAME VALUE`: the same
///   for several fields;
/// - `swap OTHER NAME VALUE`: like `set`, and the field OTHER has no value;
/// - `more COUNT CURSOR`: the page after the first COUNT facilities.
///
/// This way, all buttons of a page share one set of hidden fields.
const CHANGE: &str = "change";

/// The fields for the cursor of a further page, and for how many facilities came before it.
pub(crate) const CURSOR: &str = "cursor";
pub(crate) const SEEN: &str = "seen";

/// A form has at most this many fields.
const MOST: usize = 200;

/// Names and values, without the fields that were left empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FormFields(Vec<(String, String)>);

impl FormFields {
    /// Reads a body or a query, and makes the changes that its buttons ask for.
    pub(crate) fn read(text: &[u8]) -> Result<FormFields, PageError> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(text).map_err(|_| unreadable("the form"))?;
        if pairs.len() > MOST {
            return Err(unreadable("the form"));
        }
        let mut fields = FormFields(Vec::new());
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
        // A changed search begins with its first page.
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

    /// Takes the only value of a field. The same value given twice counts once.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<String>, PageError> {
        let mut values = self.take_all(name);
        match values.len() {
            0 | 1 => Ok(values.pop()),
            _ => Err(unreadable(name)),
        }
    }

    /// Takes all values of a field, without duplicates.
    pub(crate) fn take_all(&mut self, name: &str) -> Vec<String> {
        let taken = self.0.extract_if(.., |(known, _)| known == name);
        let mut values: Vec<String> = Vec::new();
        for (_, value) in taken {
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    }

    /// Finishes reading. A field that was not taken is an error: none of our forms sends it.
    pub(crate) fn finish(self) -> Result<(), PageError> {
        match self.0.first() {
            Some((name, _)) => Err(unreadable(name)),
            None => Ok(()),
        }
    }

    /// The names and values, for hidden fields.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The fields other than those named.
    pub(crate) fn without(&self, names: &[&str]) -> FormFields {
        FormFields(self.0.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect())
    }

    /// The fields as the query of a URL.
    pub(crate) fn query(&self) -> String {
        serde_urlencoded::to_string(&self.0).unwrap_or_default()
    }
}

/// The error for something that none of our forms sends.
pub(crate) fn unreadable(name: &str) -> PageError {
    let shown: String = name.chars().take(60).collect();
    PageError::invalid(&shown, "can't be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(body: &str) -> Result<String, String> {
        FormFields::read(body.as_bytes()).map(|fields| fields.query()).map_err(|error| error.to_string())
    }

    #[test]
    fn fields_left_empty_are_dropped() {
        assert_eq!(changed("near=Dayton%2C+OH&insurer=&who=+"), Ok("near=Dayton%2C+OH".to_owned()));
    }

    #[test]
    fn a_button_changes_fields_and_returns_to_the_first_page() {
        let change = |change: &str| changed(&format!("a=1&b=2&b=3&cursor=x&seen=20&change={change}"));
        assert_eq!(change("set+b+4"), Ok("a=1&b=4".to_owned()));
        assert_eq!(change("add+b+2"), Ok("a=1&b=3&b=2".to_owned()));
        assert_eq!(change("drop+b+2"), Ok("a=1&b=3".to_owned()));
        assert_eq!(change("drop+b"), Ok("a=1".to_owned()));
        assert_eq!(change("drop+a|b+2"), Ok("a=1&b=3".to_owned()));
        assert_eq!(change("set+near+Dayton,+OH"), Ok("a=1&b=2&b=3&near=Dayton%2C+OH".to_owned()));
        assert_eq!(change("swap+b+c+5+6"), Ok("a=1&c=5+6".to_owned()));
        assert_eq!(change("more+40+y"), Ok("a=1&b=2&b=3&seen=40&cursor=y".to_owned()));
        for bad in ["", "set", "set+b", "explode+a+b", "add++x", "swap+a+b"] {
            assert!(change(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_field_with_two_values_is_not_read_as_one() {
        let mut fields = FormFields::read(b"a=1&a=1&b=1&b=2").expect("a form");
        assert_eq!(fields.take("a").expect("one value"), Some("1".to_owned()));
        assert!(fields.take("b").is_err());
    }

    #[test]
    fn unknown_fields_are_errors() {
        assert!(FormFields::read(b"a=1").expect("a form").finish().is_err());
    }
}
