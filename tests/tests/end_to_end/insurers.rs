//! Insurers by the names that people use, and searching for one.

use serde_json::json;
use tests::answers::{CriterionMatch, InsurersResponse, ProgramMatch, SearchResponse, SuggestedInsurer};
use tests::http::percent_encoded;
use tests::{Home, LocatorRow, Server, rows, sample_server};

use crate::problem::problem;

fn suggestions(server: &Server, text: &str, more: &str) -> Vec<SuggestedInsurer> {
    let path = format!("/v1/insurers?q={}{more}", percent_encoded(text));
    server.get(&path).expect(200).json::<InsurersResponse>().insurers
}

fn first(server: &Server, text: &str) -> String {
    suggestions(server, text, "").first().map(|found| found.slug.clone()).unwrap_or_default()
}

/// Intensive outpatient programs for addiction in Austin, each with different kinds of payment.
fn payers() -> [LocatorRow; 4] {
    let clinic = |number, name: &str, payments: &str| {
        LocatorRow::addiction(number).with("name1", name).services(&[
            ("TC", "Substance use treatment"),
            ("SET", "Outpatient; Intensive outpatient treatment"),
            ("PAY", payments),
        ])
    };
    [
        clinic(1, "Takes Private", "Private health insurance"),
        clinic(2, "Takes Medicaid", "Medicaid"),
        clinic(3, "Takes Cash", "Cash or self-payment"),
        // States nothing about payment.
        LocatorRow::addiction(4).with("name1", "Silent").services(&[
            ("TC", "Substance use treatment"),
            ("SET", "Outpatient; Intensive outpatient treatment"),
        ]),
    ]
}

/// The results in Austin for these ways to pay: names, matches and the criterion for insurance.
fn found(server: &Server, insurance: &str) -> (SearchResponse, Vec<(String, String, CriterionMatch)>) {
    let answer = server.search(&[("near", "78702"), ("insurance", insurance)]);
    let criterion = |program: &ProgramMatch| {
        program.criteria.iter().find(|known| known.criterion == "insurance").unwrap().clone()
    };
    let mut all: Vec<_> = answer
        .results
        .iter()
        .map(|result| (result.facility.name.clone(), result.r#match.clone(), criterion(&result.programs[0])))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    (answer, all)
}

#[test]
fn insurers_are_found_by_what_people_call_them() {
    let server = sample_server();
    let cases = [
        ("Medi-Cal", "medicaid_ca"),
        ("BCBS Texas", "bcbs_tx"),
        ("BCBS of Texas", "bcbs_tx"),
        ("Obamacare", "marketplace"),
        ("Tricare", "tricare"),
        ("state insurance", "medicaid"),
        ("no insurance", "no_insurance"),
        ("MassHelth", "medicaid_ma"),
        ("atena", "aetna"),
        ("Signa", "cigna"),
        ("medicair", "medicare"),
        ("Indian health services", "ihs_tribal"),
        ("VA", "va"),
    ];
    for (text, slug) in cases {
        assert_eq!(first(&server, text), slug, "{text}");
    }
    assert!(suggestions(&server, "zzzzqqqq", "").is_empty());
    assert_eq!(suggestions(&server, "blue", "&limit=3").len(), 3);
}

#[test]
fn an_insurer_is_suggested_with_its_kind_its_states_and_a_note() {
    let server = sample_server();
    let medi_cal = &suggestions(&server, "medi-cal", "")[0];
    let kinds: Vec<_> = medi_cal.kinds.iter().map(|kind| (kind.slug.as_str(), kind.label.as_str())).collect();
    assert_eq!(kinds, [("medicaid", "Medicaid")]);
    assert_eq!(medi_cal.plan.as_ref().map(|plan| plan.slug.as_str()), Some("medicaid"));
    assert_eq!((medi_cal.states.as_slice(), medi_cal.asks), (&["CA".to_owned()][..], false));
    let nobody = &suggestions(&server, "Lyra", "")[0];
    assert!(nobody.kinds.is_empty() && nobody.note.as_deref().is_some_and(|note| note.contains("employer")));
    let none = &suggestions(&server, "no insurance", "")[0];
    let kinds: Vec<_> = none.kinds.iter().map(|kind| kind.slug.as_str()).collect();
    assert_eq!(kinds, ["sliding_fee", "payment_assistance", "free", "state_financed", "public_funds"]);
}

#[test]
fn an_ambiguous_insurer_offers_the_plans_sold_in_the_state() {
    let server = sample_server();
    let molina = &suggestions(&server, "molina", "&state=Ohio")[0];
    assert!(molina.asks);
    let choices: Vec<_> = molina.choices.iter().map(|choice| choice.slug.as_str()).collect();
    assert_eq!(choices, ["molina_medicaid", "molina_marketplace", "molina_medicare"]);
    let anthem = |state: &str| {
        let found = suggestions(&server, "anthem", &format!("&state={state}"));
        found[0].choices.iter().map(|choice| choice.slug.clone()).collect::<Vec<_>>()
    };
    assert!(anthem("OH").contains(&"anthem_medicaid".to_owned()));
    assert!(!anthem("GA").contains(&"anthem_medicaid".to_owned()));
    let texas = suggestions(&server, "bcbs of", "&state=TX");
    let local = texas.iter().find(|found| found.slug.starts_with("bcbs_"));
    assert_eq!(local.map(|found| found.slug.as_str()), Some("bcbs_tx"), "those sold in the state come first");
}

#[test]
fn typed_text_can_be_sent_in_a_body_and_is_stored_nowhere() {
    let server = sample_server();
    for (path, q) in [("/v1/insurers", "molina"), ("/v1/places", "dayton")] {
        let got = server.get(&format!("{path}?q={q}&limit=3")).expect(200);
        let posted = server.post(path, &json!({"q": q, "limit": 3})).expect(200);
        assert_eq!(got.text(), posted.text());
        for answer in [got, posted] {
            assert_eq!(answer.header("cache-control"), Some("no-store"));
        }
        problem(&server.post(path, &json!({"q": q, "nonsense": 1})), 400, path);
        problem(&server.post(path, &json!({"limit": 3})), 400, path);
        problem(&server.post(&format!("{path}?q={q}"), &json!({})), 400, path);
        problem(&server.post(path, &json!({"q": q, "language": "fr"})), 400, path);
    }
}

#[test]
fn insurers_are_named_for_the_requested_language_and_place() {
    let server = sample_server();
    let first = |body: &serde_json::Value| -> SuggestedInsurer {
        let answer: InsurersResponse = server.post("/v1/insurers", body).expect(200).json();
        answer.insurers.into_iter().next().unwrap()
    };
    let found = first(&json!({"q": "obamacare", "language": "es"}));
    assert_eq!(found.name, "Plan del mercado de seguros (Obamacare)");
    assert_eq!(found.plan.unwrap().label, "Plan del mercado de seguros");
    assert!(found.note.unwrap().contains("tarjeta"));
    assert_eq!(first(&json!({"q": "Medicaid de Alab", "language": "es"})).name, "Medicaid de Alabama");
    let aetna = |near: &str| first(&json!({"q": "aetna", "near": near}));
    assert_eq!((aetna("Dayton, OH").asks, aetna("Denver, CO").asks), (true, false));
    let choices: Vec<String> = aetna("45402").choices.into_iter().map(|choice| choice.slug).collect();
    assert_eq!(choices, ["aetna_commercial", "aetna_better_health", "aetna_medicare"]);
    assert_eq!(aetna("no place at all").slug, "aetna", "an unfinished place has no state");
}

#[test]
fn an_insurer_is_a_possible_match_unless_its_kind_is_ruled_out() {
    let server = Home::with_rows(&payers()).serve();
    let (answer, all) = found(&server, "aetna");
    assert_eq!((answer.total.facilities, answer.total.confirmed, answer.total.possible), (2, 0, 2));
    assert_eq!(answer.need.insurance, ["aetna"]);
    let [silent, private] = &all[..] else { panic!("{all:?}") };
    for (_, class, criterion) in [silent, private] {
        let criterion = (criterion.asked.as_str(), criterion.fact.as_str(), criterion.met_by.len());
        assert_eq!((class.as_str(), criterion), ("possible", ("aetna", "not_stated", 0)));
    }
    assert_eq!(
        (private.0.as_str(), private.2.ask.as_deref()),
        ("Takes Private", Some("Are you in network with Aetna?"))
    );
    let ask = "Do you take private insurance, and are you in network with Aetna?";
    assert_eq!((silent.0.as_str(), silent.2.ask.as_deref()), ("Silent", Some(ask)));
    assert_eq!(answer.facets["insurance"]["private"], 1, "a facet counts what is listed");
}

#[test]
fn a_public_program_is_as_certain_as_its_kind_except_chip() {
    let server = Home::with_rows(&payers()).serve();
    let (_, program) = found(&server, "medicaid_tx");
    let of = |name: &str, all: &[(String, String, CriterionMatch)]| {
        all.iter().find(|(known, _, _)| known == name).cloned().unwrap()
    };
    let (_, class, criterion) = of("Takes Medicaid", &program);
    assert_eq!((class.as_str(), criterion.fact.as_str(), criterion.ask), ("confirmed", "yes", None));
    let (_, class, criterion) = of("Silent", &program);
    assert_eq!((class.as_str(), criterion.ask.as_deref()), ("possible", Some("Do you take Texas Medicaid?")));
    let (answer, chip) = found(&server, "chip_tx");
    assert_eq!((answer.total.facilities, answer.total.confirmed), (2, 0));
    let ask = of("Takes Medicaid", &chip).2.ask.unwrap();
    assert_eq!(ask, "You list Medicaid: do you take Texas CHIP too?");
}

#[test]
fn kinds_and_insurers_can_be_asked_for_together() {
    let server = Home::with_rows(&payers()).serve();
    let (answer, all) = found(&server, "aetna,medicaid,molina_medicaid");
    assert_eq!((answer.total.facilities, answer.total.confirmed), (3, 1));
    let confirmed = all.iter().find(|(_, class, _)| class == "confirmed").unwrap();
    assert_eq!(
        (confirmed.0.as_str(), confirmed.2.met_by.as_slice()),
        ("Takes Medicaid", &["medicaid".to_owned()][..])
    );
    assert_eq!(confirmed.2.asked, "aetna,medicaid,molina_medicaid");
    let private = all.iter().find(|(name, _, _)| name == "Takes Private").unwrap();
    assert_eq!(
        private.2.ask.as_deref(),
        Some("Are you in network with Aetna?"),
        "no question about what is ruled out"
    );
    let posted = server
        .post("/v1/search", &json!({"near": "78702", "insurance": ["aetna", "medicaid", "molina_medicaid"]}));
    let posted: SearchResponse = posted.expect(200).json();
    assert_eq!((posted.results, posted.need), (answer.results, answer.need));
}

#[test]
fn no_insurance_asks_for_help_with_paying_and_never_for_cash() {
    let server = Home::with_rows(&payers()).serve();
    let (answer, all) = found(&server, "no_insurance");
    let five = ["sliding_fee", "payment_assistance", "free", "state_financed", "public_funds"];
    assert_eq!(answer.need.insurance, five);
    let spelled_out = server.search(&[("near", "78702"), ("insurance", &five.join(","))]);
    assert_eq!(answer, spelled_out);
    assert!(all.iter().all(|(_, class, _)| class == "possible"), "{all:?}");
}

#[test]
fn an_ambiguous_name_and_one_that_pays_for_nothing_are_refused_with_advice() {
    let server = sample_server();
    let refused = |parameters: &str| {
        let answer = server.get(&format!("/v1/search?{parameters}"));
        problem(&answer, 400, parameters).errors.remove(0)
    };
    let fault = refused("near=78701&insurance=medicaid,molina");
    assert_eq!(fault.parameter.as_deref(), Some("insurance"));
    assert_eq!(fault.candidates, ["molina_medicaid", "molina_marketplace", "molina_chip", "molina_medicare"]);
    assert!(fault.detail.contains("Molina Healthcare") && fault.detail.contains("molina_medicaid"));
    for slug in fault.candidates {
        server.search(&[("near", "78701"), ("insurance", &slug)]);
    }
    let fault = refused("near=78701&insurance=lyra");
    assert!(fault.candidates.is_empty() && fault.detail.contains("employer"), "{fault:?}");
}

#[test]
fn the_cautions_of_a_kind_also_hold_for_its_insurers() {
    let away = LocatorRow::addiction(1).in_city("Texarkana", "AR", "71854", (33.4418, -94.0377)).services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Intensive outpatient treatment"),
        ("PAY", "Medicaid; Medicare; Private health insurance"),
    ]);
    let server = Home::with_rows(&[away]).serve();
    let cautions = |insurance: &str| {
        let answer = server.search(&[("near", "75501"), ("insurance", insurance)]);
        let cautions = &answer.results[0].programs[0].cautions;
        cautions.iter().map(|caution| caution.code.clone()).collect::<Vec<_>>()
    };
    for insurance in ["medicaid", "molina_medicaid", "chip_tx", "medicaid_tx,molina_medicaid"] {
        assert_eq!(cautions(insurance), ["other_state"], "{insurance}");
    }
    assert_eq!(cautions("humana_medicare"), ["medicare_setting"]);
    assert_eq!(cautions("aetna,molina_medicaid"), [""; 0]);
}

#[test]
fn alternatives_never_repeat_the_kind_that_was_asked_for() {
    let server = Home::with_rows(&payers()).serve();
    let found = server.search(&[("near", "78702"), ("insurance", "aetna"), ("match", "confirmed")]);
    assert_eq!(found.total.facilities, 0);
    let offered: Vec<_> = found.alternatives.iter().filter(|other| other.parameter == "insurance").collect();
    assert!(offered.is_empty(), "nobody gets Medicaid because a place takes it: {offered:?}");
    assert!(found.alternatives.iter().any(|other| other.parameter == "match" && other.facilities == 2));
}

#[test]
fn a_cursor_is_refused_with_another_insurer() {
    let server = Home::with_rows(&rows::many(10)).serve();
    let need = [("state", "TX"), ("level", "any"), ("limit", "3")];
    let first = server.search(&[&need[..], &[("insurance", "aetna")]].concat());
    let cursor = first.next_cursor.unwrap();
    let second = server.search(&[&need[..], &[("insurance", "aetna"), ("cursor", &cursor)]].concat());
    assert_eq!(second.results.len(), 3);
    for other in ["cigna", "private", "aetna,cigna"] {
        let path = format!("/v1/search?state=TX&level=any&limit=3&insurance={other}&cursor={cursor}");
        server.get(&path).expect(400);
    }
}

#[test]
fn the_command_line_takes_insurers_too() {
    let home = Home::with_rows(&payers());
    let found = home.run(&["search", "--near", "78702", "--insurance", "aetna"]).expect(0);
    assert!(found.stdout.contains("Are you in network with Aetna?"), "{}", found.stdout);
    let refused = home.run(&["search", "--near", "78702", "--insurance", "molina"]).expect(2);
    assert!(refused.stderr.contains("molina_medicaid"), "{}", refused.stderr);
}
