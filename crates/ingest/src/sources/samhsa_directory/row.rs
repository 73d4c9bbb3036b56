//! Reads a row of the sheet "Facilities List".

use std::collections::HashMap;

use directory::fact::AttributeSet;
use directory::listing::{Content, Questionnaire};
use directory::text;
use directory::vocabulary::{AttributeId, Edition, UnknownService};
use jiff::civil::Date;

use super::reference::Reference;
use crate::place::{self, Digest, SiteFields};
use crate::repair::Repairs;
use crate::set_builder::ListingDraft;
use crate::set_builder::table::Refusal;
use crate::sources::findtreatment::site_fields;
use crate::sources::unknown::unknown_category;
use crate::table::TableRow;
use crate::zip_points::ZipPoints;

/// The fields that the ID of a row is made from.
const FIELDS: [&str; 13] = [
    "name1", "name2", "street1", "street2", "city", "state", "zip", "phone", "intake1", "intake2",
    "intake1a", "intake2a", CODES,
];

pub(super) const CODES: &str = "service_code_info";

pub(super) const REQUIRED: [&str; 7] = ["name1", "street1", "city", "state", "zip", "phone", CODES];

/// Reads the rows of one edition.
pub(in crate::sources) struct RowReader<'a> {
    edition: Edition,
    questionnaire: Questionnaire,
    as_of: Option<Date>,
    reference: &'a Reference,
    /// The codes that have been looked up so far.
    meanings: HashMap<String, Result<AttributeId, UnknownService>>,
}

impl<'a> RowReader<'a> {
    pub fn new(edition: Edition, questionnaire: Questionnaire, reference: &'a Reference) -> Self {
        // A workbook has no date, so its listings get the first day of its year.
        let as_of = i16::try_from(edition.year).ok().and_then(|year| Date::new(year, 1, 1).ok());
        RowReader { edition, questionnaire, as_of, reference, meanings: HashMap::new() }
    }

    /// The listing of a row, or why it can't be used.
    pub fn read(&mut self, row: &TableRow<'_>, zips: &dyn ZipPoints) -> Result<ListingDraft, Refusal> {
        let fields = site_fields(|name| row.text(name));
        let draft = self.draft(row, &fields, zips);
        draft.map_err(|reason| Refusal::new(reason, &fields))
    }

    fn draft(
        &mut self,
        row: &TableRow<'_>,
        fields: &SiteFields<'_>,
        zips: &dyn ZipPoints,
    ) -> Result<ListingDraft, String> {
        let mut repairs = Repairs::default();
        let place = place::read(fields, zips, &mut repairs)?;
        let mut content =
            Content { as_of: self.as_of, ..place.into_content(self.edition.track, self.questionnaire) };
        if let Some(codes) = row.text(CODES) {
            self.codes(codes, &mut content);
        }
        let digest = self.digest(row);
        let own_id = Some(format!("{}-{}", prefix(self.edition), digest.hex(24)));
        Ok(ListingDraft { own_id, digest, content, repairs: repairs.into_vec(), group: None })
    }

    /// Reads the codes, which are separated by spaces, with ` * ` between categories.
    fn codes(&mut self, codes: &str, content: &mut Content) {
        let mut known = AttributeSet::default();
        for category in codes.split('*') {
            let of_category = self.category(category, content);
            known = known.or(&of_category);
        }
        content.unknown_services.sort_unstable();
        content.unknown_services.dedup();
        let says_something = !known.is_empty() || !content.unknown_services.is_empty();
        content.codes = says_something.then_some(known);
    }

    /// Reads the codes of one category. Unknown ones are added to the content.
    fn category(&mut self, codes: &str, content: &mut Content) -> AttributeSet {
        let (mut known, mut unknown) = (AttributeSet::default(), Vec::new());
        let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '\u{a0}');
        for code in codes.split(is_separator).filter(|code| code.contains(char::is_alphanumeric)) {
            let meaning = || self.reference.meaning(self.edition.track, code);
            match self.meanings.entry(code.to_owned()).or_insert_with(meaning) {
                Ok(id) => known.insert(*id),
                Err(service) => unknown.push(service.clone()),
            }
        }
        let services = unknown.into_iter().map(|UnknownService { category, name }| UnknownService {
            category: unknown_category(&category, &known),
            name,
        });
        content.unknown_services.extend(services);
        known
    }

    fn digest(&self, row: &TableRow<'_>) -> Digest {
        let cell = |name: &'static str| Some((name, text::clean(row.text(name)?)?));
        let mut cells: Vec<(&str, String)> = FIELDS.into_iter().filter_map(cell).collect();
        cells.push(("edition", prefix(self.edition)));
        Digest::from_texts(cells.iter().map(|(name, text)| (*name, text.as_str())))
    }
}

/// The beginning of the IDs of an edition, such as `su2023`.
fn prefix(edition: Edition) -> String {
    let track = match edition.track {
        directory::Track::SubstanceUse => "su",
        directory::Track::MentalHealth => "mh",
    };
    format!("{track}{}", edition.year)
}
