//! Alternatives to a search that found little: in words, and as changes to its parameters.

use directory::{AttributeId, Level, Payment, Vocabulary};
use search::{Alternative, NeedChange};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::total::Total;

/// A parameter that an alternative changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is the parameter of the same name")]
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
        use ChangedParameter::{Has, Insurance, Level, Match, Near, Program, Radius, Telehealth};
        let count = alternative.totals.facilities;
        let known = |id: AttributeId| Vocabulary::embedded().attribute(id);
        let described = |id: AttributeId| Some(known(id).description.clone());
        let (parameter, value, text, meaning) = match alternative.change {
            NeedChange::Radius(miles) => {
                (Radius, miles.to_string(), format!("{count} within {miles} miles"), None)
            }
            NeedChange::State(state, miles) => {
                let text = format!("{count} in {}, the nearest {miles} miles away", state.name());
                let meaning = "Nothing was found within 500 miles.".to_owned();
                (Near, state.name().to_owned(), text, Some(meaning))
            }
            NeedChange::Insurance(payment) => {
                let label = in_sentence(&known(payment.id()).label, payment);
                (Insurance, payment.slug().to_owned(), format!("{count} if {label} is also fine"), None)
            }
            NeedChange::Without(id) => {
                let text = format!("{count} if you do without: {}", known(id).label);
                (Has, known(id).slug.clone(), text, described(id))
            }
            NeedChange::WithoutProgram(program) => {
                let text = format!("{count} if it does not have to be: {}", known(program.id()).label);
                (Program, program.slug().to_owned(), text, described(program.id()))
            }
            NeedChange::Telehealth(state) => {
                let text = format!("{count} with programs by telehealth in {}", state.name());
                (Telehealth, "true".to_owned(), text, Some(TELEHEALTH.to_owned()))
            }
            NeedChange::Level(level) => {
                let text = format!("{count}: {}", level_words(level, count));
                (Level, level.slug().to_owned(), text, described(level.id()))
            }
            NeedChange::AnyMatch => {
                (Match, "any".to_owned(), format!("{count} that match or may match"), None)
            }
        };
        let is_removed = matches!(parameter, Has | Program);
        let (value, without) = if is_removed { (None, Some(value)) } else { (Some(value), None) };
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
        Level::Residential => "residential treatment (you live there)",
        Level::Inpatient => "hospital care",
        Level::Detox => "detox",
        Level::OpioidTreatmentProgram => "opioid treatment programs",
        Level::TransitionalHousing => "transitional housing",
    }
}
