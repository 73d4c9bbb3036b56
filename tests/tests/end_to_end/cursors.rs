//! Paging.

use tests::answers::{Problem, SearchResponse};
use tests::http::query;
use tests::{Home, Server, rows};

/// All pages of a search in order.
fn pages(server: &Server, parameters: &[(&str, &str)]) -> Vec<SearchResponse> {
    let mut pages = vec![server.search(parameters)];
    while let Some(cursor) = pages.last().unwrap().next_cursor.clone() {
        pages.push(server.search(&[parameters, &[("cursor", &cursor)]].concat()));
    }
    pages
}

#[test]
fn paging_gives_every_match_once_and_in_order() {
    let server = Home::with_rows(&rows::many(60)).serve();
    for sort in ["best", "distance", "name"] {
        let need = [("near", "78702"), ("level", "any"), ("sort", sort)];
        let whole = server.search(&[&need[..], &[("limit", "100")]].concat());
        assert_eq!((whole.results.len(), whole.next_cursor.as_deref()), (60, None));
        for limit in ["1", "7", "59", "60"] {
            let pages = pages(&server, &[&need[..], &[("limit", limit)]].concat());
            let paged: Vec<_> = pages.iter().flat_map(|page| page.results.clone()).collect();
            assert_eq!(paged, whole.results, "{sort}, {limit} a page");
            assert_eq!(pages.len(), 60_usize.div_ceil(limit.parse().unwrap()));
            assert!(pages.iter().all(|page| page.total == whole.total && page.facets == whole.facets));
        }
    }
}

#[test]
fn a_page_has_twenty_facilities_by_default() {
    let server = Home::with_rows(&rows::many(45)).serve();
    let sizes = pages(&server, &[("state", "TX"), ("level", "any")])
        .iter()
        .map(|page| page.results.len())
        .collect::<Vec<_>>();
    assert_eq!(sizes, [20, 20, 5]);
}

#[test]
fn the_page_size_may_change_between_pages() {
    let server = Home::with_rows(&rows::many(10)).serve();
    let whole = server.search(&[("state", "TX"), ("level", "any")]);
    let first = server.search(&[("state", "TX"), ("level", "any"), ("limit", "3")]);
    let cursor = first.next_cursor.unwrap();
    let rest = server.search(&[("state", "TX"), ("level", "any"), ("limit", "50"), ("cursor", &cursor)]);
    assert_eq!(rest.results, whole.results[3..]);
}

#[test]
fn a_cursor_of_another_search_is_refused() {
    let server = Home::with_rows(&rows::many(10)).serve();
    let cursor = server.search(&[("state", "TX"), ("level", "any"), ("limit", "3")]).next_cursor.unwrap();
    let others = [
        [("state", "TX"), ("level", "outpatient")],
        [("state", "OK"), ("level", "any")],
        [("near", "78702"), ("level", "any")],
        [("state", "TX"), ("q", "clinic")],
    ];
    for other in others {
        let path = format!("/v1/search?{}&limit=3&cursor={cursor}", query(&other));
        let problem: Problem = server.get(&path).expect(400).json();
        assert_eq!(problem.errors[0].parameter.as_deref(), Some("cursor"), "{other:?}");
    }
    let foreign = Home::with_rows(&rows::many(10)).serve();
    foreign.get(&format!("/v1/search?state=TX&level=any&limit=3&cursor={cursor}")).expect(400);
}

#[test]
fn a_cursor_from_before_an_import_gets_a_410() {
    let home = Home::with_rows(&rows::many(10));
    let server = home.serve();
    let cursor = server.search(&[("state", "TX"), ("level", "any"), ("limit", "3")]).next_cursor.unwrap();
    let path = format!("/v1/search?state=TX&level=any&limit=3&cursor={cursor}");
    server.get(&path).expect(200);
    home.import(&rows::many(11)).expect(0);
    server.wait_until("the import is served", |server| {
        server.search(&[("state", "TX"), ("level", "any")]).total.facilities == 11
    });
    let problem: Problem = server.get(&path).expect(410).json();
    assert_eq!(problem.r#type, "/problems/gone");
    assert!(problem.detail.contains("search again"), "{}", problem.detail);
}

#[test]
fn a_cursor_stays_valid_after_a_restart() {
    let home = Home::with_rows(&rows::many(10));
    let need = [("state", "TX"), ("level", "any"), ("limit", "3")];
    let server = home.serve();
    let whole = pages(&server, &need);
    server.stop();
    let cursor = whole[0].next_cursor.clone().unwrap();
    assert_eq!(home.serve().search(&[&need[..], &[("cursor", &cursor)]].concat()), whole[1]);
}
