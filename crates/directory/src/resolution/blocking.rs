//! Candidate pairs: only listings that share a block are compared.

use std::collections::HashMap;

use super::corpus::Corpus;
use super::features::{Features, NameView};

/// In a block with more listings than this, only those with similar addresses and names are compared. This bounds the
/// work for unusual data.
const LARGE_BLOCK: usize = 150;

/// In a large block, which is sorted, each listing is compared with this many of those that follow it or, in
/// [`pairs_between`], with this many of those nearest to it.
const NEIGHBORS: usize = 60;

/// A pair of positions in one list, the smaller first. In [`pairs_between`], one is in `left` and one in `right`.
pub(super) type Pair = (u32, u32);

/// All pairs that share a block, each once, sorted.
pub(super) fn pairs(features: &[Features], corpus: &Corpus) -> Vec<Pair> {
    let mut blocks: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, one) in features.iter().enumerate() {
        for key in keys(one, corpus) {
            blocks.entry(key).or_default().push(at as u32);
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for members in blocks.into_values() {
        within(members, features, |a, b| pairs.push((a.min(b), a.max(b))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// All pairs of a listing of `left` and one of `right` that share a block, each once, sorted.
pub(super) fn pairs_between(left: &[&Features], right: &[&Features], corpus: &Corpus) -> Vec<Pair> {
    let mut blocks: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, one) in right.iter().enumerate() {
        for key in keys(one, corpus) {
            blocks.entry(key).or_default().push(at as u32);
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, one) in left.iter().enumerate() {
        for members in keys(one, corpus).iter().filter_map(|key| blocks.get(key)) {
            pairs.extend(nearest(one, members, right).map(|other| (at as u32, other)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn within(mut members: Vec<u32>, features: &[Features], mut emit: impl FnMut(u32, u32)) {
    let mut reach = members.len();
    if members.len() > LARGE_BLOCK {
        members.sort_by_cached_key(|at| sort_key(&features[*at as usize], *at));
        reach = NEIGHBORS;
    }
    for (i, a) in members.iter().enumerate() {
        members[i + 1..].iter().take(reach).for_each(|b| emit(*a, *b));
    }
}

/// The members of a block or, if it is large, only those nearest to `one` in sort_key order.
fn nearest<'a>(one: &Features, members: &'a [u32], all: &[&Features]) -> impl Iterator<Item = u32> + 'a {
    let mut members = std::borrow::Cow::Borrowed(members);
    if members.len() > LARGE_BLOCK {
        let key = sort_key(one, 0);
        members.to_mut().sort_by_cached_key(|at| sort_key(all[*at as usize], *at));
        let at = members.partition_point(|member| sort_key(all[*member as usize], *member) < key);
        let from = at.saturating_sub(NEIGHBORS / 2);
        let to = (from + NEIGHBORS).min(members.len());
        members = members[from..to].to_vec().into();
    }
    (0..members.len()).map(move |at| members[at])
}

fn sort_key(features: &Features, at: u32) -> (String, String, String, u32) {
    (features.street.key(), features.full.text.clone(), features.unit.key(), at)
}

/// The blocks of a listing: its house number in the ZIP code and in the city, each telephone number in the state, the
/// rarest words of its names in the city, its point on the map and its NPI.
fn keys(features: &Features, corpus: &Corpus) -> Vec<u64> {
    let mut keys = Vec::with_capacity(12);
    let city = format!("{} {}", features.city, features.state.code());
    let zip = features.zip.map(|zip| zip.to_string());
    let mut add = |parts: &[&str]| keys.push(crate::text::digest(parts));
    let numbers = &features.street.numbers;
    // "159-05" is also written "15905".
    for number in numbers.iter().chain((numbers.len() > 1).then_some(&numbers.concat())) {
        add(&["number city", number, &city]);
        zip.iter().for_each(|zip| add(&["number zip", number, zip]));
    }
    for phone in &features.phones {
        add(&["phone", &phone.to_string(), features.state.code()]);
    }
    for view in [Some(&features.name1), features.name2.as_ref()].into_iter().flatten() {
        for word in rarest_words(view, corpus) {
            add(&["word", word, &city]);
        }
    }
    if features.is_precise {
        let at = features.coordinate;
        add(&["point", &format!("{:.4} {:.4}", at.latitude(), at.longitude())]);
    }
    if let Some(npi) = features.npi {
        add(&["npi", &npi.to_string()]);
    }
    keys
}

/// The two rarest words of a name.
fn rarest_words<'a>(view: &NameView, corpus: &'a Corpus) -> impl Iterator<Item = &'a str> {
    let mut words: Vec<(f32, &str)> =
        view.tokens.iter().map(|(token, bits)| (*bits, corpus.text(*token))).collect();
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    words.into_iter().take(2).map(|(_, word)| word)
}
