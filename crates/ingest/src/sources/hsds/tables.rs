//! The tables of a data package.

use super::model::{
    Accessibility, Address, Attribute, Capacity, CostOption, Language, Location, Organization, PackageRow,
    Phone, RequiredDocument, Schedule, ServiceAtLocation, TaxonomyTerm, Unit,
};

/// Defines the tables that are used: the kind, the rows, and the names in lower case.
macro_rules! tables {
    ($($kind:ident $rows:ident: $row:ty = $($name:literal)|+;)*) => {
        /// The rows of all tables that are used.
        #[derive(Debug, Default)]
        pub(super) struct Tables {
            $(pub $rows: Vec<$row>,)*
        }

        /// The tables that are used.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum TableKind {
            $($kind,)*
        }

        impl TableKind {
            /// The table with this name, in the singular or the plural.
            pub fn from_name(name: &str) -> Option<TableKind> {
                match name.trim().to_ascii_lowercase().as_str() {
                    $($($name)|+ => Some(TableKind::$kind),)*
                    _ => None,
                }
            }
        }

        impl Tables {
            pub fn add(&mut self, kind: TableKind, row: PackageRow) {
                match kind {
                    $(TableKind::$kind => self.$rows.push(row.into()),)*
                }
            }
        }
    };
}

tables! {
    // Stored as rows: the original text of a service consists of its row and the objects that belong to it.
    Service services: PackageRow = "service" | "services";
    Organization organizations: Organization = "organization" | "organizations";
    Location locations: Location = "location" | "locations";
    ServiceAtLocation service_at_locations: ServiceAtLocation =
        "service_at_location" | "service_at_locations" | "services_at_location";
    Address addresses: Address = "address" | "addresses" | "physical_addresses";
    Phone phones: Phone = "phone" | "phones";
    Schedule schedules: Schedule = "schedule" | "schedules";
    Language languages: Language = "language" | "languages";
    CostOption cost_options: CostOption = "cost_option" | "cost_options";
    RequiredDocument required_documents: RequiredDocument = "required_document" | "required_documents";
    Accessibility accessibility: Accessibility = "accessibility";
    Attribute attributes: Attribute = "attribute" | "attributes";
    TaxonomyTerm taxonomy_terms: TaxonomyTerm = "taxonomy_term" | "taxonomy_terms";
    ServiceCapacity capacities: Capacity = "service_capacity" | "service_capacities";
    Unit units: Unit = "unit" | "units";
}

impl TableKind {
    /// The table in a file with this name; `None` for other files.
    pub fn from_file_name(file: &str) -> Option<TableKind> {
        let base = file.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
        TableKind::from_name(base.strip_suffix(".csv")?)
    }

    /// The usual file name of a required table.
    pub fn file_name(self) -> &'static str {
        match self {
            TableKind::Service => "services.csv",
            TableKind::Location => "locations.csv",
            TableKind::Address => "addresses.csv",
            _ => "service_at_locations.csv",
        }
    }
}
