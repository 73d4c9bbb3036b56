//! Alternatives to a search that found little: in words, and as changes to its parameters.

use directory::{Level, Payment, Vocabulary};
use search::{Alternative, NeedChange};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::total::Total;

/// A parameter that an alternative changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the parameter of its name")]
pub enum ChangedParameter {
    Near,
    Radius,
    Program,
    Level,
    Insurance,
    Has,
    Telehealth,
    Match,
}

/// A change to the request that would find more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct SearchAlternative {
    /// The parameter to change.
    pub parameter: ChangedParameter,
    /// Its new value, or the value to add to it; null if a value is removed instead (`without`).
    pub value: Option<String>,
    /// The value to remove.
    pub without: Option<String>,
    /// How many facilities would match.
    pub total: Total,
    /// The change in words.
    #[schema(example = "3 within 41 miles")]
    pub text: String,
    /// What the change means, where it needs explaining.
    pub meaning: Option<String>,
}

impl SearchAlternative {
    /// An alternative in words.
    pub fn new(alternative: &Alternative) -> SearchAlternative {
        let count = alternative.totals.facilities;
        let vocabulary = Vocabulary::embedded();
        let (parameter, value, without, text, meaning) = match alternative.change {
            NeedChange::Radius(miles) => (
                ChangedParameter::Radius,
                Some(format!("{miles}")),
                None,
                format!("{count} within {miles} miles"),
                None,
            ),
            NeedChange::State(state, miles) => {
                let text = format!("{count} in {}, the nearest {miles} miles away", state.name());
                let meaning = "Nothing was found within 500 miles.".to_owned();
                (ChangedParameter::Near, Some(state.name().to_owned()), None, text, Some(meaning))
            }
            NeedChange::Insurance(payment) => {
                let label = &vocabulary.attribute(payment.id()).label;
                let text = format!("{count} if {} is also fine", in_sentence(label, payment));
                (ChangedParameter::Insurance, Some(payment.slug().to_owned()), None, text, None)
            }
            NeedChange::Without(id) => {
                let known = vocabulary.attribute(id);
                let text = format!("{count} if you do without: {}", known.label);
                (ChangedParameter::Has, None, Some(known.slug.clone()), text, Some(known.description.clone()))
            }
            NeedChange::WithoutProgram(program) => {
                let known = vocabulary.attribute(program.id());
                let text = format!("{count} if it need not be: {}", known.label);
                (
                    ChangedParameter::Program,
                    None,
                    Some(known.slug.clone()),
                    text,
                    Some(known.description.clone()),
                )
            }
            NeedChange::Telehealth(state) => {
                let text = format!("{count} with programs by telehealth in {}", state.name());
                (
                    ChangedParameter::Telehealth,
                    Some("true".to_owned()),
                    None,
                    text,
                    Some(TELEHEALTH.to_owned()),
                )
            }
            NeedChange::Level(level) => {
                let known = vocabulary.attribute(level.id());
                let text = format!("{count}: {}", level_words(level, count));
                (
                    ChangedParameter::Level,
                    Some(known.slug.clone()),
                    None,
                    text,
                    Some(known.description.clone()),
                )
            }
            NeedChange::AnyMatch => {
                let text = format!("{count} that match or may match");
                (ChangedParameter::Match, Some("any".to_owned()), None, text, None)
            }
        };
        SearchAlternative { parameter, value, without, total: alternative.totals.into(), text, meaning }
    }
}

/// What "by telehealth" means.
pub const TELEHEALTH: &str = "They offer some care by phone or video. Ask whether the program itself is by video, and whether you must come in at times.";

fn in_sentence(label: &str, payment: Payment) -> String {
    match payment {
        // Names keep their capital.
        Payment::Medicaid | Payment::Medicare | Payment::IhsTribal | Payment::Va | Payment::Military => {
            label.to_owned()
        }
        _ => label
            .chars()
            .next()
            .map(|first| first.to_lowercase().collect::<String>() + &label[first.len_utf8()..])
            .unwrap_or_default(),
    }
}

fn level_words(level: Level, count: u32) -> &'static str {
    let one = count == 1;
    match level {
        Level::PartialHospitalization if one => "a day program",
        Level::PartialHospitalization => "day programs",
        Level::IntensiveOutpatient if one => "an intensive outpatient program",
        Level::IntensiveOutpatient => "intensive outpatient programs",
        Level::Outpatient => "ordinary outpatient care, fewer hours a week",
        Level::Residential => "care where you live there",
        Level::Inpatient => "hospital care",
        Level::Detox => "detox",
        Level::OpioidTreatmentProgram => "opioid treatment programs",
        Level::TransitionalHousing => "transitional housing",
    }
}
