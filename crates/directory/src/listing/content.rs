//! What a listing says about a place.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::contact::Phone;
use crate::details::Details;
use crate::fact::{AttributeSet, FactSet};
use crate::location::{Location, Withheld};
use crate::npi::Npi;
use crate::vocabulary::{Edition, Track, UnknownService, Vocabulary};

/// What a listing can be used for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// It describes what a program offers.
    #[default]
    Program,
    /// It only identifies the provider at a place, as NPPES does, and says nothing about what is offered. A place that
    /// is known only from such listings is never shown.
    Identity,
}

/// The questionnaire that a listing's codes answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Questionnaire {
    /// One year's questionnaire of one of SAMHSA's directories.
    Edition(Edition),
    /// A questionnaire of one of SAMHSA's directories that the code book doesn't cover. It asks about these codes.
    Codes(AttributeSet),
    /// The source's own questionnaire, not one of SAMHSA's. The answers are in [`Content::stated`].
    Own,
}

impl Questionnaire {
    /// The codes that the questionnaire asks about, or an empty set for [`Questionnaire::Own`].
    pub fn codes(&self) -> AttributeSet {
        match self {
            Questionnaire::Edition(edition) => Vocabulary::embedded().questionnaire(*edition),
            Questionnaire::Codes(codes) => *codes,
            Questionnaire::Own => AttributeSet::default(),
        }
    }
}

/// Everything a listing says about a place, without the id of the listing and the time it was retrieved.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// What the listing can be used for.
    pub role: Role,
    /// The kind of treatment the program is listed for.
    pub track: Track,
    /// The questionnaire that the codes answer.
    pub questionnaire: Questionnaire,
    /// The publisher's name to show to people, if it differs from the source's label.
    pub publisher: Option<String>,
    /// The date for which the source says the listing is accurate.
    pub as_of: Option<Date>,
    /// The organization that runs the place, or the only name if the source gives just one.
    pub organization: String,
    /// The name of the clinic, department or program, if the source gives one in addition to the organization's.
    pub program_name: Option<String>,
    /// Where the place is, as precisely as it may be published.
    pub location: Location,
    /// The main phone number.
    pub phone: Option<Phone>,
    /// Phone numbers for new clients.
    pub intake_phones: Vec<Phone>,
    /// The crisis line.
    pub hotline: Option<Phone>,
    /// The URL of the website.
    pub website: Option<String>,
    /// The service codes that the program has. `None` if the source gives no services at all.
    pub codes: Option<AttributeSet>,
    /// Services that the code book does not contain, as the source wrote them.
    pub unknown_services: Vec<UnknownService>,
    /// Facts that the listing states directly. They take precedence over the facts that follow from its codes.
    pub stated: FactSet,
    /// The National Provider Identifier, by which health plans know the provider.
    pub npi: Option<Npi>,
    /// Further details, such as hours and costs, that are not facts about attributes.
    pub details: Details,
}

impl Content {
    /// A program listing with only a name and a location. All other fields are empty.
    pub fn new(
        track: Track,
        questionnaire: Questionnaire,
        organization: String,
        location: Location,
    ) -> Content {
        Content {
            role: Role::Program,
            track,
            questionnaire,
            publisher: None,
            as_of: None,
            organization,
            program_name: None,
            location,
            phone: None,
            intake_phones: Vec::new(),
            hotline: None,
            website: None,
            codes: None,
            unknown_services: Vec::new(),
            stated: FactSet::default(),
            npi: None,
            details: Details::default(),
        }
    }

    /// The organization and program names combined, for example "Hope House, Women's Program".
    pub fn full_name(&self) -> String {
        match &self.program_name {
            Some(program) => format!("{}, {program}", self.organization),
            None => self.organization.clone(),
        }
    }

    /// Hides where the place is. This also removes the website and the free texts, because they may reveal the address.
    pub fn withhold(&mut self, withheld: Withheld) {
        self.location = Location::Withheld(withheld);
        self.website = None;
        self.details = Details::default();
    }
}
