//! Writes the response of a search as JSON. Everything that depends on a facility alone was already written when the index
//! was built, and everything that depends on the need alone is written once for all results. So this joins pieces instead
//! of serializing each result; tests read the responses back as [`SearchResponse`].
//!
//! [`SearchResponse`]: super::response::SearchResponse

use std::fmt;
use std::io::Write;
use std::sync::LazyLock;

use directory::fact::Facts;
use directory::likelihood::PROXY;
use directory::matching::{Criterion, MatchClass, Reach};
use directory::{AttributeId, Caution, Coverage, Fact, IopEvidence, Vocabulary};
use search::{Hit, ProgramHit, Snapshot, Sort};
use serde::{Serialize, Serializer};

use super::alternatives::{SearchAlternative, TELEHEALTH};
use super::resolve::ResolvedSearch;
use super::response::{
    CautionText, CriterionMatch, CriterionParameter, ResolvedPlace, ScoreBreakdown, Total, rounded,
};
use super::{Found, SAMPLE_NOTICE};
use crate::request::Facet;

/// The size of a typical response, so that the buffer rarely has to grow.
const USUAL_BYTES: usize = 32 << 10;

/// Writes a response as JSON.
pub fn response(snapshot: &Snapshot, request: &ResolvedSearch, found: &Found) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(USUAL_BYTES);
    let notice = snapshot.is_sample().then_some(SAMPLE_NOTICE);
    member(&mut out, "{\"notice\":", &notice)?;
    member(&mut out, ",\"need\":", &request.request)?;
    member(&mut out, ",\"place\":", &request.place.as_ref().map(ResolvedPlace::new))?;
    member(&mut out, ",\"total\":", &Total::new(found.answer.totals))?;
    out.extend(b",\"results\":[");
    let words = Criterion::for_need(&request.query.need)
        .into_iter()
        .map(CriterionWords::new)
        .collect::<Result<Vec<_>, _>>()?;
    for (at, hit) in found.answer.hits.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        result(&mut out, snapshot, request, hit, &words)?;
    }
    out.extend(b"],\"facets\":{");
    facets(&mut out, request, found);
    member(&mut out, "},\"next_cursor\":", &found.next_cursor)?;
    let has_likelihood =
        found.answer.hits.iter().flat_map(|hit| &hit.programs).any(|program| program.evidence.is_some());
    member(&mut out, ",\"likelihood_proxy\":", &has_likelihood.then_some(PROXY))?;
    let alternatives: Vec<_> = found.alternatives.iter().map(SearchAlternative::new).collect();
    member(&mut out, ",\"alternatives\":", &alternatives)?;
    out.push(b'}');
    Ok(out)
}

fn member(out: &mut Vec<u8>, name: &str, value: &impl Serialize) -> serde_json::Result<()> {
    out.extend(name.as_bytes());
    serde_json::to_writer(out, value)
}

fn result(
    out: &mut Vec<u8>,
    snapshot: &Snapshot,
    request: &ResolvedSearch,
    hit: &Hit,
    words: &[CriterionWords],
) -> serde_json::Result<()> {
    out.extend(b"{\"facility\":");
    out.extend(snapshot.facility_document(hit.position).as_bytes());
    member(out, ",\"distance_miles\":", &hit.miles.map(|miles| rounded(miles, 100.0)))?;
    out.extend(class_member(hit.class).as_bytes());
    if request.query.sort == Sort::Best {
        member(out, ",\"score\":", &rounded(hit.score, 10_000.0))?;
        member(out, ",\"score_parts\":", &ScoreBreakdown::new(&hit.score_parts))?;
    }
    out.extend(b",\"programs\":[");
    for (at, one) in hit.programs.iter().enumerate() {
        out.extend(if at > 0 { b",{".as_slice() } else { b"{" });
        out.extend(snapshot.program_document(hit.position, one.number).as_bytes());
        program(out, snapshot, one, words)?;
        out.push(b'}');
    }
    out.extend(b"]}");
    Ok(())
}

fn class_member(class: MatchClass) -> &'static str {
    match class {
        MatchClass::Confirmed => ",\"match\":\"confirmed\"",
        MatchClass::Possible => ",\"match\":\"possible\"",
    }
}

/// Writes the members of a program that depend on the need.
fn program(
    out: &mut Vec<u8>,
    snapshot: &Snapshot,
    program: &ProgramHit,
    words: &[CriterionWords],
) -> serde_json::Result<()> {
    out.extend(class_member(program.class).as_bytes());
    match program.reach {
        Reach::Visit => out.extend(b",\"by\":\"visit\",\"telehealth_note\":null"),
        Reach::Telehealth => member(out, ",\"by\":\"telehealth\",\"telehealth_note\":", &TELEHEALTH)?,
    }
    out.extend(evidence_members(program.evidence).as_bytes());
    out.extend(b",\"criteria\":[");
    let facts = snapshot.row(program.row);
    for (at, criterion) in words.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        criterion.write(out, &facts)?;
    }
    out.extend(b"],\"cautions\":[");
    for (at, caution) in program.cautions.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        out.extend(caution_json(caution).as_bytes());
    }
    out.push(b']');
    Ok(())
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("names and texts can be written")
}

fn evidence_members(evidence: Option<IopEvidence>) -> &'static str {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let text = |evidence: &IopEvidence| {
            format!(",\"likelihood\":{},\"evidence\":[{}]", evidence.likelihood(), json(&evidence.text()))
        };
        IopEvidence::ALL.iter().map(text).collect()
    });
    evidence.map_or(",\"likelihood\":null,\"evidence\":[]", |evidence| &TEXTS[evidence as usize])
}

fn caution_json(caution: Caution) -> &'static str {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let text = |caution: &Caution| json(&CautionText { code: *caution, text: caution.text().to_owned() });
        Caution::ALL.iter().map(text).collect()
    });
    &TEXTS[caution as usize]
}

/// A criterion, already written for each fact there can be.
struct CriterionWords {
    criterion: Criterion,
    yes: String,
    /// Complete, except for insurance: there it ends before the question, because each way to pay has its own.
    not_stated: String,
}

impl CriterionWords {
    fn new(criterion: Criterion) -> serde_json::Result<CriterionWords> {
        let (parameter, id) = match &criterion {
            Criterion::Program(program) => (CriterionParameter::Program, Some(program.id())),
            Criterion::Level(level) => (CriterionParameter::Level, Some(level.id())),
            Criterion::Insurance(_) => (CriterionParameter::Insurance, None),
            Criterion::Has(id) => (CriterionParameter::Has, Some(*id)),
            Criterion::UnlessNo(id) => (CriterionParameter::UnlessNo, Some(*id)),
        };
        let known = id.map(|id: AttributeId| Vocabulary::embedded().attribute(id));
        let asked = match &criterion {
            Criterion::Insurance(coverages) => slugs(coverages.iter()).join(","),
            _ => known.map(|known| known.slug.clone()).unwrap_or_default(),
        };
        let yes =
            CriterionMatch { criterion: parameter, asked, fact: Fact::Yes, met_by: Vec::new(), ask: None };
        let ask = known.map(|known| known.ask.clone());
        let mut not_stated =
            serde_json::to_string(&CriterionMatch { fact: Fact::NotStated, ask, ..yes.clone() })?;
        if id.is_none() {
            // In place of the closing brace.
            not_stated.pop();
            not_stated.push_str(",\"ask\":");
        }
        Ok(CriterionWords { criterion, yes: serde_json::to_string(&yes)?, not_stated })
    }

    fn write(&self, out: &mut Vec<u8>, facts: &impl Facts) -> serde_json::Result<()> {
        if self.criterion.fact(facts) == Fact::Yes {
            return self.write_yes(out, facts);
        }
        out.extend(self.not_stated.as_bytes());
        if let Criterion::Insurance(coverages) = &self.criterion {
            serde_json::to_writer(&mut *out, &Questions { coverages, facts })?;
            out.push(b'}');
        }
        Ok(())
    }

    fn write_yes(&self, out: &mut Vec<u8>, facts: &impl Facts) -> serde_json::Result<()> {
        out.extend(self.yes.as_bytes());
        if let Criterion::Insurance(coverages) = &self.criterion
            && coverages.len() > 1
        {
            let met = coverages.iter().filter(|coverage| coverage.fact(facts) == Fact::Yes);
            // In place of the closing brace that was written.
            out.pop();
            member(out, ",\"met_by\":", &slugs(met))?;
            out.push(b'}');
        }
        Ok(())
    }
}

/// The open questions about several ways to pay, written without building the text first.
struct Questions<'a, F> {
    coverages: &'a [Coverage],
    facts: &'a F,
}

impl<F: Facts> fmt::Display for Questions<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open = self.coverages.iter().filter_map(|coverage| coverage.question(self.facts));
        for (at, question) in open.enumerate() {
            f.write_str(if at > 0 { " " } else { "" })?;
            f.write_str(question.text())?;
        }
        Ok(())
    }
}

impl<F: Facts> Serialize for Questions<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn slugs<'a>(coverages: impl Iterator<Item = &'a Coverage>) -> Vec<&'static str> {
    coverages.map(|coverage| coverage.slug()).collect()
}

fn facets(out: &mut Vec<u8>, request: &ResolvedSearch, found: &Found) {
    let mut counts = found.answer.facets.iter();
    let counted = request.request.facets.iter().filter(|facet| **facet != Facet::NONE);
    for (at, facet) in counted.enumerate() {
        let comma = if at > 0 { "," } else { "" };
        // Writing to a vector never fails, and slugs contain nothing that has to be escaped.
        let _ = write!(out, "{comma}\"{}\":{{", facet.slug());
        for (at, count) in counts.by_ref().take(facet.attributes().len()).enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let slug = &Vocabulary::embedded().attribute(count.attribute).slug;
            let _ = write!(out, "{comma}\"{slug}\":{}", count.facilities);
        }
        out.push(b'}');
    }
}
