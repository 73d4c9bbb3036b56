//! The search page: its questions, and the messages when an answer can't be understood.

use tests::{PageText, Server, sample_server};

fn page(server: &Server, path: &str) -> PageText {
    PageText::new(server.get(path).expect(200).text())
}

/// The page for answers that the visitor has to correct.
fn refused(server: &Server, entries: &[(&str, &str)]) -> PageText {
    PageText::new(server.post_form("/en/search", entries).expect(400).text())
}

#[test]
fn the_form_asks_where_what_who_pays_and_age_by_post_and_works_without_scripts() {
    let server = sample_server();
    let page = page(&server, "/en/");
    let [form] = &page.parts("form")[..] else { panic!("one form:\n{}", page.html()) };
    assert_eq!((form.values("action")[0], form.values("method")[0]), ("/en/search", "post"));
    let words = form.words();
    let questions =
        ["Where?", "What for?", "Who pays?", "How old?", "Find places to call", "Search for a place by name"];
    let places: Vec<usize> = questions.iter().map(|question| words.find(question).unwrap()).collect();
    assert!(places.is_sorted(), "{words}");
    let folded = form.html().find("<details").unwrap();
    for name in ["age", "near", "what", "insurer"] {
        assert!(form.html().find(&format!("name=\"{name}\"")).unwrap() < folded, "{name} is visible at once");
    }
    for name in ["name", "who", "level", "radius", "telehealth", "wish", "must", "for"] {
        assert!(form.html().find(&format!("name=\"{name}\"")).unwrap() > folded, "{name} is folded away");
    }
    for hint in ["one or more, or skip this", "card name, “none”, or skip this", "you can skip this"] {
        assert!(words.contains(hint), "{hint}: {words}");
    }
    for id in ["near", "insurer", "name", "level", "radius", "language"] {
        assert!(form.values("for").contains(&id), "{id} has a label");
    }
    assert!(words.contains("No list tells us opening hours"), "{words}");
}

#[test]
fn an_unknown_answer_is_reported_with_corrections_one_tap_away() {
    let server = sample_server();
    let page = refused(&server, &[("near", "Austn, TX"), ("insurer", "molina"), ("what", "eating")]);
    let changes = page.values("value");
    assert!(changes.contains(&"set near Austin, TX"), "{changes:?}");
    let choice = changes.iter().find(|change| change.starts_with("set insurer molina_")).unwrap();
    for (field, message) in [("near", "near-fault"), ("insurer", "insurer-fault")] {
        let described = format!("aria-describedby=\"{field}-hint {message}\" aria-invalid=\"true\"");
        assert!(page.html().contains(&described) && page.values("id").contains(&message), "{field}");
    }
    let form = page.parts("form").pop().unwrap();
    assert!(form.values("value").contains(&"Austn, TX"), "the entered text stays");
    assert!(form.html().contains("value=\"eating\" checked"));
    // Both corrections, one after the other.
    let entered = [("near", "Austn, TX"), ("insurer", "molina"), ("what", "eating")];
    let first = [&entered[..], &[("change", "set near Austin, TX")]].concat();
    let left = refused(&server, &first);
    assert!(!left.words().contains("We do not know this place"));
    let second = [("near", "Austin, TX"), ("insurer", "molina"), ("what", "alcohol"), ("change", *choice)];
    let found = server.post_form("/en/search", &second).expect(200).text();
    assert!(found.contains("Molina"), "{found}");
}

#[test]
fn a_place_is_asked_for_if_none_was_given() {
    let server = sample_server();
    let page = refused(&server, &[("near", " "), ("what", "eating")]);
    assert!(page.words().contains("Where should we look?"));
    assert!(page.html().contains("role=\"alert\"") && page.values("href").contains(&"#near"));
    let unknown = refused(&server, &[("near", "78701"), ("insurer", "xyzzy")]);
    assert!(unknown.words().contains("We do not know this insurance"));
    assert!(unknown.values("value").contains(&"set insurer unknown"));
}

#[test]
fn what_is_typed_about_paying_can_also_be_that_nobody_pays_or_that_it_is_unknown() {
    let server = sample_server();
    let shown = |insurer: &str| {
        let entries = [("near", "78701"), ("insurer", insurer)];
        PageText::new(server.post_form("/en/", &entries).expect(200).text()).parts("form").pop().unwrap()
    };
    assert!(shown("no_insurance").values("value").contains(&"No insurance"));
    assert!(shown("unknown").values("value").contains(&"I don’t know"));
    let found = server.post_form("/en/search", &[("near", "78701"), ("insurer", "none")]).expect(200);
    assert!(PageText::new(found.text()).words().contains("No insurance? Others may pay"));
}

#[test]
fn the_position_of_a_device_is_shown_as_the_city_nearby() {
    let server = sample_server();
    let entries = [("near", "near Austin, TX"), ("at", "30.27,-97.74"), ("level", "any")];
    let found = PageText::new(server.post_form("/en/search", &entries).expect(200).text());
    assert!(found.words().contains("near you"), "{}", found.words());
    let form =
        PageText::new(server.post_form("/en/", &entries).expect(200).text()).parts("form").pop().unwrap();
    assert!(form.html().contains("<input type=\"hidden\" name=\"at\" value=\"30.27,-97.74\">"));
    let typed = [("near", "xyzzy"), ("at", "30.27,-97.74")];
    assert!(
        refused(&server, &typed).words().contains("We do not know this place"),
        "the position is dropped"
    );
}

#[test]
fn entered_text_is_shown_and_always_escaped() {
    let server = sample_server();
    let text = refused(&server, &[("near", "<u>\"&'</u>"), ("insurer", "<i>")]).html().to_owned();
    assert!(!text.contains("<u>") && !text.contains("<i>"), "{text}");
}

#[test]
fn fields_that_no_form_sends_are_refused() {
    let server = sample_server();
    for entries in [
        &[("near", "78701"), ("what", "nonsense")][..],
        &[("near", "78701"), ("nonsense", "1")],
        &[("near", "78701"), ("pay", "none")],
        &[("near", "78701"), ("near", "78702")],
        &[("near", "78701"), ("radius", "0")],
        &[("near", "78701"), ("change", "explode")],
        &[("near", "78701"), ("cursor", "nonsense"), ("seen", "20")],
    ] {
        let answer = server.post_form("/en/search", entries);
        assert_eq!(answer.status, 400, "{entries:?}");
    }
}

#[test]
fn answers_can_be_changed() {
    let server = sample_server();
    let entries = [
        ("near", "78701"),
        ("age", "under_18"),
        ("insurer", "medicaid"),
        ("wish", "spanish"),
        ("filter", "lgbtq"),
    ];
    let page = PageText::new(server.post_form("/en/", &entries).expect(200).text());
    let form = page.parts("form").pop().unwrap();
    for part in
        ["value=\"78701\"", "value=\"under_18\" checked", "value=\"Medicaid\"", "value=\"spanish\" checked"]
    {
        assert!(form.html().contains(part), "{part}:\n{}", form.html());
    }
    assert!(
        form.html().contains("<input type=\"checkbox\" name=\"filter\" value=\"lgbtq\" checked>"),
        "all answers are kept and can be changed"
    );
    assert!(form.html().contains("<details class=\"fold\" open>"), "answered questions are not folded away");
}
