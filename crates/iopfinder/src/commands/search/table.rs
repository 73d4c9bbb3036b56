//! The response of a search, for people.

use std::fmt::{self, Write};

use directory::{CoordinatePrecision, MatchClass, Phone};
use service::search::{SearchAlternative, SearchResponse, SearchResult};
use service::{Error, FacilitySummary};

/// The last lines of every table.
const HELP: &str = "\
In danger now: call 911. Thinking of suicide, or in a crisis: call or text 988, day and night.
Someone to talk to about treatment, free and confidential: 1-800-662-4357 (SAMHSA's helpline).";

/// How reliable "listed" is.
const NOBODY_CALLED: &str =
    "What is listed is what programs said about themselves; nobody has called to check. Ask before you go.";

/// The response as lines of text.
///
/// # Errors
/// If the index is damaged.
pub fn table(response: &SearchResponse<'_>) -> Result<String, Error> {
    let facilities = response.results.iter().map(|result| result.facility.to_value());
    let facilities: Vec<FacilitySummary> = facilities.collect::<Result<_, _>>()?;
    let mut text = String::new();
    // Writing to a string never fails.
    let _ = write(&mut text, response, &facilities);
    Ok(text)
}

fn write(text: &mut String, response: &SearchResponse<'_>, facilities: &[FacilitySummary]) -> fmt::Result {
    if let Some(notice) = &response.notice {
        writeln!(text, "*** {notice} ***\n")?;
    }
    let total = response.total;
    let place = response.place.as_ref().map(|place| format!(" near {}", place.label)).unwrap_or_default();
    let word = if total.facilities == 1 { "place" } else { "places" };
    write!(text, "{} {word}{place}", total.facilities)?;
    if total.facilities > 0 {
        let (confirmed, possible) = (total.confirmed, total.possible);
        write!(text, ": {confirmed} with everything you asked for listed, {possible} that may have it")?;
    }
    writeln!(text, "\n")?;
    for ((at, result), facility) in response.results.iter().enumerate().zip(facilities) {
        result_lines(text, at + 1, result, facility)?;
    }
    alternatives(text, &response.alternatives)?;
    if let Some(cursor) = &response.next_cursor {
        writeln!(text, "There is more: add --cursor {cursor}\n")?;
    }
    if total.facilities > 0 {
        writeln!(text, "{NOBODY_CALLED}")?;
    }
    writeln!(text, "{HELP}")
}

fn result_lines(
    text: &mut String,
    number: usize,
    result: &SearchResult<'_>,
    facility: &FacilitySummary,
) -> fmt::Result {
    let miles = result.distance_miles.map(|miles| {
        let about = if facility.coordinate_precision == CoordinatePrecision::Zip { "about " } else { "" };
        format!("  {about}{miles:.1} miles")
    });
    writeln!(text, "{number:>3}. {}{}", facility.name, miles.unwrap_or_default())?;
    writeln!(text, "     {}", match_words(result))?;
    let phone = phone(facility).unwrap_or_else(|| "no telephone number listed".to_owned());
    writeln!(text, "     {phone}  {}", facility.address)?;
    for caution in cautions(result) {
        writeln!(text, "     ! {caution}")?;
    }
    writeln!(text)
}

/// "lists everything you asked for", or what to ask.
fn match_words(result: &SearchResult<'_>) -> String {
    let mut words = "may have it: ask".to_owned();
    match (result.class, result.programs.first()) {
        (MatchClass::Confirmed, _) => return "lists everything you asked for".to_owned(),
        (MatchClass::Possible, None) => return words,
        (MatchClass::Possible, Some(best)) => {
            let best = &best.assessment;
            let asks: Vec<&str> =
                best.criteria.iter().filter_map(|criterion| criterion.ask.as_deref()).collect();
            if !asks.is_empty() {
                words.push_str(&format!(" “{}”", asks.join(" ")));
            }
            if !best.evidence.is_empty() {
                words.push_str(&format!(" ({})", best.evidence.join(", ")));
            }
            if let Some(note) = &best.telehealth_note {
                words.push_str(&format!("\n     by telehealth: {note}"));
            }
        }
    }
    words
}

/// The cautions of the programs, each once.
fn cautions<'a>(result: &'a SearchResult<'_>) -> Vec<&'a str> {
    let mut texts: Vec<&str> = Vec::new();
    for caution in result.programs.iter().flat_map(|program| &program.assessment.cautions) {
        if !texts.contains(&&*caution.text) {
            texts.push(&caution.text);
        }
    }
    texts
}

/// The main number, or the one for new clients.
fn phone(facility: &FacilitySummary) -> Option<String> {
    let main = facility.phone.as_ref().map(|number| (number, &facility.phone_extension));
    let intake = facility.intake_phone.as_ref().map(|number| (number, &facility.intake_phone_extension));
    let (number, extension) = main.or(intake)?;
    Some(Phone { number: number.clone(), extension: extension.clone() }.display())
}

fn alternatives(text: &mut String, alternatives: &[SearchAlternative]) -> fmt::Result {
    if alternatives.is_empty() {
        return Ok(());
    }
    writeln!(text, "What a different search would find:")?;
    for alternative in alternatives {
        writeln!(text, "  - {}", alternative.text)?;
        if let Some(meaning) = &alternative.meaning {
            writeln!(text, "    {meaning}")?;
        }
    }
    writeln!(text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn response(members: Value) -> SearchResponse<'static> {
        let mut response = json!({
            "notice": null, "need": {}, "place": null, "total": {"facilities": 0, "confirmed": 0, "possible": 0},
            "results": [], "facets": {}, "next_cursor": null, "likelihood_proxy": null, "alternatives": [],
        });
        let changed = response.as_object_mut().zip(members.as_object().cloned());
        changed.into_iter().for_each(|(response, members)| response.extend(members));
        serde_json::from_value(response).expect("a response")
    }

    fn result(name: &str, precision: &str, miles: f64, program: Value) -> Value {
        let mut best = json!({
            "id": uuid::Uuid::nil(), "track": "substance_use", "name": null, "sources": [], "match": "possible",
            "by": "visit", "telehealth_note": null, "likelihood": null, "evidence": [], "criteria": [], "cautions": [],
        });
        let changed = best.as_object_mut().zip(program.as_object().cloned());
        changed.into_iter().for_each(|(best, program)| best.extend(program));
        json!({
            "facility": {
                "id": uuid::Uuid::nil(), "name": name, "organization": name, "coordinate_precision": precision,
                "address": {
                    "street1": "1 Oak Street", "street2": null, "city": "Austin", "state": "TX", "zip": "78701",
                },
                "latitude": 30.27, "longitude": -97.74, "phone": "+15125550100", "phone_extension": "7",
                "intake_phone": null, "intake_phone_extension": null, "hotline": null, "website": null,
                "confidential": false, "url": "/facilities/x",
            },
            "distance_miles": miles, "match": best["match"], "programs": [best],
        })
    }

    #[test]
    fn a_person_can_read_what_was_found() {
        let caution = json!({
            "code": "men_only", "text": "Lists men and not women: ask.", "applies": true, "factor": 0.5,
        });
        let listed = json!({"match": "confirmed", "cautions": [caution, caution]});
        let unsure = json!({
            "evidence": ["it runs day treatment"],
            "criteria": [
                {"criterion": "program", "asked": "addiction", "fact": "yes"},
                {"criterion": "level", "asked": "intensive_outpatient", "fact": "not_stated",
                    "ask": "Do you have an intensive outpatient program?"},
            ],
        });
        let answer = response(json!({
            "notice": "sample data, not real places",
            "place": {
                "label": "Austin, TX 78701", "latitude": 30.27, "longitude": -97.74, "kind": "zip", "state": "TX",
            },
            "total": {"facilities": 2, "confirmed": 1, "possible": 1},
            "results": [result("Oak Clinic", "street", 3.42, listed), result("Elm House", "zip", 10.0, unsure)],
            "next_cursor": "abc",
            "alternatives": [{
                "parameter": "radius", "request": {}, "facilities": 3, "text": "3 within 41 miles",
                "meaning": null,
            }],
        }));
        insta::assert_snapshot!(table(&answer).expect("values"));
    }

    #[test]
    fn nothing_found_is_no_dead_end() {
        let answer = response(json!({
            "alternatives": [{
                "parameter": "level", "request": {}, "facilities": 4,
                "text": "4: day programs", "meaning": "You are in treatment much of the day.",
            }],
        }));
        insta::assert_snapshot!(table(&answer).expect("values"));
    }
}
