//! Writing the answer of a search. Most of its bytes stand ready: what depends on a facility alone was written when
//! the index was built, what depends on the need alone is written once for all results. So this puts pieces
//! together rather than serializing each result; a test reads every answer back as [`SearchAnswer`].
//!
//! [`SearchAnswer`]: super::answer::SearchAnswer

use std::io::Write;
use std::sync::LazyLock;

use directory::fact::Facts;
use directory::likelihood::PROXY;
use directory::matching::{Criterion, MatchClass, Reach};
use directory::{AttributeId, Caution, Fact, IopEvidence, Payment, Vocabulary};
use search::{Hit, ProgramHit, Snapshot, Sort};
use serde::Serialize;

use super::alternatives::{AlternativeAnswer, TELEHEALTH};
use super::answer::{CautionAnswer, CriterionAnswer, NeedAnswer, ScorePartsAnswer, Total, rounded};
use super::request::SearchRequest;
use super::{Found, SAMPLE_NOTICE};

/// A usual answer's size, so that it is rarely moved while it grows.
const USUAL_BYTES: usize = 32 << 10;

/// Writes the answer as JSON.
pub(crate) fn answer(
    snapshot: &Snapshot,
    request: &SearchRequest,
    found: &Found,
) -> serde_json::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(USUAL_BYTES);
    let notice = snapshot.is_sample().then_some(SAMPLE_NOTICE);
    member(&mut out, "{\"notice\":", &notice)?;
    member(&mut out, ",\"need\":", &NeedAnswer::of(request))?;
    member(&mut out, ",\"total\":", &Total::of(found.answer.totals))?;
    out.extend(b",\"results\":[");
    let words = Criterion::of(&request.query.need)
        .into_iter()
        .map(CriterionWords::of)
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
    let alternatives: Vec<_> = found.alternatives.iter().map(AlternativeAnswer::of).collect();
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
    request: &SearchRequest,
    hit: &Hit,
    words: &[CriterionWords],
) -> serde_json::Result<()> {
    out.extend(b"{\"facility\":");
    out.extend(snapshot.facility_document(hit.position).as_bytes());
    member(out, ",\"distance_miles\":", &hit.miles.map(|miles| rounded(miles, 100.0)))?;
    out.extend(of_class(hit.class).as_bytes());
    if request.query.sort == Sort::Best {
        member(out, ",\"score\":", &rounded(hit.score, 10_000.0))?;
        member(out, ",\"score_parts\":", &ScorePartsAnswer::of(&hit.score_parts))?;
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

fn of_class(class: MatchClass) -> &'static str {
    match class {
        MatchClass::Confirmed => ",\"match\":\"confirmed\"",
        MatchClass::Possible => ",\"match\":\"possible\"",
    }
}

/// What of a program depends on the need.
fn program(
    out: &mut Vec<u8>,
    snapshot: &Snapshot,
    program: &ProgramHit,
    words: &[CriterionWords],
) -> serde_json::Result<()> {
    out.extend(of_class(program.class).as_bytes());
    match program.reach {
        Reach::Visit => out.extend(b",\"by\":\"visit\",\"telehealth_note\":null"),
        Reach::Telehealth => member(out, ",\"by\":\"telehealth\",\"telehealth_note\":", &TELEHEALTH)?,
    }
    out.extend(of_evidence(program.evidence).as_bytes());
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
        out.extend(of_caution(caution).as_bytes());
    }
    out.push(b']');
    Ok(())
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("names and texts can be written")
}

fn of_evidence(evidence: Option<IopEvidence>) -> &'static str {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let text = |evidence: &IopEvidence| {
            format!(",\"likelihood\":{},\"evidence\":[{}]", evidence.likelihood(), json(&evidence.text()))
        };
        IopEvidence::ALL.iter().map(text).collect()
    });
    evidence.map_or(",\"likelihood\":null,\"evidence\":[]", |evidence| &TEXTS[evidence as usize])
}

fn of_caution(caution: Caution) -> &'static str {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let text = |caution: &Caution| {
            json(&CautionAnswer { code: caution.slug().to_owned(), text: caution.text().to_owned() })
        };
        Caution::ALL.iter().map(text).collect()
    });
    &TEXTS[caution as usize]
}

/// A criterion, written once for each fact there can be.
struct CriterionWords {
    criterion: Criterion,
    yes: String,
    not_stated: String,
}

impl CriterionWords {
    fn of(criterion: Criterion) -> serde_json::Result<CriterionWords> {
        let vocabulary = Vocabulary::embedded();
        let (parameter, ids): (_, Vec<AttributeId>) = match &criterion {
            Criterion::Program(program) => ("program", vec![program.id()]),
            Criterion::Level(level) => ("level", vec![level.id()]),
            Criterion::Insurance(payments) => {
                ("insurance", payments.iter().map(|payment| payment.id()).collect())
            }
            Criterion::Has(id) => ("has", vec![*id]),
        };
        let join = |word: fn(&directory::vocabulary::Attribute) -> &str, between: &str| {
            ids.iter().map(|id| word(vocabulary.attribute(*id))).collect::<Vec<_>>().join(between)
        };
        let yes = CriterionAnswer {
            criterion: parameter.to_owned(),
            asked: join(|known| &known.slug, ","),
            fact: Fact::Yes,
            met_by: Vec::new(),
            ask: None,
        };
        let ask = Some(join(|known| &known.ask, " "));
        let not_stated = CriterionAnswer { fact: Fact::NotStated, ask, ..yes.clone() };
        let (yes, not_stated) = (serde_json::to_string(&yes)?, serde_json::to_string(&not_stated)?);
        Ok(CriterionWords { criterion, yes, not_stated })
    }

    fn write(&self, out: &mut Vec<u8>, facts: &impl Facts) -> serde_json::Result<()> {
        let fact = self.criterion.fact(facts);
        out.extend(if fact == Fact::Yes { self.yes.as_bytes() } else { self.not_stated.as_bytes() });
        if let (Criterion::Insurance(payments), Fact::Yes) = (&self.criterion, fact)
            && payments.len() > 1
        {
            let met = payments.iter().copied().filter(|payment| facts.fact(payment.id()) == Fact::Yes);
            let met: Vec<&str> = met.map(Payment::slug).collect();
            // Instead of the closing brace that was written.
            out.pop();
            member(out, ",\"met_by\":", &met)?;
            out.push(b'}');
        }
        Ok(())
    }
}

fn facets(out: &mut Vec<u8>, request: &SearchRequest, found: &Found) {
    let mut counts = found.answer.facets.iter();
    for (at, facet) in request.facets.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        // A vector takes all that is written to it, and the names are slugs: nothing in them wants escaping.
        let _ = write!(out, "{comma}\"{}\":{{", facet.name);
        for (at, count) in counts.by_ref().take(facet.attributes.len()).enumerate() {
            let comma = if at > 0 { "," } else { "" };
            let slug = &Vocabulary::embedded().attribute(count.attribute).slug;
            let _ = write!(out, "{comma}\"{slug}\":{}", count.facilities);
        }
        out.push(b'}');
    }
}
