use ::tests::reading;
use directory::vocabulary::Attribute;
use directory::{Caution, Vocabulary};

use super::words::AttributeWords;
use super::*;

/// Every text about facts that people read, one per line.
fn everything(words: &FactWords) -> String {
    let attributes = words.attributes.iter().flat_map(|known| [&known.label, &known.description, &known.ask]);
    let cautions = words.cautions.iter().flat_map(|known| [&known.label, &known.text]);
    let others = words.evidence.values().chain(words.categories.values()).chain(&words.people);
    let all = attributes.chain(cautions).chain(others).chain(&words.sources).chain([&words.telehealth]);
    all.map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn attribute_texts(words: &FactWords, text: fn(&AttributeWords) -> &str) -> String {
    words.attributes.iter().map(text).collect::<Vec<_>>().join("\n")
}

fn spanish() -> [String; 2] {
    ["vocabulary", "facts"]
        .map(|name| locale_table(Language::SPANISH, &format!("{name}.csv")).expect("a table"))
}

#[test]
fn every_language_has_words_for_everything() {
    assert_eq!(all().expect("complete tables").len(), Language::all().count());
}

#[test]
fn words_are_in_the_requested_language() {
    let id = directory::Level::IntensiveOutpatient.id();
    assert_eq!(FactWords::for_language(Language::SPANISH).label(id), "Programa ambulatorio intensivo (IOP)");
    assert_eq!(FactWords::for_language(Language::ENGLISH).label(id), "Intensive outpatient program (IOP)");
    assert_eq!(
        FactWords::for_language(Language::SPANISH).caution(Caution::MenOnly),
        "Menciona a hombres, pero no a mujeres. Pregunte si le pueden tratar aquí."
    );
    assert_eq!(FactWords::for_language(Language::SPANISH).category("SMP"), Some("Fumar"));
    assert_eq!(FactWords::for_language(Language::SPANISH).category("XXX"), None);
}

#[test]
fn missing_empty_and_extra_rows_are_errors() {
    let [vocabulary, facts] = spanish();
    let without = |table: &str, begin: &str| {
        let kept = table.lines().filter(|line| !line.starts_with(begin));
        kept.collect::<Vec<_>>().join("\n")
    };
    let error =
        |vocabulary: &str, facts: &str| table::read(vocabulary, facts).map(|_| ()).unwrap_err().to_string();
    assert_eq!(
        error(&without(&vocabulary, "telehealth,"), &facts),
        "no words for the attribute \"telehealth\""
    );
    assert_eq!(error(&vocabulary, &without(&facts, "person,dui")), "no words for the person \"dui\"");
    let empty = facts.replace("category,SMP,Fumar,", "category,SMP, ,");
    assert_eq!(error(&vocabulary, &empty), "no words for the category \"SMP\"");
    let extra = format!("{vocabulary}magic,Magia,Magia.,¿Magia?\n");
    let beginning = "words for something unknown or repeated: ";
    assert_eq!(error(&extra, &facts), format!("{beginning}magic"));
    let twice = format!("{facts}category,SMP,Fumar,\n");
    assert_eq!(error(&vocabulary, &twice), format!("{beginning}category SMP"));
}

#[test]
fn questions_are_questions_and_descriptions_are_sentences() {
    for (language, words) in Language::all().zip(all().expect("complete tables")) {
        for (known, attribute) in words.attributes.iter().zip(Vocabulary::embedded().attributes()) {
            let Attribute { slug, .. } = attribute;
            assert!(known.ask.ends_with('?'), "{language:?} {slug}");
            assert!(known.description.ends_with('.'), "{language:?} {slug}");
            assert!(!known.label.ends_with('.'), "{language:?} {slug}");
            let opened = known.ask.matches('¿').count();
            assert_eq!(
                opened,
                if language == Language::SPANISH { known.ask.matches('?').count() } else { 0 },
                "{slug}"
            );
        }
    }
}

/// Sentences with more words than this are hard to follow.
const LONG_SENTENCE: usize = 25;

#[test]
fn no_text_has_long_sentences() {
    for (language, read_as) in
        [(Language::ENGLISH, reading::Language::English), (Language::SPANISH, reading::Language::Spanish)]
    {
        for line in everything(FactWords::for_language(language)).lines() {
            let counts = reading::Counts::new(read_as, line);
            assert!(counts.words <= LONG_SENTENCE * counts.sentences, "{line}");
        }
    }
}

#[test]
fn english_texts_can_be_read_at_age_twelve() {
    let words = FactWords::for_language(Language::ENGLISH);
    let grades = [
        ("everything", everything(words)),
        ("descriptions", attribute_texts(words, |known| &known.description)),
        ("questions", attribute_texts(words, |known| &known.ask)),
    ]
    .map(|(part, text)| (part, reading::flesch_kincaid_grade(&text)));
    for (part, grade) in grades {
        assert!(grade <= 7.0, "{part} need grade {grade:.1}");
    }
}

#[test]
fn spanish_texts_are_fairly_easy_to_read() {
    let words = FactWords::for_language(Language::SPANISH);
    let everything = everything(words);
    let (inflesz, ease) = (reading::inflesz(&everything), reading::fernandez_huerta(&everything));
    assert!(inflesz >= 65.0 && ease >= 70.0, "INFLESZ {inflesz:.1}, Fernández Huerta {ease:.1}");
    let descriptions = reading::inflesz(&attribute_texts(words, |known| &known.description));
    let questions = reading::inflesz(&attribute_texts(words, |known| &known.ask));
    assert!(descriptions >= 65.0 && questions >= 55.0, "{descriptions:.1}, {questions:.1}");
}
