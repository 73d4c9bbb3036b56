//! The results page: the answers to change, cards with what was asked for, and suggestions for other searches.

use tests::{Home, LocatorRow, PageText, Server, rows, sample_server};

fn results(server: &Server, language: &str, entries: &[(&str, &str)]) -> PageText {
    PageText::new(server.post_form(&format!("/{language}/search"), entries).expect(200).text())
}

/// What stands above the cards: how many were found, and what they list.
fn status(page: &PageText) -> String {
    let heading = page.parts("h1").remove(0).words();
    let after = page
        .html()
        .split_once("asked\" role=\"status\">")
        .map_or_else(|| panic!("no status"), |parts| parts.1);
    format!("{heading}. {}", after.split_once("</p>").map_or("", |parts| parts.0))
}

/// The number at the beginning of a text.
fn count(text: &str) -> u32 {
    text.chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap_or_else(|_| panic!("{text} begins with no number"))
}

#[test]
fn cards_show_the_places_the_api_finds_in_the_same_order() {
    let server = sample_server();
    let page = results(&server, "en", &[("near", "78701")]);
    let found = server.search(&[("near", "78701")]);
    let cards = page.parts("article");
    assert_eq!(cards.len(), found.results.len());
    for (card, result) in cards.iter().zip(&found.results) {
        let words = card.words();
        let facility = &result.facility;
        let phone = facility.intake_phone.as_deref().or(facility.phone.as_deref()).unwrap();
        let url = format!("/en{}", result.facility.url);
        assert!(card.values("href").iter().any(|link| link.starts_with(&format!("tel:{phone}"))), "{words}");
        assert!(card.values("href").contains(&url.as_str()));
        assert_eq!(card.values("data-facility"), [result.facility.id.to_string()]);
        let match_words = if result.r#match == "confirmed" { "Listed: IOP" } else { "Ask: IOP" };
        let in_order = [&result.facility.name, " mi ", match_words, "call (", "Save"];
        let words = words.to_lowercase();
        let places: Vec<usize> = in_order
            .iter()
            .map(|text| words.find(&text.to_lowercase()).unwrap_or_else(|| panic!("{text}: {words}")))
            .collect();
        assert!(places.is_sorted(), "{words}");
        let cautions = result.programs[0].cautions.iter().filter(|caution| caution.applies).count();
        assert!(words.matches("take note:").count() >= cautions, "{words}");
        assert!(!words.contains("confirmed"), "a survey confirms nothing: {words}");
    }
    assert_eq!(page.words().matches("Nobody has called to check").count(), 1, "sources are stated once");
}

#[test]
fn the_bar_shows_what_was_searched_and_changes_one_answer_at_a_time() {
    let server = sample_server();
    let page = results(
        &server,
        "en",
        &[
            ("near", "78701"),
            ("what", "alcohol"),
            ("what", "drugs"),
            ("insurer", "Medicaid"),
            ("radius", "50"),
        ],
    );
    let found = server.search(&[
        ("near", "78701"),
        ("program", "addiction"),
        ("insurance", "medicaid"),
        ("radius", "50"),
        ("for", "alcohol_use"),
    ]);
    let status = status(&page);
    assert_eq!(count(&status), found.total.facilities, "{status}");
    assert!(status.contains(" near Austin."), "{status}");
    let chips: Vec<String> = page.parts("summary").iter().map(PageText::words).collect();
    for chip in
        ["Where? Austin, TX 78701 · 50 mi", "What for? Alcohol, Other drugs", "Who pays? Medicaid", "IOP"]
    {
        assert!(chips.iter().any(|words| words.contains(chip)), "{chip}: {chips:?}");
    }
    let age = page.parts("form").into_iter().find(|form| form.html().contains("type=\"radio\" name=\"age\""));
    let age = age.unwrap_or_else(|| panic!("a form for the age"));
    let others = ["78701", "alcohol", "drugs", "Medicaid", "50"];
    assert!(others.iter().all(|value| age.values("value").contains(value)), "{}", age.html());
}

#[test]
fn an_insurer_is_a_question_to_ask_and_never_a_listed_fact() {
    let server = sample_server();
    let page = results(&server, "en", &[("near", "78701"), ("insurer", "Cigna")]);
    assert!(
        page.words().contains("list an IOP and private insurance; ask each about Cigna."),
        "{}",
        page.words()
    );
    let cards = page.parts("article");
    assert!(cards.iter().all(|card| !card.words().contains("Cigna")), "it is said once");
    assert!(!page.words().contains("all you asked for"));
    let spanish = results(&server, "es", &[("near", "78701"), ("insurer", "Cigna")]);
    assert!(spanish.words().contains("pregunte a cada uno si acepta Cigna"), "{}", spanish.words());
}

#[test]
fn no_insurance_says_who_may_pay() {
    let server = sample_server();
    let words = results(&server, "en", &[("near", "78701"), ("insurer", "none")]).words();
    for text in ["You may qualify for Medicaid", "211", "Your state has an agency"] {
        assert!(words.contains(text), "{words}");
    }
    let unknown = results(&server, "en", &[("near", "78701"), ("insurer", "unknown")]);
    let nothing = results(&server, "en", &[("near", "78701")]);
    assert!(unknown.words().contains("Look for an insurance card"));
    assert_eq!(status(&unknown), status(&nothing), "an unknown way to pay is not searched for");
}

#[test]
fn several_wishes_move_places_up_and_remind_to_ask_about_one_program() {
    let server = sample_server();
    let wished = results(
        &server,
        "en",
        &[("near", "78701"), ("wish", "spanish"), ("wish", "cognitive_behavioral_therapy")],
    );
    let unwished = results(&server, "en", &[("near", "78701")]);
    assert_eq!(count(&status(&wished)), count(&status(&unwished)), "wishes exclude no place");
    assert!(wished.words().contains("Ask if one program has all of them."), "{}", wished.words());
    let one = results(&server, "en", &[("near", "78701"), ("wish", "spanish")]);
    assert!(!one.words().contains("Ask if one program has all of them."));
}

#[test]
fn a_card_says_which_wishes_are_listed_to_be_asked_about_or_not_offered() {
    let row = LocatorRow::addiction(1).services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Intensive outpatient treatment"),
        ("SG", "Veterans"),
    ]);
    let server = Home::with_rows(&[row]).serve();
    let wishes = [("near", "78702"), ("wish", "veterans"), ("wish", "women"), ("wish", "spanish")];
    let words = results(&server, "en", &wishes).words();
    for text in
        ["It lists all you need.", "Listed: Program for veterans", "No: Program for women", "Ask: Spanish"]
    {
        assert!(words.contains(text), "{text}: {words}");
    }
    let met = results(&server, "en", &wishes[..2]).words();
    assert!(met.contains("Listed: Program for veterans") && !met.contains("Ask:"), "{met}");
}

#[test]
fn an_age_that_is_not_stated_becomes_a_question() {
    let adults = LocatorRow::mental_health(2).services(&[
        ("TC", "Mental health treatment"),
        ("SET", "Outpatient"),
        ("AGE", "Young adults; Adults"),
    ]);
    let server = Home::with_rows(&[LocatorRow::addiction(1), adults]).serve();
    let older = results(&server, "en", &[("near", "78702"), ("age", "older"), ("level", "any")]);
    assert_eq!(older.parts("article").len(), 1, "a no excludes the place: {}", older.words());
    assert!(older.words().contains("It may have all you asked for."), "{}", older.words());
    assert!(older.words().contains("Ask: ages"), "{}", older.words());
}

#[test]
fn telehealth_places_are_counted_separately() {
    let far = LocatorRow::addiction(1).in_city("Waco", "TX", "76701", (31.55, -97.14)).services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Intensive outpatient treatment"),
        ("TAP", "Telemedicine/telehealth therapy"),
    ]);
    let server = Home::with_rows(&[far, LocatorRow::addiction(2)]).serve();
    let page = results(&server, "en", &[("near", "78702"), ("telehealth", "yes")]);
    let status = status(&page);
    assert!(status.starts_with("1 program near Austin."), "{status}");
    assert!(status.contains("1 more in Texas has some care by phone or video: ask."), "{status}");
    assert_eq!(page.parts("article").len(), 2);
    assert!(page.words().contains("Phone or video"), "a card says that it is by video: {}", page.words());
}

#[test]
fn people_insured_by_the_va_get_no_caution_about_places_for_veterans() {
    let clinic = LocatorRow::addiction(1).services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Intensive outpatient treatment"),
        ("FOP", "U.S. Department of Veterans Affairs"),
        ("PAY", "Private health insurance"),
    ]);
    let server = Home::with_rows(&[clinic]).serve();
    let cautions = |insurer: &str| {
        let page = results(&server, "en", &[("near", "78702"), ("insurer", insurer)]);
        assert_eq!(count(&status(&page)), 1, "{}", page.html());
        page.html().matches("Take note:").count()
    };
    assert_eq!(cautions("aetna_commercial"), 1);
    assert_eq!(cautions("va"), 0);
}

#[test]
fn a_caution_that_does_not_apply_to_the_person_is_not_shown() {
    let women_only = LocatorRow::addiction(1).services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Intensive outpatient treatment"),
        ("GN", "Female"),
    ]);
    let server = Home::with_rows(&[women_only]).serve();
    let cautions =
        |entries: &[(&str, &str)]| results(&server, "en", entries).html().matches("Take note:").count();
    assert_eq!(cautions(&[("near", "78702")]), 1);
    assert_eq!(cautions(&[("near", "78702"), ("for", "woman")]), 0);
}

#[test]
fn cards_in_spanish_say_which_places_offer_spanish() {
    let server = sample_server();
    let page = results(&server, "es", &[("near", "78701"), ("level", "any")]);
    let with_it =
        page.parts("article").iter().filter(|card| card.words().contains("En las listas: Español")).count();
    let found =
        server.search(&[("near", "78701"), ("level", "any"), ("has", "spanish"), ("match", "confirmed")]);
    assert!(with_it > 0 && with_it as u32 <= found.total.facilities, "{with_it} of {found:?}");
    let english = results(&server, "en", &[("near", "78701"), ("level", "any")]);
    assert!(english.parts("article").iter().all(|card| !card.words().contains("Spanish")));
}

#[test]
fn filters_have_counts_and_narrow_down() {
    let server = sample_server();
    let page = results(&server, "en", &[("near", "78701"), ("level", "any")]);
    let filters = page.html().split("name=\"filter\" value=\"").skip(1);
    let filters: Vec<(&str, u32)> = filters
        .map(|rest| {
            let (slug, rest) = rest.split_once('"').unwrap();
            let label = rest.split_once("<span>").and_then(|parts| parts.1.split_once('<')).unwrap().0;
            (slug, count(&label[label.rfind('(').unwrap() + 1..]))
        })
        .collect();
    assert!(filters.len() > 3, "{filters:?}");
    for (slug, listed) in filters {
        let found = server.search(&[("near", "78701"), ("level", "any"), ("has", slug)]).total;
        assert!(found.facilities >= listed && listed > 0, "{slug}: {listed} list it, {found:?}");
        let narrowed = results(&server, "en", &[("near", "78701"), ("level", "any"), ("filter", slug)]);
        assert_eq!(count(&status(&narrowed)), found.facilities, "{slug}");
        assert!(narrowed.html().contains(&format!("value=\"{slug}\" checked")), "{slug} can be unchecked");
        let change = format!("drop filter {slug}");
        assert!(narrowed.values("value").contains(&change.as_str()), "{slug} can be removed by a button");
    }
}

#[test]
fn the_order_can_be_chosen() {
    let server = Home::with_rows(&rows::many(12)).serve();
    let names = |order: &str| -> Vec<String> {
        let page = results(&server, "en", &[("near", "78702"), ("level", "any"), ("sort", order)]);
        page.parts("article").iter().map(|card| card.parts("a").remove(0).words()).collect()
    };
    let by_name = names("name");
    let by_distance = names("distance");
    assert_eq!(by_name.len(), 12);
    assert_ne!(by_name, by_distance);
    let of_api = server.search(&[("near", "78702"), ("level", "any"), ("sort", "name")]);
    assert_eq!(by_name, of_api.results.iter().map(|result| result.facility.name.clone()).collect::<Vec<_>>());
}

#[test]
fn a_button_shows_more_places_and_repeats_none() {
    let server = Home::with_rows(&rows::many(45)).serve();
    let asked = [("near", "78702"), ("level", "any")];
    let mut page = results(&server, "en", &asked);
    let mut links = Vec::new();
    for shown in ["", "Showing 21 to 40.", "Showing 41 to 45."] {
        assert!(status(&page).ends_with(shown), "{}", status(&page));
        links.extend(page.parts("article").iter().map(|card| card.values("href")[0].to_owned()));
        let more =
            page.values("value").into_iter().find(|value| value.starts_with("more ")).map(str::to_owned);
        let Some(more) = more else { break };
        assert!(!more.contains("78702"), "the cursor must not contain the place: {more}");
        page = results(&server, "en", &[asked[0], asked[1], ("change", &more)]);
    }
    let count = links.len();
    links.sort();
    links.dedup();
    assert_eq!((count, links.len()), (45, 45));
}

#[test]
fn without_results_the_suggested_searches_find_as_many_as_they_say() {
    let far = LocatorRow::addiction(1).in_city("Waco", "TX", "76701", (31.55, -97.14));
    let day = LocatorRow::addiction(2).services(&[
        ("TC", "Substance use treatment"),
        ("SET", "Outpatient; Outpatient day treatment or partial hospitalization"),
        ("PAY", "Medicare"),
    ]);
    let server = Home::with_rows(&[far, day]).serve();
    let asked = [("near", "78702"), ("insurer", "Medicaid")];
    let page = results(&server, "en", &asked);
    assert!(status(&page).starts_with("Nothing found within 25 miles of Austin."), "{}", status(&page));
    let offers: Vec<(String, String)> = page
        .html()
        .split("name=\"change\" value=\"")
        .skip(1)
        .map(|rest| {
            let (change, rest) = rest.split_once('"').unwrap();
            let count = rest.split_once("class=\"n\">").map_or("", |parts| parts.1);
            (change.to_owned(), count.split_once('<').unwrap().0.to_owned())
        })
        .collect();
    assert!(offers.iter().any(|(change, _)| change.starts_with("set radius ")), "{offers:?}");
    for (change, words) in offers {
        let changed = results(&server, "en", &[&asked[..], &[("change", &change)]].concat());
        assert_eq!(count(&status(&changed)), count(&words), "{change}: {words}");
    }
}

#[test]
fn a_link_contains_the_search_and_says_so() {
    let server = sample_server();
    let asked = [
        ("near", "Austin, TX"),
        ("what", "alcohol"),
        ("what", "mental_health"),
        ("wish", "spanish"),
        ("wish", "group"),
    ];
    let posted = results(&server, "en", &asked);
    let link = posted.values("href").into_iter().find(|link| link.starts_with("/en/search?")).unwrap();
    let link = link.replace("&#38;", "&");
    assert!(posted.words().contains("The link holds your answers"));
    let linked = PageText::new(server.get(&link).expect(200).text());
    let links = |page: &PageText| {
        page.parts("article").iter().map(|card| card.values("href")[0].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(links(&linked), links(&posted));
    let bare = server.get("/en/search");
    assert_eq!((bare.status, bare.header("location")), (303, Some("/en/")));
}

#[test]
fn titles_reveal_nothing_about_the_need() {
    let server = sample_server();
    let page = results(&server, "en", &[("near", "78701"), ("what", "eating"), ("age", "under_18")]);
    assert_eq!(page.parts("title")[0].html().trim_start_matches('>'), "Places to call – iopfinder");
}

#[test]
fn a_page_of_results_is_small() {
    let server = Home::with_rows(&rows::many(60)).serve();
    let body = "near=78702&level=any&wish=spanish&wish=group&insurer=Cigna&age=adult";
    let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept-encoding", "gzip")];
    let answer = server.send("POST", "/es/search", &headers, body.as_bytes()).expect(200);
    assert_eq!(answer.header("content-encoding"), Some("gzip"));
    assert!(answer.body.len() < 40 * 1024, "{} bytes", answer.body.len());
}
