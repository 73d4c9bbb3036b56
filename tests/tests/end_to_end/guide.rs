//! The guide "Is an IOP right?": one question per page, sent only by POST.

use std::collections::BTreeSet;

use tests::http::HttpResponse;
use tests::{Home, LocatorRow, PageText, Server, sample_server};

const LANGUAGES: [&str; 2] = ["en", "es"];

const NUMBERS: [&str; 4] = ["tel:911", "tel:988", "tel:+18006624357", "tel:+18007997233"];

/// Pairs of a question's name and an answer's name.
type Given = Vec<(String, String)>;

fn given(pairs: &[(&str, &str)]) -> Given {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn post(server: &Server, path: &str, fields: &Given) -> HttpResponse {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    server.post_form(path, &fields)
}

/// The hidden fields of a form, as a browser sends them.
fn hidden(form: &PageText) -> Given {
    let inputs = form.html().split("<input type=\"hidden\"").skip(1);
    let inputs = inputs.map(|rest| PageText::new(rest.split('>').next().unwrap().to_owned()));
    inputs.map(|input| (input.values("name")[0].to_owned(), input.values("value")[0].to_owned())).collect()
}

fn form_to(page: &PageText, action: &str) -> Option<PageText> {
    page.parts("form").into_iter().find(|form| form.values("action").contains(&action))
}

/// The question on a page; `None` on the last page.
fn asked(page: &PageText, language: &str) -> Option<String> {
    let form = form_to(page, &format!("/{language}/guide/right"))?;
    hidden(&form).into_iter().find(|(name, _)| name == "asked").map(|(_, question)| question)
}

/// Answers that lead to every question.
const LONGEST: [(&str, &str); 14] = [
    ("danger", "no"),
    ("health", "none"),
    ("help", "substances"),
    ("help", "eating"),
    ("use", "opioids"),
    ("use", "alcohol"),
    ("detox", "done"),
    ("eating", "no"),
    ("pregnancy", "no"),
    ("home", "safe"),
    ("tried", "nothing"),
    ("days", "work"),
    ("days", "children"),
    ("age", "under_18"),
];

fn without(names: &[&str]) -> Vec<(&'static str, &'static str)> {
    LONGEST.into_iter().filter(|(name, _)| !names.contains(name)).collect()
}

/// Paths through the questions. Each question that can be skipped is skipped on at least one of them.
fn paths() -> Vec<Vec<(&'static str, &'static str)>> {
    let replaced = |with: &[(&'static str, &'static str)], dropped: &[&str]| {
        let names: Vec<&str> = with.iter().map(|(name, _)| *name).chain(dropped.iter().copied()).collect();
        [without(&names), with.to_vec()].concat()
    };
    vec![
        vec![("danger", "now")],
        LONGEST.to_vec(),
        replaced(&[("help", "mental_health")], &["eating"]),
        replaced(&[("use", "none")], &["detox"]),
        replaced(&[("use", "opioids")], &["detox"]),
        replaced(&[("detox", "no")], &[]),
        replaced(&[("help", "gambling"), ("use", "none")], &["eating", "pregnancy", "detox"]),
        replaced(&[("danger", "thoughts"), ("health", "psychiatric"), ("eating", "signs")], &[]),
    ]
}

fn assert_safe(answer: &HttpResponse, what: &str) {
    assert_eq!(answer.header("cache-control"), Some("private, no-cache"), "{what}");
    assert_eq!(answer.header("x-robots-tag"), Some("noindex"), "{what}");
    assert_eq!(answer.header("location"), None, "{what}");
    let page = PageText::new(answer.text());
    let links = page.values("href");
    for number in NUMBERS {
        assert!(links.contains(&number), "{what}: {number}");
    }
    // A text message to 988 begins with a fixed word and contains none of the answers.
    for url in links.iter().chain(&page.values("action")).filter(|url| !url.starts_with("sms:988")) {
        assert!(!url.contains('?'), "{what} puts something into {url}");
    }
    assert!(page.parts("form").iter().all(|form| form.values("method") == ["post"]), "{what}");
}

/// Follows a path like a browser without scripts. Returns the questions that were asked and the last page.
fn walk(server: &Server, language: &str, path: &[(&str, &str)]) -> (Vec<String>, PageText) {
    let url = format!("/{language}/guide/right");
    let mut answer = server.get(&url).expect(200);
    let mut questions = Vec::new();
    loop {
        assert_safe(&answer, &format!("{url} after {questions:?}"));
        let page = PageText::new(answer.text());
        let Some(question) = asked(&page, language) else { return (questions, page) };
        let form = form_to(&page, &url).unwrap();
        let mut fields = hidden(&form);
        let chosen: Vec<_> =
            path.iter().filter(|(name, value)| *name == question && *value != "none").collect();
        assert!(!chosen.is_empty() || path.contains(&(question.as_str(), "none")), "{question} was asked");
        for (name, value) in chosen {
            assert!(form.html().contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name} {value}");
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        questions.push(question);
        answer = post(server, &url, &fields).expect(200);
    }
}

#[test]
fn every_path_through_the_questions_works_by_post_in_both_languages() {
    let server = sample_server();
    for language in LANGUAGES {
        for path in paths() {
            let expected: BTreeSet<&str> = path.iter().map(|(name, _)| *name).collect();
            let (questions, last) = walk(&server, language, &path);
            assert_eq!(questions.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);
            assert_eq!(questions[0], "danger");
            let searches =
                last.parts("form").into_iter().filter(|form| form.values("name").contains(&"level"));
            assert_eq!(searches.count() == 0, path == [("danger", "now")], "{path:?}");
        }
    }
}

#[test]
fn danger_now_shows_emergency_help_and_nothing_else() {
    let server = sample_server();
    let answer = server.post_form("/en/guide/right", &[("danger", "now"), ("asked", "danger")]).expect(200);
    assert_safe(&answer, "danger now");
    let page = PageText::new(answer.text());
    let main = page.parts("main").pop().unwrap();
    let links: Vec<&str> = main.values("href").into_iter().filter(|link| !link.starts_with('#')).collect();
    let calls = ["tel:911", "tel:988", "sms:988"];
    assert!(links.iter().all(|link| calls.contains(link)), "{links:?}");
    assert_eq!(main.parts("form").len(), 1, "only the form to go back:\n{}", main.html());
    assert!(!main.words().contains("IOP"), "{}", main.words());
    assert!(main.words().contains("Get help now") && main.words().contains("Call 911 now."));
    let titles: Vec<String> = [page, PageText::new(server.get("/en/guide/right").expect(200).text())]
        .iter()
        .map(|page| page.parts("title")[0].words())
        .collect();
    assert_eq!(titles[0], titles[1], "titles in the history reveal no answer");
}

#[test]
fn emergency_help_comes_first_once_an_answer_points_to_danger() {
    let server = sample_server();
    let page = |fields: &[(&str, &str)]| {
        PageText::new(server.post_form("/en/guide/right", fields).expect(200).text())
    };
    let safe = [("danger", "no"), ("health", "none"), ("help", "eating")];
    assert!(!page(&safe).html().contains("id=\"first\""));
    for (fields, words) in [
        (vec![("danger", "thoughts")], "Call or text 988 now."),
        (vec![("danger", "no"), ("health", "medical")], "The body comes first."),
        ([&safe[..], &[("use", "alcohol")]].concat(), "Never stop suddenly on your own."),
        ([&safe[..], &[("use", "opioids")]].concat(), "Carry naloxone"),
        ([&safe[..], &[("use", "none"), ("eating", "signs")]].concat(), "at any body size"),
    ] {
        let html = page(&fields).html().to_owned();
        let alert = html.find(words).unwrap_or_else(|| panic!("{words} after {fields:?}"));
        let question = html.find("<fieldset").unwrap();
        assert!(alert < question && html.contains("id=\"first\""), "{fields:?}");
    }
}

#[test]
fn a_question_without_an_answer_is_asked_again() {
    let server = sample_server();
    let fields = [("danger", "no"), ("health", "none"), ("help", "none"), ("use", "none"), ("asked", "home")];
    let page = PageText::new(server.post_form("/en/guide/right", &fields).expect(400).text());
    assert_eq!(asked(&page, "en").as_deref(), Some("home"));
    assert!(page.html().contains("role=\"alert\">Choose one answer"), "{}", page.html());
    // Leaving all boxes of a question unchecked is an answer.
    let fields = [("danger", "no"), ("health", "none"), ("asked", "health")];
    let page = PageText::new(server.post_form("/en/guide/right", &fields).expect(200).text());
    assert_eq!(asked(&page, "en").as_deref(), Some("help"));
}

#[test]
fn going_back_to_a_question_shows_the_earlier_answer() {
    let server = sample_server();
    let back = |fields: &[(&str, &str)]| {
        PageText::new(server.post_form("/en/guide/right", fields).expect(200).text())
    };
    let page = back(&[("danger", "no"), ("health", "medical"), ("asked", "help"), ("back", "health")]);
    assert_eq!(asked(&page, "en").as_deref(), Some("health"));
    assert!(page.html().contains("value=\"medical\" checked"), "{}", page.html());
    assert!(page.html().contains("name=\"back\" value=\"danger\""), "the visitor can go further back");
    let last = [&LONGEST[..], &[("back", "tried")]].concat();
    let page = back(&last);
    assert_eq!(asked(&page, "en").as_deref(), Some("tried"));
    assert!(page.html().contains("value=\"nothing\" checked"), "{}", page.html());
    let kept = hidden(&form_to(&page, "/en/guide/right").unwrap());
    assert!(kept.iter().all(|(name, _)| name != "days" && name != "age"), "{kept:?}");
}

#[test]
fn another_language_asks_the_same_question_with_the_same_answers() {
    let server = sample_server();
    for fields in [&LONGEST[..3], &LONGEST[..]] {
        let page = PageText::new(server.post_form("/en/guide/right", fields).expect(200).text());
        let form = form_to(&page, "/es/guide/right").expect("the way to Spanish");
        let sent = hidden(&form);
        assert_eq!(sent.iter().collect::<BTreeSet<_>>(), given(fields).iter().collect::<BTreeSet<_>>());
        let spanish = PageText::new(post(&server, "/es/guide/right", &sent).expect(200).text());
        assert_eq!(asked(&spanish, "es"), asked(&page, "en"));
    }
}

#[test]
fn an_outcome_leads_to_a_search_with_its_fields_filled_in() {
    let server = sample_server();
    let path = [
        without(&["help", "use", "eating", "detox"]),
        vec![("help", "substances"), ("use", "alcohol"), ("detox", "no")],
    ]
    .concat();
    let (_, page) = walk(&server, "en", &path);
    let forms: Vec<PageText> =
        page.parts("form").into_iter().filter(|form| form.values("name").contains(&"level")).collect();
    let [detox] = &forms[..] else { panic!("{}", page.html()) };
    let fields = hidden(detox);
    let expected = given(&[
        ("level", "detox"),
        ("age", "under_18"),
        ("filter", "alcohol_detox"),
        ("heed", "withdrawal"),
    ]);
    assert_eq!(fields, expected);
    let start = PageText::new(post(&server, detox.values("action")[0], &fields).expect(200).text());
    let form = form_to(&start, "/en/search").expect("the search form");
    assert!(form.html().contains("value=\"detox\" selected"), "{}", form.html());
    for (name, value) in &expected[2..] {
        let shown = format!("type=\"checkbox\" name=\"{name}\" value=\"{value}\" checked");
        assert!(form.html().contains(&shown), "{name} {value} can't be taken back: {}", form.html());
    }
    let search = [&fields[..], &given(&[("near", "78701")])].concat();
    post(&server, "/en/search", &search).expect(200);
}

#[test]
fn every_suggested_search_works() {
    let server = sample_server();
    let mut made = BTreeSet::new();
    let outcomes = paths().into_iter().map(|path| walk(&server, "en", &path).1);
    let guide = PageText::new(server.get("/en/guide").expect(200).text());
    for page in outcomes.chain([guide]) {
        for form in page.parts("form").iter().filter(|form| form.values("name").contains(&"level")) {
            assert_eq!(form.values("action"), ["/en/"]);
            let fields = hidden(form);
            if made.insert(fields.clone()) {
                post(&server, "/en/", &fields).expect(200);
                post(&server, "/en/search", &[&fields[..], &given(&[("near", "78701")])].concat())
                    .expect(200);
            }
        }
    }
    assert!(made.len() > 12, "{made:?}");
}

#[test]
fn after_danger_no_suggestion_leads_to_less_care() {
    let day = "Outpatient; Outpatient day treatment or partial hospitalization";
    let services =
        |setting: &'static str| [("TC", "Substance use treatment"), ("SET", setting), ("SL", "Spanish")];
    let offered = "Outpatient; Intensive outpatient treatment";
    let rows = [
        LocatorRow::addiction(1).services(&services(offered)),
        LocatorRow::addiction(2).services(&services(offered)),
        LocatorRow::addiction(3).services(&services(day)).in_city("Waco", "TX", "76701", (31.55, -97.14)),
    ];
    let server = Home::with_rows(&rows).serve();
    let results = |fields: &[(&str, &str)]| {
        PageText::new(
            server.post_form("/en/search", &[&[("near", "78702")], fields].concat()).expect(200).text(),
        )
    };
    let offers = |page: &PageText| -> Vec<String> {
        page.values("value")
            .into_iter()
            .filter(|value| value.starts_with("set "))
            .map(str::to_owned)
            .collect()
    };
    let level = ("level", "partial_hospitalization");
    let plain = results(&[level]);
    assert!(
        offers(&plain).iter().any(|change| change == "set level intensive_outpatient"),
        "{:?}",
        offers(&plain)
    );
    assert!(!plain.html().contains("id=\"first\""));
    let heeding = results(&[level, ("heed", "thoughts")]);
    let only_farther = offers(&heeding);
    assert!(
        !only_farther.is_empty() && only_farther.iter().all(|change| change.starts_with("set radius ")),
        "{only_farther:?}"
    );
    for page in [heeding, results(&[level, ("heed", "thoughts"), ("radius", "150")])] {
        let html = page.html();
        let alert = html.find("Call or text 988 now.").unwrap();
        assert!(alert < html.find("class=\"after-cards\"").unwrap(), "{html}");
        assert!(html.contains("<details class=\"notice asked\" open>"), "{html}");
        assert!(page.words().contains("It also shows what the guide warned you about."));
    }
}

#[test]
fn detox_programs_open_day_and_night_come_first() {
    let detox = |number, settings: &'static str| {
        LocatorRow::addiction(number).services(&[
            ("TC", "Detoxification"),
            ("SET", settings),
            ("PAY", "Medicaid"),
        ])
    };
    let near: Vec<LocatorRow> =
        (1..7).map(|number| detox(number, "Outpatient; Outpatient detoxification")).collect();
    let far = detox(9, "Residential/24-hour residential; Residential detoxification");
    let far = far.in_city("Round Rock", "TX", "78664", (30.51, -97.67));
    let name = far.text("name1").to_owned();
    let server = Home::with_rows(&[&near[..], &[far]].concat()).serve();
    let page = server.post_form("/en/search", &[("near", "78702"), ("level", "detox")]).expect(200);
    let page = PageText::new(page.text());
    let names: Vec<String> =
        page.parts("article").iter().map(|card| card.parts("a").remove(0).words()).collect();
    assert_eq!((names.len(), &names[0]), (7, &name));
    assert!(page.words().contains("Places that list detox with staff there day and night come first."));
}

#[test]
fn answers_that_no_form_sends_are_refused_and_not_echoed() {
    let server = sample_server();
    for fields in [
        vec![("danger", "xqfiltermark")],
        vec![("xqfiltermark", "1")],
        vec![("danger", "no"), ("age", "adult")],
        vec![("danger", "no"), ("danger", "now")],
        vec![("asked", "xqfiltermark")],
        vec![("danger", "no"), ("back", "xqfiltermark")],
        vec![("danger", "now"), ("health", "none")],
    ] {
        let body = fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
        let html = server.send("POST", "/en/guide/right", &headers, body.as_bytes()).expect(400).text();
        assert!(html.contains("tel:911") && !html.contains("xqfiltermark"), "{body}: {html}");
    }
}

#[test]
fn the_guide_explains_and_links_to_the_questions_in_both_languages() {
    let server = sample_server();
    for language in LANGUAGES {
        let answer = server.get(&format!("/{language}/guide")).expect(200);
        assert_eq!(answer.header("cache-control"), Some("no-cache"));
        assert_eq!(answer.header("x-robots-tag"), None, "search engines may index it");
        let page = PageText::new(answer.text());
        let (links, ids) = (page.values("href"), page.values("id"));
        for link in NUMBERS.iter().copied().chain([format!("/{language}/guide/right").as_str()]) {
            assert!(links.contains(&link), "{link}");
        }
        let topics = [
            "ask",
            "live-in",
            "week",
            "therapies",
            "medicine",
            "detox",
            "after",
            "cost",
            "rights",
            "sources",
        ];
        assert!(topics.iter().all(|topic| ids.contains(topic)), "{ids:?}");
        assert_eq!(page.parts("ol")[0].parts("li").len(), 9, "questions to ask a program");
        for known in
            ["SAMHSA", "ASAM", "42 CFR", "Medicaid", "TRICARE", "Community Care", "211", "medicaid.gov"]
        {
            assert!(page.words().contains(known), "{known}");
        }
        for link in links.iter().filter(|link| link.starts_with("http")) {
            assert!(page.html().contains(&format!("href=\"{link}\" rel=\"noreferrer")), "{link}");
        }
    }
}

#[test]
fn each_situation_leads_to_its_outcome() {
    let situations: [(&str, &[(&str, &str)]); 14] = [
        ("danger now", &[("danger", "now")]),
        ("thoughts of suicide, nothing else", &[("danger", "thoughts"), ("help", "mental_health")]),
        (
            "an eating disorder with signs of danger",
            &[("help", "eating"), ("eating", "signs"), ("age", "under_18")],
        ),
        (
            "an eating disorder without signs of danger",
            &[("help", "eating"), ("eating", "no"), ("tried", "outpatient"), ("age", "under_18")],
        ),
        (
            "alcohol and calming pills, no home",
            &[
                ("help", "substances"),
                ("use", "alcohol"),
                ("use", "sedatives"),
                ("detox", "no"),
                ("pregnancy", "no"),
                ("home", "none"),
            ],
        ),
        (
            "alcohol, seeing things",
            &[("health", "psychiatric"), ("use", "alcohol"), ("detox", "no"), ("pregnancy", "no")],
        ),
        (
            "opioids and alcohol, detox done, coming out of a hospital",
            &[
                ("help", "substances"),
                ("use", "opioids"),
                ("use", "alcohol"),
                ("detox", "done"),
                ("pregnancy", "no"),
                ("tried", "stepping_down"),
            ],
        ),
        (
            "opioids with thoughts of suicide, under 18",
            &[("danger", "thoughts"), ("use", "opioids"), ("pregnancy", "no"), ("age", "under_18")],
        ),
        ("gambling, an IOP was not enough", &[("help", "gambling"), ("tried", "intensive")]),
        (
            "opioids, pregnant",
            &[("help", "substances"), ("use", "opioids"), ("pregnancy", "yes"), ("days", "children")],
        ),
        (
            "meth and low mood, others use at home",
            &[
                ("help", "substances"),
                ("help", "mental_health"),
                ("use", "other"),
                ("pregnancy", "no"),
                ("home", "use"),
            ],
        ),
        (
            "an IOP was not enough, over 65",
            &[("help", "mental_health"), ("tried", "intensive"), ("age", "older")],
        ),
        (
            "coming out of a hospital, works",
            &[("help", "mental_health"), ("tried", "stepping_down"), ("days", "work")],
        ),
        ("gambling, nothing tried", &[("help", "gambling")]),
    ];
    let usual = [
        ("danger", "no"),
        ("health", "none"),
        ("help", "none"),
        ("use", "none"),
        ("home", "safe"),
        ("tried", "nothing"),
        ("days", "none"),
        ("age", "adult"),
    ];
    let server = sample_server();
    for language in LANGUAGES {
        let mut said = String::new();
        for (situation, answers) in situations {
            let is_over = answers == [("danger", "now")];
            let rest = usual
                .into_iter()
                .filter(|(name, _)| !is_over && !answers.iter().any(|(answered, _)| answered == name));
            let fields: Vec<_> = answers.iter().copied().chain(rest).collect();
            let page = server.post_form(&format!("/{language}/guide/right"), &fields).expect(200).text();
            let main = page.split("<main").nth(1).and_then(|rest| rest.split("<details").next()).unwrap();
            let lines = main.lines().map(|line| PageText::new(line.to_owned()).words());
            let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
            said += &format!("## {situation}\n\n{}\n\n", lines.join("\n"));
        }
        insta::assert_snapshot!(format!("outcomes_{language}"), said);
    }
}
