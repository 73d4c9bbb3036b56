//! Reads a row into listings.

use directory::details::{Capacity, Details, Schedule};
use directory::listing::{Content, Questionnaire};
use directory::{Npi, State, Track, Vocabulary, text};

use super::address;
use super::mapping::{MappedRow, Mapping, StatedFacts, Tally, TextRule};
use crate::parsed::Unused;
use crate::place::{self, Digest, Site, SiteField, SiteFields};
use crate::repair::{Repair, Repairs};
use crate::set_builder::ListingDraft;
use crate::set_builder::table::Refusal;
use crate::sources::hsds::words::language;
use crate::table::TableRow;
use crate::zip_points::ZipPoints;

pub(super) struct RowReader<'a> {
    mapping: &'a Mapping,
    /// The position of each column of the mapping.
    positions: &'a [usize],
    zips: &'a dyn ZipPoints,
    tally: &'a Tally,
    /// The state of nearly all rows of the table.
    home: Option<State>,
}

impl<'a> RowReader<'a> {
    pub fn new(
        mapping: &'a Mapping,
        positions: &'a [usize],
        zips: &'a dyn ZipPoints,
        tally: &'a Tally,
        home: Option<State>,
    ) -> Self {
        RowReader { mapping, positions, zips, tally, home }
    }

    /// The state that a row gives, if any.
    pub fn state(&self, row: &TableRow<'_>) -> Option<State> {
        let columns = &self.mapping.columns;
        let fields = self.fields(MappedRow { row, columns, positions: self.positions, tally: self.tally });
        self.tally.end_row(false, false);
        place::written_state(fields.get(SiteField::State)?)
    }

    /// The listings of a row, one for each of its tracks, or why it can't be used.
    pub fn read(&self, row: &TableRow<'_>) -> Result<Vec<ListingDraft>, Refusal> {
        let columns = &self.mapping.columns;
        let row = MappedRow { row, columns, positions: self.positions, tally: self.tally };
        let mut fields = self.fields(row);
        if fields.lack_place()
            && let Some(state) = self.home.or_else(|| state_by_number(&fields))
        {
            fields.add(SiteField::State, state.code().to_owned());
        }
        let is_confidential = self.is_confidential(row, &fields);
        // All filters are evaluated, because the tally needs to see each value that is in the table.
        let left_out: Vec<String> =
            self.mapping.filters.iter().filter_map(|filter| filter.refusal(row)).collect();
        let drafts = match (row.row.fault(), left_out.into_iter().next()) {
            (Some(fault), _) => Err((fault, false)),
            (None, Some(reason)) => Err((reason, true)),
            (None, None) => self.drafts(row, &fields, is_confidential).map_err(|reason| (reason, false)),
        };
        let is_confidential = is_confidential || (drafts.is_err() && self.may_be_confidential(row.row));
        self.tally.end_row(drafts.is_ok(), is_confidential);
        drafts.map_err(|(reason, is_meant)| Refusal { reason, is_meant, is_confidential })
    }

    fn drafts(
        &self,
        row: MappedRow<'_>,
        fields: &SiteFields<'_>,
        is_confidential: bool,
    ) -> Result<Vec<ListingDraft>, String> {
        let tracks = self.mapping.track.for_row(row)?;
        let mut repairs = Repairs::default();
        let mut place = place::read(fields, self.zips, &mut repairs)?;
        if is_confidential {
            place.withhold_location(self.zips)?;
        }
        self.note_phones(row, fields);
        let own_id = self.mapping.id.as_ref().and_then(|id| usable_id(&id.for_row(row)?));
        let group = row.key(&self.mapping.table.group_by).map(|key| group_digest(&key));
        // If the row is to be joined with others, joining adds the track to the ID: the others may have further tracks.
        let needs_suffix = tracks.len() > 1 && group.is_none();
        let draft = |track: &Track| {
            let mut repairs = repairs.clone();
            let content = self.content(row, *track, place.clone(), is_confidential, &mut repairs);
            let suffix = if tracks.len() > 1 { track.slug() } else { "" };
            let own_id = own_id.clone().map(|id| if needs_suffix { format!("{id}.{suffix}") } else { id });
            let digest = digest(row, suffix);
            ListingDraft { own_id, digest, content, repairs: repairs.into_vec(), group }
        };
        Ok(tracks.iter().map(draft).collect())
    }

    fn fields(&self, row: MappedRow<'_>) -> SiteFields<'static> {
        let texts = self.mapping.fields.iter().filter_map(|(field, text)| Some((*field, text.for_row(row)?)));
        let mut fields: SiteFields<'_> = texts.collect();
        let whole = self.mapping.address.as_ref().and_then(|address| address.for_row(row));
        for (field, text) in whole.iter().flat_map(|whole| address::split(whole, self.zips)) {
            // A separate column for the part is more reliable.
            fields.add(field, text);
        }
        fields
    }

    /// Records cells of telephone numbers that have no usable number, or more numbers than a listing can hold.
    fn note_phones(&self, row: MappedRow<'_>, fields: &SiteFields<'_>) {
        let has_intake = fields.get(SiteField::IntakePhone).is_some();
        for (field, text) in self.mapping.fields.iter().filter(|(field, _)| PHONES.contains(field)) {
            let Some(cell) = fields.get(*field) else { continue };
            let found = place::phones(Some(cell), &mut Repairs::default());
            let is_used =
                found.main.is_some() && (!found.has_others || (*field == SiteField::Phone && has_intake));
            if !is_used {
                note(row, text, cell, Unused::NoPhone);
            }
        }
    }

    /// Whether the place is confidential, according to the mapping or to the text in place of its street.
    fn is_confidential(&self, row: MappedRow<'_>, fields: &SiteFields<'_>) -> bool {
        let by_mapping = self.mapping.confidential.as_ref().is_some_and(|select| select.selects(row));
        by_mapping || fields.ask_for_confidentiality()
    }

    /// Whether any cell of a row that can't be used asks to keep the place confidential: in a torn row, the cell can be in any
    /// column.
    fn may_be_confidential(&self, row: &TableRow<'_>) -> bool {
        let asked = self.mapping.confidential.as_ref();
        row.named_cells().any(|(_, cell)| asked.is_some_and(|select| select.is_met_by(cell)))
    }

    fn content(
        &self,
        row: MappedRow<'_>,
        track: Track,
        place: Site,
        is_confidential: bool,
        repairs: &mut Repairs,
    ) -> Content {
        let mut stated = StatedFacts::default();
        self.mapping.facts.iter().for_each(|rule| rule.apply(row, track, &mut stated));
        if stated.is_unreadable {
            repairs.add(Repair::ServicesUnreadable);
        }
        if place.is_remote() {
            Vocabulary::embedded().code("TELE").into_iter().for_each(|id| stated.yes(id));
        }
        let as_of = self.mapping.as_of.for_row(row).unwrap_or_else(|()| {
            repairs.add(Repair::ValueUnreadable);
            None
        });
        let details = self.details(row, &mut stated, repairs);
        let facts = stated.facts();
        stated.unknown.sort_unstable();
        stated.unknown.dedup();
        Content {
            publisher: Some(self.mapping.publisher.clone()),
            as_of,
            npi: self.npi(row, repairs),
            unknown_services: stated.unknown,
            stated: facts,
            // Texts can reveal where a confidential place is.
            details: if is_confidential { Details::default() } else { details },
            ..place.into_content(track, Questionnaire::Own)
        }
    }

    fn npi(&self, row: MappedRow<'_>, repairs: &mut Repairs) -> Option<Npi> {
        let rule = self.mapping.npi.as_ref()?;
        let said = rule.for_row(row)?;
        let npi = Npi::parse(place::without_fraction(said.trim())).ok();
        if npi.is_none() {
            repairs.add(Repair::ValueUnreadable);
            note(row, rule, &said, Unused::NoNpi);
        }
        npi
    }

    fn details(&self, row: MappedRow<'_>, stated: &mut StatedFacts, repairs: &mut Repairs) -> Details {
        let rules = &self.mapping.details;
        let said = |text: &Option<TextRule>| text.as_ref().and_then(|text| text::clean(&text.for_row(row)?));
        let mut number = |text: &Option<TextRule>, most: f64| {
            let value = said(text)?;
            let found = value.parse::<f64>().ok().filter(|number| (0.0..=most).contains(number));
            if found.is_none() {
                repairs.add(Repair::ValueUnreadable);
                text.iter().for_each(|text| note(row, text, &value, Unused::NoNumber));
            }
            found
        };
        let mut age = |text: &Option<TextRule>| number(text, OLDEST).map(|age| age as u8);
        let (minimum_age, maximum_age) = (age(&rules.minimum_age), age(&rules.maximum_age));
        let mut is_day_unreadable = false;
        let capacity = rules.capacity.as_ref().and_then(|rule| {
            let updated = rule.updated.for_row(row);
            is_day_unreadable = updated.is_err();
            Some(Capacity {
                unit: rule.unit.clone(),
                available: number(&Some(rule.available.clone()), MOST_BEDS)? as u32,
                maximum: number(&rule.maximum, MOST_BEDS).map(|count| count as u32),
                updated: updated.ok().flatten(),
            })
        });
        if is_day_unreadable {
            repairs.add(Repair::ValueUnreadable);
        }
        let hours =
            said(&rules.hours).map(|hours| Schedule { description: Some(hours), ..Schedule::default() });
        Details {
            description: said(&rules.description),
            schedules: hours.into_iter().collect(),
            capacities: capacity.into_iter().collect(),
            eligibility: said(&rules.eligibility),
            minimum_age,
            maximum_age,
            cost_options: rules.costs.iter().filter_map(|cost| said(&Some(cost.clone()))).collect(),
            languages: self.languages(row, stated),
            ..Details::default()
        }
    }

    /// Adds the languages of the vocabulary to the facts, and returns the names of the others.
    fn languages(&self, row: MappedRow<'_>, stated: &mut StatedFacts) -> Vec<String> {
        let Some(cell) = self.mapping.details.languages.as_ref().and_then(|text| text.for_row(row)) else {
            return Vec::new();
        };
        let mut others = Vec::new();
        for name in cell.split([',', ';', '/', '|', '\n']).filter_map(text::clean) {
            match language(&name, "") {
                Some(id) => stated.yes(id),
                // English is spoken everywhere and is not an attribute.
                None if name.eq_ignore_ascii_case("english") => {}
                None => others.push(name),
            }
        }
        others
    }
}

/// The state of the area code of the first telephone number.
fn state_by_number(fields: &SiteFields<'_>) -> Option<State> {
    let mut cells = PHONES.iter().filter_map(|field| fields.get(*field));
    cells.find_map(|cell| place::state_of_number(&place::phones(Some(cell), &mut Repairs::default()).main?))
}

/// The highest age that is read, in years.
const OLDEST: f64 = 150.0;

/// The highest number of beds or slots that is read.
const MOST_BEDS: f64 = 999_999.0;

const PHONES: [SiteField; 4] =
    [SiteField::Phone, SiteField::IntakePhone, SiteField::IntakePhone2, SiteField::Hotline];

/// Records that the text a rule found in a row can't be used.
fn note(row: MappedRow<'_>, text: &TextRule, value: &str, reason: Unused) {
    if let Some(column) = text.columns().first() {
        row.unused(*column, value, reason);
    }
}

/// A digest of the values that the rows of one place share.
fn group_digest(key: &[String]) -> Digest {
    let numbers: Vec<String> = (0..key.len()).map(|at| at.to_string()).collect();
    Digest::from_texts(numbers.iter().map(String::as_str).zip(key.iter().map(String::as_str)))
}

fn digest(row: MappedRow<'_>, track: &str) -> Digest {
    let cells: Vec<_> = row.row.named_cells().collect();
    let texts = cells.iter().map(|(name, cell)| (&**name, cell.trim()));
    Digest::from_texts(texts.chain([("(track)", track)]))
}

/// An ID with its invalid characters replaced, if the result is usable: "TX 1234/A" becomes `TX-1234-A`.
fn usable_id(raw: &str) -> Option<String> {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let id: String = place::without_fraction(raw.trim()).chars().map(plain).collect();
    let is_sound =
        id.len() <= 100 && id.contains(|c: char| c.is_ascii_alphanumeric()) && !place::is_reserved(&id);
    is_sound.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_characters_in_ids_are_replaced() {
        for (raw, id) in [
            ("TX 1234/A", Some("TX-1234-A")),
            ("1234.0", Some("1234")),
            (" a_b-c.d ", Some("a_b-c.d")),
            ("content-1", None),
            ("--", None),
            ("", None),
        ] {
            assert_eq!(usable_id(raw).as_deref(), id, "{raw}");
        }
    }
}
