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
fn what_differs_comes_first_then_what_is_the_same_and_what_all_leave_open() {
    let row = |number, payment| {
        let setting = ("SET", "Outpatient; Intensive outpatient treatment");
        LocatorRow::addiction(number).services(&[setting, ("PAY", payment)])
    };
    let server = Home::with_rows(&[row(1, "Medicaid"), row(2, "Medicare")]).serve();
    let page = compared(&server, &ids(&server, 2), 200);
    let [differing, finer, same] = &page.parts("table")[..] else { panic!("three tables") };
    let words = differing.words();
    assert!(words.contains("Takes 1") && words.contains("Medicaid") && words.contains("Medicare"), "{words}");
    assert!(!words.contains("IOP") && !words.contains("TRICARE"), "{words}");
    assert!(finer.words().contains("Medicaid") && !finer.words().contains("TRICARE"), "{}", finer.words());
    let [head] = &differing.parts("thead")[..] else { panic!("one head") };
    assert_eq!(head.values("href").iter().filter(|link| link.contains("/facilities/")).count(), 2);
    assert_eq!(head.values("href").iter().filter(|link| link.starts_with("tel:")).count(), 2);
    let words = same.words();
    for line in ["IOP Yes", "Treats Addiction treatment", "TRICARE or other military insurance No"] {
        assert!(words.contains(line), "{line}: {words}");
    }
    let open = page.html().split("What all of them leave open").nth(1).unwrap();
    assert!(PageText::new(open.to_owned()).words().contains("Ask: Eating disorders"), "{open}");
    assert!(page.html().contains("scope=\"row\">") && page.html().contains("<th scope=\"col\""));
}

#[test]
fn programs_of_one_place_are_never_mixed() {
    let server = sample_server();
    let place = |name| server.search(&[("q", name)]).results.remove(0).facility.id.to_string();
    let ids = ["Example Recovery Center", "Placeholder Youth Program"].map(place);
    let words = compared(&server, &ids, 200).words();
    for own in [
        "Alcohol and drugs: Yes Mental health: The list does not ask",
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
    assert!(words.contains("Ask: Eating disorders"), "{words}");
    assert!(words.contains("Medicare No"), "{words}");
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
    assert!(too_many.words().contains("You can compare up to 3 places. Choose which ones."));
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
        assert!(page.words().contains("Choose two or three places"), "{}", page.words());
    }
    let one = ids(&server, 1);
    assert!(compared(&server, &one, 200).words().contains("Choose one more place"));
}
