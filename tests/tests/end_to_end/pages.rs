//! The pages: they work without a script and load nothing from elsewhere.

use tests::{Home, PageText, Server, rows, sample_server};

fn page(server: &Server, path: &str) -> PageText {
    PageText::of(server.get(path).expect(200).text())
}

#[test]
fn the_first_page_has_the_form_the_three_help_numbers_and_a_way_to_the_docs() {
    let server = sample_server();
    let page = page(&server, "/");
    let links = page.values("href");
    for link in ["tel:911", "tel:988", "tel:+18006624357", "/docs/"] {
        assert!(links.contains(&link), "{link} is not in {links:?}");
    }
    let [form] = &page.parts("form")[..] else { panic!("one form:\n{}", page.html()) };
    assert_eq!((form.values("action"), form.values("method")), (vec!["/search"], vec!["post"]));
    for name in ["near", "program", "insurance", "level"] {
        assert!(form.values("name").contains(&name), "{name}");
        assert!(form.values("for").contains(&name), "{name} has no label");
    }
    assert!(!page.html().contains("<script") && !page.html().contains("style="));
}

#[test]
fn results_are_cards_with_telephone_links_and_what_to_ask() {
    let server = sample_server();
    let answer =
        server.post_form("/search", &[("near", "78701"), ("program", ""), ("level", "intensive_outpatient")]);
    assert!(answer.header("cache-control").is_some_and(|value| value.contains("private")));
    let page = PageText::of(answer.expect(200).text());
    let found = server.search(&[("near", "78701")]);
    let cards = page.parts("article");
    assert_eq!(cards.len(), found.results.len());
    for (card, result) in cards.iter().zip(&found.results) {
        let (links, words) = (card.values("href"), card.words());
        let phone = format!("tel:{}", result.facility.phone.as_deref().unwrap());
        assert!(
            links.contains(&phone.as_str()) && links.contains(&result.facility.url.as_str()),
            "{links:?}"
        );
        assert!(words.contains(&result.facility.name) && words.contains("miles"), "{words}");
        let is_confirmed = result.r#match == "confirmed";
        assert_eq!(words.contains("Lists everything you asked for"), is_confirmed, "{words}");
        assert_eq!(words.contains("May have it: ask"), !is_confirmed, "{words}");
        assert!(words.contains("nobody has called to check"), "{words}");
        for caution in &result.programs[0].cautions {
            assert!(words.contains(caution.text.as_str()), "{words}");
        }
    }
    let form = page.parts("form").pop().unwrap();
    assert!(form.values("value").contains(&"78701"), "what was entered stays");
}

#[test]
fn more_places_come_with_a_button_and_every_one_once() {
    let server = Home::with(&rows::many(25)).serve();
    let mut entries = vec![("near".to_owned(), "78702".to_owned()), ("level".to_owned(), "any".to_owned())];
    let mut links = Vec::new();
    for _ in 0..2 {
        let borrowed: Vec<(&str, &str)> =
            entries.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = PageText::of(server.post_form("/search", &borrowed).expect(200).text());
        links.extend(page.parts("article").iter().map(|card| card.values("href")[0].to_owned()));
        let more = page.parts("form").into_iter().find(|form| form.values("name").contains(&"cursor"));
        let Some(more) = more else { break };
        let fields = more.values("name").into_iter().zip(more.values("value"));
        entries = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    }
    let count = links.len();
    links.sort();
    links.dedup();
    assert_eq!((count, links.len()), (25, 25));
}

#[test]
fn what_is_wrong_is_told_on_the_page_with_what_would_be_right() {
    let server = sample_server();
    let told = |entries: &[(&str, &str)]| {
        PageText::of(server.post_form("/search", entries).expect(400).text()).words()
    };
    let words = told(&[("near", "Austn, TX")]);
    assert!(words.contains("Austin, TX"), "{words}");
    assert!(told(&[("near", "")]).contains("required"));
    let escaped = server.post_form("/search", &[("near", "<b>\"&'</b>")]).expect(400).text();
    assert!(!escaped.contains("<b>"), "{escaped}");
}

#[test]
fn a_facility_has_a_page_with_its_programs_and_sources() {
    let server = sample_server();
    let facility = &server.search(&[("near", "78701")]).results[0].facility;
    let page = page(&server, &facility.url);
    let words = page.words();
    for expected in [
        "Alcohol and drug treatment",
        "Mental health treatment",
        "Nobody has called to check",
        "Austin, TX 78702",
    ] {
        assert!(words.contains(expected), "{expected} is not in {words}");
    }
    assert!(page.values("href").contains(&"tel:+15125550100"));
    assert!(
        page.values("rel").contains(&"noreferrer noopener"),
        "a link elsewhere tells nobody where it was"
    );
}

#[test]
fn the_docs_and_all_they_need_come_from_the_binary() {
    let server = sample_server();
    let moved = server.get("/docs");
    assert!([301, 308].contains(&moved.status));
    assert_eq!(moved.header("location"), Some("/docs/"));
    let docs = page(&server, "/docs/");
    let mut assets: Vec<&str> = docs.values("src");
    assets.extend(docs.values("href"));
    assert!(assets.len() > 3, "{}", docs.html());
    for asset in assets {
        assert!(!asset.contains("://") && !asset.starts_with("//"), "{asset} is elsewhere");
        let path = asset.trim_start_matches("./");
        let answer = server.get(&format!("/docs/{path}")).expect(200);
        assert!(!answer.body.is_empty(), "{asset}");
    }
    let initializer = server.get("/docs/swagger-initializer.js").expect(200).text();
    assert!(initializer.contains("/openapi.json"), "{initializer}");
}

#[test]
fn every_answer_has_the_headers_that_keep_visitors_safe() {
    let server = sample_server();
    let facility = server.search(&[("near", "78701")]).results[0].facility.url.clone();
    let api = format!("/v1{facility}");
    for path in
        ["/", &facility, &api, "/v1/search?near=78701", "/nothing", "/static/style.css", "/healthz", "/docs/"]
    {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{path}"));
        let relaxed = policy.contains("'unsafe-inline'");
        if path == "/docs/" {
            let part = policy.split(';').find(|part| part.contains("unsafe-inline"));
            assert!(part.is_none_or(|part| part.trim().starts_with("style-src ")), "{policy}");
        } else {
            assert!(!relaxed && policy.contains("default-src 'none'"), "{path}: {policy}");
        }
        assert!(
            !policy.contains("http:") && !policy.contains('*') && !policy.contains("unsafe-eval"),
            "{policy}"
        );
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        for (name, value) in [("referrer-policy", "no-referrer"), ("x-content-type-options", "nosniff")] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert_eq!(answer.header("set-cookie"), None, "{path}");
    }
    let results = server.post_form("/search", &[("near", "78701")]);
    assert!(
        results.header("content-security-policy").is_some_and(|policy| policy.contains("form-action 'self'"))
    );
}

#[test]
fn answers_are_packed_for_those_who_can_unpack_them() {
    let server = sample_server();
    for path in ["/", "/v1/vocabulary", "/v1/search?near=78701"] {
        let plain = server.get(path).expect(200);
        assert_eq!(plain.header("content-encoding"), None, "{path}");
        for encoding in ["br", "gzip"] {
            let packed = server.send("GET", path, &[("accept-encoding", encoding)], b"").expect(200);
            assert_eq!(packed.header("content-encoding"), Some(encoding), "{path}");
            assert!(
                packed.header("vary").is_some_and(|vary| vary.to_lowercase().contains("accept-encoding"))
            );
            assert!(packed.body.len() < plain.body.len(), "{path}");
        }
    }
}

#[test]
fn pages_load_nothing_from_elsewhere() {
    let server = sample_server();
    let results = PageText::of(server.post_form("/search", &[("near", "78701")]).expect(200).text());
    for page in [page(&server, "/"), results] {
        let loaded = page.html().split("<link").skip(1).chain(page.html().split("<img").skip(1));
        for tag in loaded {
            assert!(!tag.split('>').next().unwrap().contains("://"), "{tag}");
        }
        for style in page.values("href").iter().filter(|link| link.ends_with(".css")) {
            let css = server.get(style).expect(200);
            assert!(css.header("content-type").is_some_and(|kind| kind.starts_with("text/css")));
            assert!(!css.text().contains("url(http") && !css.text().contains("@import"));
        }
    }
}
