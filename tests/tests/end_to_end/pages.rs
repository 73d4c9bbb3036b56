//! The pages work without scripts and load nothing from other servers.

use tests::{PageText, Server, sample_server};

fn page(server: &Server, path: &str) -> PageText {
    PageText::new(server.get(path).expect(200).text())
}

#[test]
fn every_page_begins_with_the_quick_exit_and_then_help() {
    let server = sample_server();
    for path in ["/en/", "/es/", "/en/privacy", "/es/privacy"] {
        let page = page(&server, path);
        let links = page.values("href");
        let body = links.iter().position(|link| link.starts_with("https://www.weather.gov/")).unwrap();
        let sms = if path.starts_with("/es") { "sms:988?body=AYUDA" } else { "sms:988" };
        let mut numbers: Vec<&str> =
            links[body..].iter().copied().filter(|link| link.contains(':')).skip(1).collect();
        assert_eq!(links[body + 1], "#main", "{path}");
        assert_eq!(numbers[..3], ["tel:911", "tel:988", sms], "{path}: each in one tap");
        numbers.drain(..3);
        for folded in ["tel:988,1", "tel:+18006624357", "tel:+18007997233"] {
            assert!(numbers.contains(&folded), "{path}: {numbers:?}");
        }
        let exit = page.html().find("data-exit").unwrap();
        assert!(page.html()[..exit].contains("rel=\"noreferrer"), "{path}");
    }
}

#[test]
fn the_language_comes_from_the_url_or_else_from_the_browser() {
    let server = sample_server();
    let lang = |path: &str, accepted: &str| {
        let answer = server.send("GET", path, &[("accept-language", accepted)], b"").expect(200);
        let lang = PageText::new(answer.text()).values("lang")[0].to_owned();
        assert_eq!(answer.header("content-language"), Some(lang.as_str()));
        let varies = answer.header("vary").is_some_and(|vary| vary.contains("accept-language"));
        (lang, varies)
    };
    assert_eq!(lang("/", "es-MX,en;q=0.5"), ("es".to_owned(), true));
    assert_eq!(lang("/", "fr"), ("en".to_owned(), true));
    assert_eq!(lang("/en/", "es"), ("en".to_owned(), false));
    assert_eq!(lang("/es", "en"), ("es".to_owned(), false));
}

#[test]
fn every_page_links_to_itself_in_the_other_language() {
    let server = sample_server();
    let facility = server.search(&[("near", "78701")]).results[0].facility.url.clone();
    for path in ["/", "/privacy", &facility, "/search?near=78701&what=eating"] {
        let english = page(&server, &format!("/en{path}"));
        let spanish = format!("/es{path}");
        assert!(english.values("href").contains(&spanish.replace('&', "&#38;").as_str()), "{path}");
        let links = page(&server, &spanish);
        let inside = links.values("href").into_iter().filter(|link| link.starts_with('/'));
        let mut others = inside.filter(|link| !link.starts_with("/es/") && !link.starts_with("/static/"));
        // Only the link to the other language and the alternates for search engines lead to another language.
        assert!(others.all(|link| link.starts_with("/en/")), "{path}");
    }
}

#[test]
fn changing_the_language_of_results_repeats_the_search() {
    let server = sample_server();
    let asked = [("near", "78701"), ("what", "eating"), ("insurer", "Medicaid")];
    let english = PageText::new(server.post_form("/en/search", &asked).expect(200).text());
    let form = &english.parts("form")[0];
    assert_eq!(form.values("action"), ["/es/search"]);
    assert_eq!(form.values("value"), ["78701", "eating", "Medicaid"]);
    let spanish = server.post_form("/es/search", &asked).expect(200).text();
    assert!(spanish.contains("<html lang=\"es\">") && spanish.contains("Lugares para llamar"));
}

#[test]
fn search_engines_may_index_pages_in_both_languages_but_no_results() {
    let server = sample_server();
    let answer = server.get("/en/").expect(200);
    assert_eq!(answer.header("x-robots-tag"), None);
    assert_eq!(PageText::new(answer.text()).values("hreflang")[..2], ["en", "es"]);
    for answer in [
        server.post_form("/en/search", &[("near", "78701")]).expect(200),
        server.get("/en/search?near=78701").expect(200),
        server.post_form("/en/", &[("near", "78701")]).expect(200),
        server.post_form("/en/search", &[]).expect(400),
        server.get("/en/?near=78701").expect(200),
    ] {
        assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
        assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
        assert!(answer.text().contains("<meta name=\"robots\" content=\"noindex\">"));
    }
}

#[test]
fn errors_are_pages_for_browsers_and_problems_for_programs() {
    let server = sample_server();
    let browser = [("accept", "text/html,*/*"), ("accept-language", "es")];
    for path in ["/nothing", "/en/nothing", "/facilities/nothing"] {
        let page = server.send("GET", path, &browser, b"").expect(404);
        assert!(page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")), "{path}");
        assert!(page.text().contains("tel:911"), "{path}");
        let problem = server.get(path).expect(404);
        assert_eq!(problem.header("content-type"), Some("application/problem+json"), "{path}");
    }
    let spanish = server.send("GET", "/nothing", &browser, b"").text();
    assert!(spanish.contains("No encontramos esta página"));
    let api = server.send("GET", "/v1/nothing", &browser, b"").expect(404);
    assert_eq!(api.header("content-type"), Some("application/problem+json"));
    let wrong = server.send("DELETE", "/en/search", &browser[..0], b"").expect(405);
    assert_eq!(wrong.header("allow"), Some("GET, HEAD, POST"));
}

#[test]
fn static_files_are_named_by_their_hash_and_cached_for_good() {
    let server = sample_server();
    let page = page(&server, "/en/");
    let files = page.values("href").into_iter().chain(page.values("src"));
    let files: Vec<&str> = files.filter(|link| link.starts_with("/static/")).collect();
    assert_eq!(files.len(), 3, "a style sheet, a script, an icon: {files:?}");
    for file in files {
        let answer = server.get(file).expect(200);
        assert!(answer.header("cache-control").is_some_and(|keep| keep.contains("immutable")), "{file}");
        let other = file.replacen('.', ".0", 1);
        server.get(&other).expect(404);
    }
}

#[test]
fn the_privacy_page_has_ten_sentences_and_says_how_to_clear_the_history() {
    let server = sample_server();
    for path in ["/en/privacy", "/es/privacy"] {
        let page = page(&server, path);
        let list = page.parts("ol").remove(0);
        let sentences = list.parts("li");
        assert_eq!(sentences.len(), 10, "{path}");
        for sentence in sentences {
            assert_eq!(sentence.words().matches('.').count(), 1, "{}", sentence.words());
        }
        assert!(page.html().contains("id=\"history\""));
    }
}

#[test]
fn the_docs_describe_every_call_and_can_try_those_that_change_nothing() {
    let server = sample_server();
    let described: serde_json::Value =
        serde_json::from_str(&server.get("/openapi.json").expect(200).text()).unwrap();
    for path in ["/docs", "/docs/", "/en/docs", "/es/docs"] {
        let docs = page(&server, path);
        for call in described["paths"].as_object().unwrap().keys() {
            assert!(docs.words().contains(call.as_str()), "{call}");
        }
        let (links, ids) = (docs.values("href"), docs.values("id"));
        assert!(links.contains(&"tel:911") && docs.html().contains("data-exit"), "{path}");
        let inside: Vec<&str> = links.iter().filter_map(|link| link.strip_prefix("#shape-")).collect();
        assert!(inside.len() > 10);
        assert!(inside.iter().all(|shape| ids.contains(&format!("shape-{shape}").as_str())), "{inside:?}");
        assert!(!links.iter().chain(&docs.values("src")).any(|link| link.contains("swagger")));
    }
    let filled_in = [("call", "/v1/search"), ("query", "near=78701&radius=&level=any")];
    let tried = server.post_form("/en/docs/search", &filled_in);
    assert_eq!((tried.status, tried.header("location")), (303, Some("/v1/search?near=78701&level=any")));
    server.get("/v1/search?near=78701&level=any").expect(200);
    server.post_form("/docs/search", &[("call", "//elsewhere.example")]).expect(400);
}

#[test]
fn every_response_has_the_security_headers() {
    let server = sample_server();
    let facility = server.search(&[("near", "78701")]).results[0].facility.url.clone();
    let api = format!("/v1{facility}");
    for path in
        ["/", &facility, &api, "/v1/search?near=78701", "/nothing", "/static/nothing", "/healthz", "/docs/"]
    {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("no policy: {path}"));
        let relaxed = policy.contains("'unsafe-inline'");
        assert!(!relaxed && policy.contains("default-src 'none'"), "{path}: {policy}");
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
    let results = server.post_form("/search", &[("near", "78701")]).expect(200);
    let policy = results.header("content-security-policy").unwrap();
    for directive in ["form-action 'self'", "script-src 'self'", "connect-src 'self'"] {
        assert!(policy.contains(directive), "{policy}");
    }
    let html = results.text();
    assert!(
        !html.contains(" style=") && !html.contains(" onclick="),
        "the policy forbids inline styles and scripts"
    );
}

#[test]
fn responses_are_compressed_if_the_client_supports_it() {
    let server = sample_server();
    for path in ["/en/", "/v1/vocabulary", "/v1/search?near=78701"] {
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
fn pages_load_nothing_from_other_servers() {
    let server = sample_server();
    let results = PageText::new(server.post_form("/search", &[("near", "78701")]).expect(200).text());
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
