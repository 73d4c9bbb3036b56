//! A report as text for people.

use std::fmt::{self, Display, Formatter};

use directory::Source;
use jiff::Timestamp;
use store::ImportStatus;

use super::{Report, UnusedValueCount};
use crate::fetch::Fetched;
use crate::import::HoldReason;
use crate::parsed::{Unmatched, UnusedValue};
use crate::repair::Repair;

/// How many of the services that the code book lacks are shown.
const SHOWN_SERVICES: usize = 15;

/// How many of the values that could not be used are shown.
const SHOWN_VALUES: usize = 40;

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        if self.retrieved_at.is_some() {
            self.rows(f)?;
            self.blemishes(f)?;
        }
        self.end(f)
    }
}

impl Report {
    fn head(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "Import of {}: {}", self.source.label(), self.status.slug())?;
        writeln!(f, "  from     {}", self.origin)?;
        writeln!(f, "  began    {}{}", time(self.started_at), if self.resumed { ", resumed" } else { "" })?;
        if let Some(finished) = self.finished_at {
            writeln!(f, "  ended    {}", time(finished))?;
        }
        writeln!(f, "  import   {}", self.import)?;
        if self.fetch != Fetched::default() {
            writeln!(f, "  pages    {}", pages(&self.fetch))?;
        }
        Ok(())
    }

    fn rows(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (rows, listings) = (&self.rows, &self.listings);
        writeln!(f)?;
        count(f, rows.read, "rows read")?;
        count(f, listings.listings, "listings")?;
        count(f, rows.duplicates, "duplicates")?;
        for (what, rows) in &rows.skipped {
            count(f, *rows, format!("skipped: {what}"))?;
        }
        count_if_any(f, rows.further_listings, "further listings of rows about several programs")?;
        count_if_any(f, rows.joined, "rows joined to another row about the same place")?;
        count(f, self.rejected.total, "rejected")?;
        for (reason, rows) in &self.rejected.by_reason {
            writeln!(f, "{:>13}  {reason}", number(*rows))?;
        }
        writeln!(f, "\nListings, compared by id with those known before:")?;
        count(f, listings.new, "new")?;
        count(f, listings.changed, "changed")?;
        count(f, listings.unchanged, "unchanged")?;
        count_if_any(f, listings.back, "back")?;
        count(f, listings.gone, "gone")?;
        self.by_place(f)
    }

    /// The comparison by place, since many sources give their listings new ids in each edition.
    fn by_place(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let places = &self.places;
        let before = places.same + places.changed + places.moved + places.gone;
        if before == 0 {
            return Ok(());
        }
        writeln!(f, "\nListings, compared by place with the previous edition:")?;
        count(f, places.same, "unchanged")?;
        count(f, places.changed, "changed")?;
        count(f, places.moved, "moved to another address")?;
        for (field, listings) in &places.fields {
            writeln!(f, "{:>13}  in {}", number(*listings), field.replace('_', " "))?;
        }
        count_if_any(f, places.back, "back")?;
        count(f, places.new, "new")?;
        count(f, places.gone, "gone")
    }

    fn blemishes(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.remarks.is_empty() {
            writeln!(f, "\nAbout the files:")?;
        }
        for remark in &self.remarks {
            writeln!(f, "           {remark}")?;
        }
        if !self.repairs.is_empty() {
            writeln!(f, "\nRepairs, with the number of listings:")?;
        }
        for (slug, listings) in &self.repairs {
            count(f, *listings, Repair::from_slug(slug).map_or(slug.as_str(), |repair| repair.label()))?;
        }
        if self.conflicting_ids + self.without_services > 0 {
            writeln!(f, "\nAlso noticed:")?;
        }
        let unknown = "listings without services: it is unknown what they offer";
        count_if_any(f, self.without_services, unknown)?;
        let conflicting = "listings with the id of another listing, which were given new ids";
        count_if_any(f, self.conflicting_ids, conflicting)?;
        // For a table, what the mapping lacks is shown by column.
        if matches!(self.source, Source::Csv(_)) {
            return self.mapping(f);
        }
        if !self.unknown_services.is_empty() {
            writeln!(f, "\nServices that the code book lacks, with the number of listings:")?;
        }
        for unknown in self.unknown_services.iter().take(SHOWN_SERVICES) {
            let category = &unknown.service.category;
            let category = if category.is_empty() { String::new() } else { format!(" ({category})") };
            count(f, unknown.listings, format!("{}{category}", unknown.service.name))?;
        }
        match self.unknown_services.len().saturating_sub(SHOWN_SERVICES) {
            0 => Ok(()),
            more => writeln!(f, "           and {more} others"),
        }
    }

    /// Where a table and its mapping did not match.
    fn mapping(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.unused_values.is_empty() {
            writeln!(f, "\nValues that were not used, with the number of rows:")?;
        }
        for UnusedValueCount { value, rows } in self.unused_values.iter().take(SHOWN_VALUES) {
            let UnusedValue { column, value, reason } = value;
            count(f, *rows, format!("{value:?} in column {column:?}, {}", reason.label()))?;
        }
        if let more @ 1.. = self.unused_values.len().saturating_sub(SHOWN_VALUES) {
            writeln!(f, "           and {more} others; --json shows all")?;
        }
        if !self.unmatched.is_empty() {
            writeln!(f, "\nValues of the mapping that occur in no row that was used:")?;
        }
        for Unmatched { line, column, value } in &self.unmatched {
            writeln!(f, "           line {line}: {value:?} in column {column:?}")?;
        }
        Ok(())
    }

    fn end(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.status == ImportStatus::Done {
            let (facilities, programs) = (number(self.facilities), number(self.programs));
            writeln!(f, "\nThe directory now has {facilities} facilities with {programs} programs.")?;
            for (words, count) in [
                ("Facilities merged with another one", self.merged_facilities),
                (
                    "Listings of other sources that now belong to another facility or program",
                    self.moved_of_other_sources,
                ),
            ] {
                if count > 0 {
                    writeln!(f, "{words}: {}.", number(count))?;
                }
            }
            if self.borderline_pairs > 0 {
                let pairs = number(self.borderline_pairs);
                writeln!(
                    f,
                    "Pairs of listings for a person to decide about: {pairs}. Run iopfinder review."
                )?;
            }
            for source in &self.replaced {
                writeln!(f, "Removed in favor of these listings: {}.", source.label())?;
            }
        }
        if let Some(reason) = &self.held {
            writeln!(f, "\nNot published: {reason}.")?;
            self.examples(f)?;
            writeln!(f, "To see what it would change: iopfinder import report --changes {}", self.import)?;
            let flags = self.accepting_flags();
            writeln!(f, "If that is right, run the same import with {flags} to publish it.")?;
        }
        match &self.error {
            Some(error) => writeln!(f, "\nFailed: {error}."),
            None => Ok(()),
        }
    }
}

impl Report {
    /// The examples of the reasons why an import is held.
    fn examples(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let examples = self.hold_reasons.iter().flat_map(HoldReason::examples);
        examples.into_iter().try_for_each(|example| writeln!(f, "           {example}"))
    }

    /// The flags with which the import would be published.
    fn accepting_flags(&self) -> String {
        let is_about_content = |reason: &HoldReason| reason.is_about_content();
        let changes = self.hold_reasons.iter().any(is_about_content).then_some("--accept-changes");
        let removals = !self.hold_reasons.iter().all(is_about_content) || changes.is_none();
        let flags = removals.then_some("--accept-removals").into_iter().chain(changes);
        flags.collect::<Vec<_>>().join(" and ")
    }
}

/// A line with a count.
fn count(f: &mut Formatter<'_>, count: u64, what: impl Display) -> fmt::Result {
    writeln!(f, "{:>9}  {what}", number(count))
}

/// A line with a count, unless it is zero.
fn count_if_any(f: &mut Formatter<'_>, number: u64, what: &str) -> fmt::Result {
    if number > 0 { count(f, number, what) } else { Ok(()) }
}

fn pages(fetch: &Fetched) -> String {
    let mut text = number(fetch.pages.into());
    let mut add = |count: u64, words: &str| {
        if count > 0 {
            text.push_str(&format!(", {} {words}", number(count)));
        }
    };
    add(fetch.resumed_pages.into(), "of them from an earlier attempt");
    add(fetch.requests, "requests");
    add(fetch.retries, "of them retries");
    add(fetch.starts_over.into(), "restarts because the data had changed");
    text
}

/// A time in UTC, to the second.
fn time(time: Timestamp) -> impl Display {
    time.strftime("%Y-%m-%d %H:%M:%S UTC")
}

/// A number with a comma between thousands: 21,451.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn thousands_are_separated_by_commas() {
        let shown = [0, 999, 1000, 21_451, 1_000_000].map(number);
        assert_eq!(shown, ["0", "999", "1,000", "21,451", "1,000,000"]);
    }
}
