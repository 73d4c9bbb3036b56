//! The answer of a search, for people.

use std::fmt::{self, Write};

use directory::Phone;
use serde_json::Value;

/// The last words of every answer.
const HELP: &str = "\
In danger now: call 911. Thinking of suicide, or in a crisis: call or text 988, day and night.
Someone to talk to about treatment, free and confidential: 1-800-662-4357 (SAMHSA's helpline).";

/// What "listed" is worth.
const NOBODY_CALLED: &str =
    "What is listed is what the programs said of themselves; nobody has called to check. Ask before you go.";

/// The answer in lines.
pub fn table(answer: &Value) -> String {
    let mut text = String::new();
    // Writing into a text never fails.
    let _ = write(&mut text, answer);
    text
}

fn write(text: &mut String, answer: &Value) -> fmt::Result {
    if let Some(notice) = answer["notice"].as_str() {
        writeln!(text, "*** {notice} ***\n")?;
    }
    let total = &answer["total"];
    let number = |name: &str| total[name].as_u64().unwrap_or_default();
    let place = answer["place"]["label"].as_str();
    let place = place.map(|label| format!(" near {label}")).unwrap_or_default();
    let (facilities, confirmed, possible) = (number("facilities"), number("confirmed"), number("possible"));
    let word = if facilities == 1 { "place" } else { "places" };
    write!(text, "{facilities} {word}{place}")?;
    if facilities > 0 {
        write!(text, ": {confirmed} with everything you asked for listed, {possible} that may have it")?;
    }
    writeln!(text, "\n")?;
    for (at, result) in list(&answer["results"]).iter().enumerate() {
        result_lines(text, at + 1, result)?;
    }
    alternatives(text, list(&answer["alternatives"]))?;
    if let Some(cursor) = answer["next_cursor"].as_str() {
        writeln!(text, "There is more: add --cursor {cursor}\n")?;
    }
    if facilities > 0 {
        writeln!(text, "{NOBODY_CALLED}")?;
    }
    writeln!(text, "{HELP}")
}

fn result_lines(text: &mut String, number: usize, result: &Value) -> fmt::Result {
    let facility = &result["facility"];
    let name = string(&facility["name"]);
    let miles = result["distance_miles"].as_f64().map(|miles| {
        let about = if facility["coordinate_precision"] == "zip" { "about " } else { "" };
        format!("  {about}{miles:.1} miles")
    });
    writeln!(text, "{number:>3}. {name}{}", miles.unwrap_or_default())?;
    writeln!(text, "     {}", match_words(result))?;
    let phone = phone(facility, "phone").or_else(|| phone(facility, "intake_phone"));
    let phone = phone.unwrap_or_else(|| "no telephone number listed".to_owned());
    writeln!(text, "     {phone}  {}", address(&facility["address"]))?;
    for caution in cautions(result) {
        writeln!(text, "     ! {caution}")?;
    }
    writeln!(text)
}

/// "lists everything you asked for", or what to ask.
fn match_words(result: &Value) -> String {
    if result["match"] == "confirmed" {
        return "lists everything you asked for".to_owned();
    }
    let Some(best) = list(&result["programs"]).first() else { return "may have it: ask".to_owned() };
    let asks: Vec<&str> =
        list(&best["criteria"]).iter().filter_map(|criterion| criterion["ask"].as_str()).collect();
    let evidence: Vec<&str> = list(&best["evidence"]).iter().filter_map(Value::as_str).collect();
    let mut words = "may have it: ask".to_owned();
    if !asks.is_empty() {
        words = format!("may have it: ask “{}”", asks.join(" "));
    }
    if !evidence.is_empty() {
        words.push_str(&format!(" ({})", evidence.join(", ")));
    }
    if let Some(note) = best["telehealth_note"].as_str() {
        words.push_str(&format!("\n     by telehealth: {note}"));
    }
    words
}

/// The cautions of the programs, each once.
fn cautions(result: &Value) -> Vec<&str> {
    let mut texts: Vec<&str> = Vec::new();
    let programs = list(&result["programs"]).iter();
    for caution in programs.flat_map(|program| list(&program["cautions"])) {
        if let Some(text) = caution["text"].as_str().filter(|text| !texts.contains(text)) {
            texts.push(text);
        }
    }
    texts
}

fn phone(facility: &Value, name: &str) -> Option<String> {
    let mut phone = Phone::parse(facility[name].as_str()?)?;
    phone.extension = facility[format!("{name}_extension")].as_str().map(str::to_owned);
    Some(phone.display())
}

fn address(address: &Value) -> String {
    let [street, city, state, zip] = ["street1", "city", "state", "zip"].map(|part| string(&address[part]));
    let comma = if street.is_empty() { "" } else { ", " };
    format!("{street}{comma}{city}, {state} {zip}").trim_end().to_owned()
}

fn alternatives(text: &mut String, alternatives: &[Value]) -> fmt::Result {
    if alternatives.is_empty() {
        return Ok(());
    }
    writeln!(text, "What else there would be:")?;
    for alternative in alternatives {
        writeln!(text, "  - {}", string(&alternative["text"]))?;
        if let Some(meaning) = alternative["meaning"].as_str() {
            writeln!(text, "    {meaning}")?;
        }
    }
    writeln!(text)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn string(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_person_can_read_what_was_found() {
        let facility = |name: &str, precision: &str| {
            json!({
                "name": name, "coordinate_precision": precision, "phone": "+15125550100",
                "phone_extension": "7", "intake_phone": null,
                "address": {"street1": "1 Oak Street", "city": "Austin", "state": "TX", "zip": "78701"},
            })
        };
        let caution = json!({"code": "men_only", "text": "Lists men and not women: ask."});
        let answer = json!({
            "notice": "sample data, not real places",
            "place": {"label": "Austin, TX 78701"},
            "total": {"facilities": 2, "confirmed": 1, "possible": 1},
            "results": [
                {
                    "facility": facility("Oak Clinic", "street"), "distance_miles": 3.42, "match": "confirmed",
                    "programs": [{"cautions": [caution, caution], "criteria": [], "evidence": []}],
                },
                {
                    "facility": facility("Elm House", "zip"), "distance_miles": 10.0, "match": "possible",
                    "programs": [{
                        "cautions": [], "evidence": ["it runs day treatment"],
                        "criteria": [
                            {"fact": "yes"},
                            {"fact": "not_stated", "ask": "Do you have an intensive outpatient program?"},
                        ],
                    }],
                },
            ],
            "next_cursor": "abc",
            "alternatives": [{"text": "3 within 41 miles", "meaning": null}],
        });
        insta::assert_snapshot!(table(&answer));
    }

    #[test]
    fn nothing_found_is_no_dead_end() {
        let answer = json!({
            "notice": null, "place": null,
            "total": {"facilities": 0, "confirmed": 0, "possible": 0}, "results": [], "next_cursor": null,
            "alternatives": [{"text": "4: day programs", "meaning": "You are in treatment much of the day."}],
        });
        insta::assert_snapshot!(table(&answer));
    }
}
