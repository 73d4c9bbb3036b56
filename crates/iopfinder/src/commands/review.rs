//! `review`: lists pairs of listings that may be the same place, and records what people decide about them.

mod pairs;

use directory::resolution::{Decision, DecisionSide, Verdict, fingerprint};
use ingest::import::{RevisionRequest, Silent, revise};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{KeptDecision, Review, Store, StoredListing};

use super::{directory_now, open_existing, revision_failure, time};
use crate::cli::{PairFlags, ReviewArgs, ReviewCommand};
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::indexing::Indexer;
use crate::output::Output;

/// Lists the pairs; or else records, lists or removes decisions.
pub async fn review(config: &Config, args: ReviewArgs, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    match args.command {
        None => list(&store, args.json, output).await,
        Some(ReviewCommand::Same(pair)) => record(config, &store, &pair, Verdict::Same, output).await,
        Some(ReviewCommand::Different(pair)) => {
            record(config, &store, &pair, Verdict::Different, output).await
        }
        Some(ReviewCommand::Decisions(flags)) => decisions(&store, flags.json, output).await,
        Some(ReviewCommand::Forget { number, json }) => remove(config, &store, number, json, output).await,
    }
}

async fn list(store: &Store, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let pairs = store.borderline().await?;
    let known = store.known_listings().await?;
    let secret = store.secret_facilities().await?;
    let pairs = pairs::Pairs::new(&pairs, &known, &secret);
    output.json_or_text(json, &pairs.to_json(), pairs.to_text())?;
    Ok(Exit::Done)
}

async fn record(
    config: &Config,
    store: &Store,
    pair: &PairFlags,
    verdict: Verdict,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let known = store.known_listings().await?;
    let (a, b) = (find(&known, &pair.a)?, find(&known, &pair.b)?);
    if a.id == b.id {
        return Err(Failure::new(Exit::BadInput, "these are the same listing: give two different ones"));
    }
    let side = |stored: &StoredListing| DecisionSide {
        listing: stored.id.clone(),
        fingerprint: fingerprint(&stored.content),
    };
    let decision = Decision { a: side(a), b: side(b), verdict };
    let what = match verdict {
        Verdict::Same => "are one place",
        Verdict::Different => "are two places",
    };
    let text = format!("Recorded: {} and {} {what}.", a.id, b.id);
    revise_and_print(config, store, Review::Decide(decision), &text, pair.json, output).await
}

async fn remove(
    config: &Config,
    store: &Store,
    number: i64,
    json: bool,
    output: &mut Output,
) -> Result<Exit, Failure> {
    if !store.decisions().await?.iter().any(|kept| kept.number == number) {
        let text = format!("there is no decision {number}: iopfinder review decisions shows all decisions");
        return Err(Failure::new(Exit::BadInput, text));
    }
    let text = format!("Decision {number} is removed.");
    revise_and_print(config, store, Review::Forget(number), &text, json, output).await
}

/// Changes the decisions, and prints `text` and what changed as a result.
async fn revise_and_print(
    config: &Config,
    store: &Store,
    review: Review,
    text: &str,
    json: bool,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let mut indexer = Indexer::new(config.indexes());
    let request = RevisionRequest::Review(review);
    let revised = revise(store, request, &mut indexer, &mut Silent, Timestamp::now).await;
    let revised = revised.map_err(revision_failure)?;
    if json {
        output.json(&revised)?;
        return Ok(Exit::Done);
    }
    output.line(text)?;
    output.line(format!("Listings that now belong to another facility: {}.", revised.placed_elsewhere))?;
    output.line(directory_now(revised.facilities, revised.programs))?;
    Ok(Exit::Done)
}

/// Finds a listing by its ID or the beginning of its ID.
fn find<'a>(known: &'a [StoredListing], text: &str) -> Result<&'a StoredListing, Failure> {
    let text = text.trim();
    let bad = |error: String| Err(Failure::new(Exit::BadInput, error));
    let begins = |stored: &&StoredListing| stored.id.to_string().starts_with(text);
    let mut found = known.iter().filter(begins);
    if let Some(exact) = known.iter().find(|stored| stored.id.to_string() == text) {
        return Ok(exact);
    }
    match (found.next().filter(|_| !text.is_empty()), found.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => bad(format!("several listings' IDs begin with {text:?}: give more of the ID")),
        (None, _) => bad(format!("there is no listing {text:?}: iopfinder review shows the IDs of listings")),
    }
}

async fn decisions(store: &Store, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let decisions = store.decisions().await?;
    if json {
        let to_json = |kept: &KeptDecision| -> Value {
            // Without the fingerprints, which contain the street.
            let side = |side: &DecisionSide| json!({"listing": side.listing});
            let Decision { a, b, verdict } = &kept.decision;
            let decision = json!({"a": side(a), "b": side(b), "verdict": verdict});
            json!({"number": kept.number, "decided_at": kept.decided_at, "decision": decision})
        };
        output.json(&decisions.iter().map(to_json).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    for KeptDecision { number, decision, decided_at } in &decisions {
        let verdict = match decision.verdict {
            Verdict::Same => "same",
            Verdict::Different => "different",
        };
        let (a, b) = (&decision.a.listing, &decision.b.listing);
        output.line(format!("{number:4}  {}  {verdict:9}  {a}  {b}", time(*decided_at)))?;
    }
    if decisions.is_empty() {
        output.line("There are no decisions yet.")?;
    }
    Ok(Exit::Done)
}
