use std::collections::HashMap;

use proptest::prelude::*;

mod phrasings;

use super::key::NameKey;
use super::*;
use crate::fact::{Fact, FactSet};
use crate::state::State;
use crate::vocabulary::Payment;

fn insurers() -> &'static Insurers {
    Insurers::embedded()
}

fn state(code: &str) -> Option<State> {
    State::from_code(code)
}

fn slugs(entries: &[&'static InsurerEntry]) -> Vec<&'static str> {
    entries.iter().map(|entry| entry.slug.as_str()).collect()
}

fn first(text: &str, place: &str) -> &'static str {
    slugs(&insurers().suggest(text, state(place), 1)).first().copied().unwrap_or("")
}

fn payments(slug: &str) -> Vec<Payment> {
    let entry = insurers().find(slug).unwrap_or_else(|| panic!("{slug}"));
    entry.coverages().into_iter().map(Coverage::payment).collect()
}

#[test]
fn slugs_are_well_formed_and_only_a_payment_has_the_slug_of_a_payment() {
    for entry in insurers().entries() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(entry.slug.chars().all(plain) && !entry.slug.is_empty(), "{}", entry.slug);
        if let Some(payment) = Payment::from_slug(&entry.slug) {
            assert_eq!(entry.meaning, InsurerMeaning::Payment(payment));
        }
    }
    for payment in Payment::ALL {
        assert!(insurers().find(payment.slug()).is_some(), "{}", payment.slug());
    }
}

#[test]
fn every_name_stands_for_one_entry_only() {
    let mut known: HashMap<String, &str> = HashMap::new();
    let mut clashes = Vec::new();
    for entry in insurers().entries() {
        for name in entry.aliases.iter().map(String::as_str).chain([entry.name()]) {
            for key in NameKey::for_name(name) {
                let other = *known.entry(key.compact).or_insert(&entry.slug);
                if other != entry.slug {
                    clashes.push(format!("{name:?} of {} is also a name of {other}", entry.slug));
                }
            }
        }
    }
    assert!(clashes.is_empty(), "{clashes:#?}");
}

#[test]
fn every_name_is_found_and_taken_for_its_entry() {
    for entry in insurers().entries() {
        for name in entry.aliases.iter().map(String::as_str).chain([entry.name()]) {
            let offered = insurers().suggest(name, None, 1);
            assert_eq!(slugs(&offered), [entry.slug.as_str()], "{name}");
            let meant = insurers().resolve(name, None);
            assert_eq!(meant, insurers().meant(entry, None), "{name}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_can_be_typed(text in "\\PC{0,30}", place in prop::option::of(0..State::COUNT), limit in 0_usize..12) {
        let state = place.and_then(State::from_index);
        let found = slugs(&insurers().suggest(&text, state, limit));
        prop_assert!(found.len() <= limit);
        prop_assert!(found.iter().enumerate().all(|(at, slug)| !found[..at].contains(slug)));
        if let InsurerLookup::One { coverages, .. } = insurers().resolve(&text, state) {
            prop_assert!(!coverages.is_empty());
        }
    }

    #[test]
    fn a_name_with_one_letter_wrong_is_still_offered(pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let entries: Vec<&InsurerEntry> = insurers().entries().iter().filter(|entry| entry.name().len() > 6).collect();
        let entry = pick.get(&entries);
        let mut letters: Vec<char> = entry.name().to_lowercase().chars().collect();
        // Neither the first letter, which would make it a different name, nor a letter of a short word.
        let first = if entry.name().starts_with("The ") { "The ".len() } else { 0 };
        let is_short = |at: usize| {
            let before = letters[..at].iter().rev().take_while(|c| c.is_alphanumeric()).count();
            before + letters[at..].iter().take_while(|c| c.is_alphanumeric()).count() < 5
        };
        let is_right = |at: &usize| letters[*at].is_alphabetic() && !is_short(*at);
        let places: Vec<usize> = (first + 1..letters.len()).filter(is_right).collect();
        prop_assume!(!places.is_empty());
        letters[*at.get(&places)] = 'q';
        let typed: String = letters.into_iter().collect();
        let found = slugs(&insurers().suggest(&typed, None, 12));
        prop_assert!(found.contains(&entry.slug.as_str()), "{} for {}", typed, entry.slug);
    }
}

#[test]
fn every_state_and_territory_has_its_medicaid_and_chip() {
    // In free association with the United States, and without Medicaid.
    let without = ["FM", "MH", "PW"];
    for place in State::all().filter(|state| !without.contains(&state.code())) {
        for (program, kind) in [("medicaid", PlanKind::Medicaid), ("chip", PlanKind::Chip)] {
            let slug = format!("{program}_{}", place.code().to_lowercase());
            let entry = insurers().find(&slug).unwrap_or_else(|| panic!("{slug} is missing"));
            assert_eq!((&entry.meaning, &entry.states[..]), (&InsurerMeaning::Plan(kind), &[place][..]));
            assert_eq!(first(&format!("{program} {}", place.code()), ""), slug);
            assert_eq!(first(&format!("{} {program}", place.name()), ""), slug);
        }
    }
}

#[test]
fn an_ambiguous_name_has_several_different_products_to_choose_from() {
    let mut asking = 0;
    for entry in insurers().entries() {
        let choices = insurers().choices(entry, None);
        if !choices.is_empty() {
            asking += 1;
            assert!(choices.len() > 1, "{}", entry.slug);
            assert_eq!(entry.coverages().is_empty(), entry.meaning == InsurerMeaning::Asks, "{}", entry.slug);
            for choice in choices {
                let again = !insurers().choices(choice, None).is_empty() && entry.slug != "hip";
                assert!(
                    !again && choice.meaning != InsurerMeaning::NotAPayer,
                    "{} of {}",
                    choice.slug,
                    entry.slug
                );
                let there = entry.states.iter().any(|state| choice.is_sold_in(Some(*state)));
                assert!(there || entry.states.is_empty(), "{} of {}", choice.slug, entry.slug);
            }
        }
    }
    assert!(asking > 60);
}

fn texas() -> State {
    State::from_code("TX").expect("a state")
}

#[test]
fn names_notes_and_questions_are_well_formed() {
    for entry in insurers().entries() {
        assert!(entry.name().trim() == entry.name() && !entry.name().is_empty(), "{}", entry.slug);
        assert!(entry.note.as_deref().is_none_or(|note| note.ends_with('.')), "{}", entry.slug);
        for coverage in entry.coverages() {
            let facts = FactSet::default();
            let place = entry.states.first().copied().unwrap_or_else(texas);
            let text = coverage.question(&facts, None, place).map(CoverageQuestion::text).unwrap_or_default();
            assert!(text.ends_with('?') && !text.contains("  "), "{}: {text}", entry.slug);
        }
    }
}

#[test]
fn what_is_sold_in_the_state_comes_first() {
    assert_eq!((first("all kids", "IL"), first("all kids", "AL")), ("all_kids", "all_kids"));
    assert_eq!(
        slugs(&insurers().suggest("blue cross", state("TX"), 2)),
        ["blue_cross", "blue_cross_commercial"]
    );
    let offered = |text, place| slugs(&insurers().suggest(text, state(place), 8));
    let of_texas = offered("bcbs of", "TX");
    let place = |slug| of_texas.iter().position(|known| *known == slug);
    assert!(
        place("bcbs_tx").is_some_and(|at| place("bcbs_al").is_none_or(|other| at < other)),
        "{of_texas:?}"
    );
    assert_ne!(first("medical", "OH"), "medicaid_ca", "in Ohio that is the beginning of something else");
    assert_eq!(first("medical", "CA"), "medicaid_ca");
    assert_eq!(first("Medi-Cal", "VA"), "medicaid_ca", "somebody who moved");
    assert_eq!(first("wellpoint m", "TX"), "wellpoint_medicaid");
}

#[test]
fn text_that_is_not_a_name_finds_nothing() {
    for nothing in ["", " ", "?!", "zzzzqqqq", &"x".repeat(500)] {
        assert_eq!(insurers().resolve(nothing, None), InsurerLookup::Nothing, "{nothing}");
        assert_eq!(insurers().suggest(nothing, None, 5), Vec::<&InsurerEntry>::new());
    }
}

#[test]
fn mistakes_of_earlier_tables_are_not_repeated() {
    use Payment::*;
    let plans = ["ccbh", "cbh_philadelphia", "mbhp", "performcare", "keystone_first", "la_care", "iehp"];
    for slug in plans.into_iter().chain(["caloptima", "careoregon", "chpw"]) {
        assert_eq!(payments(slug), [Medicaid], "{slug}");
    }
    assert_eq!(payments("va"), [Va]);
    let none = payments("no_insurance");
    assert_eq!(none, [SlidingFee, PaymentAssistance, Free, StateFinanced, PublicFunds]);
    for slug in ["eap", "lyra", "spring_health", "compsych"] {
        let entry = insurers().find(slug).expect("an entry");
        assert_eq!((&entry.meaning, entry.coverages()), (&InsurerMeaning::NotAPayer, Vec::new()), "{slug}");
    }
}

#[test]
fn a_listing_never_confirms_an_insurer_but_can_confirm_a_public_program() {
    let only = |slug: &str| insurers().find(slug).expect("an entry").coverages()[0];
    let fact = |slug: &str, fact| {
        let mut facts = FactSet::default();
        facts.set(only(slug).payment().id(), fact);
        let states = &insurers().find(slug).expect("an entry").states;
        let place = states.first().copied().unwrap_or_else(texas);
        let question = only(slug).question(&facts, None, place).map(CoverageQuestion::text);
        (only(slug).fact(&facts, None, place), question)
    };
    for slug in ["aetna", "molina_medicaid", "molina_marketplace", "chip_ga", "medicare_advantage", "champva"]
    {
        assert_eq!(fact(slug, Fact::Yes).0, Fact::NotStated, "{slug}");
        assert_eq!(fact(slug, Fact::NotStated).0, Fact::NotStated, "{slug}");
        assert_eq!(fact(slug, Fact::No), (Fact::No, None), "{slug}");
    }
    for slug in ["medicaid_ca", "tricare", "medicare", "va", "private"] {
        assert_eq!(fact(slug, Fact::Yes), (Fact::Yes, None), "{slug}");
        assert_eq!(fact(slug, Fact::NotStated).0, Fact::NotStated, "{slug}");
        assert_eq!(fact(slug, Fact::No).0, Fact::No, "{slug}");
    }
    let asked = |slug, known| fact(slug, known).1.unwrap_or_default();
    assert_eq!(asked("aetna", Fact::Yes), "Are you in network with Aetna?");
    assert_eq!(
        asked("aetna", Fact::NotStated),
        "Do you take private insurance, and are you in network with Aetna?"
    );
    assert_eq!(asked("chip_ga", Fact::Yes), "You list Medicaid: do you take PeachCare for Kids too?");
    assert_eq!(asked("medicaid_ca", Fact::NotStated), "Do you take Medi-Cal?");
}
