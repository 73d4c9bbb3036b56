//! What people type, and how it must be understood: `phrasings.csv`. The third column is the slug of the entry that is
//! found. After `ask:` come the slugs to choose from, after `near:` the first ones that are offered as "did you mean", and
//! after `note:` an entry that does not pay for treatment. `nothing` means that nothing is found.

use serde::Deserialize;

use super::*;

const TABLE: &str = include_str!("phrasings.csv");

#[derive(Deserialize)]
struct Phrasing {
    typed: String,
    state: String,
    meaning: String,
}

fn phrasings() -> Vec<Phrasing> {
    csv::Reader::from_reader(TABLE.as_bytes()).into_deserialize().collect::<Result<_, _>>().expect("a table")
}

/// How a text is understood, in the notation of the table. Of similar names, only as many are given as the table
/// expects.
fn read(phrasing: &Phrasing) -> String {
    match insurers().resolve(&phrasing.typed, state(&phrasing.state)) {
        InsurerLookup::One { entry, .. } => entry.slug.clone(),
        InsurerLookup::Several { choices, .. } => format!("ask:{}", slugs(&choices).join("|")),
        InsurerLookup::Near(entries) => {
            let expected = phrasing.meaning.split('|').count();
            format!("near:{}", slugs(&entries)[..expected.min(entries.len())].join("|"))
        }
        InsurerLookup::NotAPayer(entry) => format!("note:{}", entry.slug),
        InsurerLookup::Nothing => "nothing".to_owned(),
    }
}

#[test]
fn people_are_understood_however_they_put_it() {
    let phrasings = phrasings();
    assert!(phrasings.len() >= 300, "{}", phrasings.len());
    let wrong = phrasings.iter().filter(|phrasing| read(phrasing) != phrasing.meaning);
    let lines: Vec<String> =
        wrong.map(|it| format!("{} ({}): {}, not {}", it.typed, it.state, read(it), it.meaning)).collect();
    assert!(lines.is_empty(), "{} of {} are wrong:\n{}", lines.len(), phrasings.len(), lines.join("\n"));
}

#[test]
fn without_a_state_the_same_texts_are_understood() {
    for phrasing in phrasings() {
        let known = insurers().resolve(&phrasing.typed, state(&phrasing.state)) != InsurerLookup::Nothing;
        let unknown = insurers().resolve(&phrasing.typed, None) != InsurerLookup::Nothing;
        assert_eq!(known, unknown, "{}", phrasing.typed);
    }
}
