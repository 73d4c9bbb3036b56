//! `review`: pairs of listings that are nearly undecided, and what people decide about them.

mod pairs;

use std::collections::HashSet;

use directory::resolution::{Decision, DecisionSide, Verdict, fingerprint};
use ingest::import::{Revised, Silent, decide, forget};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{KeptDecision, Store, StoredListing};

use super::{of_revision, open_existing, time};
use crate::cli::{PairFlags, ReviewArgs, ReviewCommand};
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::indexing::Indexer;
use crate::output::Output;

/// Lists pairs, or keeps what was decided.
///
/// # Errors
/// When a listing is not known, or the store can't be read or written.
pub async fn review(config: &Config, args: ReviewArgs, output: &mut Output) -> Result<Exit, Failure> {
    let store = open_existing(config).await?;
    match args.command {
        None => list(&store, args.json, output).await,
        Some(ReviewCommand::Same(pair)) => keep(config, &store, &pair, Verdict::Same, output).await,
        Some(ReviewCommand::Different(pair)) => keep(config, &store, &pair, Verdict::Different, output).await,
        Some(ReviewCommand::Decisions(flags)) => decisions(&store, flags.json, output).await,
        Some(ReviewCommand::Forget { number, json }) => drop_one(config, &store, number, json, output).await,
    }
}

async fn list(store: &Store, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let pairs = store.borderline().await?;
    let known = store.known_listings().await?;
    let secret = store.secret_facilities().await?;
    let pairs = pairs::Pairs::new(&pairs, &known, &secret);
    if json {
        output.json(&pairs.in_json())?;
    } else {
        output.text(pairs.in_words())?;
    }
    Ok(Exit::Done)
}

async fn keep(
    config: &Config,
    store: &Store,
    pair: &PairFlags,
    verdict: Verdict,
    output: &mut Output,
) -> Result<Exit, Failure> {
    let known = store.known_listings().await?;
    let (a, b) = (find(&known, &pair.a)?, find(&known, &pair.b)?);
    if a.id == b.id {
        return Err(Failure::new(Exit::BadInput, "give two listings: these are one and the same"));
    }
    let side = |stored: &StoredListing| DecisionSide {
        listing: stored.id.clone(),
        fingerprint: fingerprint(&stored.content),
    };
    let decision = Decision { a: side(a), b: side(b), verdict };
    let mut indexer = Indexer::new(config.indexes());
    let revised = decide(store, decision, &mut indexer, &mut Silent, Timestamp::now).await;
    let what = match verdict {
        Verdict::Same => "are one place",
        Verdict::Different => "are two places",
    };
    done(&format!("Kept: {} and {} {what}.", a.id, b.id), revised.map_err(of_revision)?, pair.json, output)
}

async fn drop_one(
    config: &Config,
    store: &Store,
    number: i64,
    json: bool,
    output: &mut Output,
) -> Result<Exit, Failure> {
    if !store.decisions().await?.iter().any(|kept| kept.number == number) {
        let text = format!("there is no decision {number}: iopfinder review decisions shows those there are");
        return Err(Failure::new(Exit::BadInput, text));
    }
    let mut indexer = Indexer::new(config.indexes());
    let revised = forget(store, number, &mut indexer, &mut Silent, Timestamp::now).await;
    done(&format!("The decision {number} is forgotten."), revised.map_err(of_revision)?, json, output)
}

fn done(text: &str, revised: Revised, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    if json {
        output.json(&revised)?;
        return Ok(Exit::Done);
    }
    output.line(text)?;
    let Revised { facilities, programs, placed_elsewhere, .. } = revised;
    output.line(format!("Listings that are placed elsewhere now: {placed_elsewhere}."))?;
    output.line(format!("The directory now has {facilities} facilities with {programs} programs."))?;
    Ok(Exit::Done)
}

/// The listing of this name, or the only one whose name begins so.
fn find<'a>(known: &'a [StoredListing], name: &str) -> Result<&'a StoredListing, Failure> {
    let name = name.trim();
    let bad = |text: String| Err(Failure::new(Exit::BadInput, text));
    let begins = |stored: &&StoredListing| stored.id.to_string().starts_with(name);
    let mut found = known.iter().filter(begins);
    if let Some(exact) = known.iter().find(|stored| stored.id.to_string() == name) {
        return Ok(exact);
    }
    match (found.next().filter(|_| !name.is_empty()), found.next()) {
        (Some(only), None) => Ok(only),
        (Some(_), Some(_)) => {
            bad(format!("several listings have names that begin with {name:?}: give more of it"))
        }
        (None, _) => bad(format!("there is no listing {name:?}: iopfinder review shows how they are named")),
    }
}

async fn decisions(store: &Store, json: bool, output: &mut Output) -> Result<Exit, Failure> {
    let decisions = store.decisions().await?;
    if json {
        let in_json = |kept: &KeptDecision| -> Value {
            // Not their fingerprints, which tell the street.
            let side = |side: &DecisionSide| json!({"listing": side.listing});
            let Decision { a, b, verdict } = &kept.decision;
            let decision = json!({"a": side(a), "b": side(b), "verdict": verdict});
            json!({"number": kept.number, "decided_at": kept.decided_at, "decision": decision})
        };
        output.json(&decisions.iter().map(in_json).collect::<Vec<_>>())?;
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
        output.line("Nobody has decided anything yet.")?;
    }
    Ok(Exit::Done)
}

/// Facilities that are to be kept secret.
type Secret = HashSet<uuid::Uuid>;
