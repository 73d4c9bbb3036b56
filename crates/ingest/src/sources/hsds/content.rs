//! From a service at one place to what its listing says.

use directory::details::{Capacity, Details};
use directory::listing::{Content, Questionnaire};
use directory::{Fact, FactSet, Phone as Number, ProgramType, Track, Vocabulary};
use serde_json::{Map, Value};

use super::model::{Location, Phone, Schedule, Service, ServiceAtLocation};
use super::when;
use super::words::{self, Meaning};
use crate::place::{self, phone};
use crate::repair::{Repair, Repairs};
use crate::source::ZipPoints;

/// A service at one place, on one track.
pub(super) struct Unit<'a> {
    pub service: &'a Service,
    pub at: Option<&'a ServiceAtLocation>,
    pub track: Track,
    pub meaning: &'a Meaning,
    pub publisher: &'a str,
}

impl Unit<'_> {
    /// What the listing says and what was repaired, or why there can be none.
    pub fn content(&self, zips: &dyn ZipPoints) -> Result<(Content, Vec<Repair>), String> {
        let mut repairs = Repairs::default();
        let mut place = place::read(&self.fields()?, zips, &mut repairs)?;
        let is_confidential = self.is_confidential();
        if is_confidential {
            place.keep_secret(zips)?;
        }
        let numbers = self.numbers(&mut repairs);
        let days = [&self.service.assured_date, &self.service.last_modified];
        let content = Content {
            publisher: Some(self.publisher.to_owned()),
            as_of: days.into_iter().find_map(|day| when::date(day)),
            phone: numbers.main,
            intake_phones: numbers.intake,
            hotline: numbers.hotline,
            stated: self.stated(),
            is_confidential,
            details: if is_confidential { Details::default() } else { self.details() },
            ..place.into_content(self.track, Questionnaire::Own)
        };
        Ok((content, repairs.into_vec()))
    }

    fn location(&self) -> Option<&Location> {
        self.at.and_then(|at| at.location.as_ref())
    }

    /// What is said of the place, under the names that rows of every source have.
    fn fields(&self) -> Result<Map<String, Value>, String> {
        let location = self.location().ok_or("no location")?;
        let physical = |kind: &str| kind.is_empty() || kind == "physical";
        let by_kind = location.addresses.iter().find(|address| physical(&address.address_type));
        let address = by_kind.or(location.addresses.first()).ok_or("no address")?;
        let organization = self.service.organization.as_ref().map(|of| of.name.trim()).unwrap_or_default();
        let service = self.service.name.trim();
        let (name1, name2) = match organization {
            "" => (service, ""),
            organization => (organization, if service == organization { "" } else { service }),
        };
        let said = [
            ("name1", name1),
            ("name2", name2),
            ("street1", &address.address_1),
            ("street2", &address.address_2),
            ("city", &address.city),
            ("state", &address.state_province),
            ("zip", &address.postal_code),
            ("latitude", &location.latitude),
            ("longitude", &location.longitude),
            // A website can tell where a secret place is.
            ("website", if self.is_confidential() { "" } else { &self.service.url }),
        ];
        let said = said.into_iter().filter(|(_, text)| !text.trim().is_empty());
        Ok(said.map(|(name, text)| (name.to_owned(), Value::from(text))).collect())
    }

    /// Whether the source asks to keep the place secret: by a term, a mark, or in place of the street.
    pub fn is_confidential(&self) -> bool {
        let of_place = self.at.map(|at| &at.attributes).into_iter();
        let of_place = of_place.chain(self.location().map(|location| &location.attributes)).flatten();
        let of_organization = self.service.organization.iter().flat_map(|of| &of.attributes);
        let marked = self.service.attributes.iter().chain(of_place).chain(of_organization).any(|attribute| {
            let term = attribute.taxonomy_term.iter().map(|term| &term.name);
            term.chain([&attribute.label, &attribute.value]).any(|text| words::asks_for_secrecy(text))
        });
        let addresses = self.location().into_iter().flat_map(|location| &location.addresses);
        let mut streets = addresses.flat_map(|address| [&address.address_1, &address.address_2]);
        self.meaning.is_confidential || marked || streets.any(|street| words::asks_for_secrecy(street))
    }

    fn stated(&self) -> FactSet {
        let mut stated = FactSet::default();
        let terms =
            self.meaning.states.iter().filter(|(track, _)| track.is_none_or(|track| track == self.track));
        let costs = self.service.cost_options.iter().filter_map(|cost| words::payment(&cost.option));
        let languages =
            self.languages().filter_map(|language| words::language(&language.name, &language.code));
        for id in terms.map(|(_, id)| *id).chain(costs).chain(languages) {
            stated.set(id, Fact::Yes);
        }
        let (from, to) = self.ages();
        if let Some(teen) = takes(from, to, 13, 17) {
            stated.set(ProgramType::Teen.id(), teen);
        }
        let adults = Vocabulary::embedded().code("ADLT");
        if let (Some(id), Some(fact)) = (adults, takes(from, to, 26, 64)) {
            stated.set(id, fact);
        }
        stated
    }

    fn ages(&self) -> (Option<u8>, Option<u8>) {
        (when::age(&self.service.minimum_age), when::age(&self.service.maximum_age))
    }

    fn languages(&self) -> impl Iterator<Item = &super::model::Language> {
        let of_place = self.location().into_iter().flat_map(|location| &location.languages);
        self.service.languages.iter().chain(of_place)
    }

    fn details(&self) -> Details {
        let text = |text: &str| directory::text::clean(text);
        let (minimum_age, maximum_age) = self.ages();
        let costs = self.service.cost_options.iter().filter_map(|cost| {
            let amount = [cost.amount.as_str(), &cost.currency].join(" ");
            let parts = [cost.option.as_str(), &amount, &cost.amount_description].map(str::trim);
            text(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
        });
        let other_languages = self.languages().filter(|language| {
            words::language(&language.name, &language.code).is_none() && !language.name.trim().is_empty()
        });
        Details {
            description: text(&self.service.description),
            schedules: self.schedules().iter().filter_map(when::hours).collect(),
            capacities: self.service.capacities.iter().filter_map(capacity).collect(),
            eligibility: text(&self.service.eligibility_description),
            minimum_age,
            maximum_age,
            cost_options: text(&self.service.fees_description).into_iter().chain(costs).collect(),
            languages: other_languages.filter_map(|language| text(&language.name)).collect(),
        }
    }

    /// The nearest that say anything: of the service at the place, of the service, of the place.
    fn schedules(&self) -> &[Schedule] {
        let at = self.at.map(|at| at.schedules.as_slice());
        let place = self.location().map(|location| location.schedules.as_slice());
        let all = [at, Some(self.service.schedules.as_slice()), place];
        all.into_iter().flatten().find(|schedules| !schedules.is_empty()).unwrap_or_default()
    }

    fn numbers(&self, repairs: &mut Repairs) -> Numbers {
        let at = self.at.map(|at| &at.phones).into_iter().flatten();
        let place = self.location().map(|location| &location.phones).into_iter().flatten();
        let organization = self.service.organization.iter().flat_map(|of| &of.phones);
        let mut numbers = Numbers::default();
        for phone in at.chain(&self.service.phones).chain(place).chain(organization) {
            numbers.add(phone, repairs);
        }
        numbers
    }
}

/// Whether ages from `from` to `to` take all, or none, of those from `first` to `last`; none when only some, or when
/// nothing is said.
fn takes(from: Option<u8>, to: Option<u8>, first: u8, last: u8) -> Option<Fact> {
    if from.is_none() && to.is_none() {
        return None;
    }
    let (from, to) = (from.unwrap_or(0), to.unwrap_or(u8::MAX));
    if from <= first && to >= last {
        Some(Fact::Yes)
    } else if from > last || to < first {
        Some(Fact::No)
    } else {
        None
    }
}

fn capacity(capacity: &super::model::Capacity) -> Option<Capacity> {
    let unit = capacity.unit.as_ref().map(|unit| unit.name.trim()).filter(|name| !name.is_empty());
    let count =
        |text: &str| text.trim().parse::<f64>().ok().filter(|count| *count >= 0.0).map(|count| count as u32);
    Some(Capacity {
        unit: unit.unwrap_or("places").to_owned(),
        available: count(&capacity.available)?,
        maximum: count(&capacity.maximum),
        updated: when::date(&capacity.updated),
    })
}

/// Telephone numbers by what they are for.
#[derive(Default)]
struct Numbers {
    main: Option<Number>,
    intake: Vec<Number>,
    hotline: Option<Number>,
}

impl Numbers {
    /// Adds a number that is for speaking.
    fn add(&mut self, from: &Phone, repairs: &mut Repairs) {
        let kind = from.r#type.to_ascii_lowercase();
        if !matches!(kind.as_str(), "" | "voice" | "cell" | "main" | "hotline" | "toll-free") {
            return;
        }
        let text = match from.extension.trim() {
            "" => from.number.clone(),
            extension => format!("{} x{extension}", from.number),
        };
        let Some(number) = phone(Some(&text), repairs) else { return };
        let purpose = from.description.to_lowercase();
        let is_for = |words: &[&str]| words.iter().any(|word| purpose.contains(word));
        if kind == "hotline" || is_for(&["crisis", "hotline"]) {
            self.hotline.get_or_insert(number);
        } else if is_for(&["intake", "admission", "new client", "new patient"]) {
            if !self.intake.contains(&number) {
                self.intake.push(number);
            }
        } else {
            self.main.get_or_insert(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_say_yes_no_or_nothing() {
        assert_eq!(takes(Some(12), Some(17), 13, 17), Some(Fact::Yes));
        assert_eq!(takes(Some(18), None, 13, 17), Some(Fact::No));
        assert_eq!(takes(None, Some(11), 13, 17), Some(Fact::No));
        assert_eq!(takes(Some(16), None, 13, 17), None, "only some");
        assert_eq!(takes(None, None, 13, 17), None);
    }

    #[test]
    fn numbers_are_told_apart_by_what_they_are_for() {
        let number = |number: &str, kind: &str, description: &str| Phone {
            number: number.to_owned(),
            r#type: kind.to_owned(),
            description: description.to_owned(),
            ..Phone::default()
        };
        let mut numbers = Numbers::default();
        for phone in [
            number("512-555-0100", "fax", ""),
            number("512-555-0101", "voice", "Intake"),
            number("512-555-0102", "voice", "24-hour crisis line"),
            number("512-555-0103", "", ""),
            number("512-555-0104", "voice", ""),
        ] {
            numbers.add(&phone, &mut Repairs::default());
        }
        assert_eq!(numbers.main, Number::parse("512-555-0103"));
        assert_eq!(numbers.intake, [Number::parse("512-555-0101").expect("a number")]);
        assert_eq!(numbers.hotline, Number::parse("512-555-0102"));
    }
}
