//! The list of places to call, with plain forms. Each form contains the whole list.

use tests::{Home, LocatorRow, PageText, Server, rows, sample_server};

fn listed(server: &Server, path: &str, fields: &[(&str, &str)]) -> PageText {
    let answer = server.post_form(path, fields).expect(200);
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
    assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
    PageText::new(answer.text())
}

/// The names of the places on a list, without their numbers.
fn names(page: &PageText) -> Vec<String> {
    let headings = page.parts("article").into_iter().map(|sheet| sheet.parts("h2").remove(0).words());
    headings.map(|heading| heading.split_once(". ").unwrap().1.to_owned()).collect()
}

#[test]
fn results_lead_to_a_list_that_can_be_shortened() {
    let server = Home::with_rows(&rows::many(6)).serve();
    let form = [("near", "78702"), ("level", "any")];
    let results = PageText::new(server.post_form("/search", &form).expect(200).text());
    let boxes = results.html().split("<input type=\"checkbox\" name=\"id\" value=\"").skip(1);
    let ids: Vec<&str> = boxes.filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), 6);
    assert!(results.html().contains("<form id=\"chosen\""));

    let chosen: Vec<(&str, &str)> = ids[..3].iter().map(|id| ("id", *id)).collect();
    let all = names(&listed(&server, "/list", &chosen));
    assert_eq!(all.len(), 3);
    let shorter = listed(&server, "/list", &[&chosen[..], &[("remove", ids[1])]].concat());
    assert_eq!(names(&shorter), [all[0].clone(), all[2].clone()]);
    assert!(shorter.values("formaction").contains(&"/en/compare"));
    let none = listed(&server, "/list", &[("id", ids[0]), ("remove", ids[0])]);
    assert!(none.words().contains("Your list is empty."));
}

#[test]
fn a_sheet_has_the_numbers_the_cautions_and_every_question() {
    let server = sample_server();
    let id = server.search(&[("q", "Make-Believe House for Men")]).results.remove(0).facility.id.to_string();
    let english = listed(&server, "/en/list", &[("id", &id)]);
    let sheet = english.parts("article").remove(0);
    assert!(sheet.values("href").iter().any(|link| link.starts_with("tel:+1")), "{}", sheet.html());
    assert!(sheet.html().contains("class=\"caution\""), "{}", sheet.html());
    assert_eq!(
        sheet.parts("table").remove(0).parts("tr").len(),
        22,
        "on paper: 20 questions, who was spoken to, and what to do next"
    );
    let [first, more] = &sheet.parts("ul")[..] else { panic!("the first questions, and the others") };
    assert_eq!((first.parts("li").len(), more.parts("li").len()), (6, 14));
    assert!(sheet.words().contains("14 more questions"));
    assert!(english.words().contains("Dial 711"));
    for line in ["When nobody answers", "insurance card", "doctor", "211", "1-800-662-4357"] {
        assert!(english.words().contains(line), "{line}");
    }

    let spanish = listed(&server, "/es/list", &[("id", &id)]);
    let words = spanish.words();
    let said = [
        "Puede pedir un intérprete gratis.",
        "¿Puedo seguir con mis medicinas?",
        "Can I keep my medication?",
    ];
    for text in said {
        assert!(words.contains(text), "{text}");
    }
    let sheet = spanish.parts("article").remove(0);
    let on_paper = sheet.parts("table").remove(0).parts("tr").into_iter().skip(1).take(20);
    let both: Vec<PageText> = on_paper.chain(sheet.parts("li")).collect();
    assert_eq!(both.len(), 40);
    assert!(both.iter().all(|question| question.html().contains("<span lang=\"en\">")));
}

/// The words of a place's sheet as it is printed.
fn paper(server: &Server, name: &str) -> String {
    let id = server.search(&[("q", name)]).results.remove(0).facility.id.to_string();
    listed(server, "/en/list", &[("id", &id)]).parts("table").remove(0).words()
}

#[test]
fn questions_that_the_listing_leaves_open_are_marked() {
    let server = sample_server();
    let open = |name: &str| paper(&server, name).matches("Did not say").count();
    let (answered, unanswered) = (open("Make-Believe House for Men"), open("Unanswered Survey Clinic"));
    assert!(answered < unanswered && unanswered < 20, "{answered}, {unanswered}");
}

#[test]
fn each_program_has_its_own_answer() {
    let words = paper(&sample_server(), "Example Recovery Center");
    let iop = "Do you have an intensive outpatient program (IOP)? \
               (Alcohol and drugs: Yes. Mental health: This list does not ask about it)";
    assert!(words.contains(iop), "{words}");
}

#[test]
fn links_dial_the_extension_and_each_number_is_shown_once() {
    let row = LocatorRow::addiction(1).with("intake1", "512-555-0101 x371");
    let server = Home::with_rows(&[row]).serve();
    let id = server.search(&[("state", "TX")]).results.remove(0).facility.id.to_string();
    let dial = "Call (512) 555-0101 New clients: dial 371";
    for (path, fields, words) in [
        ("/list", [("id", &*id)], dial),
        ("/compare", [("id", &*id)], dial),
        ("/search", [("near", "78702")], "Call (512) 555-0101 new clients, ext. 371"),
    ] {
        let page = listed(&server, path, &fields);
        let [main] = &page.parts("main")[..] else { panic!("one main part") };
        let links = main.values("href");
        let links: Vec<_> = links.iter().filter(|link| link.starts_with("tel:+1512")).collect();
        assert_eq!(links, [&"tel:+15125550101,371"], "{path}");
        assert!(main.words().contains(words), "{path}: {}", main.words());
    }
}

#[test]
fn a_list_holds_twenty_places_and_says_how_many_did_not_fit() {
    let server = Home::with_rows(&rows::many(25)).serve();
    let found = server.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]);
    let ids: Vec<String> = found.results.iter().map(|result| result.facility.id.to_string()).collect();
    let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("id", id.as_str())).collect();
    let page = listed(&server, "/list", &fields);
    assert_eq!(page.parts("article").len(), 20);
    assert!(page.words().contains("5 more did not fit on the list."), "{}", page.words());
}

#[test]
fn an_empty_list_says_what_to_do_and_titles_reveal_nothing() {
    let server = sample_server();
    let answer = server.get("/list").expect(200);
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
    let page = PageText::new(answer.text());
    assert!(page.words().contains("Your list is empty."));
    assert!(page.html().contains("<title>Places to call – iopfinder</title>"));
    assert!(page.html().contains("data-fill=\"/en/list\""), "the script fills it");
}
