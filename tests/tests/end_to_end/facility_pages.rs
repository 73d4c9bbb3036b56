//! The page of a place: its URL and its content in order.

use serde_json::{Value, json};
use tests::answers::FacilitySummary;
use tests::{Home, LocatorRow, PageText, Server, rows, sample_server};

fn summary(server: &Server, name: &str) -> FacilitySummary {
    server.search(&[("q", name)]).results.remove(0).facility
}

fn page(server: &Server, path: &str) -> PageText {
    PageText::new(server.get(path).expect(200).text())
}

/// The text of a page's main part, one block per line, without the server's URL.
fn main_text(server: &Server, path: &str) -> String {
    let page = page(server, path);
    let [main] = &page.parts("main")[..] else { panic!("one main part") };
    let blocks = ["</h1>", "</h2>", "</h3>", "</p>", "</li>", "</tr>", "</summary>", "</legend>", "</label>"];
    let lined = blocks.iter().fold(main.html().to_owned(), |html, end| html.replace(end, "<br>\n"));
    let lines = lined.lines().map(|line| PageText::new(format!("<{line}")).words());
    let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    text.replace(server.url(), "http://site")
}

/// A server from which "Hope House" is gone, and that facility as it was before.
fn without_hope_house() -> (Server, FacilitySummary) {
    let leaving = LocatorRow::addiction(70).with("name1", "Hope House");
    let data = rows::many(9);
    let home = Home::with_rows(&[data.clone(), vec![leaving]].concat());
    let server = home.serve();
    let facility = summary(&server, "Hope House");
    home.import(&data).expect(0);
    server.wait_until("the import is served", |server| {
        server.get("/readyz").json::<Value>()["generation"] == 2
    });
    (server, facility)
}

#[test]
fn a_page_has_everything_in_order_in_both_languages() {
    let server = sample_server();
    let path = summary(&server, "Example Recovery Center").url;
    for language in ["en", "es"] {
        let text = main_text(&server, &format!("/{language}{path}"));
        insta::assert_snapshot!(format!("facility_page_{language}"), text);
    }
}

#[test]
fn each_source_is_named_once_with_its_date_if_it_has_one() {
    let both = [LocatorRow::addiction(1), LocatorRow::mental_health(2).with("street1", "1 Test Street")];
    let server = Home::with_rows(&both.map(|row| row.with("name1", "Hope House"))).serve();
    let words = page(&server, &format!("/en{}", summary(&server, "Hope House").url)).words();
    let source = "From FindTreatment.gov (SAMHSA), which gives no date. Nobody has called to check.";
    assert_eq!(words.matches(source).count(), 1, "{words}");
    assert!(words.contains("Alcohol and drugs") && words.contains("Mental health"), "{words}");
    assert!(!words.to_lowercase().contains("confirmed"));
}

#[test]
fn a_url_is_readable_and_wrong_names_in_it_are_corrected() {
    let server = sample_server();
    let facility = summary(&server, "Centro Ejemplo");
    let digits = facility.id.to_string().replace('-', "")[..12].to_owned();
    let expected = format!("/facilities/centro-ejemplo-de-recuperacion-sample-san-juan-pr-{digits}");
    assert_eq!(facility.url, expected);
    for path in [expected.clone(), format!("/facilities/{}", facility.id)] {
        let canonical = format!("<link rel=\"canonical\" href=\"{}/en{expected}\">", server.url());
        assert!(page(&server, &path).html().contains(&canonical), "{path}");
    }
    for wrong in [format!("/facilities/another-name-{digits}"), format!("/facilities/{digits}")] {
        assert_eq!(server.get(&wrong).expect(301).header("location"), Some(expected.as_str()));
        let in_spanish = server.get(&format!("/es{wrong}")).expect(301);
        assert_eq!(in_spanish.header("location"), Some(format!("/es{expected}").as_str()));
    }
    for nowhere in ["/facilities/centro-000000000000", "/facilities/centro", "/facilities/xyz-+00000000000"] {
        server.get(nowhere).expect(404);
    }
}

#[test]
fn the_page_of_a_place_that_is_gone_shows_its_last_state_and_is_not_indexed() {
    let (server, facility) = without_hope_house();
    for path in [&facility.url, &format!("/facilities/{}", facility.id)] {
        let answer = server.get(path).expect(410);
        assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
        let page = PageText::new(answer.text());
        let words = page.words();
        assert!(
            words.contains("This place is no longer on any list") && words.contains("Hope House"),
            "{words}"
        );
        assert!(words.contains("Intensive outpatient program"), "what it offered last");
        assert!(!page.html().contains("application/ld+json") && !words.contains("Is something wrong here?"));
    }
    let correction = format!("/facilities/{}/correction", facility.id);
    server.post_form(&correction, &[("wrong", "closed")]).expect(410);
}

const HOSTILE: &str = "</script><script>alert(1)</script> & \"Sons\" 'n' <u>";

#[test]
fn a_hostile_name_is_escaped_everywhere() {
    let row = LocatorRow::addiction(1).with("name1", HOSTILE).with("website", "javascript:alert(1)");
    let server = Home::with_rows(&[row, LocatorRow::addiction(2)]).serve();
    let found = server.search(&[("state", "TX"), ("level", "any")]);
    let hostile = found.results.iter().find(|result| result.facility.name.contains("alert"));
    let facility = &hostile.unwrap().facility;
    let page = page(&server, &facility.url);
    assert!(!page.html().contains("<script>") && !page.html().contains("<u>"), "{}", page.html());
    assert!(page.values("href").iter().all(|link| !link.starts_with("javascript:")));
    let blocks = page.html().split("<script type=\"application/ld+json\">").skip(1);
    let blocks: Vec<Value> =
        blocks.map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()).collect();
    let [block] = &blocks[..] else { panic!("one data block") };
    assert_eq!(block["name"], json!(facility.name));
    assert_eq!(block["telephone"], json!("+15125550101"));
    assert_eq!(block["address"]["streetAddress"], json!("1 Test Street"));
}

#[test]
fn a_withheld_street_is_nowhere_on_the_page() {
    let server = sample_server();
    let facility = summary(&server, "Specimen House for Women");
    let page = page(&server, &facility.url);
    let words = page.words();
    assert!(words.contains("The street is not shown") && words.contains("Chicago, IL"), "{words}");
    for link in page.values("href") {
        let is_map = ["geo:", "maps", "openstreetmap"].iter().any(|part| link.contains(part));
        assert!(!is_map, "{link}");
    }
    for leads_to_the_door in ["GeoCoordinates", "streetAddress", "postalCode", "IL 606"] {
        assert!(!page.html().contains(leads_to_the_door), "{leads_to_the_door}");
    }
}

#[test]
fn links_to_other_sites_reveal_nothing_and_a_text_message_has_only_the_place() {
    let server = sample_server();
    let facility = summary(&server, "Example Recovery Center");
    let page = page(&server, &facility.url);
    let mut outside = 0;
    for tag in page.html().split("<a ").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        if tag.contains("href=\"http") && !tag.contains(server.url()) {
            assert!(tag.contains("noreferrer"), "{tag}");
            outside += 1;
        }
    }
    assert!(outside >= 5, "the exit, the website and three map sites");
    let sms = page.values("href").into_iter().find(|link| link.starts_with("sms:?")).unwrap();
    assert!(sms.contains("Example%20Recovery") && sms.contains("512"), "{sms}");
    let [text] = &page.parts("pre")[..] else { panic!("one text to copy") };
    assert!(text.html().contains(&format!("{}/en{}", server.url(), facility.url)), "{}", text.html());
}

#[test]
fn without_a_search_the_next_places_have_the_same_level_and_are_other_places() {
    let server = Home::with_rows(&rows::many(12)).serve();
    let facility = server.search(&[("near", "78702")]).results.remove(0).facility;
    let page = page(&server, &facility.url);
    let part = next_places(&page);
    let links = part.values("href");
    assert_eq!(links.len(), 2, "{links:?}");
    for link in links {
        assert!(!link.ends_with(&facility.url));
        let words = self::page(&server, link).words();
        assert!(words.contains("Intensive outpatient program"), "{words}");
    }
}

/// The part of a facility's page with whom to call if nobody answers.
fn next_places(page: &PageText) -> PageText {
    let part = page.html().split("id=\"next\"").nth(1).unwrap().split("</section>").next().unwrap();
    PageText::new(part.to_owned())
}

#[test]
fn places_for_the_same_people_come_before_nearer_ones() {
    let usual = [("TC", "Mental health treatment"), ("SET", "Outpatient")];
    let general = |number| LocatorRow::mental_health(number).services(&usual);
    let special = [usual[0], usual[1], ("SG", "Persons with eating disorders")];
    let eating = |number| LocatorRow::mental_health(number).services(&special);
    let rows = [eating(1), general(2), general(3), eating(90)];
    let names = rows.each_ref().map(|row| row.text("name1").to_owned());
    let server = Home::with_rows(&rows).serve();
    let page = page(&server, &summary(&server, &names[0]).url);
    let places: Vec<String> = next_places(&page).parts("li").iter().map(PageText::words).collect();
    assert_eq!(places.len(), 2, "{places:?}");
    assert!(places[0].starts_with(&names[3]), "{places:?}");
    assert!(
        places[0].ends_with("Mental health care, Eating disorders, Regular outpatient care"),
        "{places:?}"
    );
    assert!(places[1].ends_with("Mental health care, Regular outpatient care"), "{places:?}");
}

/// The part of a facility's page with what to ask on the phone.
fn questions(page: &PageText) -> PageText {
    let part = page.html().split("id=\"ask\"").nth(1).unwrap().split("</section>").next().unwrap();
    PageText::new(part.to_owned())
}

#[test]
fn four_questions_are_always_asked() {
    let server = sample_server();
    for (path, more) in [("/en", "16 more questions"), ("/es", "16 preguntas más")] {
        let page = page(&server, &format!("{path}{}", summary(&server, "Example Recovery Center").url));
        let part = questions(&page);
        assert_eq!(part.parts("ol")[0].parts("li").len(), 4);
        assert!(part.words().contains(more), "{}", part.words());
    }
}

/// A search near three clinics, of which the second does not say whether it takes Medicaid, and the third says no.
fn searched() -> (Server, [FacilitySummary; 3]) {
    let services = |payment: &[(&'static str, &'static str)]| {
        let services =
            [("TC", "Substance use treatment"), ("SET", "Outpatient; Intensive outpatient treatment")];
        [&services[..], payment].concat()
    };
    let rows = [
        LocatorRow::addiction(1).with("name1", "Yes House").services(&services(&[("PAY", "Medicaid")])),
        LocatorRow::addiction(2).with("name1", "Maybe House").services(&services(&[])),
        LocatorRow::addiction(3).with("name1", "No House").services(&services(&[("PAY", "Medicare")])),
    ];
    let server = Home::with_rows(&rows).serve();
    let places = ["Yes House", "Maybe House", "No House"].map(|name| summary(&server, name));
    (server, places)
}

const SEARCH: [(&str, &str); 2] = [("near", "78702"), ("insurer", "Medicaid")];

#[test]
fn somebody_who_comes_from_the_results_sees_what_was_asked_row_by_row() {
    let (server, places) = searched();
    let row = |facility: &FacilitySummary| {
        let answer = server.post_form(&format!("/en{}", facility.url), &SEARCH).expect(200);
        assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
        assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
        let page = PageText::new(answer.text());
        let fit = page.html().split("id=\"fit\"").nth(1).unwrap().split("</section>").next().unwrap();
        let rows: Vec<String> =
            PageText::new(fit.to_owned()).parts("li").iter().map(PageText::words).collect();
        (rows, questions(&page).words())
    };
    let (listed, _) = row(&places[0]);
    assert_eq!(listed, ["Listed: IOP", "Listed: Medicaid"]);
    let (open, questions) = row(&places[1]);
    assert_eq!(open, ["Listed: IOP", "Ask: Medicaid"]);
    assert!(questions.starts_with("What to ask on the phone Do you take Medicaid?"), "{questions}");
    let (no, _) = row(&places[2]);
    assert_eq!(no, ["Listed: IOP", "Medicaid: no"]);
}

#[test]
fn the_way_back_and_the_next_places_keep_what_was_asked() {
    let (server, places) = searched();
    let page = PageText::new(server.post_form(&format!("/en{}", places[0].url), &SEARCH).expect(200).text());
    let form = page.parts("form").into_iter().find(|form| form.values("id").contains(&"again")).unwrap();
    assert_eq!(form.values("action"), ["/en/search"]);
    for (name, value) in SEARCH {
        assert!(form.html().contains(&format!("name=\"{name}\" value=\"{value}\"")), "{}", form.html());
    }
    assert!(form.words().contains("2 programs near Austin, TX 78702"), "{}", form.words());
    let next = next_places(&page);
    assert_eq!(next.values("formaction"), [format!("/en{}", places[1].url)]);
    assert!(next.words().contains("may have what you asked for"), "{}", next.words());
    assert!(page.html().contains("miles away"), "the distance from where was searched");
}

#[test]
fn a_search_that_can_not_run_shows_the_place_alone() {
    let (server, places) = searched();
    let path = format!("/en{}", places[0].url);
    let page = PageText::new(server.post_form(&path, &[("near", "Nowhere, ZZ")]).expect(200).text());
    assert!(page.words().contains("At a glance") && !page.html().contains("id=\"fit\""));
    server.post_form(&path, &[("nonsense", "1")]).expect(400);
}
