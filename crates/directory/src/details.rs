//! What some sources say of a program beside its facts: hours, room, who may come, what it costs. The names are those
//! of HSDS 3.x.

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

/// What a source says beside facts. Empty for SAMHSA's listings, which do not ask.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Details {
    /// What it is, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// How much room it has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub capacities: Vec<Capacity>,
    /// Who may come, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<String>,
    /// The youngest age it takes, in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_age: Option<u8>,
    /// The oldest age it takes, in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_age: Option<u8>,
    /// What somebody does to get in, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_process: Option<String>,
    /// What somebody has to bring, in the source's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_documents: Vec<String>,
    /// What it costs, in the source's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cost_options: Vec<String>,
    /// Languages by name: those that are spoken which the vocabulary lacks, and those of telephone numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// How people with disabilities get in, in the source's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<String>,
}

/// When a program is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The days; none where the source does not say.
    #[serde(with = "weekdays", default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Weekday>,
    /// From when on those days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Time>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<Time>,
    /// In the source's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// How much room a program has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// What is counted: "beds", "slots".
    pub unit: String,
    /// How many are free.
    pub available: u32,
    /// How many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    /// The day it was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
}

/// Weekdays by RFC 5545's two letters, as HSDS writes them.
mod weekdays {
    use jiff::civil::Weekday;
    use serde::{Deserialize, Deserializer, Serializer, de};

    const LETTERS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    pub(super) fn serialize<S: Serializer>(days: &[Weekday], serializer: S) -> Result<S::Ok, S::Error> {
        let letters = days.iter().map(|day| LETTERS[usize::from(day.to_monday_zero_offset().unsigned_abs())]);
        serializer.collect_seq(letters)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Weekday>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        let day = |text: &String| {
            let at = LETTERS.iter().position(|letters| letters == text);
            at.and_then(|at| Weekday::from_monday_zero_offset(at as i8).ok())
                .ok_or_else(|| de::Error::custom(format!("{text:?} is no day of the week")))
        };
        texts.iter().map(day).collect()
    }
}

impl Details {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Details::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let details = Details {
            schedules: vec![Schedule {
                days: vec![Weekday::Monday, Weekday::Sunday],
                opens_at: Some(jiff::civil::time(17, 30, 0, 0)),
                closes_at: None,
                description: Some("evenings".to_owned()),
            }],
            minimum_age: Some(12),
            ..Details::default()
        };
        let written = serde_json::to_string(&details).expect("JSON");
        assert!(written.contains(r#"["MO","SU"]"#), "{written}");
        assert_eq!(serde_json::from_str::<Details>(&written).expect("JSON"), details);
        assert_eq!(serde_json::to_string(&Details::default()).expect("JSON"), "{}");
    }
}
