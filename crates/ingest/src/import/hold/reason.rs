//! Why an import is held.

use std::fmt::{self, Display, Formatter};

use directory::{State, named_enum};
use serde::{Deserialize, Serialize};

use crate::counts::Losses;
use crate::parsed::RejectedKind;

/// Why a person should look at an import before it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HoldReason {
    /// Most rows of a kind can't be used, all for the same reason.
    Rejected(RejectedKind),
    /// More places than usual would disappear.
    Removals {
        /// How many.
        #[serde(flatten)]
        losses: Losses,
        /// How many may, in percent.
        limit: u64,
    },
    /// Most places in a state would disappear.
    RemovedState {
        /// The state.
        state: State,
        /// The places in it.
        before: u64,
        /// Those that would disappear.
        lost: u64,
    },
    /// A field of more places than usual would change.
    Alterations {
        /// The field.
        field: AlteredField,
        /// The number of places in which it would change.
        places: u64,
        /// The places that the source has.
        before: u64,
        /// How many may change, in percent.
        limit: u64,
        /// Some of the places, with the field before and after.
        examples: Vec<String>,
    },
    /// Many organizations would get the same telephone number, or numbers in a series.
    SharedNumber {
        /// What they would get.
        shared: SharedKind,
        /// The number, or the beginning of the numbers.
        number: String,
        /// The number of organizations.
        organizations: u64,
        /// The number of their places that don't have it yet.
        places: u64,
        /// Some of the places.
        examples: Vec<String>,
    },
}

named_enum! {
    /// A field that people act on, and that a false listing would change.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum AlteredField {
        /// The name of the organization.
        Name = "name",
        /// The main telephone number.
        Phone = "phone",
        /// The telephone numbers for new clients and for a crisis.
        OtherPhones = "other_phones",
        /// The host of the website.
        Website = "website",
    }
}

named_enum! {
    /// What many places would get.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum SharedKind {
        /// The same main number.
        Phone = "phone",
        /// The same number for new clients or for a crisis.
        OtherPhone = "other_phone",
        /// Main numbers of which all but the last two digits are the same, in place of others.
        Series = "series",
    }
}

impl AlteredField {
    /// What it is called in a sentence.
    fn label(self) -> &'static str {
        match self {
            AlteredField::Name => "name",
            AlteredField::Phone => "telephone number",
            AlteredField::OtherPhones => "telephone number for new clients or a crisis",
            AlteredField::Website => "website",
        }
    }
}

impl SharedKind {
    /// What it is called in a sentence.
    fn label(self) -> &'static str {
        match self {
            SharedKind::Phone => "telephone number",
            SharedKind::OtherPhone => "telephone number for new clients or a crisis",
            SharedKind::Series => "series of telephone numbers",
        }
    }
}

impl HoldReason {
    /// Whether it is about what listings say, not about how many there are.
    pub fn is_about_content(&self) -> bool {
        matches!(self, HoldReason::Alterations { .. } | HoldReason::SharedNumber { .. })
    }

    /// Some of the places it is about, each in a line.
    pub fn examples(&self) -> &[String] {
        match self {
            HoldReason::Alterations { examples, .. } | HoldReason::SharedNumber { examples, .. } => examples,
            _ => &[],
        }
    }
}

impl Display for HoldReason {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            HoldReason::Rejected(kind) => kind.fmt(f),
            HoldReason::Removals { losses, limit } => write!(f, "{losses}, which is more than {limit}%"),
            HoldReason::RemovedState { state, before, lost } => write!(
                f,
                "it would remove {lost} of the {before} places in {}, as if part of the list were missing",
                state.name()
            ),
            HoldReason::Alterations { field, places, before, limit, .. } => write!(
                f,
                "it would change the {} of {places} of the {before} places that it covers, which is more than {limit}%",
                field.label()
            ),
            HoldReason::SharedNumber { shared, number, organizations, places, .. } => write!(
                f,
                "it would give the {} {number} to {places} places of {organizations} different organizations",
                shared.label()
            ),
        }
    }
}
