//! A facility that was found, as a card. What decides comes first.

use std::borrow::Cow;

use directory::fact::Facts;
use directory::insurer::CoverageQuestion;
use directory::matching::Reach;
use directory::{
    AttributeId, Coordinate, CoordinatePrecision, Coverage, Criterion, Fact, MatchClass, Payment, Phone,
    PlanKind, Source, Track, Vocabulary,
};
use jiff::tz::TimeZone;
use search::{Hit, ProgramHit, Snapshot};
use serde::Deserialize;
use service::insurer_words::InsurerWords;
use service::{FacilitySummary, FactWords, Language, SourceReference};

use crate::answers::{FormAnswers, Payer, PreparedSearch};
use crate::facility_brief::miles;
use crate::phones::{FacilityPhones, PhoneButton};

/// A facility that was found.
pub(super) struct Card {
    /// Its number among all that were found, from 1.
    pub number: u32,
    pub id: String,
    pub name: String,
    /// The path of its page, without the language.
    pub path: String,
    pub distance: Option<Cow<'static, str>>,
    /// Where the map shows it. `None` if the map must not show it.
    pub spot: Option<MapSpot>,
    pub address: String,
    pub track: Cow<'static, str>,
    /// Whether the program lists everything.
    pub match_words: Cow<'static, str>,
    /// Why: one line about what the program lists, or what it does not say and what suggests it.
    pub why: Option<Cow<'static, str>>,
    /// What to ask on the phone.
    pub ask: Vec<Cow<'static, str>>,
    pub cautions: Vec<&'static str>,
    pub phones: Vec<PhoneButton>,
    /// Insurances and other ways to pay.
    pub takes: Option<String>,
    /// The wishes that are listed, those that are not stated, and those that the program says no to.
    pub fits: Option<String>,
    pub unsure: Option<String>,
    pub lacks: Option<String>,
    /// Whether they speak the language of the page, if that is not English.
    pub speaks: Option<Cow<'static, str>>,
    pub source: Cow<'static, str>,
}

/// For languages other than English, the attribute that says they are spoken.
const SPOKEN: [(&str, &str); 1] = [("es", "spanish")];

/// What a card needs of the document of a program.
#[derive(Deserialize)]
struct ProgramDocument {
    track: Track,
    sources: Vec<SourceReference>,
}

/// Where the map shows a facility.
pub(super) struct MapSpot {
    pub coordinate: Coordinate,
    /// Whether the coordinate is only the center of its ZIP code.
    pub approximate: bool,
}

impl MapSpot {
    /// `None` if the street is withheld, or if nobody has to go there.
    fn new(facility: &FacilitySummary, reach: Reach) -> Option<MapSpot> {
        let coordinate = Coordinate::new(facility.latitude, facility.longitude).ok()?;
        let approximate = facility.coordinate_precision == CoordinatePrecision::Zip;
        let is_shown = facility.address.street1.is_some() && reach != Reach::Telehealth;
        is_shown.then_some(MapSpot { coordinate, approximate })
    }
}

/// Builds the cards of a page from what they have in common.
pub(super) struct CardBuilder<'a> {
    pub snapshot: &'a Snapshot,
    pub language: Language,
    pub answers: &'a FormAnswers,
    pub prepared: &'a PreparedSearch,
    pub criteria: &'a [Criterion],
}

impl CardBuilder<'_> {
    /// The cards of these hits. `seen` is how many facilities came before.
    pub(super) fn cards(&self, hits: &[Hit], seen: u32) -> Result<Vec<Card>, service::Error> {
        let card = |(hit, number)| {
            self.card(hit, number)
                .map_err(|err| service::Error::internal("reading a document of the index", &err))
        };
        hits.iter().zip(seen + 1..).map(card).collect()
    }

    fn card(&self, hit: &Hit, number: u32) -> Result<Card, serde_json::Error> {
        let facility: FacilitySummary = serde_json::from_str(self.snapshot.facility_document(hit.position))?;
        let best = &hit.programs[0];
        let document = self.snapshot.program_document(hit.position, best.number);
        let document: ProgramDocument = serde_json::from_str(&format!("{{{document}}}"))?;
        Ok(Card {
            number,
            id: facility.id.to_string(),
            distance: hit.miles.map(|distance| {
                let is_rough = facility.coordinate_precision == CoordinatePrecision::Zip;
                miles(distance, is_rough, self.language)
            }),
            spot: MapSpot::new(&facility, best.reach),
            address: address(&facility),
            track: match document.track {
                Track::SubstanceUse => self.language.say("card-track-substance-use"),
                Track::MentalHealth => self.language.say("card-track-mental-health"),
            },
            match_words: self.match_words(best),
            why: self.why(best),
            ask: self.ask(best),
            cautions: self.cautions(best),
            phones: self.phones(&facility),
            takes: self.listed(Payment::ALL.iter().map(|payment| payment.id()), best, Fact::Yes),
            fits: self.listed(self.wishes(), best, Fact::Yes),
            unsure: self.listed(self.answers.wishes.iter().copied(), best, Fact::NotStated),
            lacks: self.listed(self.answers.wishes.iter().copied(), best, Fact::No),
            speaks: self.speaks(best),
            source: self.source(&document.sources),
            path: facility.url,
            name: facility.name,
        })
    }

    fn words(&self) -> &'static FactWords {
        FactWords::of(self.language.code())
    }

    fn fact(&self, program: &ProgramHit, criterion: &Criterion) -> Fact {
        criterion.fact(&self.snapshot.row(program.row))
    }

    /// The cautions, without those that do not apply to the person.
    fn cautions(&self, best: &ProgramHit) -> Vec<&'static str> {
        let waived = self.prepared.search.query.need.waived_cautions();
        best.cautions.without(waived).iter().map(|caution| self.words().caution(caution)).collect()
    }

    fn match_words(&self, best: &ProgramHit) -> Cow<'static, str> {
        match (best.class, best.reach) {
            (_, Reach::Telehealth) => self.language.say("card-by-telehealth"),
            (MatchClass::Confirmed, Reach::Visit) => self.listed_words(best),
            (MatchClass::Possible, Reach::Visit) => self.language.say("card-may-have-it"),
        }
    }

    /// Either everything that was asked for is listed, or everything but some of the wishes.
    fn listed_words(&self, best: &ProgramHit) -> Cow<'static, str> {
        let row = self.snapshot.row(best.row);
        let wishes = &self.answers.wishes;
        let met = wishes.iter().filter(|wish| row.fact(**wish) == Fact::Yes).count();
        if met == wishes.len() {
            return self.language.say("card-lists-everything");
        }
        let values = [("met", met.into()), ("wishes", wishes.len().into())];
        self.language.say_with("card-lists-needs", &values)
    }

    /// What the program does not say and what suggests it, or else what it lists.
    fn why(&self, best: &ProgramHit) -> Option<Cow<'static, str>> {
        let open =
            self.criteria.iter().filter(|criterion| criterion.is_left_open_by(self.fact(best, criterion)));
        let open: Vec<String> = open.map(|criterion| self.label(criterion)).collect();
        if open.is_empty() {
            return self.listed_criteria(best);
        }
        let values = [("what", open.join("; ").into())];
        let unsaid = self.language.say_with("card-does-not-say", &values);
        Some(match best.evidence {
            Some(evidence) => Cow::Owned(format!("{unsaid} {}.", capital(self.words().evidence(evidence)))),
            None => unsaid,
        })
    }

    fn listed_criteria(&self, best: &ProgramHit) -> Option<Cow<'static, str>> {
        let met = self.criteria.iter().filter(|criterion| self.fact(best, criterion) == Fact::Yes);
        let labels: Vec<String> = met.map(|criterion| self.met_label(best, criterion)).collect();
        let values = [("what", labels.join("; ").into())];
        (!labels.is_empty()).then(|| self.language.say_with("card-lists", &values))
    }

    /// The label of a criterion that is met. Of several ways to pay, it names those that the program lists.
    fn met_label(&self, best: &ProgramHit, criterion: &Criterion) -> String {
        let Criterion::Insurance(coverages) = criterion else { return self.label(criterion) };
        let row = self.snapshot.row(best.row);
        let met = coverages.iter().filter(|coverage| coverage.fact(&row) == Fact::Yes);
        let labels: Vec<&str> = met.map(|coverage| self.words().label(coverage.payment().id())).collect();
        labels.join(", ")
    }

    fn label(&self, criterion: &Criterion) -> String {
        let label = |id: AttributeId| self.words().label(id).to_owned();
        match criterion {
            Criterion::Program(program) => label(program.id()),
            Criterion::Level(level) => label(level.id()),
            Criterion::Insurance(_) if self.is_uninsured() => {
                self.language.say("card-help-with-cost").into_owned()
            }
            Criterion::Insurance(_) => {
                let payer = self.prepared.payer.iter().map(|payer| payer.name.clone());
                let also = self.answers.also.iter().map(|payment| label(payment.id()));
                payer.chain(also).collect::<Vec<_>>().join(" / ")
            }
            Criterion::Has(id) | Criterion::UnlessNo(id) => label(*id),
        }
    }

    fn ask(&self, best: &ProgramHit) -> Vec<Cow<'static, str>> {
        let words = self.words();
        let telehealth = (best.reach == Reach::Telehealth).then(|| Cow::Borrowed(words.telehealth()));
        let unsaid = self.criteria.iter().filter(|criterion| self.fact(best, criterion) == Fact::NotStated);
        let questions = unsaid.flat_map(|criterion| match criterion {
            Criterion::Program(program) => vec![Cow::Borrowed(words.ask(program.id()))],
            Criterion::Level(level) => vec![Cow::Borrowed(words.ask(level.id()))],
            Criterion::Insurance(coverages) => self.ask_about_paying(best, coverages),
            Criterion::Has(id) | Criterion::UnlessNo(id) => vec![Cow::Borrowed(words.ask(*id))],
        });
        // A source states what a facility has, but not whether one person gets all of it together.
        let together = (self.answers.wishes.len() + self.answers.filters.len() > 1)
            .then(|| self.language.say("card-ask-together"));
        telehealth.into_iter().chain(questions).chain(together).collect()
    }

    fn is_uninsured(&self) -> bool {
        self.prepared.payer.as_ref().is_some_and(Payer::is_nobody)
    }

    fn ask_about_paying(&self, best: &ProgramHit, coverages: &[Coverage]) -> Vec<Cow<'static, str>> {
        if self.is_uninsured() {
            return vec![self.language.say("card-ask-uninsured")];
        }
        let row = self.snapshot.row(best.row);
        let open = coverages.iter().filter_map(|coverage| coverage.question(&row));
        open.map(|question| self.insurer_question(question)).collect()
    }

    fn insurer_question(&self, question: CoverageQuestion) -> Cow<'static, str> {
        use PlanKind::{Commercial, Marketplace, MedicaidPlan, MedicareAdvantage};
        let (plan, is_kind_open) = match question {
            CoverageQuestion::Kind(payment) => return Cow::Borrowed(self.words().ask(payment.id())),
            CoverageQuestion::Network(plan) => (plan, false),
            CoverageQuestion::KindAndNetwork(plan) => (plan, true),
        };
        let name = ("plan", InsurerWords::of(self.language).spoken(plan).into());
        let has_network = matches!(plan.kind(), Commercial | Marketplace | MedicaidPlan | MedicareAdvantage);
        match (has_network, is_kind_open) {
            (false, _) => self.language.say_with("card-ask-plan", &[name]),
            (true, false) => self.language.say_with("card-ask-network", &[name]),
            (true, true) => {
                let kind = self.words().label(plan.kind().payment().id());
                self.language.say_with("card-ask-kind-and-network", &[name, ("kind", kind.into())])
            }
        }
    }

    /// The numbers to call. The crisis line is on the page of the facility.
    fn phones(&self, facility: &FacilitySummary) -> Vec<PhoneButton> {
        let phone = |number: &Option<String>, extension: &Option<String>| {
            Some(Phone { number: number.clone()?, extension: extension.clone() })
        };
        let main = phone(&facility.phone, &facility.phone_extension);
        let intake = phone(&facility.intake_phone, &facility.intake_phone_extension);
        FacilityPhones { main: main.as_ref(), intake: intake.as_ref(), hotline: None }.buttons(self.language)
    }

    /// The wishes and filters, without the ways to pay, which have a line of their own.
    fn wishes(&self) -> impl Iterator<Item = AttributeId> {
        let is_payment = |id: &AttributeId| Payment::ALL.iter().any(|payment| payment.id() == *id);
        let filters = self.answers.filters.iter().copied().filter(move |id| !is_payment(id));
        self.answers.wishes.iter().copied().chain(filters)
    }

    /// The labels of the attributes for which the program has this fact.
    fn listed(
        &self,
        ids: impl Iterator<Item = AttributeId>,
        best: &ProgramHit,
        fact: Fact,
    ) -> Option<String> {
        let row = self.snapshot.row(best.row);
        let labels: Vec<&str> =
            ids.filter(|id| row.fact(*id) == fact).map(|id| self.words().label(id)).collect();
        (!labels.is_empty()).then(|| labels.join(", "))
    }

    fn speaks(&self, best: &ProgramHit) -> Option<Cow<'static, str>> {
        let (_, slug) = SPOKEN.iter().find(|(code, _)| *code == self.language.code())?;
        let spoken = Vocabulary::embedded().find(slug)?;
        let is_listed = self.listed([spoken].into_iter(), best, Fact::Yes).is_some();
        let key = if is_listed { "card-speaks" } else { "card-speaks-ask" };
        Some(self.language.say(key))
    }

    /// Where the facts come from and how old they are, according to the most trusted source that says what is offered.
    fn source(&self, sources: &[SourceReference]) -> Cow<'static, str> {
        let named = sources.iter().map(|reference| (reference, Source::from_slug(&reference.source).ok()));
        let mut with_services = named.filter(|(_, source)| *source != Some(Source::Nppes));
        let Some((newest, source)) = with_services.next() else { return Cow::Borrowed("") };
        let words = source.and_then(|source| self.words().source(source));
        let name = ("source", words.unwrap_or(&newest.source).to_owned().into());
        let is_survey = matches!(source, Some(Source::SamhsaDirectory | Source::LocatorExport));
        let Some(day) = newest.as_of else {
            let read = newest.retrieved_at.to_zoned(TimeZone::UTC).date();
            let date = ("date", self.language.month(read).into());
            return self.language.say_with("card-source-undated", &[name, date]);
        };
        let year = ("year", day.year().to_string().into());
        match is_survey {
            true => self.language.say_with("card-source-survey", &[name, year]),
            false => self.language.say_with("card-source-dated", &[name, year]),
        }
    }
}

fn address(facility: &FacilitySummary) -> String {
    let address = &facility.address;
    let street = address.street1.as_deref().map(|street| format!("{street}, ")).unwrap_or_default();
    let zip = address.zip.as_deref().map(|zip| format!(" {zip}")).unwrap_or_default();
    format!("{street}{}, {}{zip}", address.city, address.state)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
