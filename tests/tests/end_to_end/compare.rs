//! Comparing places side by side with plain forms.

use tests::{Home, LocatorRow, PageText, Server, rows, sample_server};

fn ids(server: &Server, count: usize) -> Vec<String> {
    let found = server.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]);
    assert!(found.results.len() >= count);
    found.results.into_iter().take(count).map(|result| result.facility.id.to_string()).collect()
}

fn compared(server: &Server, ids: &[String], status: u16) -> PageText {
    let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("id", id.as_str())).collect();
    let answer = server.post_form("/compare", &fields).expect(status);
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
    assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
    PageText::new(answer.text())
}

#[test]
fn key_facts_come_first_then_what_differs_then_what_is_the_same() {
    let row = |number, payment| {
        let setting = ("SET", "Outpatient; Intensive outpatient treatment");
        LocatorRow::addiction(number).services(&[setting, ("PAY", payment)])
    };
    let server = Home::with_rows(&[row(1, "Medicaid"), row(2, "Medicare")]).serve();
    let page = compared(&server, &ids(&server, 2), 200);
    let [decisive, differing, same] = &page.parts("table")[..] else { panic!("three tables") };
    let words = decisive.words();
    for line in
        ["IOP Yes Yes", "Treats Addiction treatment Addiction treatment", "Ages They did not say: ask"]
    {
        assert!(words.contains(line), "{line}: {words}");
    }
    assert!(
        words.contains("Takes Medicaid Medicare") || words.contains("Takes Medicare Medicaid"),
        "{words}"
    );
    assert_eq!(decisive.parts("tr").len(), 11, "only the key facts");
    let [head] = &decisive.parts("thead")[..] else { panic!("one head") };
    assert_eq!(head.values("href").len(), 2, "each name links to its place");
    assert!(differing.words().contains("Medicaid") && !differing.words().contains("TRICARE"));
    assert!(same.words().contains("TRICARE or other military insurance No No"), "{}", same.words());
    assert!(page.html().contains("<th scope=\"row\">") && page.html().contains("<th scope=\"col\""));
}

#[test]
fn programs_of_one_place_are_never_mixed() {
    let server = sample_server();
    let place = |name| server.search(&[("q", name)]).results.remove(0).facility.id.to_string();
    let ids = ["Example Recovery Center", "Placeholder Youth Program"].map(place);
    let words = compared(&server, &ids, 200).words();
    for own in [
        "Alcohol and drugs: Yes Mental health: This list does not ask about it: ask them",
        "Mental health also: Dialectical behavior therapy (DBT)",
        "Alcohol and drugs: Yes Mental health: Did not say",
    ] {
        assert!(words.contains(own), "{own}: {words}");
    }
}

#[test]
fn a_question_that_was_not_asked_is_never_shown_as_no() {
    let server = Home::with_rows(&[LocatorRow::addiction(1), LocatorRow::addiction(2)]).serve();
    let words = compared(&server, &ids(&server, 2), 200).words();
    assert!(
        words.contains("Eating disorders This list does not ask about it This list does not ask about it"),
        "{words}"
    );
    assert!(words.contains("Medicare No No"), "{words}");
}

#[test]
fn unknown_gone_and_too_many_places_are_reported() {
    let leaving = LocatorRow::addiction(70).with("name1", "Hope House");
    let data = rows::many(9);
    let home = Home::with_rows(&[data.clone(), vec![leaving]].concat());
    let server = home.serve();
    let gone = server.search(&[("q", "Hope House")]).results.remove(0).facility.id.to_string();
    home.import(&data).expect(0);
    server.wait_until("the import is served", |server| {
        server.get("/readyz").json::<serde_json::Value>()["generation"] == 2
    });
    let listed = ids(&server, 5);
    let unknown = ["00000000-0000-0000-0000-000000000000".to_owned(), "nonsense".to_owned()];
    let chosen = [&listed[..2], &[gone][..], &unknown].concat();
    let words = compared(&server, &chosen, 200).words();
    assert!(words.contains("No longer listed: Hope House"), "{words}");
    assert!(words.contains("2 places could not be found."), "{words}");

    let too_many = compared(&server, &listed, 400);
    assert!(too_many.words().contains("You can compare up to 4 places. Choose which ones."));
    let boxes = too_many.values("type").into_iter().filter(|kind| *kind == "checkbox").count();
    assert_eq!(boxes, 5, "the choice is among the places that were sent");
    let many: Vec<String> = (0..60).map(|at| format!("00000000-0000-0000-0000-0000000000{at:02}")).collect();
    let fields: Vec<(&str, &str)> = many.iter().map(|id| ("id", id.as_str())).collect();
    server.post_form("/compare", &fields).expect(400);
}

#[test]
fn an_empty_comparison_says_what_to_do() {
    let server = sample_server();
    for answer in [server.get("/compare"), server.post_form("/compare", &[])] {
        let page = PageText::new(answer.expect(200).text());
        assert!(page.words().contains("Choose two to 4 places"), "{}", page.words());
    }
    let one = ids(&server, 1);
    assert!(compared(&server, &one, 200).words().contains("Choose one more place"));
}
