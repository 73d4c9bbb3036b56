use std::collections::HashMap;

use proptest::prelude::*;

use super::key::Key;
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

fn slugs(entries: &[&'static Entry]) -> Vec<&'static str> {
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
fn slugs_are_slugs_and_none_is_a_payment_unless_it_is_that_payment() {
    for entry in insurers().entries() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(entry.slug.chars().all(plain) && !entry.slug.is_empty(), "{}", entry.slug);
        if let Some(payment) = Payment::from_slug(&entry.slug) {
            assert_eq!(entry.meaning, Meaning::Payment(payment));
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
            for key in Key::of_name(name) {
                let other = *known.entry(key.compact).or_insert(&entry.slug);
                if other != entry.slug {
                    clashes.push(format!("{name:?} of {} is one of {other} too", entry.slug));
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
        if let Resolution::One { coverages, .. } = insurers().resolve(&text, state) {
            prop_assert!(!coverages.is_empty());
        }
    }

    #[test]
    fn a_name_with_one_letter_wrong_is_still_offered(pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let entries: Vec<&Entry> = insurers().entries().iter().filter(|entry| entry.name().len() > 6).collect();
        let entry = pick.get(&entries);
        let mut letters: Vec<char> = entry.name().to_lowercase().chars().collect();
        let places: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_alphabetic()).collect();
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
            assert_eq!((&entry.meaning, &entry.states[..]), (&Meaning::Plan(kind), &[place][..]));
            assert_eq!(first(&format!("{program} {}", place.code()), ""), slug);
            assert_eq!(first(&format!("{} {program}", place.name()), ""), slug);
        }
    }
}

#[test]
fn what_asks_has_several_products_to_choose_from_and_they_differ() {
    let mut asking = 0;
    for entry in insurers().entries() {
        let choices = insurers().choices(entry, None);
        if let Meaning::Asks(_) = entry.meaning {
            asking += 1;
            assert!(choices.len() > 1, "{}", entry.slug);
            assert!(entry.coverages().is_empty());
            for choice in choices {
                let again = matches!(choice.meaning, Meaning::Asks(_)) && entry.slug != "hip";
                assert!(!again && choice.meaning != Meaning::NotAPayer, "{} of {}", choice.slug, entry.slug);
                let there = entry.states.iter().any(|state| choice.is_sold_in(Some(*state)));
                assert!(there || entry.states.is_empty(), "{} of {}", choice.slug, entry.slug);
            }
        } else {
            assert_eq!(choices, Vec::<&Entry>::new());
        }
    }
    assert!(asking > 40);
}

#[test]
fn names_and_notes_are_fit_to_be_read() {
    for entry in insurers().entries() {
        assert!(entry.name().trim() == entry.name() && !entry.name().is_empty(), "{}", entry.slug);
        assert!(entry.note.as_deref().is_none_or(|note| note.ends_with('.')), "{}", entry.slug);
        for coverage in entry.coverages() {
            let facts = FactSet::default();
            let text = coverage.question(&facts).map(Question::text).unwrap_or_default();
            assert!(text.ends_with('?') && !text.contains("  "), "{}: {text}", entry.slug);
        }
    }
}

#[test]
fn people_are_understood_as_they_say_it() {
    let cases = [
        ("Obamacare", "marketplace"),
        ("obama care", "marketplace"),
        ("marketplace", "marketplace"),
        ("ACA", "marketplace"),
        ("Covered California", "marketplace"),
        ("state insurance", "medicaid"),
        ("medicaid", "medicaid"),
        ("medical card", "medicaid"),
        ("Tricare", "tricare"),
        ("tricare prime", "tricare"),
        ("Humana Military", "tricare"),
        ("BCBS of Texas", "bcbs_tx"),
        ("BCBS TX", "bcbs_tx"),
        ("bcbstx", "bcbs_tx"),
        ("Texas Blue Cross", "bcbs_tx"),
        ("Blue Cross", "blue_cross"),
        ("BlueCross BlueShield", "blue_cross"),
        ("no insurance", "no_insurance"),
        ("I have no insurance", "no_insurance"),
        ("I don't have insurance", "no_insurance"),
        ("uninsured", "no_insurance"),
        ("Kaiser", "kaiser"),
        ("VA", "va"),
        ("v.a.", "va"),
        ("Veterans Affairs", "va"),
        ("Medi-Cal", "medicaid_ca"),
        ("medical", "medicaid_ca"),
        ("MassHealth", "medicaid_ma"),
        ("mass health", "medicaid_ma"),
        ("TennCare", "medicaid_tn"),
        ("tenncare medicaid", "medicaid_tn"),
        ("AHCCCS", "medicaid_az"),
        ("SoonerCare", "medicaid_ok"),
        ("Husky", "medicaid_ct"),
        ("Husky B", "chip_ct"),
        ("Apple Health", "medicaid_wa"),
        ("BadgerCare", "medicaid_wi"),
        ("PeachCare", "chip_ga"),
        ("Peach Care", "chip_ga"),
        ("Oregon Health Plan", "medicaid_or"),
        ("KidCare", "chip_fl"),
        ("STAR+PLUS", "medicaid_tx"),
        ("Aetna", "aetna"),
        ("aetna ppo", "aetna"),
        ("aetna medicaid", "aetna_better_health"),
        ("Aetna Better Health of Ohio", "aetna_better_health"),
        ("United", "uhc"),
        ("United Healthcare", "uhc"),
        ("UHC Community Plan", "uhc_community_plan"),
        ("Molina", "molina"),
        ("molina medicaid", "molina_medicaid"),
        ("Fidelis", "fidelis"),
        ("Anthem", "anthem"),
        ("Ambetter", "ambetter"),
        ("wellcare", "wellcare"),
        ("CCBH", "ccbh"),
        ("cash", "self_pay"),
        ("sliding scale", "sliding_fee"),
        ("Medicare", "medicare"),
        ("medicare advantage", "medicare_advantage"),
        ("my employee assistance program", "eap"),
        ("No tengo seguro", "no_insurance"),
        ("seguro medico", "private"),
        ("seguro del estado", "medicaid"),
    ];
    for (text, slug) in cases {
        assert_eq!(first(text, ""), slug, "{text}");
    }
}

#[test]
fn typos_and_unfinished_words_are_forgiven() {
    let cases = [
        ("medicade", "medicaid"),
        ("mediciad", "medicaid"),
        ("Medicar", "medicare"),
        ("mediccare", "medicare"),
        ("atena", "aetna"),
        ("Etna", "aetna"),
        ("Aetan", "aetna"),
        ("cinga", "cigna"),
        ("kiaser", "kaiser"),
        ("kaiser permanete", "kaiser"),
        ("untied healthcare", "uhc"),
        ("unitedhealth car", "uhc"),
        ("blue cros", "blue_cross"),
        ("blue corss blue sheild", "blue_cross"),
        ("blue cross of tex", "bcbs_tx"),
        ("obamcare", "marketplace"),
        ("trycare", "tricare"),
        ("tricar", "tricare"),
        ("medi cal", "medicaid_ca"),
        ("medical medicaid california", "medicaid_ca"),
        ("masshealt", "medicaid_ma"),
        ("masshelth", "medicaid_ma"),
        ("tencare", "medicaid_tn"),
        ("badgrcare", "medicaid_wi"),
        ("soonrcare", "medicaid_ok"),
        ("ambeter", "ambetter"),
        ("molena", "molina"),
        ("humanna", "humana"),
        ("fidellis", "fidelis"),
        ("no insurence", "no_insurance"),
        ("uninsurd", "no_insurance"),
        ("peechcare", "chip_ga"),
    ];
    for (text, slug) in cases {
        assert_eq!(first(text, ""), slug, "{text}");
    }
}

#[test]
fn what_is_sold_in_the_state_comes_first() {
    assert_eq!((first("all kids", "IL"), first("all kids", "AL")), ("all_kids", "all_kids"));
    assert_eq!(
        slugs(&insurers().suggest("blue cross", state("TX"), 2)),
        ["blue_cross", "blue_cross_medicare"]
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
fn a_name_is_taken_for_what_it_is_and_all_else_is_left_to_the_person() {
    let one = |text: &str, place: &str| match insurers().resolve(text, state(place)) {
        Resolution::One { entry, .. } => Some(entry.slug.as_str()),
        _ => None,
    };
    let choice = |text: &str, place: &str| match insurers().resolve(text, state(place)) {
        Resolution::Choose(entries) => slugs(&entries),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(one("aetna", ""), Some("aetna"));
    assert_eq!(one("Blue Cross Blue Shield PPO", "TX"), Some("blue_cross"));
    assert_eq!(one("HIP", "IN"), Some("medicaid_in"));
    assert_eq!(one("All Kids", "IL"), Some("chip_il"));
    assert_eq!(one("medical", "CA"), Some("medicaid_ca"));
    assert_eq!(one("medical", "OH"), None);
    assert_eq!(choice("All Kids", ""), ["chip_al", "chip_il"]);
    assert_eq!(choice("molina", "OH"), ["molina_medicaid", "molina_marketplace", "molina_medicare"]);
    assert_eq!(choice("anthem", "GA"), ["anthem_commercial", "anthem_medicare"]);
    assert_eq!(choice("atena", "")[0], "aetna");
    assert_eq!(choice("tenncar", "")[0], "medicaid_tn", "unfinished: it may go on otherwise");
    assert!(matches!(insurers().resolve("Lyra", None), Resolution::NotAPayer(_)));
    for nothing in ["", " ", "?!", "zzzzqqqq", &"x".repeat(500)] {
        assert_eq!(insurers().resolve(nothing, None), Resolution::Nothing, "{nothing}");
        assert_eq!(insurers().suggest(nothing, None, 5), Vec::<&Entry>::new());
    }
}

#[test]
fn faults_of_older_tables_are_not_repeated() {
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
        assert_eq!((&entry.meaning, entry.coverages()), (&Meaning::NotAPayer, Vec::new()), "{slug}");
    }
}

#[test]
fn an_insurer_is_never_sure_and_a_public_program_is() {
    let only = |slug: &str| insurers().find(slug).expect("an entry").coverages()[0];
    let fact = |slug: &str, fact| {
        let mut facts = FactSet::default();
        facts.set(only(slug).payment().id(), fact);
        (only(slug).fact(&facts), only(slug).question(&facts).map(Question::text))
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
    assert_eq!(
        asked("chip_ga", Fact::Yes),
        "You list Medicaid: do you take PeachCare for Kids (Georgia CHIP) too?"
    );
    assert_eq!(asked("medicaid_ca", Fact::NotStated), "Do you take Medi-Cal (California Medicaid)?");
}
