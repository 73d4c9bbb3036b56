//! Details that some sources give about a program in addition to its facts: opening hours, capacity, eligibility and
//! costs. Fields are named as in HSDS 3.x.

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

/// What a source says about a program in addition to its facts. Empty for SAMHSA's listings, whose surveys do not ask
/// about any of this.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Details {
    /// A description, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What is different for the time being, in the source's words, such as a pause in admissions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alert: Option<DatedText>,
    /// How long people wait for a first appointment, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_time: Option<DatedText>,
    /// Opening hours.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// How many people or beds it has room for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub capacities: Vec<Capacity>,
    /// Who is eligible, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligibility: Option<String>,
    /// The youngest age it takes, in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_age: Option<u8>,
    /// The oldest age it takes, in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_age: Option<u8>,
    /// How to apply, in the source's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_process: Option<String>,
    /// Documents to bring, in the source's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_documents: Vec<String>,
    /// Prices and ways to pay, in the source's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cost_options: Vec<String>,
    /// Names of languages: spoken languages that the vocabulary has no attribute for, and the languages of phone lines.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Accessibility for people with disabilities, in the source's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub accessibility: Vec<String>,
}

/// A text that is soon out of date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedText {
    /// The text, in the source's words.
    pub text: String,
    /// The day on which the source last changed or checked it, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
}

/// When a program is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The days it is open; empty if the source does not say.
    #[serde(with = "weekdays", default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Weekday>,
    /// Opening time on those days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Time>,
    /// Closing time on those days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<Time>,
    /// The hours in the source's words, for example "by appointment".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// How much room a program has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// The unit of the counts, such as "beds" or "slots".
    pub unit: String,
    /// How many are free.
    pub available: u32,
    /// The total number, free or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    /// The date of the count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Date>,
}

/// Serializes weekdays as the two letters of RFC 5545 (`MO`), as HSDS does.
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
                .ok_or_else(|| de::Error::custom(format!("{text:?} is not a day of the week")))
        };
        texts.iter().map(day).collect()
    }
}

impl Details {
    /// Whether the source gave no details at all.
    pub fn is_empty(&self) -> bool {
        *self == Details::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_survive_a_round_trip_through_json() {
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
