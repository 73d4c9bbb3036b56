//! Which programs are confirmed matches, possible matches with questions to ask, or no matches.

use tests::answers::{CriterionMatch, ProgramMatch, SearchResponse};
use tests::{Home, LocatorRow, rows, sample_server};

fn fact<'a>(program: &'a ProgramMatch, criterion: &str) -> &'a CriterionMatch {
    program.criteria.iter().find(|known| known.criterion == criterion).unwrap()
}

fn names(answer: &SearchResponse) -> Vec<&str> {
    answer.results.iter().map(|result| result.facility.name.split(' ').next().unwrap()).collect()
}

#[test]
fn a_match_is_confirmed_when_all_is_listed_and_possible_when_something_must_be_asked() {
    let server = sample_server();
    let found = server.search(&[("near", "98104"), ("has", "SP")]);
    assert_eq!((found.total.facilities, found.total.confirmed, found.total.possible), (2, 1, 1));
    let [confirmed, possible] = [&found.results[0], &found.results[1]];
    assert_eq!((confirmed.r#match.as_str(), possible.r#match.as_str()), ("confirmed", "possible"));
    for criterion in &confirmed.programs[0].criteria {
        assert_eq!((criterion.fact.as_str(), &criterion.ask), ("yes", &None));
    }
    let asked = fact(&possible.programs[0], "has");
    assert_eq!((asked.asked.as_str(), asked.fact.as_str()), ("spanish", "not_stated"));
    let ask = asked.ask.as_deref().unwrap();
    assert!(ask.contains("Spanish") && ask.ends_with('?'), "{ask}");
    assert_eq!(fact(&possible.programs[0], "level").fact, "yes");
}

#[test]
fn a_mental_health_program_is_a_possible_match_with_evidence_unless_its_name_says_iop() {
    let server = sample_server();
    let found = server.search(&[("near", "90012"), ("program", "mental_health")]);
    let of = |name: &str| found.results.iter().find(|result| result.facility.name.starts_with(name)).unwrap();
    let named = &of("Made-Up Canyon").programs[0];
    assert_eq!((named.r#match.as_str(), named.likelihood), ("confirmed", None));
    let sister = &of("Sampleton").programs[0];
    assert_eq!((sister.track.as_str(), sister.r#match.as_str()), ("mental_health", "possible"));
    assert!(sister.likelihood.is_some_and(|likelihood| (0.5..1.0).contains(&likelihood)));
    assert!(!sister.evidence.is_empty() && found.likelihood_proxy.is_some());
    assert!(fact(sister, "level").ask.is_some());
    assert_eq!(of("Sampleton").programs.len(), 1, "its addiction program does not meet the need");
}

#[test]
fn a_program_that_rules_something_out_is_excluded() {
    let server = sample_server();
    let all = server.search(&[("near", "60607")]);
    let eating_disorder = server.search(&[("near", "60607"), ("program", "eating_disorder")]);
    assert_eq!((all.total.facilities, eating_disorder.total.facilities), (2, 0));
    for keep in ["confirmed", "possible"] {
        let kept = server.search(&[("near", "10001"), ("match", keep)]);
        assert!(!kept.results.is_empty() && kept.results.iter().all(|result| result.r#match == keep));
    }
}

#[test]
fn a_single_program_must_meet_every_criterion() {
    // One program accepts teens, the other Medicaid.
    let teens = LocatorRow::addiction(1).with("name1", "Two Doors").services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Intensive outpatient treatment"),
        ("PAY", "Private health insurance"),
        ("SG", "Adolescents"),
    ]);
    let medicaid =
        LocatorRow::mental_health(2).with("name1", "Two Doors").with("street1", "1 Test Street").services(&[
            ("TC", "Mental health treatment"),
            ("SET", "Outpatient"),
            ("PAY", "Medicaid"),
            ("AGE", "Adults"),
        ]);
    let server = Home::with_rows(&[teens, medicaid]).serve();
    let total = |more: &[(&str, &str)]| server.search(&[&[("near", "78702")], more].concat()).total;
    assert_eq!((total(&[]).facilities, total(&[]).confirmed), (1, 1));
    assert_eq!(
        (total(&[("program", "teen")]).facilities, total(&[("insurance", "medicaid")]).facilities),
        (1, 1)
    );
    assert_eq!(total(&[("program", "teen"), ("insurance", "medicaid")]).facilities, 0);
}

#[test]
fn addiction_and_mental_health_together_mean_dual_diagnosis() {
    let server = sample_server();
    let both = server.search(&[("near", "78701"), ("program", "addiction,mental_health")]);
    let dual = server.search(&[("near", "78701"), ("program", "dual_diagnosis")]);
    assert_eq!(both.need.program, ["dual_diagnosis"]);
    assert_eq!((both.ids(), &both.total), (dual.ids(), &dual.total));
    assert!(both.total.facilities > 0);
}

#[test]
fn any_of_several_ways_to_pay_is_enough_and_the_response_says_which() {
    let server = sample_server();
    let count =
        |insurance: &str| server.search(&[("near", "78701"), ("insurance", insurance)]).total.facilities;
    assert!(count("medicaid,private") >= count("medicaid").max(count("private")));
    let found = server.search(&[("near", "78701"), ("insurance", "medicaid,medicare")]);
    let criterion = fact(&found.results[0].programs[0], "insurance");
    assert_eq!(
        (criterion.asked.as_str(), criterion.met_by.as_slice()),
        ("medicaid,medicare", &["medicaid".to_owned()][..])
    );
}

#[test]
fn each_of_several_attributes_must_hold() {
    let server = sample_server();
    let found = |has: &str| server.search(&[("near", "98104"), ("has", has), ("match", "confirmed")]);
    let (spanish, both) = (found("SP"), found("SP,CBT"));
    assert!(both.total.facilities <= spanish.total.facilities && both.total.facilities > 0);
    let has: Vec<_> =
        both.results[0].programs[0].criteria.iter().filter(|known| known.criterion == "has").collect();
    assert_eq!(has.len(), 2);
}

#[test]
fn telehealth_programs_in_the_state_are_possible_matches_after_those_to_visit() {
    let far = |number, services: &str| {
        LocatorRow::addiction(number)
            .in_city("Dallas", "TX", "75204", (32.8 + f64::from(number) / 1e3, -96.78))
            .services(&[
                ("TC", "Substance use treatment"),
                ("SET", services),
                ("TAP", "Telemedicine/telehealth therapy; Group therapy"),
            ])
    };
    let iop = "Outpatient; Intensive outpatient treatment";
    let elsewhere = far(4, iop).in_city("Tulsa", "OK", "74103", (36.15, -95.99));
    let mut silent = far(5, iop);
    silent = silent.services(&[("TC", "Substance use treatment"), ("SET", iop), ("TAP", "Group therapy")]);
    let data = [
        LocatorRow::mental_health(1),
        far(2, iop),
        far(3, "Outpatient; Regular outpatient treatment"),
        elsewhere,
        silent,
    ];
    let server = Home::with_rows(&data).serve();
    let visits = server.search(&[("near", "78702")]);
    let also = server.search(&[("near", "78702"), ("telehealth", "true")]);
    assert_eq!((visits.total.facilities, also.total.facilities), (1, 2));
    assert_eq!(names(&also)[0], names(&visits)[0], "visits come first, even if only possible");
    let remote = &also.results[1].programs[0];
    assert_eq!((remote.by.as_str(), remote.r#match.as_str()), ("telehealth", "possible"));
    assert!(remote.telehealth_note.as_deref().is_some_and(|note| note.contains("video")));
    assert_eq!(also.results[0].programs[0].by, "visit");
    for (level, facilities) in [("residential", 0), ("outpatient", 2), ("any", 3)] {
        let found = server.search(&[("near", "78702"), ("telehealth", "true"), ("level", level)]);
        assert_eq!(found.total.facilities, facilities, "{level}: {:?}", found.names());
    }
}

#[test]
fn a_place_without_a_street_is_located_by_its_zip_code_and_marked() {
    let server = sample_server();
    let found = server.search(&[("q", "Specimen House for Women")]);
    let facility = &found.results[0].facility;
    assert_eq!((facility.coordinate_precision.as_str(), &facility.address.street1), ("zip", &None));
    let other = server.search(&[("q", "Imagined Lakeside Center")]);
    assert_eq!(other.results[0].facility.coordinate_precision, "street");
}

#[test]
fn few_results_come_with_small_changes_that_find_as_many_as_they_say() {
    let server = Home::with_rows(
        &[&rows::many(3)[..], &[LocatorRow::addiction(50).in_city("Waco", "TX", "76701", (31.55, -97.13))]]
            .concat(),
    )
    .serve();
    let base = [("near", "76701"), ("insurance", "medicare"), ("radius", "5")];
    let found = server.search(&base);
    assert_eq!(found.total.facilities, 0);
    assert!(!found.alternatives.is_empty());
    for alternative in &found.alternatives {
        let response = server.post("/v1/search", &alternative.request).expect(200);
        let changed = response.json::<SearchResponse>().total.facilities;
        assert_eq!(changed, alternative.facilities, "{}", alternative.text);
        assert!(alternative.text.starts_with(&changed.to_string()), "{}", alternative.text);
    }
}
