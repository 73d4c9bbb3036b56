//! The content of a listing: a service at one location, on one track.

use directory::details::{Capacity, Details};
use directory::listing::{Content, Questionnaire};
use directory::{Fact, FactSet, ProgramType, Track, Vocabulary};
use jiff::civil::Date;

use super::model::{self, CostOption, Language, Location, Phone, Schedule, Service, ServiceAtLocation};
use super::numbers::{self, is_voice};
use super::when;
use super::words::{self, TermMeaning};
use crate::place::{self, PhonesByPurpose, SiteField, SiteFields};
use crate::repair::Repairs;
use crate::zip_points::ZipPoints;

/// A service at one location, on one track: what becomes a listing.
pub(super) struct ServiceSite<'a> {
    pub service: &'a Service,
    pub at: Option<&'a ServiceAtLocation>,
    pub track: Track,
    pub meaning: &'a TermMeaning,
    pub publisher: &'a str,
    /// Whether the location must be kept confidential.
    pub is_confidential: bool,
}

impl ServiceSite<'_> {
    /// The content of the listing, or why the service can't be used.
    pub fn content(&self, zips: &dyn ZipPoints, repairs: &mut Repairs) -> Result<Content, String> {
        let mut place = place::read(&self.fields()?, zips, repairs)?;
        if self.is_confidential {
            place.withhold_location(zips)?;
        }
        let mut phones = PhonesByPurpose::default();
        self.phones().for_each(|phone| numbers::add(&mut phones, phone, repairs));
        Ok(Content {
            publisher: Some(self.publisher.to_owned()),
            as_of: self.as_of(),
            phone: phones.main,
            intake_phones: phones.intake,
            hotline: phones.crisis,
            stated: self.stated(),
            details: if self.is_confidential { Details::default() } else { self.details() },
            ..place.into_content(self.track, Questionnaire::Own)
        })
    }

    /// The day when the service was last checked or, if that is unknown, last changed.
    fn as_of(&self) -> Option<Date> {
        let days = [&self.service.assured_date, &self.service.last_modified];
        days.into_iter().find_map(|day| when::date(day))
    }

    fn location(&self) -> Option<&Location> {
        self.at.and_then(|at| at.location.as_ref())
    }

    /// The name, address, coordinate and website.
    fn fields(&self) -> Result<SiteFields<'_>, String> {
        let location = self.location().ok_or("no location")?;
        let address = location.address().ok_or("no address")?;
        let organization = self.service.organization.as_ref();
        let (name, name2) = self.names();
        let is_postal = location.is_postal() || address.is_postal();
        // A postal address is not where people go.
        let unless_postal = |text| if is_postal { "" } else { text };
        let websites = [Some(&self.service.url), organization.map(|org| &org.website)];
        let website = websites.into_iter().flatten().find(|url| !url.trim().is_empty());
        let fields = [
            (SiteField::Name, name),
            (SiteField::Name2, name2),
            (SiteField::Street, unless_postal(address.address_1.as_str())),
            (SiteField::Street2, unless_postal(&address.address_2)),
            (SiteField::City, &address.city),
            (SiteField::State, &address.state_province),
            (SiteField::Zip, &address.postal_code),
            (SiteField::Latitude, unless_postal(&location.latitude)),
            (SiteField::Longitude, unless_postal(&location.longitude)),
            (SiteField::Website, website.map_or("", |url| url)),
        ];
        Ok(fields.into_iter().collect())
    }

    /// The name of the organization and, if it differs, that of the service. Without an organization, only the name of the
    /// service.
    fn names(&self) -> (&str, &str) {
        let organization = self.service.organization.as_ref().map(|org| org.name.trim()).unwrap_or_default();
        match (organization, self.service.name.trim()) {
            ("", service) => (service, ""),
            (organization, service) if service == organization => (organization, ""),
            names => names,
        }
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

    fn languages(&self) -> impl Iterator<Item = &Language> {
        let of_place = self.location().into_iter().flat_map(|location| &location.languages);
        self.service.languages.iter().chain(of_place)
    }

    fn details(&self) -> Details {
        let (minimum_age, maximum_age) = self.ages();
        let service = self.service;
        let fees = text(&service.fees_description).into_iter();
        let documents = service.required_documents.iter();
        let accessibility = self.location().into_iter().flat_map(|location| &location.accessibility);
        Details {
            description: text(&service.description),
            schedules: self.schedules().iter().filter_map(|one| when::hours(one, self.as_of())).collect(),
            capacities: service.capacities.iter().filter_map(capacity).collect(),
            eligibility: text(&service.eligibility_description),
            minimum_age,
            maximum_age,
            application_process: text(&service.application_process),
            required_documents: documents.filter_map(|one| text(&one.document)).collect(),
            cost_options: fees.chain(service.cost_options.iter().filter_map(cost)).collect(),
            languages: self.other_languages(),
            accessibility: accessibility
                .filter_map(|one| joined([one.description.as_str(), &one.details]))
                .collect(),
        }
    }

    /// Languages that the vocabulary lacks, and languages of telephone numbers, since those need not be spoken at the
    /// location.
    fn other_languages(&self) -> Vec<String> {
        let is_other = |language: &&Language| words::language(&language.name, &language.code).is_none();
        let by_telephone = self.phones().filter(|phone| is_voice(phone)).flat_map(|phone| &phone.languages);
        let mut names = Vec::new();
        for language in self.languages().filter(is_other).chain(by_telephone) {
            // English is spoken everywhere.
            let is_new = |name: &String| !name.eq_ignore_ascii_case("english") && !names.contains(name);
            let name = text(&language.name).filter(is_new);
            names.extend(name);
        }
        names
    }

    /// The most specific schedules: of the service at the location, or else of the service, or else of the location.
    fn schedules(&self) -> &[Schedule] {
        let at = self.at.map(|at| at.schedules.as_slice());
        let place = self.location().map(|location| location.schedules.as_slice());
        let all = [at, Some(self.service.schedules.as_slice()), place];
        all.into_iter().flatten().find(|schedules| !schedules.is_empty()).unwrap_or_default()
    }

    /// The most specific telephone numbers first: of the service at the location, of the service, of the location, of the
    /// organization.
    fn phones(&self) -> impl Iterator<Item = &Phone> {
        let at = self.at.map(|at| &at.phones).into_iter().flatten();
        let place = self.location().map(|location| &location.phones).into_iter().flatten();
        let organization = self.service.organization.iter().flat_map(|org| &org.phones);
        at.chain(&self.service.phones).chain(place).chain(organization)
    }
}

fn text(text: &str) -> Option<String> {
    directory::text::clean(text)
}

/// The texts that are not empty, separated by commas.
fn joined<const N: usize>(texts: [&str; N]) -> Option<String> {
    let texts = texts.map(str::trim).into_iter().filter(|text| !text.is_empty());
    text(&texts.collect::<Vec<_>>().join(", "))
}

fn cost(cost: &CostOption) -> Option<String> {
    let amount = [cost.amount.as_str(), &cost.currency].join(" ");
    joined([cost.option.as_str(), &amount, &cost.amount_description])
}

/// Whether a service for ages `from` to `to` takes all people aged `first` to `last` (yes) or none of them (no).
/// `None` if it takes only some of them, or states no ages.
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

fn capacity(capacity: &model::Capacity) -> Option<Capacity> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partly_covered_age_groups_are_not_stated() {
        assert_eq!(takes(Some(12), Some(17), 13, 17), Some(Fact::Yes));
        assert_eq!(takes(Some(18), None, 13, 17), Some(Fact::No));
        assert_eq!(takes(None, Some(11), 13, 17), Some(Fact::No));
        assert_eq!(takes(Some(16), None, 13, 17), None, "only some");
        assert_eq!(takes(None, None, 13, 17), None);
    }
}
