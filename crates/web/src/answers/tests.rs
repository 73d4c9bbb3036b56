//! The searches and faults that follow from the answers.

use directory::insurer::Insurers;
use directory::{AgeGroup, AttributeId, Level, Need, Payment, PersonGroup, ProgramType, Vocabulary};
use service::Language;
use service::request::{LevelChoice, Miles};

use super::*;
use crate::fields::FormFields;

fn answers(form: &str) -> FormAnswers {
    let fields = FormFields::read(form.as_bytes()).unwrap_or_else(|problem| panic!("{form}: {problem}"));
    FormAnswers::read(&fields).unwrap_or_else(|problem| panic!("{form}: {problem}"))
}

fn prepared(form: &str, code: &str) -> Result<PreparedSearch, Vec<FormFault>> {
    let language = Language::from_code(code).expect("a language");
    PreparedSearch::new(&answers(form), language).unwrap_or_else(|problem| panic!("{form}: {problem}"))
}

/// The need of a search in Dayton, Ohio.
fn need(form: &str) -> Need {
    let found = prepared(&format!("near=45402&{form}"), "en");
    found.unwrap_or_else(|faults| panic!("{form}: {faults:?}")).search.query.need
}

fn slugs(ids: &[AttributeId]) -> Vec<&'static str> {
    ids.iter().map(|id| Vocabulary::embedded().attribute(*id).slug.as_str()).collect()
}

fn payments(form: &str) -> Vec<&'static str> {
    need(form).insurance.iter().map(|coverage| coverage.slug()).collect()
}

#[test]
fn a_concern_becomes_a_program_type() {
    use directory::ProgramType::*;
    for substance in ["alcohol", "opioids", "drugs", "alcohol&what=drugs", "opioids&what=unsure"] {
        assert_eq!(need(&format!("what={substance}")).programs, [Addiction], "{substance}");
    }
    assert_eq!(need("what=mental_health").programs, [MentalHealth]);
    assert_eq!(need("what=alcohol&what=mental_health").programs, [DualDiagnosis]);
    assert_eq!(need("what=unsure").programs, []);
    assert_eq!(need("what=eating&age=under_18").programs, [Teen, EatingDisorder]);
    assert_eq!(need("who=child").programs, []);
}

#[test]
fn a_named_substance_says_who_the_person_is() {
    assert_eq!(need("what=alcohol&what=opioids").person, [PersonGroup::OpioidUse, PersonGroup::AlcoholUse]);
    assert_eq!(need("what=drugs").person, []);
}

#[test]
fn an_age_becomes_an_age_group_or_the_teen_program_type_and_sets_the_person_group() {
    let teen = need("age=under_18");
    assert_eq!(
        (teen.age, teen.programs, teen.person),
        (None, vec![ProgramType::Teen], vec![PersonGroup::Teen])
    );
    assert_eq!(need("age=18_25").age, Some(AgeGroup::YoungAdults));
    assert_eq!(need("age=adult").age, Some(AgeGroup::Adults));
    let older = need("age=older");
    assert_eq!((older.age, older.person), (Some(AgeGroup::OlderAdults), vec![PersonGroup::OlderAdult]));
}

#[test]
fn no_insurance_asks_for_help_with_the_cost_and_never_for_cash() {
    let five = ["sliding_fee", "payment_assistance", "free", "state_financed", "public_funds"];
    for form in ["insurer=none", "insurer=uninsured", "insurer=No+insurance", "insurer=I+have+no+insurance"] {
        assert_eq!(payments(form), five, "{form}");
        assert!(!payments(form).contains(&Payment::SelfPay.slug()));
    }
    assert!(Insurers::embedded().find(payer_choice::NO_INSURANCE).is_some());
}

#[test]
fn not_knowing_how_to_pay_narrows_nothing() {
    for form in ["insurer=unknown", "insurer=i+don't+know", "insurer=No+s%C3%A9", "", "also=medicare"] {
        assert_eq!(payments(form), [""; 0], "{form}");
    }
    let unknown = prepared("near=45402&insurer=unknown", "en").unwrap_or_else(|faults| panic!("{faults:?}"));
    assert!(unknown.payer.and_then(|payer| payer.note).is_some_and(|note| note.contains("card")));
}

#[test]
fn insurances_are_found_by_their_names_in_either_language() {
    assert_eq!(payments("insurer=Medicaid"), ["medicaid"]);
    assert_eq!(payments("insurer=cigna&also=medicaid"), ["cigna", "medicaid"]);
    let spanish =
        prepared("near=45402&insurer=seguro+privado", "es").unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(spanish.payer.and_then(|payer| payer.slug), Some("private"));
}

/// The faults of a form, in English.
fn faults(form: &str) -> Vec<FormFault> {
    prepared(form, "en").err().unwrap_or_default()
}

/// The buttons of the only fault of a form: the label of each, and the fields after it is pressed.
fn pressed(form: &str, code: &str) -> Vec<(String, String)> {
    let faults = prepared(form, code).err().unwrap_or_default();
    let [fault] = &faults[..] else { panic!("{form}: {faults:?}") };
    let press = |(label, change): (String, String)| {
        let change = serde_urlencoded::to_string([("change", change)]).expect("a change");
        let body = format!("{form}&{change}");
        (
            label,
            FormFields::read(body.as_bytes()).unwrap_or_else(|problem| panic!("{body}: {problem}")).query(),
        )
    };
    fault.view(Language::from_code(code).expect("a language")).buttons.into_iter().map(press).collect()
}

#[test]
fn an_insurer_with_several_kinds_of_plans_in_the_state_raises_one_question() {
    let form = "near=45402&insurer=Molina+Healthcare";
    let buttons = pressed(form, "en");
    let labels: Vec<&str> = buttons.iter().map(|(label, _)| label.as_str()).collect();
    assert_eq!(labels, ["Medicaid", "Marketplace (Obamacare)", "Medicare", "I don’t know"]);
    for (label, fields) in &buttons {
        assert!(prepared(fields, "en").is_ok(), "{label}: {fields}");
    }
    let message = faults(form)[0].view(Language::ENGLISH).message;
    assert_eq!(message, "Molina Healthcare can be more than one kind of plan. Which do you have?");
    let spanish = pressed(form, "es");
    assert_eq!(spanish.last().map(|(label, _)| label.as_str()), Some("No sé"));
}

#[test]
fn programs_with_a_name_of_their_own_are_offered_by_that_name() {
    let labels =
        |form: &str| -> Vec<String> { pressed(form, "en").into_iter().map(|(label, _)| label).collect() };
    let arkids = ["ARKids First A (Arkansas Medicaid)", "ARKids First B (Arkansas CHIP)", "I don’t know"];
    assert_eq!(labels("near=72201&insurer=ARKids+First"), arkids);
    let aetna = ["Through a job, bought yourself, or marketplace", "Medicaid", "Medicare", "I don’t know"];
    assert_eq!(labels("near=45402&insurer=Aetna"), aetna);
    assert_eq!(labels("near=85001&insurer=TriWest"), ["TRICARE", "VA health care", "I don’t know"]);
}

#[test]
fn i_do_not_know_answers_every_question_about_the_insurance() {
    for form in ["insurer=molina", "insurer=Signa", "insurer=xyzzy", "insurer=TriWest"] {
        let buttons = pressed(&format!("near=45402&{form}"), "en");
        let (label, fields) = buttons.last().expect("a button");
        assert_eq!(
            (label.as_str(), fields.as_str()),
            ("I don’t know", "near=45402&insurer=unknown"),
            "{form}"
        );
    }
}

#[test]
fn a_payer_that_does_not_pay_for_treatment_narrows_nothing_and_says_why() {
    for code in ["en", "es"] {
        let found = prepared("near=45402&insurer=EAP", code).unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(found.search.query.need.insurance, []);
        assert!(found.payer.and_then(|payer| payer.note).is_some_and(|note| note.contains("IOP")));
    }
}

#[test]
fn everything_wrong_is_reported_at_once() {
    assert_eq!(faults("insurer=xyzzy"), [FormFault::NoPlace, FormFault::UnknownInsurer]);
    let misspelled = faults("near=Austn,+TX");
    let [FormFault::UnknownPlace(candidates)] = &misspelled[..] else { panic!("{misspelled:?}") };
    assert_eq!(candidates[0].label, "Austin, TX");
}

#[test]
fn a_name_that_several_places_share_raises_a_question() {
    for name in ["Baltimore", "Dayton"] {
        let found = faults(&format!("near={name}"));
        let [fault @ FormFault::WhichPlace { candidates, .. }] = &found[..] else { panic!("{found:?}") };
        assert_eq!(fault.view(Language::ENGLISH).message, format!("Which {name}?"));
        assert!(candidates.len() > 1, "{candidates:?}");
    }
}

#[test]
fn only_a_state_named_like_a_large_city_raises_a_question() {
    let asked = |near: &str| !faults(&format!("near={near}")).is_empty();
    for near in ["New+York", "new+york", "Washington", "Nueva+York", "L.A.", "la", "me"] {
        assert!(asked(near), "{near}");
        for (label, fields) in pressed(&format!("near={near}"), "en") {
            assert!(prepared(&fields, "en").is_ok(), "{label}: {fields}");
        }
    }
    let others =
        ["NY", "New+York+City", "New+York,+NY", "State+of+New+York", "Washington+State", "Washington,+DC"];
    for near in others.into_iter().chain(["Ohio", "Nevada", "Delaware", "Oklahoma", "Texas"]) {
        assert!(!asked(near), "{near}");
    }
}

#[test]
fn an_address_of_military_mail_abroad_leads_to_tricare_overseas() {
    let found = faults("near=APO+AE+09096");
    assert_eq!(found, [FormFault::MilitaryMail]);
    assert!(found[0].view(Language::ENGLISH).message.contains("TRICARE Overseas"));
}

#[test]
fn a_county_is_searched_within_its_own_circle_unless_a_radius_is_chosen() {
    let radius = |form: &str| {
        let found = prepared(form, "en").unwrap_or_else(|faults| panic!("{form}: {faults:?}"));
        found.search.parameters.radius.map(Miles::get)
    };
    let own = radius("near=Travis+County,+TX").unwrap_or_default();
    assert!((20.0..30.0).contains(&own) && own != 25.0, "{own}");
    assert_eq!(radius("near=Travis+County,+TX&radius="), Some(own));
    assert_eq!(radius("near=Travis+County,+TX&radius=10"), Some(10.0));
    assert_eq!(radius("near=Austin,+TX"), Some(25.0));
}

#[test]
fn the_point_is_used_as_long_as_the_form_shows_the_city_near_it() {
    let place = |form: &str, code: &str| {
        let found = prepared(form, code).unwrap_or_else(|faults| panic!("{form}: {faults:?}"));
        let place = found.place.expect("a place");
        (place.kind, place.state.map(|state| state.code()))
    };
    let point = (places::PlaceKind::Point, Some("OH"));
    assert_eq!(place("near=near+Dayton,+OH&at=39.76,-84.19", "en"), point);
    assert_eq!(place("near=cerca+de+Dayton,+OH&at=39.76,-84.19", "en"), point, "in another language");
    assert_eq!(place("near=78701&at=39.76,-84.19", "en"), (places::PlaceKind::Zip, Some("TX")));
    for at in ["nonsense", "45402", "51.5,-0.12"] {
        let typed = place(&format!("near=near+Dayton,+OH&at={at}"), "en");
        assert_eq!(typed, (places::PlaceKind::City, Some("OH")), "{at}");
    }
    assert!(matches!(&faults("near=xyzzy&at=39.76,-84.19")[..], [FormFault::UnknownPlace(_)]));
}

#[test]
fn detox_puts_care_around_the_clock_first() {
    let first = |form: &str| {
        let found = prepared(&format!("near=45402&{form}"), "en");
        slugs(&found.unwrap_or_else(|faults| panic!("{faults:?}")).search.query.first)
    };
    assert_eq!(first("level=detox&filter=alcohol_detox"), ["hospital_inpatient_detox", "residential_detox"]);
    assert_eq!(first("level=residential"), [""; 0]);
}

#[test]
fn warnings_of_the_guidance_change_no_search_and_unknown_ones_are_errors() {
    assert_eq!(need("level=detox&heed=withdrawal&heed=thoughts"), need("level=detox"));
    assert!(answers("heed=thoughts").heed.is_danger());
    let unknown = FormFields::read(b"heed=xyzzy").unwrap_or_else(|problem| panic!("{problem}"));
    assert!(FormAnswers::read(&unknown).is_err());
}

#[test]
fn wishes_are_preferences_unless_they_are_required() {
    let wishes = "wish=spanish&wish=cognitive_behavioral_therapy";
    let preferred = need(wishes);
    assert_eq!((preferred.attributes.len(), slugs(&preferred.wishes).len()), (0, 2));
    let must = need(&format!("{wishes}&must=yes"));
    assert_eq!(
        (slugs(&must.attributes), must.wishes.len()),
        (vec!["spanish", "cognitive_behavioral_therapy"], 0)
    );
    assert_eq!(slugs(&need("filter=lgbtq").attributes), ["lgbtq"]);
}

#[test]
fn a_wish_for_a_group_says_that_the_person_belongs_to_it() {
    assert_eq!(
        need("wish=veterans&wish=pregnant_postpartum_women").person,
        [PersonGroup::Woman, PersonGroup::Veteran]
    );
    assert_eq!(need("for=native&for=dui").person, [PersonGroup::Native, PersonGroup::Dui]);
}

#[test]
fn a_state_is_searched_as_a_whole() {
    let ohio =
        prepared("near=Ohio&radius=50&sort=distance", "en").unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(ohio.search.parameters.radius, None);
    let dayton =
        prepared("near=45402&radius=50&sort=distance", "en").unwrap_or_else(|faults| panic!("{faults:?}"));
    assert_eq!(dayton.search.parameters.radius.map(Miles::get), Some(50.0));
}

#[test]
fn a_name_alone_is_searched_everywhere_and_at_any_level() {
    let search = |form: &str| prepared(form, "en").map(|found| found.search.parameters);
    let named = search("name=St.+Mary%27s&level=intensive_outpatient").expect("a search");
    assert_eq!(named.q.as_deref(), Some("St. Mary's"));
    assert_eq!((named.radius, named.level), (None, vec![LevelChoice(None)]));
    let near = search("name=hope&near=45402&level=residential").expect("a search");
    assert_eq!(
        (near.radius, near.level),
        (Some(Miles::DEFAULT), vec![LevelChoice(Some(Level::Residential))])
    );
    assert_eq!(search("name=...").err(), Some(vec![FormFault::EmptyName]));
}

#[test]
fn fields_that_no_form_sends_are_errors() {
    for form in [
        "who=nobody",
        "age=",
        "level=iop",
        "wish=nonsense",
        "must=on",
        "seen=20",
        "surprise=1",
        "near=a&near=b",
        "radius=501",
    ] {
        let fields = FormFields::read(form.as_bytes()).unwrap_or_else(|problem| panic!("{form}: {problem}"));
        let is_empty = fields.pairs().is_empty();
        assert_eq!(FormAnswers::read(&fields).is_ok(), is_empty, "{form}");
    }
}
