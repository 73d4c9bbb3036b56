//! What a client sends, before it is interpreted: names and values, from a URL, a JSON body or the command line.

use std::fmt;

use directory::nearest::{did_you_mean, nearest};
use percent_encoding::percent_decode;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::faults::{FaultOrigin, Faults};
use super::value::{ParameterError, Sent, parameters, shown};
use crate::error::Error;

/// The maximum number of parameters of a request.
const MAX_PARAMETERS: usize = 64;

/// If no valid value resembles the given one, all valid values are listed, provided that there are fewer than this.
const FEW: usize = 16;

/// The parameters of a request as they were sent. Those that are empty or null count as left out.
#[derive(Debug)]
pub struct Input {
    given: Vec<(String, Sent)>,
    origin: FaultOrigin,
}

/// The request of a path that has no parameters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoParameters {}

/// A request that can be read from what a client sent.
pub trait FromInput: Sized {
    /// Reads the request.
    ///
    /// # Errors
    /// If anything in the request is wrong. The error lists every fault.
    fn from_input(input: Input) -> Result<Self, Error>;
}

impl<T: DeserializeOwned> FromInput for T {
    fn from_input(input: Input) -> Result<Self, Error> {
        let (request, faults) = input.read_in_part();
        request.filter(|_| faults.is_empty()).ok_or(faults.into())
    }
}

impl Input {
    /// Reads the query of a URL.
    ///
    /// # Errors
    /// If something in it is not UTF-8 or is given twice, or if there are too many parameters.
    pub fn from_query(query: &str) -> Result<Input, Error> {
        let mut given = Vec::new();
        let mut faults = Faults::new(FaultOrigin::Query);
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decode = |part: &str| {
                let spaced = part.replace('+', " ");
                percent_decode(spaced.as_bytes()).decode_utf8().map(|text| text.into_owned())
            };
            match (decode(name), decode(value)) {
                (Ok(name), Ok(value)) => given.push((name, Sent::Text(value))),
                (Ok(name), Err(_)) => faults.add(&shown(&name), "is not UTF-8"),
                (Err(_), _) => faults.add("", "a parameter's name is not UTF-8"),
            }
        }
        Input::checked(given, FaultOrigin::Query, faults)
    }

    /// Takes pairs of names and values from the command line.
    ///
    /// # Errors
    /// If a name is given twice.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Result<Input, Error> {
        let given = pairs.into_iter().map(|(name, value)| (name, Sent::Text(value))).collect();
        Input::checked(given, FaultOrigin::Query, Faults::new(FaultOrigin::Query))
    }

    /// Reads a JSON body.
    ///
    /// # Errors
    /// If it is not a JSON object, or if a member can't be read or is given twice.
    pub fn from_json(body: &[u8]) -> Result<Input, Error> {
        let mut faults = Faults::new(FaultOrigin::Body);
        let members: BodyMembers = match serde_json::from_slice(body) {
            Ok(members) => members,
            Err(err) => {
                faults.add("", format!("the body is not a JSON object with the parameters: {err}"));
                return Err(faults.into());
            }
        };
        let mut given = Vec::new();
        for (name, value) in members.0 {
            match serde_json::from_str(value.get()) {
                Ok(value) => given.push((name, Sent::Json(value))),
                Err(_) => faults.add(&shown(&name), "can't be read"),
            }
        }
        Input::checked(given, FaultOrigin::Body, faults)
    }

    fn checked(given: Vec<(String, Sent)>, origin: FaultOrigin, mut faults: Faults) -> Result<Input, Error> {
        if given.len() > MAX_PARAMETERS {
            faults.add(
                "",
                format!("there are {} parameters; at most {MAX_PARAMETERS} are accepted", given.len()),
            );
            return Err(faults.into());
        }
        for (at, (name, _)) in given.iter().enumerate() {
            if given[..at].iter().any(|(other, _)| other == name) {
                faults.add(&shown(name), "is given twice");
            }
        }
        if faults.is_empty() { Ok(Input { given, origin }) } else { Err(faults.into()) }
    }

    /// Reads the valid parameters of a request, so that they can be checked further before all faults are reported. The
    /// request is `None` if a required parameter is missing or wrong.
    pub fn read_in_part<T: DeserializeOwned>(self) -> (Option<T>, Faults) {
        let Input { given, origin } = self;
        let mut faults = Faults::new(origin);
        let (absent, mut given): (Vec<_>, Vec<_>) =
            given.into_iter().partition(|(_, value)| value.is_absent());
        for (name, value) in &absent {
            if let Err(error @ ParameterError::UnknownParameter(_)) = read_one::<T>(name, value) {
                add_fault::<T>(&mut faults, name, value, error);
            }
        }
        if let Ok(request) = T::deserialize(parameters(&given)) {
            return (Some(request), faults);
        }
        // Something is wrong. Each parameter is now read alone, so that every fault names its parameter.
        given.retain(|(name, value)| match read_one::<T>(name, value) {
            Ok(()) => true,
            Err(error) => {
                add_fault::<T>(&mut faults, name, value, error);
                false
            }
        });
        match T::deserialize(parameters(&given)) {
            Ok(request) => (Some(request), faults),
            Err(ParameterError::Missing(name)) => {
                if !faults.has(name) {
                    faults.add(name, "is required");
                }
                (None, faults)
            }
            Err(_) => (None, faults),
        }
    }
}

/// Reads a parameter alone, whether or not others are missing.
fn read_one<T: DeserializeOwned>(name: &str, value: &Sent) -> Result<(), ParameterError> {
    match T::deserialize(parameters(&[(name.to_owned(), value.clone())])) {
        Ok(_) | Err(ParameterError::Missing(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Adds what is wrong with a parameter, or with each value of a list.
fn add_fault<T: DeserializeOwned>(faults: &mut Faults, name: &str, value: &Sent, error: ParameterError) {
    match error {
        ParameterError::Missing(_) => {}
        ParameterError::Value(detail) => faults.add(name, detail),
        ParameterError::UnknownValue { value, valid } => {
            let candidates = faults.suggestions(|| nearest(&value, valid.iter().copied()));
            let hint = match candidates.as_slice() {
                [] if valid.len() < FEW => faults.listed_once("values", valid),
                [] => "; GET /v1/vocabulary lists what is valid".to_owned(),
                candidates => did_you_mean(candidates),
            };
            faults.add_with(name, format!("{value:?} is not known{hint}"), candidates);
        }
        ParameterError::UnknownParameter(valid) => {
            let name = shown(name);
            let candidates = faults.suggestions(|| nearest(&name, valid.iter().copied()));
            let hint = match (candidates.as_slice(), valid) {
                ([], []) => "; this path has none".to_owned(),
                ([], valid) => faults.listed_once("names", valid),
                (candidates, _) => did_you_mean(candidates),
            };
            faults.add_with(&name, format!("there is no parameter {name:?}{hint}"), candidates);
        }
        ParameterError::InList(first) => match value.items().unwrap_or_default().as_slice() {
            [] | [_] => add_fault::<T>(faults, name, value, *first),
            items => {
                for item in items {
                    if let Err(error) = read_one::<T>(name, item) {
                        add_fault::<T>(faults, name, item, error);
                    }
                }
            }
        },
    }
}

/// The members of a JSON object, including repeated ones. Each value is read separately, so that a fault names its
/// member.
struct BodyMembers(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for BodyMembers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = BodyMembers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with the parameters")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<BodyMembers, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(BodyMembers(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
