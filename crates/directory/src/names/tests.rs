use proptest::prelude::*;

use super::*;

fn key_of(name: &str) -> String {
    key(&words(name))
}

fn terms_of(name: &str) -> NameTerms {
    terms([name])
}

#[test]
fn a_word_and_what_it_may_stand_for_are_its_spellings() {
    let of = |word| spellings(word).collect::<Vec<_>>();
    assert_eq!(of("st"), ["st", "saint", "street"]);
    assert_eq!(of("ctr"), ["ctr", "center"]);
    assert_eq!(of("center"), ["center"]);
}

#[test]
fn the_key_of_a_name_does_not_depend_on_how_its_words_are_written() {
    for (one, other) in [
        ("St. Mary's Hlth Care Inc", "Saint Marys Healthcare"),
        ("CleanSlate Centers, LLC", "Clean Slate Ctrs"),
        ("Mt. Hope & Ft. Wayne Behav Svcs", "Mount Hope and Fort Wayne Behavioral Services"),
        ("The House of Hope", "HouseHope"),
        ("Phoenix VAMC", "Phoenix Veterans Administration Med Ctr"),
        ("Tri-County MHC", "Tri County Mental Health Center"),
    ] {
        assert_eq!(key_of(one), key_of(other), "{one}");
    }
    assert_ne!(key_of("Hope House"), key_of("House Hope"));
    assert_ne!(key_of("The"), "");
}

#[test]
fn a_name_is_found_by_what_its_abbreviations_stand_for() {
    let found = terms_of("St Ann Behav Hlth Ctr").words;
    for word in ["st", "saint", "street", "ann", "behav", "behavioral", "health", "center", "bh"] {
        assert!(found.contains(word), "{word}");
    }
}

#[test]
fn the_abbreviation_of_a_phrase_and_its_phrases_find_each_other() {
    for name in ["Phoenix VA", "Phoenix Veterans Affairs", "Phoenix Veterans Admin"] {
        let found = terms_of(name).words;
        for word in ["va", "veterans", "affairs", "administration"] {
            assert!(found.contains(word), "{word} for {name}");
        }
    }
    assert!(!terms_of("Valley Hospital").words.contains("va"));
    assert!(!terms_of("Veterans Village").words.contains("va"));
}

#[test]
fn neighboring_words_are_joined_across_small_words_too() {
    let found = terms_of("House of Hope Ctr").joined;
    for word in ["houseof", "househope", "houseofhope", "hopectr", "hopecenter"] {
        assert!(found.contains(word), "{word}");
    }
    assert!(!found.contains("housectr"));
}

#[test]
fn a_plural_or_possessive_s_does_not_make_another_word() {
    assert!(differ_by_s("mary", "marys"));
    assert!(differ_by_s("centers", "center"));
    assert!(!differ_by_s("va", "vas"));
    assert!(!differ_by_s("center", "center"));
}

#[test]
fn an_abbreviation_leaves_out_vowels_and_few_consonants_but_nothing_at_the_ends() {
    for (short, long) in
        [("hlth", "health"), ("behvrl", "behavioral"), ("pgrm", "program"), ("mgmt", "management")]
    {
        assert!(abbreviates(short, long), "{short}");
    }
    for (short, long) in
        [("hope", "hospice"), ("city", "community"), ("ctr", "center"), ("hlth", "holy"), ("hlth", "hlth")]
    {
        assert!(!abbreviates(short, long), "{short}");
    }
}

proptest! {
    #[test]
    fn any_text_has_words_without_spaces_and_terms_for_all_of_them(name in ".{0,40}") {
        let words = words(&name);
        let terms = terms_of(&name);
        for word in &words {
            prop_assert!(!word.is_empty() && !word.contains(char::is_whitespace));
            prop_assert!(terms.words.contains(word));
        }
        prop_assert_eq!(terms.keys.is_empty(), words.is_empty());
        let mut all = terms.words.iter().chain(&terms.joined).chain(&terms.keys);
        prop_assert!(all.all(|term| !term.is_empty() && !term.contains(char::is_whitespace)));
    }

    #[test]
    fn a_name_has_the_same_key_with_its_words_joined(name in "[a-z]{5,9} [a-z]{5,9} [a-z]{5,9}") {
        let joined = name.replacen(' ', "", 1);
        let is_plain = words(&name).iter().all(|word| spellings(word).count() == 1 && !is_optional(word));
        prop_assume!(is_plain);
        prop_assert_eq!(key_of(&name), key_of(&joined));
    }
}
