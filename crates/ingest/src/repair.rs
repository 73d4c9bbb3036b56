//! What is repaired in a row while it is read.

/// A kind of repair. A report counts the listings that needed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repair {
    /// HTML entities, odd spaces or broken characters were removed from a text.
    TextCleaned,
    /// A name, street or city in capitals only, or in lower case only, was put in title case.
    TitleCased,
    /// The first name was empty; the second took its place.
    NameMoved,
    /// A street such as "--" or "address withheld" was read as withheld. The listing is put at the center of its ZIP code, or of
    /// its city.
    StreetWithheld,
    /// "N/A", "unknown" or the like instead of a street was read as no street.
    StreetUnknown,
    /// The city was missing; the ZIP code's post-office name took its place.
    CityFromZip,
    /// The state was missing or unknown; the ZIP code's state took its place.
    StateFromZip,
    /// The state was spelled out, and was replaced by its postal code.
    StateRespelt,
    /// Leading zeros, which a spreadsheet had removed from a ZIP code, were restored.
    ZipPadded,
    /// A text that is not a ZIP code was dropped.
    ZipUnreadable,
    /// A ZIP code of another state, far from the city, was dropped.
    ZipElsewhere,
    /// A text that is not a telephone number was dropped.
    PhoneUnreadable,
    /// A telephone number was found among other words or numbers.
    PhoneFound,
    /// A further telephone number of a cell was dropped, because a listing has no field for it.
    PhoneDropped,
    /// A placeholder such as (999) 999-9999 was dropped.
    PhonePlaceholder,
    /// `http://` was put in front of a website.
    WebsiteCompleted,
    /// A text that is not the address of a website was dropped.
    WebsiteUnreadable,
    /// Latitude and longitude were swapped.
    CoordinateSwapped,
    /// A latitude or longitude had the wrong sign.
    CoordinateSign,
    /// A coordinate in another state, more than 100 miles from the ZIP code, was dropped.
    CoordinateElsewhere,
    /// The coordinate was missing or impossible; the center of the ZIP code took its place.
    CoordinateFromZip,
    /// The ZIP code was unknown, too; the center of the city took its place.
    CoordinateFromCity,
    /// Services that are not a list were dropped.
    ServicesUnreadable,
    /// A text that is not the date, number or NPI it should be was dropped.
    ValueUnreadable,
    /// A date in the future was dropped.
    DayInFuture,
    /// Rows about the same place differ in name, address, telephone number or texts. The value in most of them was taken.
    RowsDiffer,
    /// An id with characters that ids can't have was replaced by a digest of the row.
    IdReplaced,
}

impl Repair {
    /// All kinds, in order.
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

    /// The name in a report as JSON.
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

    /// The explanation in a report for people.
    pub fn label(self) -> &'static str {
        match self {
            Repair::TextCleaned => "HTML entities, odd spaces or broken characters removed",
            Repair::TitleCased => "text in capitals or lower case put in title case",
            Repair::NameMoved => "first name empty, second name used",
            Repair::StreetWithheld => "street withheld, located by ZIP code or city",
            Repair::StreetUnknown => "\"N/A\" or the like read as no street",
            Repair::CityFromZip => "city taken from the ZIP code",
            Repair::StateFromZip => "state taken from the ZIP code",
            Repair::StateRespelt => "state replaced by its postal code",
            Repair::ZipPadded => "leading zeros of the ZIP code restored",
            Repair::ZipUnreadable => "unreadable ZIP code dropped",
            Repair::ZipElsewhere => "ZIP code of another state dropped, located by city",
            Repair::PhoneUnreadable => "unreadable telephone number dropped",
            Repair::PhoneFound => "telephone number found among other words or numbers",
            Repair::PhoneDropped => "further telephone number of a cell dropped",
            Repair::PhonePlaceholder => "placeholder telephone number dropped",
            Repair::WebsiteCompleted => "website completed with http://",
            Repair::WebsiteUnreadable => "unreadable website dropped",
            Repair::CoordinateSwapped => "latitude and longitude swapped back",
            Repair::CoordinateSign => "sign of latitude or longitude corrected",
            Repair::CoordinateElsewhere => "coordinate in another state, far from the ZIP code, dropped",
            Repair::CoordinateFromZip => "coordinate taken from the ZIP code",
            Repair::CoordinateFromCity => "coordinate taken from the city",
            Repair::ServicesUnreadable => "unreadable services dropped",
            Repair::ValueUnreadable => "unreadable date, number or NPI dropped",
            Repair::DayInFuture => "date in the future dropped",
            Repair::RowsDiffer => {
                "rows of one place differ in name, address, telephone number or texts: the most frequent taken"
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
    fn all_is_complete_and_ordered_and_slugs_are_unique() {
        assert!(Repair::ALL.is_sorted());
        assert_eq!(Repair::ALL[Repair::ALL.len() - 1] as usize + 1, Repair::ALL.len());
        let slugs: std::collections::HashSet<_> = Repair::ALL.iter().map(|repair| repair.slug()).collect();
        assert_eq!(slugs.len(), Repair::ALL.len());
    }

    #[test]
    fn a_repair_counts_once_a_row() {
        let mut repairs = Repairs::default();
        for repair in [Repair::ZipPadded, Repair::TextCleaned, Repair::ZipPadded] {
            repairs.add(repair);
        }
        assert_eq!(repairs.into_vec(), [Repair::TextCleaned, Repair::ZipPadded]);
    }
}
