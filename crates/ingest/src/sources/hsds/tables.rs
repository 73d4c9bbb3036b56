//! The tables of a data package.

use std::collections::HashSet;

use super::model::{
    Accessibility, Address, Attribute, Capacity, CostOption, Eligibility, Language, Location, Organization,
    PackageRow, Phone, RequiredDocument, Schedule, ServiceArea, ServiceAtLocation, TaxonomyTerm, Unit,
    is_taxonomy_code,
};
use crate::file::FileError;

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
    Address addresses: Address = "address" | "addresses";
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
    ServiceArea service_areas: ServiceArea = "service_area" | "service_areas";
    // In HSDS 1.x and 2.x, this is the table of terms.
    Taxonomy taxonomies: TaxonomyTerm = "taxonomy" | "taxonomies";
    // A table of HSDS 1.x and 2.x. `older` knows its real names; this one is never used in a package.
    Eligibility eligibilities: Eligibility = "eligibilities_of_services";
}

impl Tables {
    /// Finds the terms that the attributes refer to. In HSDS 1.x and 2.x, the table `taxonomy` has them, or the id of a term
    /// is its code in the 211 taxonomy.
    ///
    /// # Errors
    /// If attributes refer to terms, but the package has none of these: then no service could be recognized.
    pub fn settle_terms(&mut self) -> Result<(), FileError> {
        let taxonomies = std::mem::take(&mut self.taxonomies);
        if self.taxonomy_terms.is_empty() {
            self.taxonomy_terms = taxonomies;
        }
        let known: HashSet<String> = self.taxonomy_terms.iter().map(|term| term.id.clone()).collect();
        let referred: HashSet<&String> = self
            .attributes
            .iter()
            .map(|attribute| &attribute.taxonomy_term_id)
            .filter(|id| !id.is_empty())
            .collect();
        let (found, missing): (Vec<&String>, Vec<&String>) =
            referred.into_iter().partition(|id| known.contains(*id));
        let codes: Vec<&String> = missing.iter().copied().filter(|id| is_taxonomy_code(id)).collect();
        if found.is_empty() && codes.is_empty() && !missing.is_empty() {
            let problem = "its services refer to taxonomy terms that the data package lacks: taxonomy_terms.csv (in HSDS 1.x \
                           and 2.x, taxonomy.csv) is required";
            return Err(FileError::Set(problem.to_owned()));
        }
        let terms = codes.into_iter().map(|id| TaxonomyTerm { id: id.clone(), ..TaxonomyTerm::default() });
        self.taxonomy_terms.extend(terms.collect::<Vec<_>>());
        Ok(())
    }
}

impl TableKind {
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
