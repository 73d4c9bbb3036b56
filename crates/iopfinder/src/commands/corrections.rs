//! `corrections`: what visitors to the pages reported as wrong.

use serde_json::json;
use store::{Correction, CorrectionChoice, FacilityRecord, Store};
use uuid::Uuid;

use super::open_existing;
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::output::Output;

/// Prints the reports of visitors, the newest day first.
pub async fn corrections(config: &Config, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    let mut corrections = Vec::new();
    for correction in store.corrections().await? {
        let name = name(&store, correction.facility).await?;
        corrections.push((correction, name));
    }
    if json {
        let all = corrections.iter().map(|(correction, name)| {
            let Correction { facility, choice, day, count } = correction;
            json!({"facility": facility, "name": name, "choice": choice, "day": day, "count": count})
        });
        output.json(&all.collect::<Vec<_>>())?;
    } else if corrections.is_empty() {
        output.line("No visitor has reported anything wrong.")?;
    } else {
        output.text(corrections.iter().map(to_text).collect::<String>())?;
    }
    Ok(Exit::Done)
}

/// The name of a facility, or of the facility it was merged into. For a gone facility, its last name.
async fn name(store: &Store, id: Uuid) -> Result<Option<String>, Failure> {
    let record = match store.facility(id).await? {
        FacilityRecord::Merged(to) => store.facility(to).await?,
        record => record,
    };
    Ok(match record {
        FacilityRecord::Listed(facility) | FacilityRecord::Gone { last: facility, .. } => Some(facility.name),
        FacilityRecord::Merged(_) | FacilityRecord::Unknown => None,
    })
}

fn to_text((correction, name): &(Correction, Option<String>)) -> String {
    let Correction { facility, choice, day, count } = correction;
    let what = match choice {
        CorrectionChoice::Phone => "a phone number does not work",
        CorrectionChoice::Moved => "has moved",
        CorrectionChoice::Closed => "has closed",
        CorrectionChoice::NoIop => "has no intensive outpatient program",
        CorrectionChoice::Insurance => "does not take an insurance that is listed",
        CorrectionChoice::Services => "does not offer the services that are listed",
        CorrectionChoice::Name => "the name or website is wrong",
    };
    let name = name.as_deref().unwrap_or("no longer known");
    format!("{day}  {count} ×  {what}: {name} ({facility})\n")
}
