//! The one place where rows become a set: counts, duplicates, ids, and an account of every row.

mod draft;
mod join;
mod kinds;
mod size;
pub(crate) mod table;

use std::collections::{BTreeMap, HashMap};

use directory::listing::{Content, Role};

use crate::file::FileError;
use crate::limits::{self, SetLimits};
use crate::parsed::{ParsedListing, ParsedSet, RejectedRow, Scope, Unmatched, UnusedValue};
use crate::place::{Digest, give_ids};
use crate::repair::Repair;

use kinds::KindCounts;
use size::SetSize;

pub use draft::ListingDraft;
pub(crate) use draft::{CONFIDENTIAL_ROW, DraftKey};

/// How often progress is reported, in rows.
const PROGRESS: u64 = 1_000;

/// Maximum number of characters of the reason for a rejection, which may quote what the row says.
const REASON: usize = 300;

/// A set that is being read.
///
/// A source calls [`begin_row`](Self::begin_row) for each row, and then exactly one of [`add`](Self::add),
/// [`reject`](Self::reject) and [`skip`](Self::skip). The order of rows changes neither listings nor ids.
pub struct SetBuilder<'a> {
    set: ParsedSet,
    by_digest: HashMap<Digest, usize>,
    /// The keys of the listings of `set`, in the same order.
    keys: Vec<DraftKey>,
    skipped: BTreeMap<&'static str, u64>,
    kinds: KindCounts,
    size: SetSize,
    expects_services: bool,
    progress: &'a mut dyn FnMut(u64),
}

impl<'a> SetBuilder<'a> {
    /// A set without rows. `progress` is called now and then with the number of rows read so far.
    pub fn new(progress: &'a mut dyn FnMut(u64)) -> Self {
        SetBuilder {
            set: ParsedSet::default(),
            by_digest: HashMap::new(),
            keys: Vec::new(),
            skipped: BTreeMap::new(),
            kinds: KindCounts::default(),
            size: SetSize::default(),
            expects_services: true,
            progress,
        }
    }

    /// Sets the limits that [`check_size`](Self::check_size) enforces.
    pub(crate) fn limit(&mut self, limits: SetLimits) {
        self.size = SetSize::within(limits);
    }

    /// States which listings the set replaces; by default all of its source.
    pub fn set_scope(&mut self, scope: Scope) {
        self.set.scope = scope;
    }

    /// States that listings without services are normal for the source, so that they are not counted.
    pub(crate) fn expect_no_services(&mut self) {
        self.expects_services = false;
    }

    /// Counts a row, and returns its number in the set, from 1.
    pub fn begin_row(&mut self) -> u64 {
        self.kinds.end();
        self.set.rows.read += 1;
        if self.set.rows.read.is_multiple_of(PROGRESS) {
            (self.progress)(self.set.rows.read);
        }
        self.set.rows.read
    }

    /// Sets the kind of the current row, such as its survey. A set is suspicious if most rows of a kind are rejected
    /// for the same reason: see [`ParsedSet::mostly_rejected`]. Rows for which this is not called are not suspicious.
    pub(crate) fn set_kind(&mut self, kind: &str) {
        self.kinds.begin(kind);
    }

    /// Counts the bytes of a row of a file. Fails once the set exceeds its limits.
    pub(crate) fn check_size(&mut self, file: &str, bytes: usize) -> Result<(), FileError> {
        self.size.add(file, bytes)
    }

    /// Counts a row that does not belong in the directory. `what` says what the row is about, such as physicians in a
    /// registry of all providers.
    pub fn skip(&mut self, what: &'static str) {
        *self.skipped.entry(what).or_default() += 1;
    }

    /// Rejects a row that can't be used.
    pub fn reject(&mut self, row_number: u64, reason: String, raw: &str) {
        let reason =
            if reason.chars().count() > REASON { limits::beginning(&reason, REASON) } else { reason };
        self.kinds.reject(&reason);
        self.set.rejected.push(RejectedRow { row_number, reason, raw: raw.to_owned() });
    }

    /// Counts a row that says the same as another one.
    pub(crate) fn count_duplicate(&mut self) {
        self.set.rows.duplicates += 1;
    }

    /// Adds the only listing of a row.
    pub fn add(&mut self, draft: ListingDraft, raw: &str) {
        // Only a rejection needs the row number, and there is none here.
        self.add_all(0, std::iter::once(Ok(draft)), raw);
    }

    /// Adds the listings of a row, and rejects those that can't be used, for the reason given in their place.
    pub(crate) fn add_all(
        &mut self,
        row_number: u64,
        drafts: impl Iterator<Item = Result<ListingDraft, String>>,
        raw: &str,
    ) {
        let count = |set: &ParsedSet| (set.listings.len() + set.rejected.len()) as u64;
        let before = count(&self.set);
        for draft in drafts {
            match draft {
                Ok(draft) => self.keep(draft, raw),
                Err(reason) => self.reject(row_number, reason, raw),
            }
        }
        match count(&self.set) - before {
            0 => self.count_duplicate(),
            new => self.set.rows.further_listings += new - 1,
        }
    }

    fn keep(&mut self, ListingDraft { own_id, digest, content, repairs, group }: ListingDraft, raw: &str) {
        if let Some(at) = self.by_digest.get(&digest) {
            // Which of the two rows comes first must not matter.
            let kept = &mut self.set.listings[*at].raw;
            if raw < kept.as_str() {
                raw.clone_into(kept);
            }
            return;
        }
        self.by_digest.insert(digest, self.set.listings.len());
        self.keys.push(DraftKey { own_id, digest, group, row: self.set.rows.read });
        self.set.listings.push(ParsedListing {
            id_in_source: String::new(),
            content: Box::new(content),
            raw: raw.to_owned(),
            repairs,
        });
    }

    /// Adds something people should know about the documents.
    pub(crate) fn remark(&mut self, remark: String) {
        self.set.remarks.push(remark);
    }

    /// Sets the values of a table that could not be used, and the parts of its mapping that occur in no row.
    pub(crate) fn set_unused(&mut self, values: BTreeMap<UnusedValue, u64>, unmatched: Vec<Unmatched>) {
        self.set.unused_values = values;
        self.set.unmatched = unmatched;
    }

    /// The listings so far, for checks that need all of them. They have no ids yet.
    pub(crate) fn listings_mut(&mut self) -> &mut [ParsedListing] {
        &mut self.set.listings
    }

    /// Joins the rows of each place into one listing for each track.
    pub(crate) fn join_places(&mut self) {
        let listings = std::mem::take(&mut self.set.listings).into_iter();
        let listings = listings.zip(std::mem::take(&mut self.keys));
        (self.set.listings, self.keys) = join::join(listings, &mut self.set.rows).into_iter().unzip();
    }

    /// The complete set. Listings get their ids and are ordered by them; rejected rows are ordered by their numbers.
    pub fn finish(self) -> ParsedSet {
        let mut set = self.set;
        let ids = give_ids(self.keys.iter().map(|key| (key.own_id.as_deref(), key.digest)));
        for (listing, id) in set.listings.iter_mut().zip(ids.ids) {
            listing.id_in_source = id;
        }
        set.rows.skipped = self.skipped.into_iter().map(|(what, rows)| (what.to_owned(), rows)).collect();
        set.conflicting_ids = ids.conflicting;
        set.mostly_rejected = self.kinds.mostly_rejected();
        set.listings.sort_unstable_by(|a, b| a.id_in_source.cmp(&b.id_in_source));
        set.rejected.sort_by_key(|row| row.row_number);
        if self.expects_services {
            set.without_services =
                set.listings.iter().filter(|listing| says_nothing(&listing.content)).count() as u64;
        }
        count_blemishes(&mut set);
        set.remarks.extend(remark_on_adverts(&set.listings));
        set
    }
}

/// How many names are given as examples.
const NAMES: usize = 5;

/// Says which places had a telephone number or a request to call in their names, because their rows may lie in other ways,
/// too.
fn remark_on_adverts(listings: &[ParsedListing]) -> Option<String> {
    let has_advert = |listing: &&ParsedListing| listing.repairs.contains(&Repair::NameAdvert);
    let found: Vec<&ParsedListing> = listings.iter().filter(has_advert).collect();
    let examples = found.iter().take(NAMES).map(|listing| {
        let address = listing.content.location.address();
        format!("{} ({}, {})", listing.content.organization, address.city, address.state.code())
    });
    let examples = examples.collect::<Vec<_>>().join("; ");
    let others = match found.len().saturating_sub(NAMES) {
        0 => String::new(),
        others => format!("; and {others} others"),
    };
    (!found.is_empty()).then(|| {
        format!(
            "a telephone number or a request to call was removed from these names, whose rows a person should check: \
             {examples}{others}"
        )
    })
}

/// Whether a listing that should say what is offered has neither codes nor facts.
fn says_nothing(content: &Content) -> bool {
    content.role == Role::Program && content.codes.is_none() && content.stated.stated().is_empty()
}

/// Counts the repairs and the unknown services of all listings.
fn count_blemishes(set: &mut ParsedSet) {
    for listing in &set.listings {
        for repair in &listing.repairs {
            *set.repairs.entry(*repair).or_default() += 1;
        }
        for service in &listing.content.unknown_services {
            match set.unknown_services.get_mut(service) {
                Some(count) => *count += 1,
                None => drop(set.unknown_services.insert(service.clone(), 1)),
            }
        }
    }
}
