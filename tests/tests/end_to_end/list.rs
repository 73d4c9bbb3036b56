//! The list of places to call, with plain forms. Each form contains the whole list.

use tests::{Home, LocatorRow, PageText, Server, rows, sample_server};

fn listed(server: &Server, path: &str, fields: &[(&str, &str)]) -> PageText {
    let answer = server.post_form(path, fields).expect(200);
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
    assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
    PageText::new(answer.text())
}

/// The rows of a list's table, one for each place.
fn sheets(page: &PageText) -> Vec<PageText> {
    let [body] = &page.parts("tbody")[..] else { panic!("one table:\n{}", page.html()) };
    body.parts("tr")
}

/// The names of the places on a list.
fn names(page: &PageText) -> Vec<String> {
    let links = sheets(page).into_iter().map(|sheet| sheet.parts("a").remove(0));
    links.map(|link| format!("<a{}", link.html())).map(|link| PageText::new(link).words()).collect()
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
    assert!(none.words().contains("Your list is empty"));
}

fn id_of(server: &Server, name: &str) -> String {
    server.search(&[("q", name)]).results.remove(0).facility.id.to_string()
}

#[test]
fn a_sheet_has_the_numbers_the_cautions_and_every_question() {
    let server = sample_server();
    let id = id_of(&server, "Make-Believe House for Men");
    let english = listed(&server, "/en/list", &[("id", &id)]);
    let sheet = sheets(&english).remove(0);
    assert!(sheet.values("href").iter().any(|link| link.starts_with("tel:+1")), "{}", sheet.html());
    assert!(sheet.html().contains("caution-text"), "{}", sheet.html());
    assert_eq!(sheet.parts("dt").len(), 3, "on paper: whom, what they said, and what to do next");
    let ([first], [more]) = (&sheet.parts("ol")[..], &sheet.parts("ul")[..]) else { panic!("two lists") };
    assert_eq!((first.parts("li").len(), more.parts("li").len()), (2, 18));
    assert!(sheet.words().contains("18 more questions"));
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
    let both = sheets(&spanish).remove(0).parts("li");
    assert_eq!(both.len(), 20);
    assert!(both.iter().all(|question| question.html().contains("lang=\"en\">")));
}

#[test]
fn questions_that_the_listing_leaves_open_are_marked() {
    let server = sample_server();
    let open = |name: &str| {
        let page = listed(&server, "/en/list", &[("id", &id_of(&server, name))]);
        sheets(&page).remove(0).words().matches("Did not say").count()
    };
    let (answered, unanswered) = (open("Make-Believe House for Men"), open("Unanswered Survey Clinic"));
    assert!(answered < unanswered && unanswered < 20, "{answered}, {unanswered}");
}

#[test]
fn each_program_has_its_own_answer() {
    let server = sample_server();
    let page = listed(&server, "/en/list", &[("id", &id_of(&server, "Example Recovery Center"))]);
    let words = sheets(&page).remove(0).words();
    let iop = "Do you have an intensive outpatient program (IOP)? \
               Alcohol and drugs: Yes. Mental health: The list does not ask";
    assert!(words.contains(iop), "{words}");
}

#[test]
fn places_are_told_apart_by_letters_for_several_clients() {
    let server = Home::with_rows(&rows::many(3)).serve();
    let found = server.search(&[("state", "TX"), ("level", "any")]);
    let ids: Vec<String> = found.results.iter().map(|result| result.facility.id.to_string()).collect();
    let plain = listed(&server, "/en/list", &[("id", &ids[0]), ("id", &ids[1])]);
    assert!(!plain.words().contains("For client") && plain.words().contains("For several clients: A, B, C"));
    let toggle = format!("B {}", ids[0]);
    let page = listed(&server, "/en/list", &[("id", &ids[0]), ("id-c", &ids[1]), ("toggle", &toggle)]);
    let pressed = |sheet: &PageText| -> Vec<bool> {
        sheet.values("aria-pressed").into_iter().map(|state| state == "true").collect()
    };
    let rows = sheets(&page);
    assert_eq!((pressed(&rows[0]), pressed(&rows[1])), (vec![true, true, false], vec![false, false, true]));
    let form = page.parts("form").into_iter().find(|form| form.values("id").contains(&"list")).unwrap();
    let names = form.values("name");
    assert_eq!(names, ["id", "id-b", "id-c", "letters"], "the form sends the same lists again");
}

#[test]
fn a_list_can_be_saved_for_a_spreadsheet() {
    let row = LocatorRow::addiction(1).with("name1", "=HYPERLINK(\"http://evil\"), Inc.");
    let server = Home::with_rows(&[row]).serve();
    let id = server.search(&[("state", "TX")]).results.remove(0).facility.id.to_string();
    let page = listed(&server, "/en/list", &[("id", &id)]);
    assert!(page.values("formaction").contains(&"/en/list.csv"), "{}", page.html());
    let answer = server.post_form("/en/list.csv", &[("id-b", &id)]).expect(200);
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"places-to-call.csv\""));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let text = answer.text();
    let table = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert_eq!(lines.len(), 3, "a head, a place and the end: {table}");
    assert!(lines[0].starts_with("Number,Name,List,Address,Call,"), "{}", lines[0]);
    let name =
        "1,\"'=HYPERLINK(\"\"http://evil\"\"), Inc.\",B,\"1 Test Street, Austin, TX 78702\",(512) 555-0101,";
    assert!(lines[1].starts_with(name), "{}", lines[1]);
    server.get("/en/list.csv").expect(405);
}

#[test]
fn a_list_can_be_sent_as_a_link_that_shows_only_its_places() {
    let server = Home::with_rows(&rows::many(3)).serve();
    let found = server.search(&[("state", "TX"), ("level", "any")]);
    let ids: Vec<String> = found.results.iter().map(|result| result.facility.id.to_string()).collect();
    let page = listed(&server, "/en/list", &[("id", &ids[0]), ("id-b", &ids[1])]);
    let link = page.values("href").into_iter().find(|link| link.contains("/list?")).unwrap().to_owned();
    assert_eq!(link, format!("{}/en/list?id={}&#38;id={}", server.url(), ids[0], ids[1]));
    let path = link.replace("&#38;", "&").replace(server.url(), "");
    let opened = server.get(&path).expect(200);
    assert_eq!(opened.header("cache-control"), Some("private, no-cache"));
    assert_eq!(opened.header("x-robots-tag"), Some("noindex"));
    assert_eq!(names(&PageText::new(opened.text())), names(&page));
    let sms = page.values("href").into_iter().find(|link| link.starts_with("sms:?")).unwrap();
    assert!(sms.contains("512") && !sms.contains("http"), "{sms}");
}

#[test]
fn links_dial_the_extension_and_each_number_is_shown_once() {
    let row = LocatorRow::addiction(1).with("intake1", "512-555-0101 x371");
    let server = Home::with_rows(&[row]).serve();
    let id = server.search(&[("state", "TX")]).results.remove(0).facility.id.to_string();
    for (path, fields) in
        [("/list", [("id", &*id)]), ("/compare", [("id", &*id)]), ("/search", [("near", "78702")])]
    {
        let page = listed(&server, path, &fields);
        let [main] = &page.parts("main")[..] else { panic!("one main part") };
        let links = main.values("href");
        let links: Vec<_> = links.iter().filter(|link| link.starts_with("tel:+1512")).collect();
        assert_eq!(links, [&"tel:+15125550101,371"], "{path}");
        assert!(
            main.words().contains("Call (512) 555-0101 new clients, ext. 371"),
            "{path}: {}",
            main.words()
        );
    }
}

#[test]
fn a_list_holds_twenty_places_and_says_how_many_did_not_fit() {
    let server = Home::with_rows(&rows::many(25)).serve();
    let found = server.search(&[("state", "TX"), ("level", "any"), ("limit", "100")]);
    let ids: Vec<String> = found.results.iter().map(|result| result.facility.id.to_string()).collect();
    let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("id", id.as_str())).collect();
    let page = listed(&server, "/list", &fields);
    assert_eq!(sheets(&page).len(), 20);
    assert!(page.words().contains("5 more did not fit on the list."), "{}", page.words());
}

#[test]
fn an_empty_list_says_what_to_do_and_titles_reveal_nothing() {
    let server = sample_server();
    let answer = server.get("/list").expect(200);
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
    let page = PageText::new(answer.text());
    assert!(page.words().contains("Your list is empty"));
    assert!(page.html().contains("<title>Places to call – iopfinder</title>"));
    assert!(page.html().contains("data-fill=\"/en/list\""), "the script fills it");
}
