//! The API's responses as a strict client reads them: a member that is not declared here is an error.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident { $($(#[$member_doc:meta])* $member:ident: $kind:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            #[allow(missing_docs)]
            pub struct $name { $($(#[$member_doc])* pub $member: $kind,)* }
        )*

        /// The members of every response, by the name of its schema.
        pub fn described() -> BTreeMap<&'static str, Vec<String>> {
            BTreeMap::from([$((stringify!($name), crate::field_names::<$name>()),)*])
        }
    };
}

answers! {
    /// The response to a search.
    SearchResponse {
        notice: Option<String>,
        need: SearchRequest,
        place: Option<ResolvedPlace>,
        total: Total,
        results: Vec<SearchResult>,
        facets: BTreeMap<String, BTreeMap<String, u32>>,
        next_cursor: Option<String>,
        likelihood_proxy: Option<String>,
        alternatives: Vec<SearchAlternative>,
    }

    /// The request as it was understood.
    SearchRequest {
        near: Option<String>,
        radius: Option<f64>,
        state: Option<String>,
        program: Vec<String>,
        level: Vec<String>,
        age: Option<u8>,
        insurance: Vec<String>,
        has: Vec<String>,
        unless_no: Vec<String>,
        prefer: Vec<String>,
        first: Vec<String>,
        q: Option<String>,
        phone: Option<String>,
        npi: Option<String>,
        telehealth: bool,
        r#for: Vec<String>,
        r#match: String,
        sort: String,
        limit: u32,
        cursor: Option<String>,
        facets: Vec<String>,
    }

    /// A place on the map.
    ResolvedPlace {
        label: String,
        latitude: f64,
        longitude: f64,
        kind: String,
        state: Option<String>,
        radius_miles: Option<f64>,
    }

    /// The number of facilities.
    Total { facilities: u32, confirmed: u32, possible: u32, }

    /// A facility that matches.
    SearchResult {
        facility: FacilitySummary,
        distance_miles: Option<f64>,
        r#match: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score: Option<f64>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        score_parts: Option<ScoreBreakdown>,
        programs: Vec<ProgramMatch>,
    }

    /// The parts of a score.
    ScoreBreakdown {
        fit: f64,
        criteria: f64,
        cautions: f64,
        preferences: f64,
        reach: f64,
        nearness: Option<f64>,
        name: Option<f64>,
    }

    /// The summary of a facility.
    FacilitySummary {
        id: String,
        name: String,
        organization: String,
        address: AddressSummary,
        latitude: f64,
        longitude: f64,
        coordinate_precision: String,
        phone: Option<String>,
        phone_extension: Option<String>,
        intake_phone: Option<String>,
        intake_phone_extension: Option<String>,
        hotline: Option<String>,
        website: Option<String>,
        confidential: bool,
        url: String,
    }

    /// An address.
    AddressSummary {
        street1: Option<String>,
        street2: Option<String>,
        city: String,
        state: String,
        zip: Option<String>,
    }

    /// A program that meets the need.
    ProgramMatch {
        id: String,
        track: String,
        name: Option<String>,
        r#match: String,
        by: String,
        telehealth_note: Option<String>,
        likelihood: Option<f64>,
        evidence: Vec<String>,
        criteria: Vec<CriterionMatch>,
        cautions: Vec<CautionText>,
        sources: Vec<SourceReference>,
    }

    /// One thing that was asked for.
    CriterionMatch {
        criterion: String,
        asked: String,
        fact: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        met_by: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        likelihood: Option<f64>,
    }

    /// A caution.
    CautionText { code: String, text: String, applies: bool, factor: Option<f64>, }

    /// A source of facts.
    SourceReference {
        source: String,
        publisher: String,
        id: String,
        as_of: Option<String>,
        retrieved_at: String,
        superseded: bool,
    }

    /// A change to the search that would find something.
    SearchAlternative {
        parameter: String,
        request: serde_json::Value,
        facilities: u32,
        text: String,
        meaning: Option<String>,
    }

    /// One facility with everything known about it.
    FacilityResponse {
        notice: Option<String>,
        status: String,
        gone_at: Option<String>,
        facility: FacilitySummary,
        coordinate: CoordinateOrigin,
        programs: Vec<ProgramDetail>,
        npis: Vec<NpiDetail>,
        identities: Vec<IdentityDetail>,
    }

    /// The listing that a facility's coordinate comes from.
    CoordinateOrigin { listing: ListingReference, lent_by: Option<ListingReference>, }

    /// The source and ID of a listing.
    ListingReference { source: String, id: String, }

    /// A National Provider Identifier with its sources.
    NpiDetail { npi: String, sources: Vec<SourceReference>, }

    /// A listing that only confirms who is at an address.
    IdentityDetail {
        source: SourceReference,
        name: String,
        address: AddressSummary,
        phone: Option<String>,
        npi: Option<String>,
    }

    /// A program with everything known about it.
    ProgramDetail {
        id: String,
        track: String,
        name: Option<String>,
        sources: Vec<SourceReference>,
        facts: BTreeMap<String, FactDetail>,
        details: Vec<ProgramDetails>,
        codes: Vec<String>,
        unknown_services: Vec<String>,
        cautions: BTreeMap<String, String>,
        likelihood: Option<f64>,
        evidence: Vec<String>,
    }

    /// The fact about an attribute, with its sources.
    FactDetail {
        fact: String,
        source: Option<usize>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        agreeing: Vec<usize>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        differing: Vec<OtherFact>,
    }

    /// A statement that is not believed.
    OtherFact { fact: String, source: usize, }

    /// The details of a program in a listing, other than facts.
    ProgramDetails { source: usize, details: BTreeMap<String, serde_json::Value>, }

    /// The changes of a facility, newest first.
    HistoryResponse { facility: String, entries: Vec<HistoryEntryResponse>, next_before: Option<i64>, }

    /// The changes by one publication.
    HistoryEntryResponse {
        generation: i64,
        at: Option<String>,
        kind: String,
        import: Option<String>,
        source: Option<String>,
        changes: Vec<ChangeResponse>,
    }

    /// One thing that changed.
    ChangeResponse {
        change: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        listing: Option<ListingReference>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        program: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        track: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    }

    /// All names that the API uses.
    VocabularyResponse {
        attributes: Vec<AttributeResponse>,
        categories: Vec<CategoryResponse>,
        cautions: Vec<NamedText>,
        people: Vec<String>,
        sources: Vec<NamedText>,
    }

    /// An attribute of programs.
    AttributeResponse {
        slug: String,
        kind: String,
        code: Option<String>,
        category: Option<String>,
        label: String,
        description: String,
        ask: String,
        asam: Option<String>,
        facilities: u32,
    }

    /// A category of the code book.
    CategoryResponse { code: String, label: String, name: String, }

    /// A name and its meaning.
    NamedText { code: String, text: String, }

    /// Suggestions for a place.
    PlacesResponse { places: Vec<SuggestedPlace>, }
    /// A suggested place.
    SuggestedPlace {
        label: String,
        name: String,
        text: String,
        latitude: f64,
        longitude: f64,
        kind: String,
        state: Option<String>,
        radius_miles: Option<f64>,
        near: Option<String>,
    }

    /// Suggestions for an insurer.
    InsurersResponse { insurers: Vec<SuggestedInsurer>, }

    /// An insurer, a public program or another way to pay.
    SuggestedInsurer {
        name: String,
        slug: String,
        plan: Option<NamedKind>,
        kinds: Vec<NamedKind>,
        states: Vec<String>,
        asks: bool,
        choices: Vec<InsurerChoice>,
        note: Option<String>,
    }

    /// A kind of payment, or of insurance.
    NamedKind { slug: String, label: String, }

    /// One of several products with the same name.
    InsurerChoice { name: String, slug: String, plan: Option<NamedKind>, }

    /// The process is alive.
    HealthResponse { status: String, version: String, }

    /// Searches can be answered.
    ReadyResponse {
        status: String,
        troubles: Vec<Trouble>,
        notice: Option<String>,
        generation: i64,
        facilities: u32,
        programs: u32,
        retrieved_at: String,
        age_seconds: i64,
        update: Option<Update>,
    }

    /// Something that is wrong.
    Trouble { kind: String, detail: String, since: String, }

    /// The import whose listings will replace the bundled ones.
    Update {
        source: String,
        step: String,
        pages_fetched: u32,
        pages: Option<u32>,
        rows: u64,
        error: Option<String>,
        next_attempt_at: Option<String>,
    }

    /// The explanation of a kind of problem.
    ProblemExplanation { r#type: String, title: String, status: u16, explanation: String, }

    /// A problem.
    Problem {
        r#type: String,
        title: String,
        status: u16,
        detail: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        errors: Vec<Fault>,
    }

    /// One fault of a request.
    Fault {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parameter: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pointer: Option<String>,
        detail: String,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        candidates: Vec<String>,
    }
}

impl SearchResponse {
    /// The names of the facilities on this page.
    pub fn names(&self) -> Vec<&str> {
        self.results.iter().map(|result| result.facility.name.as_str()).collect()
    }

    /// The IDs of the facilities on this page.
    pub fn ids(&self) -> Vec<&str> {
        self.results.iter().map(|result| result.facility.id.as_str()).collect()
    }
}
