//! What is repaired in a row while it is read.

/// A kind of repair; a report counts the listings that had each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repair {
    /// HTML entities, odd spaces or broken characters were taken out of a text.
    TextCleaned,
    /// A name, street or city in capitals only, or small letters only, was put in title case.
    TitleCased,
    /// The first name was empty; the second took its place.
    NameMoved,
    /// A street of dashes was read as withheld; the place is at the middle of its ZIP code's area, or of its city.
    StreetWithheld,
    /// "N/A", "unknown" or the like in the place of a street was read as none.
    StreetUnknown,
    /// The city was missing; the ZIP code's post-office name took its place.
    CityFromZip,
    /// The state was missing or unknown; the ZIP code's state took its place.
    StateFromZip,
    /// The state was spelt out or otherwise not a postal code.
    StateRespelt,
    /// Zeros were put back in front of a ZIP code.
    ZipPadded,
    /// A ZIP code that is none was dropped.
    ZipUnreadable,
    /// A ZIP code of another state, far from the city, was dropped.
    ZipElsewhere,
    /// A telephone number that is none was dropped.
    PhoneUnreadable,
    /// A telephone number was found among other words or numbers.
    PhoneFound,
    /// A further telephone number of a cell was dropped, since there is no place for it.
    PhoneDropped,
    /// A placeholder such as (999) 999-9999 was dropped.
    PhonePlaceholder,
    /// A website without a scheme was taken as `http://`.
    WebsiteCompleted,
    /// A website that is no address of the web was dropped.
    WebsiteUnreadable,
    /// Latitude and longitude had changed places.
    CoordinateSwapped,
    /// A degree had lost its minus sign, or got one.
    CoordinateSign,
    /// A coordinate in another state, more than 100 miles from the ZIP code, was dropped.
    CoordinateElsewhere,
    /// The coordinate was missing or impossible; the middle of the ZIP code's area took its place.
    CoordinateFromZip,
    /// The ZIP code's place was not known either; the city's took its place.
    CoordinateFromCity,
    /// Services that are no list of services were read as none.
    ServicesUnreadable,
    /// A day, number or NPI that is none was dropped.
    ValueUnreadable,
    /// A day in the future was dropped.
    DayInFuture,
    /// Rows of one place differ in its name, address, number or words; what most of them say was taken.
    RowsDiffer,
    /// An id that could not be one was replaced by a digest of the row.
    IdReplaced,
}

impl Repair {
    /// All of them, in order.
    pub const ALL: [Repair; 27] = [
        Repair::TextCleaned,
        Repair::TitleCased,
        Repair::NameMoved,
        Repair::StreetWithheld,
        Repair::StreetUnknown,
        Repair::CityFromZip,
        Repair::StateFromZip,
        Repair::StateRespelt,
        Repair::ZipPadded,
        Repair::ZipUnreadable,
        Repair::ZipElsewhere,
        Repair::PhoneUnreadable,
        Repair::PhoneFound,
        Repair::PhoneDropped,
        Repair::PhonePlaceholder,
        Repair::WebsiteCompleted,
        Repair::WebsiteUnreadable,
        Repair::CoordinateSwapped,
        Repair::CoordinateSign,
        Repair::CoordinateElsewhere,
        Repair::CoordinateFromZip,
        Repair::CoordinateFromCity,
        Repair::ServicesUnreadable,
        Repair::ValueUnreadable,
        Repair::DayInFuture,
        Repair::RowsDiffer,
        Repair::IdReplaced,
    ];

    /// The name in reports and in JSON.
    pub fn slug(self) -> &'static str {
        match self {
            Repair::TextCleaned => "text_cleaned",
            Repair::TitleCased => "title_cased",
            Repair::NameMoved => "name_moved",
            Repair::StreetWithheld => "street_withheld",
            Repair::StreetUnknown => "street_unknown",
            Repair::CityFromZip => "city_from_zip",
            Repair::StateFromZip => "state_from_zip",
            Repair::StateRespelt => "state_respelt",
            Repair::ZipPadded => "zip_padded",
            Repair::ZipUnreadable => "zip_unreadable",
            Repair::ZipElsewhere => "zip_elsewhere",
            Repair::PhoneUnreadable => "phone_unreadable",
            Repair::PhoneFound => "phone_found",
            Repair::PhoneDropped => "phone_dropped",
            Repair::PhonePlaceholder => "phone_placeholder",
            Repair::WebsiteCompleted => "website_completed",
            Repair::WebsiteUnreadable => "website_unreadable",
            Repair::CoordinateSwapped => "coordinate_swapped",
            Repair::CoordinateSign => "coordinate_sign",
            Repair::CoordinateElsewhere => "coordinate_elsewhere",
            Repair::CoordinateFromZip => "coordinate_from_zip",
            Repair::CoordinateFromCity => "coordinate_from_city",
            Repair::ServicesUnreadable => "services_unreadable",
            Repair::ValueUnreadable => "value_unreadable",
            Repair::DayInFuture => "day_in_future",
            Repair::RowsDiffer => "rows_differ",
            Repair::IdReplaced => "id_replaced",
        }
    }

    /// What people read of it in a report.
    pub fn label(self) -> &'static str {
        match self {
            Repair::TextCleaned => "entities, odd spaces or broken characters taken out",
            Repair::TitleCased => "text in one case put in title case",
            Repair::NameMoved => "second name used, the first was empty",
            Repair::StreetWithheld => "street withheld, placed by ZIP code or city",
            Repair::StreetUnknown => "\"N/A\" or the like for a street read as none",
            Repair::CityFromZip => "city taken from the ZIP code",
            Repair::StateFromZip => "state taken from the ZIP code",
            Repair::StateRespelt => "state brought to its postal code",
            Repair::ZipPadded => "zeros put back in front of the ZIP code",
            Repair::ZipUnreadable => "unreadable ZIP code dropped",
            Repair::ZipElsewhere => "ZIP code of another state dropped, placed by the city",
            Repair::PhoneUnreadable => "unreadable telephone number dropped",
            Repair::PhoneFound => "telephone number found among other words or numbers",
            Repair::PhoneDropped => "further telephone number of a cell dropped",
            Repair::PhonePlaceholder => "placeholder telephone number dropped",
            Repair::WebsiteCompleted => "website completed with http://",
            Repair::WebsiteUnreadable => "unreadable website dropped",
            Repair::CoordinateSwapped => "latitude and longitude swapped back",
            Repair::CoordinateSign => "sign of a degree put right",
            Repair::CoordinateElsewhere => "coordinate in another state, far from the ZIP code, dropped",
            Repair::CoordinateFromZip => "coordinate taken from the ZIP code",
            Repair::CoordinateFromCity => "coordinate taken from the city",
            Repair::ServicesUnreadable => "unreadable services dropped",
            Repair::ValueUnreadable => "unreadable day, number or NPI dropped",
            Repair::DayInFuture => "day in the future dropped",
            Repair::RowsDiffer => {
                "rows of one place differ in name, address, number or words: most were taken at their word"
            }
            Repair::IdReplaced => "unusable id replaced by a digest",
        }
    }
}

/// The repairs of one row: each kind once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Repairs(Vec<Repair>);

impl Repairs {
    pub(crate) fn add(&mut self, repair: Repair) {
        if let Err(at) = self.0.binary_search(&repair) {
            self.0.insert(at, repair);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Repair> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_is_complete_ordered_and_told_apart_by_slug() {
        assert!(Repair::ALL.is_sorted());
        assert_eq!(Repair::ALL[Repair::ALL.len() - 1] as usize + 1, Repair::ALL.len());
        let slugs: std::collections::HashSet<_> = Repair::ALL.iter().map(|repair| repair.slug()).collect();
        assert_eq!(slugs.len(), Repair::ALL.len());
    }

    #[test]
    fn a_kind_counts_once_a_row() {
        let mut repairs = Repairs::default();
        for repair in [Repair::ZipPadded, Repair::TextCleaned, Repair::ZipPadded] {
            repairs.add(repair);
        }
        assert_eq!(repairs.into_vec(), [Repair::TextCleaned, Repair::ZipPadded]);
    }
}
