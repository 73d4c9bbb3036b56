//! The content of a listing: a service at one location, on one track.

use std::borrow::Cow;

use directory::details::{Capacity, DatedText, Details};
use directory::listing::{Content, Questionnaire};
use directory::{Coordinate, Fact, FactSet, ProgramType, State, Track, Vocabulary};
use jiff::civil::Date;

use super::model::{
    self, Address, CostOption, Language, Location, Phone, Schedule, Service, ServiceAtLocation,
};
use super::numbers::{self, is_voice};
use super::when;
use super::words::{self, TermMeaning};
use crate::place::{self, PhonesByPurpose, SiteField, SiteFields, written_state};
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
    /// The state that the directory is about, as far as its addresses show.
    pub home: Option<State>,
}

impl ServiceSite<'_> {
    /// The content of the listing, or why the service can't be used.
    pub fn content(&self, zips: &dyn ZipPoints, repairs: &mut Repairs) -> Result<Content, String> {
        let mut place = place::read(&self.fields(zips)?, zips, repairs)?;
        if self.has_point_only() {
            place.set_approximate();
        }
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
    fn fields(&self, zips: &dyn ZipPoints) -> Result<SiteFields<'_>, String> {
        let location = self.location().ok_or("no location")?;
        let organization = self.service.organization.as_ref();
        let (name, name2) = self.names();
        let websites = [Some(&self.service.url), organization.map(|org| &org.website)];
        let website = websites.into_iter().flatten().find(|url| !url.trim().is_empty());
        let named = [
            (SiteField::Name, name),
            (SiteField::Name2, name2),
            (SiteField::Website, website.map_or("", |url| url)),
        ];
        let place = match address(location) {
            Some(address) => at_address(location, address),
            None if location.is_virtual() => self.in_its_state()?,
            None => at_point(location, zips)?,
        };
        let named = named.map(|(field, text)| (field, Cow::Borrowed(text)));
        Ok(named.into_iter().chain(place).collect())
    }

    /// Whether the location has a point and no address.
    fn has_point_only(&self) -> bool {
        self.location().is_some_and(|location| !location.is_virtual() && address(location).is_none())
    }

    /// The place of a virtual location without an address: the state from which the service takes people or, if the directory
    /// does not say it, the state that the directory is about.
    fn in_its_state(&self) -> Result<PlaceFields<'_>, String> {
        let areas =
            self.service.service_areas.iter().flat_map(|area| [&area.name, &area.extent, &area.service_area]);
        let mut states = areas.filter_map(|area| written_state(area.rsplit(',').next()?));
        let state = states.next().or(self.home).ok_or("a virtual location in an unknown state")?;
        Ok(vec![(SiteField::Street, VIRTUAL.into()), (SiteField::State, state.code().into())])
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
        if self.location().is_some_and(Location::is_virtual) {
            Vocabulary::embedded().code("TELE").into_iter().for_each(|id| stated.set(id, Fact::Yes));
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
            alert: self.dated(&service.alert),
            wait_time: self.dated(&service.wait_time),
            schedules: self.schedules().iter().filter_map(|one| when::hours(one, self.as_of())).collect(),
            capacities: service.capacities.iter().filter_map(capacity).collect(),
            eligibility: self.eligibility(),
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

    /// A text that is true for a short time only, with the day on which the service was last changed or checked.
    fn dated(&self, said: &str) -> Option<DatedText> {
        let days = [&self.service.last_modified, &self.service.assured_date];
        Some(DatedText {
            text: text(said)?,
            updated: days.into_iter().filter_map(|day| when::date(day)).max(),
        })
    }

    fn eligibility(&self) -> Option<String> {
        let rows = self.service.eligibilities.iter().filter_map(|row| text(&row.eligibility));
        let of_rows = || Some(rows.collect::<Vec<_>>().join("; ")).filter(|text| !text.is_empty());
        text(&self.service.eligibility_description).or_else(of_rows)
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

/// The fields of an address or point.
type PlaceFields<'a> = Vec<(SiteField, Cow<'a, str>)>;

/// Stands in place of the street of a virtual location.
const VIRTUAL: &str = "virtual";

/// A point is at most this far from a ZIP code of the state it is in.
const FARTHEST_ZIP_MILES: f64 = 60.0;

/// The address of a location, if it says where it is.
fn address(location: &Location) -> Option<&Address> {
    location.address().filter(|address| address.says_where())
}

fn at_address<'a>(location: &'a Location, address: &'a Address) -> PlaceFields<'a> {
    // A postal address is not where people go.
    let is_elsewhere = location.is_postal() || address.is_postal() || location.is_virtual();
    let unless_elsewhere = |text: &'a str| if is_elsewhere { "" } else { text };
    let street = if location.is_virtual() { VIRTUAL } else { unless_elsewhere(&address.address_1) };
    let fields = [
        (SiteField::Street, street),
        (SiteField::Street2, unless_elsewhere(&address.address_2)),
        (SiteField::City, &address.city),
        (SiteField::State, &address.state_province),
        (SiteField::Zip, &address.postal_code),
        (SiteField::Latitude, unless_elsewhere(&location.latitude)),
        (SiteField::Longitude, unless_elsewhere(&location.longitude)),
    ];
    fields.into_iter().map(|(field, text)| (field, text.into())).collect()
}

/// A location with a point and no address, in the city of the nearest ZIP code.
fn at_point<'a>(location: &'a Location, zips: &dyn ZipPoints) -> Result<PlaceFields<'a>, String> {
    let degrees = |text: &str| text.trim().parse::<f64>().ok();
    let point = degrees(&location.latitude).zip(degrees(&location.longitude));
    let at = point.and_then(|(latitude, longitude)| Coordinate::new(latitude, longitude).ok());
    let zip =
        at.and_then(|at| zips.nearest(at).filter(|zip| zip.coordinate.miles_to(at) <= FARTHEST_ZIP_MILES));
    let zip = zip.ok_or("no address")?;
    Ok(vec![
        (SiteField::City, zip.city.into()),
        (SiteField::State, zip.state.code().into()),
        (SiteField::Latitude, location.latitude.as_str().into()),
        (SiteField::Longitude, location.longitude.as_str().into()),
    ])
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
