//! Alternatives to a search that found little: in words, and as changes to its parameters.

use directory::need::normalized;
use directory::{AttributeId, Level, Payment, Vocabulary};
use search::{Alternative, NeedChange, Sort};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::request::{LevelChoice, MatchChoice, Miles, SearchRequest, Text};

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
    /// The parameter that changes.
    pub parameter: ChangedParameter,
    /// The whole request with the change. It can be sent as it is.
    pub request: SearchRequest,
    /// How many facilities would match.
    pub facilities: u32,
    /// The change in words.
    #[schema(example = "3 within 41 miles")]
    pub text: String,
    /// What the change means, where it needs explaining.
    pub meaning: Option<String>,
}

impl SearchAlternative {
    /// An alternative to `request`, in words and as a request.
    pub fn new(alternative: &Alternative, request: &SearchRequest) -> SearchAlternative {
        use ChangedParameter::{Has, Insurance, Level, Match, Near, Program, Radius, Telehealth};
        let count = alternative.totals.facilities;
        let known = |id: AttributeId| Vocabulary::embedded().attribute(id);
        let described = |id: AttributeId| Some(known(id).description.clone());
        let (parameter, text, meaning) = match alternative.change {
            NeedChange::Radius(miles) => (Radius, format!("{count} within {miles} miles"), None),
            NeedChange::State(state, miles) => {
                let text = format!("{count} in {}, the nearest {miles} miles away", state.name());
                (Near, text, Some("Nothing was found within 500 miles.".to_owned()))
            }
            NeedChange::Insurance(payment) => {
                let label = in_sentence(&known(payment.id()).label, payment);
                (Insurance, format!("{count} if {label} is also fine"), described(payment.id()))
            }
            NeedChange::Without(id) => {
                (Has, format!("{count} if you do without: {}", known(id).label), described(id))
            }
            NeedChange::Program { to, .. } => {
                (Program, format!("{count} if this is enough: {}", known(to.id()).label), described(to.id()))
            }
            NeedChange::Telehealth(state) => {
                let text = format!("{count} with programs by telehealth in {}", state.name());
                (Telehealth, text, Some(TELEHEALTH.to_owned()))
            }
            NeedChange::Level(level) => {
                (Level, format!("{count}: {}", level_words(level, count)), described(level.id()))
            }
            NeedChange::AnyMatch => (Match, format!("{count} that match or may match"), None),
        };
        let request = request.changed(alternative.change);
        SearchAlternative { parameter, request, facilities: count, text, meaning }
    }
}

impl SearchRequest {
    /// The request for the first page of a changed search.
    fn changed(&self, change: NeedChange) -> SearchRequest {
        let mut request = SearchRequest { cursor: None, ..self.clone() };
        match change {
            NeedChange::Radius(miles) => request.radius = Miles::new(miles),
            NeedChange::State(state, _) => {
                (request.near, request.radius, request.state) = (None, None, Some(state));
                if request.sort == Sort::Distance {
                    request.sort = Sort::Best;
                }
            }
            NeedChange::Insurance(payment) => request.insurance.extend(Text::parse(payment.slug())),
            NeedChange::Without(id) => request.has.retain(|known| *known != id),
            NeedChange::Program { from, to } => {
                request.program.retain(|known| *known != from);
                request.program = normalized([std::mem::take(&mut request.program), vec![to]].concat());
            }
            NeedChange::Telehealth(_) => request.telehealth = true,
            NeedChange::Level(level) => request.level = vec![LevelChoice(Some(level))],
            NeedChange::AnyMatch => request.r#match = MatchChoice::Any,
        }
        request
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
