//! What a client sends, before it means anything: names and values, from a URL or a JSON body.

use percent_encoding::percent_decode;
use serde::de::{MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::counts::{did_you_mean, nearest};
use crate::error::{Error, Fault};

/// Longest text of a parameter, in characters.
const MAX_TEXT: usize = 200;

/// Longest cursor.
const MAX_CURSOR: usize = 2_000;

/// Longest list.
const MAX_LIST: usize = 4_000;

/// Names and values, and the faults found in them so far.
pub struct Parameters {
    given: Vec<(String, Given)>,
    from_body: bool,
    faults: Vec<Fault>,
}

enum Given {
    Text(String),
    Json(Value),
}

/// The members of a JSON object, those given twice twice; each is read by itself, so that a fault has its name.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> serde::Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object with the parameters")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

impl Parameters {
    /// Reads the query of a URL.
    pub fn of_query(query: &str) -> Result<Parameters, Error> {
        let mut given = Vec::new();
        let mut faults = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decode = |part: &str| {
                let spaced = part.replace('+', " ");
                percent_decode(spaced.as_bytes()).decode_utf8().map(|text| text.into_owned())
            };
            match (decode(name), decode(value)) {
                (Ok(name), Ok(value)) => given.push((name, Given::Text(value))),
                (Ok(name), Err(_)) => faults.push(fault(false, &name, "is not UTF-8")),
                (Err(_), _) => faults.push(fault(false, "", "a parameter's name is not UTF-8")),
            }
        }
        Parameters::checked(given, false, faults)
    }

    /// Takes pairs of names and values, as the command line has them.
    pub fn of_pairs(pairs: Vec<(String, String)>) -> Result<Parameters, Error> {
        let given = pairs.into_iter().map(|(name, value)| (name, Given::Text(value))).collect();
        Parameters::checked(given, false, Vec::new())
    }

    /// Reads a JSON body.
    pub fn of_json(body: &[u8]) -> Result<Parameters, Error> {
        let members: Members = serde_json::from_slice(body).map_err(|err| {
            let detail = format!("the body is no JSON object with the parameters: {err}");
            Error::Invalid(vec![fault(true, "", detail)])
        })?;
        let mut given = Vec::new();
        let mut faults = Vec::new();
        for (name, value) in members.0 {
            match serde_json::from_str(value.get()) {
                Ok(value) => given.push((name, Given::Json(value))),
                Err(_) => faults.push(fault(true, &name, "can't be read")),
            }
        }
        Parameters::checked(given, true, faults)
    }

    fn checked(
        given: Vec<(String, Given)>,
        from_body: bool,
        mut faults: Vec<Fault>,
    ) -> Result<Parameters, Error> {
        for (at, (name, _)) in given.iter().enumerate() {
            if given[..at].iter().any(|(other, _)| other == name) {
                faults.push(fault(from_body, name, "is given twice"));
            }
        }
        if faults.is_empty() {
            Ok(Parameters { given, from_body, faults })
        } else {
            Err(Error::Invalid(faults))
        }
    }

    /// Notes what is wrong with a parameter.
    pub fn fault(&mut self, name: &str, detail: impl Into<String>) {
        self.faults.push(fault(self.from_body, name, detail));
    }

    /// Notes what is wrong with a parameter, and what would be right.
    pub fn fault_with(&mut self, name: &str, detail: impl Into<String>, candidates: Vec<String>) {
        self.faults.push(Fault { candidates, ..fault(self.from_body, name, detail) });
    }

    /// Notes that a parameter is required, unless it was given and is wrong.
    pub fn missing(&mut self, name: &str, detail: &str) {
        let named = |fault: &Fault| {
            fault.parameter.as_deref() == Some(name) || fault.pointer.as_deref() == Some(&format!("/{name}"))
        };
        if !self.faults.iter().any(named) {
            self.fault(name, detail);
        }
    }

    fn take(&mut self, name: &str) -> Option<Given> {
        let at = self.given.iter().position(|(known, _)| known == name)?;
        match self.given.swap_remove(at).1 {
            Given::Json(Value::Null) => None,
            given => Some(given),
        }
    }

    /// A text, trimmed.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let text = match self.take(name)? {
            Given::Text(text) | Given::Json(Value::String(text)) => text,
            Given::Json(_) => {
                self.fault(name, "is not a text");
                return None;
            }
        };
        let longest = if name == "cursor" { MAX_CURSOR } else { MAX_TEXT };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            self.fault(name, "is empty; leave it out or give it a value");
        } else if text.chars().count() > longest {
            self.fault(name, format!("is longer than {longest} characters"));
        } else if text.chars().any(char::is_control) {
            self.fault(name, "has control characters");
        } else {
            return Some(trimmed.to_owned());
        }
        None
    }

    /// A list: of a JSON array, or parted by commas.
    pub fn list(&mut self, name: &str) -> Vec<String> {
        let items: Vec<String> = match self.take(name) {
            None => return Vec::new(),
            Some(Given::Text(text) | Given::Json(Value::String(text))) => {
                if text.chars().count() > MAX_LIST {
                    self.fault(name, format!("is longer than {MAX_LIST} characters"));
                    return Vec::new();
                }
                text.split(',').map(|item| item.trim().to_owned()).collect()
            }
            Some(Given::Json(Value::Array(values))) => {
                let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
                let Some(texts) = texts else {
                    self.fault(name, "is a list of something else than texts");
                    return Vec::new();
                };
                texts.into_iter().map(|item| item.trim().to_owned()).collect()
            }
            Some(Given::Json(_)) => {
                self.fault(name, "is neither a list of texts nor a text with commas");
                return Vec::new();
            }
        };
        if items.iter().any(String::is_empty) && !(self.from_body && items.is_empty()) {
            self.fault(name, "has an empty value; leave it out");
            return Vec::new();
        }
        if let Some(long) = items.iter().find(|item| item.chars().count() > MAX_TEXT) {
            let beginning: String = long.chars().take(20).collect();
            self.fault(
                name,
                format!("has a value longer than {MAX_TEXT} characters, which begins with {beginning:?}"),
            );
            return Vec::new();
        }
        items
    }

    /// A number within a range, both ends included.
    pub fn number(&mut self, name: &str, range: std::ops::RangeInclusive<f64>, what: &str) -> Option<f64> {
        let number = match self.take(name)? {
            Given::Text(text) => plain_number(&text).and_then(|text| text.parse::<f64>().ok()),
            Given::Json(value) => value.as_f64(),
        };
        match number.filter(|number| range.contains(number)) {
            Some(number) => Some(number),
            None => {
                self.fault(name, format!("is not {what} from {} to {}", range.start(), range.end()));
                None
            }
        }
    }

    /// A whole number within a range, both ends included.
    pub fn whole(&mut self, name: &str, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
        let number = match self.take(name)? {
            Given::Text(text) => plain_number(&text).and_then(|text| text.parse::<u64>().ok()),
            Given::Json(value) => value.as_u64(),
        };
        match number.filter(|number| range.contains(number)) {
            Some(number) => Some(number),
            None => {
                self.fault(name, format!("is not a whole number from {} to {}", range.start(), range.end()));
                None
            }
        }
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &str) -> bool {
        let flag = match self.take(name) {
            None => return false,
            Some(Given::Text(text)) => text.parse::<bool>().ok(),
            Some(Given::Json(value)) => value.as_bool(),
        };
        flag.unwrap_or_else(|| {
            self.fault(name, "is neither true nor false");
            false
        })
    }

    /// One of several names.
    pub fn choice<T: Copy>(&mut self, name: &str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(name)?;
        let found = choices.iter().find(|(known, _)| *known == text).map(|(_, choice)| *choice);
        if found.is_none() {
            self.unknown_value(name, &text, choices.iter().map(|(known, _)| *known));
        }
        found
    }

    /// Several of several names, each once.
    pub fn choices<T: Copy + PartialEq>(&mut self, name: &str, choices: &[(&str, T)]) -> Vec<T> {
        let mut found = Vec::new();
        for text in self.list(name) {
            match choices.iter().find(|(known, _)| *known == text) {
                Some((_, choice)) if found.contains(choice) => {}
                Some((_, choice)) => found.push(*choice),
                None => self.unknown_value(name, &text, choices.iter().map(|(known, _)| *known)),
            }
        }
        found
    }

    /// Notes a value that is none of the valid ones, with the nearest of them; with all where they are few.
    pub fn unknown_value<'a>(
        &mut self,
        name: &str,
        value: &str,
        valid: impl Iterator<Item = &'a str> + Clone,
    ) {
        let candidates = nearest(value, valid.clone());
        let few: Vec<&str> = valid.take(16).collect();
        let hint = if !candidates.is_empty() {
            did_you_mean(&candidates)
        } else if few.len() < 16 {
            format!("; valid are {}", few.join(", "))
        } else {
            "; GET /v1/vocabulary lists what is valid".to_owned()
        };
        let shown: String = value.chars().take(60).collect();
        self.fault_with(name, format!("{shown:?} is not known{hint}"), candidates);
    }

    /// Ends the reading: what was not taken is unknown. `valid`: the names that can be given.
    pub fn finish(mut self, valid: &[&str]) -> Result<(), Error> {
        for (name, _) in std::mem::take(&mut self.given) {
            if !valid.contains(&name.as_str()) {
                let candidates = nearest(&name, valid.iter().copied());
                let shown: String = name.chars().take(60).collect();
                let hint = match candidates.is_empty() {
                    true => format!("; valid are {}", valid.join(", ")),
                    false => did_you_mean(&candidates),
                };
                self.fault_with(&shown, format!("there is no parameter {shown:?}{hint}"), candidates);
            }
        }
        if self.faults.is_empty() { Ok(()) } else { Err(Error::Invalid(self.faults)) }
    }
}

/// A number as people write it: digits, and perhaps a point between them.
fn plain_number(text: &str) -> Option<&str> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(rest)).then_some(text)
}

fn fault(from_body: bool, name: &str, detail: impl Into<String>) -> Fault {
    let escaped = || name.replace('~', "~0").replace('/', "~1");
    Fault {
        parameter: (!from_body).then(|| name.to_owned()),
        pointer: from_body.then(|| if name.is_empty() { String::new() } else { format!("/{}", escaped()) }),
        detail: detail.into(),
        candidates: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(problem: Error) -> Vec<(Option<String>, Option<String>)> {
        let Error::Invalid(faults) = problem else { panic!("{problem}") };
        faults.into_iter().map(|fault| (fault.parameter, fault.pointer)).collect()
    }

    #[test]
    fn a_parameter_given_twice_is_a_fault() {
        let named = |name: &str| vec![(Some(name.to_owned()), None)];
        assert_eq!(Parameters::of_query("a=1&b=2&a=3").err().map(faults), Some(named("a")));
        let twice = Parameters::of_json(br#"{"a": 1, "a": 2}"#).err().map(faults);
        assert_eq!(twice, Some(vec![(None, Some("/a".to_owned()))]));
    }

    #[test]
    fn what_is_not_utf_8_is_a_fault() {
        assert!(Parameters::of_query("near=%ff").is_err());
        assert!(Parameters::of_json(b"{\"near\": \"\xff\"}").is_err());
    }

    #[test]
    fn numbers_are_never_clamped() {
        for text in ["0", "501", "NaN", "inf", "1e9", "-1", "x", "", "%2B5", "5%20", "5."] {
            let mut parameters =
                Parameters::of_query(&format!("radius={text}")).unwrap_or_else(|_| panic!("{text}"));
            assert_eq!(parameters.number("radius", 1.0..=500.0, "a number"), None, "{text}");
            assert!(parameters.finish(&["radius"]).is_err(), "{text}");
        }
    }

    #[test]
    fn a_member_that_cant_be_read_is_named() {
        let huge = format!("{{\"radius\": 1{}}}", "0".repeat(400));
        let named = vec![(None, Some("/radius".to_owned()))];
        assert_eq!(Parameters::of_json(huge.as_bytes()).err().map(faults), Some(named));
    }

    #[test]
    fn lists_come_as_text_or_array() {
        for body in [r#"{"has": ["a", "b"]}"#, r#"{"has": "a, b"}"#] {
            let mut parameters = Parameters::of_json(body.as_bytes()).unwrap_or_else(|_| panic!("{body}"));
            assert_eq!(parameters.list("has"), ["a", "b"]);
        }
        let mut parameters = Parameters::of_json(br#"{"has": [1]}"#).unwrap_or_else(|_| panic!());
        parameters.list("has");
        assert!(parameters.finish(&["has"]).is_err());
    }

    #[test]
    fn an_unknown_parameter_names_the_nearest() {
        let parameters = Parameters::of_query("insurence=medicaid").unwrap_or_else(|_| panic!());
        let problem = parameters.finish(&["insurance", "near"]).err();
        assert!(problem.is_some_and(|problem| problem.detail().contains("insurance")));
    }
}
