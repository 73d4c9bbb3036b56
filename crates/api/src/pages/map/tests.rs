use super::*;

pub(super) const WORDS: Words<'static> = Words {
    label: "Map of the places in the list",
    miles: "miles",
    center: "where you searched",
    circle: "within 25 miles",
    approximate: "about here",
};

#[test]
fn throwaway() {
    let rows = std::fs::read_to_string("/tmp/map-npm/rows.tsv").unwrap();
    for block in rows.split("\n\n") {
        let mut lines = block.lines();
        let head: Vec<&str> = lines.next().unwrap().split('\t').collect();
        let pins: Vec<(String, f64, f64, bool)> = lines.map(|l| { let f: Vec<&str> = l.split('\t').collect(); (f[0].into(), f[1].parse().unwrap(), f[2].parse().unwrap(), f[3] == "1") }).collect();
        let pins: Vec<Pin<'_>> = pins.iter().enumerate().map(|(i, p)| Pin { number: i + 1, name: &p.0, href: "/facilities/0198c5a0-1111-7abc-8def-0123456789ab", coordinate: Coordinate::new(p.1, p.2).unwrap(), approximate: p.3 }).collect();
        let miles: f64 = head[4].parse().unwrap();
        let request = MapRequest {
            area: if miles > 0.0 { Area::Within { center: Coordinate::new(head[2].parse().unwrap(), head[3].parse().unwrap()).unwrap(), miles } } else { Area::Anywhere },
            state: State::from_code(head[1]), pins: &pins, words: WORDS };
        render(&request);
        let t = std::time::Instant::now();
        let svg = render(&request);
        println!("{} {:?} {} bytes", head[0], t.elapsed(), svg.len());
        let css = std::fs::read_to_string("static/style.css").unwrap();
        std::fs::write(format!("/tmp/map-npm/{}.svg", head[0]), &svg).unwrap();
        std::fs::write(format!("/tmp/map-npm/{}.html", head[0]), format!("<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'><title>x</title><style>{css}</style><main>{svg}</main></html>")).unwrap();
    }
}
