//! What is repaired in a row while it is read.

use directory::named_enum;

/// Defines [`Repair`]: each kind with its name in JSON and its explanation in a report for people.
macro_rules! repairs {
    ($($name:ident $slug:literal $label:literal,)*) => {
        named_enum! {
            /// A kind of repair. A report counts the listings that needed it.
            pub enum Repair {
                $(#[doc = $label] $name = $slug,)*
            }
        }

        impl Repair {
            /// The explanation in a report for people.
            pub fn label(self) -> &'static str {
                match self { $(Repair::$name => $label,)* }
            }
        }
    };
}

repairs! {
    TextCleaned "text_cleaned" "HTML entities, odd spaces or broken characters removed",
    TitleCased "title_cased" "text in capitals or lower case put in title case",
    NameMoved "name_moved" "first name empty, second name used",
    // Such as "CALL NOW 1-800-555-0100".
    NameAdvert "name_advert" "telephone number or request to call removed from the name",
    // A text such as "--" or "address withheld" in place of a street. The listing is put at the center of its ZIP code or city.
    StreetWithheld "street_withheld" "street withheld, located by ZIP code or city",
    StreetUnknown "street_unknown" "\"N/A\" or the like read as no street",
    // The city was missing; the name of the ZIP code's post office took its place.
    CityFromZip "city_from_zip" "city taken from the ZIP code",
    StateFromZip "state_from_zip" "state taken from the ZIP code",
    StateRespelt "state_respelt" "state name replaced by its abbreviation",
    // A spreadsheet had removed the zeros.
    ZipPadded "zip_padded" "leading zeros of the ZIP code restored",
    ZipUnreadable "zip_unreadable" "unreadable ZIP code dropped",
    ZipElsewhere "zip_elsewhere" "ZIP code of another state dropped, located by city",
    PhoneUnreadable "phone_unreadable" "unreadable telephone number dropped",
    PhoneFound "phone_found" "telephone number found among other words or numbers",
    // A listing has no field for the number.
    PhoneDropped "phone_dropped" "further telephone number of a cell dropped",
    // Such as (999) 999-9999.
    PhonePlaceholder "phone_placeholder" "placeholder telephone number dropped",
    PhonePremium "phone_premium" "telephone number at a premium rate dropped",
    WebsiteCompleted "website_completed" "website completed with http://",
    // Such as "www.example,org", "http://http://…" or two websites in one cell.
    WebsiteCorrected "website_corrected" "website corrected, or the first of several taken",
    WebsiteUnreadable "website_unreadable" "unreadable website dropped",
    CoordinateSwapped "coordinate_swapped" "latitude and longitude swapped back",
    CoordinateSign "coordinate_sign" "sign of latitude or longitude corrected",
    // More than 100 miles away.
    CoordinateElsewhere "coordinate_elsewhere" "coordinate in another state, far from the ZIP code, dropped",
    CoordinateFromZip "coordinate_from_zip" "coordinate taken from the ZIP code",
    // The ZIP code was also unknown.
    CoordinateFromCity "coordinate_from_city" "coordinate taken from the city",
    // A provider without an address, who treats people by telephone or video.
    CoordinateFromState "coordinate_from_state" "no address: located in the middle of its state, which may be that of other rows or of its area code",
    ServicesUnreadable "services_unreadable" "unreadable services dropped",
    ValueUnreadable "value_unreadable" "unreadable date, number or NPI dropped",
    DayInFuture "day_in_future" "date in the future dropped",
    RowsDiffer "rows_differ" "rows of one place differ in name, address, telephone number or texts: the most frequent taken",
    IdReplaced "id_replaced" "unusable id replaced by a digest",
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

    pub(crate) fn has(&self, repair: Repair) -> bool {
        self.0.binary_search(&repair).is_ok()
    }

    pub(crate) fn into_vec(self) -> Vec<Repair> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_are_listed_in_order_with_unique_slugs() {
        assert!(Repair::ALL.is_sorted());
        assert_eq!(Repair::ALL[Repair::ALL.len() - 1] as usize + 1, Repair::ALL.len());
        let slugs: std::collections::HashSet<_> = Repair::ALL.iter().map(|repair| repair.slug()).collect();
        assert_eq!(slugs.len(), Repair::ALL.len());
    }

    #[test]
    fn a_repair_counts_once_per_row() {
        let mut repairs = Repairs::default();
        for repair in [Repair::ZipPadded, Repair::TextCleaned, Repair::ZipPadded] {
            repairs.add(repair);
        }
        assert_eq!(repairs.into_vec(), [Repair::TextCleaned, Repair::ZipPadded]);
    }
}
