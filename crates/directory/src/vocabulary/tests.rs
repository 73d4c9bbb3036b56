use super::*;

#[test]
fn the_tables_contain_the_code_book_and_all_derived_attributes() {
    let vocabulary = Vocabulary::embedded();
    assert_eq!(vocabulary.codes().iter().count(), 317);
    assert_eq!(vocabulary.attributes().len(), 317 + 5 + 8 + 2 + 11);
    for id in vocabulary.attributes().iter().map(|known| known.id) {
        let known = vocabulary.attribute(id);
        assert!(
            !known.label.is_empty() && !known.description.is_empty() && !known.ask.is_empty(),
            "{known:?}"
        );
        assert_eq!(vocabulary.find(&known.slug), Some(id));
    }
}

#[test]
fn typed_attributes_have_the_ids_that_their_types_give() {
    let vocabulary = Vocabulary::embedded();
    for level in Level::ALL {
        assert_eq!(vocabulary.find(level.slug()), Some(level.id()));
    }
    for group in Group::ALL {
        assert!(group.codes().iter().all(|code| vocabulary.code(code).is_some()), "{group:?}");
    }
    assert_eq!(vocabulary.find("MD"), Some(Payment::Medicaid.id()));
    assert_eq!(vocabulary.find("cbt"), vocabulary.code("CBT"));
}

#[test]
fn only_the_substance_use_directory_asks_about_intensive_outpatient() {
    let vocabulary = Vocabulary::embedded();
    let oit = vocabulary.code("OIT").expect("a code");
    let asks = |track| vocabulary.questionnaire(vocabulary.newest_edition(track)).contains(oit);
    assert!(asks(Track::SubstanceUse));
    assert!(!asks(Track::MentalHealth));
    assert_eq!(vocabulary.newest_edition(Track::SubstanceUse).year, 2023);
    assert_eq!(vocabulary.newest_edition(Track::MentalHealth).year, 2024);
}

#[test]
fn a_service_name_is_looked_up_in_its_category_first() {
    let vocabulary = Vocabulary::embedded();
    let code = |category, name| {
        let id = vocabulary.service(Track::SubstanceUse, category, name)?;
        vocabulary.attribute(id).code.as_deref()
    };
    assert_eq!(code("AGE", "Young Adults"), Some("YAD"));
    assert_eq!(code("SG", "Young adults"), Some("TAY"));
    assert_eq!(code("??", "Young adults"), None, "two codes share that name");
    assert_eq!(code("??", "Intensive outpatient  treatment"), Some("OIT"));
}

#[test]
fn older_category_codes_are_recognized() {
    let vocabulary = Vocabulary::embedded();
    let id = vocabulary.service(Track::SubstanceUse, "ASSES", "Comprehensive substance use assessment");
    assert_eq!(id, vocabulary.code("CSAA"));
}

#[test]
fn a_list_of_service_names_is_split_and_unknown_names_are_kept() {
    let vocabulary = Vocabulary::embedded();
    let found: Vec<_> =
        vocabulary.services(Track::MentalHealth, "PAY", "Medicaid; Barter of goods; Medicare").collect();
    let unknown: Vec<_> = found.iter().filter(|name| matches!(name, ServiceName::Unknown(_))).collect();
    assert_eq!(found.len(), 3);
    assert_eq!(unknown, [&ServiceName::Unknown("Barter of goods")]);
}
