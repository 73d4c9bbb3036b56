//! The tags of a card: what was asked for and is listed, and one that gathers what to ask.

use std::borrow::Cow;

use directory::fact::Facts;
use directory::matching::Reach;
use directory::{
    AttributeId, Coverage, Criterion, Fact, IopSign, Level, ProgramType, State, Track, Vocabulary,
};
use service::Language;

use super::best_program::BestProgram;
use super::tag_rows::rows;

/// So many wishes have a tag each. If there are more, one tag counts them.
const MOST_WISHES: usize = 3;
/// The tag of what to ask names so many things.
const MOST_ASKED: usize = 3;

/// The tags take so many rows on a phone.
const MOST_ROWS: usize = 2;

/// For languages other than English, the attribute that says they are spoken.
const SPOKEN: [(&str, &str); 1] = [("es", "spanish")];

/// The tags of a card.
pub(super) struct CardTags {
    /// What was asked for and is listed.
    pub listed: Vec<Cow<'static, str>>,
    /// What the program treats, if the visitor did not say what for.
    pub track: Option<Cow<'static, str>>,
    /// Our estimate of something that no list records, and the reason for it.
    pub likely: Option<Cow<'static, str>>,
    /// Whom the program may not be for.
    pub cautions: Vec<&'static str>,
    /// What would be good to have and is not offered.
    pub lacking: Vec<Cow<'static, str>>,
    /// What to ask, on one line.
    pub ask: Option<Cow<'static, str>>,
}

impl CardTags {
    pub(super) fn new(program: &BestProgram<'_>) -> CardTags {
        let wishes = Wishes::new(program);
        let listed = program.criteria().iter().flat_map(|criterion| listed(program, criterion));
        let listed = video(program).into_iter().chain(listed).chain(wishes.listed).chain(spoken(program));
        let tags = CardTags {
            listed: listed.collect(),
            track: track(program),
            likely: likely(program),
            cautions: program.cautions(),
            lacking: wishes.lacking,
            ask: ask(program, wishes.open),
        };
        tags.shortened(program.context.language)
    }

    /// Leaves out what matters least until the tags take no more than [`MOST_ROWS`], and says how many are left out.
    fn shortened(mut self, language: Language) -> CardTags {
        let mut left_out: u32 = 0;
        while rows(self.words()) > MOST_ROWS {
            if self.track.take().is_some() {
                continue;
            }
            let last = if self.listed.len() > 1 { self.listed.pop() } else { self.lacking.pop() };
            if last.is_none() {
                break;
            }
            left_out += 1;
        }
        if left_out > 0 {
            self.listed.push(language.say_with("tag-more", &[("count", left_out.into())]));
        }
        self
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let listed = self.listed.iter().chain(&self.track).chain(&self.likely).map(|tag| &**tag);
        let others = self.lacking.iter().chain(&self.ask).map(|tag| &**tag);
        listed.chain(self.cautions.iter().copied()).chain(others)
    }
}

/// What the program treats, if the visitor did not say what for.
fn track(program: &BestProgram<'_>) -> Option<Cow<'static, str>> {
    let is_open = program.context.answers.concerns.iter().all(|concern| concern.program().is_none());
    let key = match program.hit.track {
        Track::SubstanceUse => "tag-addiction",
        Track::MentalHealth => "tag-mental-health",
    };
    is_open.then(|| program.context.language.say(key))
}

/// What a criterion asked for, if it is listed.
fn listed(program: &BestProgram<'_>, criterion: &Criterion) -> Vec<Cow<'static, str>> {
    if let Criterion::Insurance { coverages, home } = criterion {
        return payments(program, coverages, *home);
    }
    // Where no list records the level of care, what the programs treat is the title's subject.
    let is_plain = program.context.said.iop
        && matches!(criterion, Criterion::Program(program) if *program != ProgramType::Teen);
    let is_listed = program.fact(criterion) == Fact::Yes && !matches!(criterion, Criterion::UnlessNo(_));
    if is_listed && !is_plain { labels(program, criterion, Fact::Yes) } else { Vec::new() }
}

/// The ways to pay that are listed. For a plan of an insurer, it is the kind of insurance.
fn payments(
    program: &BestProgram<'_>,
    coverages: &[Coverage],
    home: Option<State>,
) -> Vec<Cow<'static, str>> {
    let words = program.context.words();
    let is_listed = |coverage: &&Coverage| {
        program.row.fact(coverage.payment().id()) == Fact::Yes && coverage.pays_in(home, program.hit.place)
    };
    let label = |coverage: &Coverage| match &program.context.prepared.payer {
        // People know their state's program by its own name.
        Some(payer) if coverage.is_sure() && payer.slug == Some(coverage.slug()) => {
            Cow::Owned(payer.short_name().to_owned())
        }
        _ => Cow::Borrowed(words.label(coverage.payment().id())),
    };
    let listed = coverages.iter().filter(is_listed).map(label);
    // One kind of help with the cost is enough to call.
    listed.take(if program.context.is_uninsured() { 1 } else { coverages.len() }).collect()
}

/// The short names of what a criterion is about. Of several levels of care, those with this fact.
fn labels(program: &BestProgram<'_>, criterion: &Criterion, fact: Fact) -> Vec<Cow<'static, str>> {
    let (language, words) = (program.context.language, program.context.words());
    match criterion {
        Criterion::Program(program_type) => vec![program_label(*program_type, language)],
        Criterion::Level(levels) => {
            let found = levels.iter().filter(|level| program.row.fact(level.id()) == fact);
            found.map(|level| level_label(program, *level)).collect()
        }
        Criterion::Age(_) => program.context.answers.age.map(|age| age.label(language)).into_iter().collect(),
        Criterion::Insurance { .. } => vec![program.context.payer_label()],
        Criterion::Has(id) | Criterion::UnlessNo(id) => vec![Cow::Borrowed(words.label(*id))],
    }
}

/// What a program treats, in a few words.
pub(crate) fn program_label(program: ProgramType, language: Language) -> Cow<'static, str> {
    language.say(match program {
        ProgramType::Addiction => "tag-addiction",
        ProgramType::MentalHealth => "tag-mental-health",
        ProgramType::DualDiagnosis => "tag-dual-diagnosis",
        ProgramType::EatingDisorder => "tag-eating",
        ProgramType::Teen => "tag-teen",
    })
}

/// The usual level has a short name that everybody reads in the title.
fn level_label(program: &BestProgram<'_>, level: Level) -> Cow<'static, str> {
    match level {
        Level::IntensiveOutpatient => Cow::Borrowed("IOP"),
        _ => Cow::Borrowed(program.context.words().label(level.id())),
    }
}

/// What to ask: everything that the program leaves open, unless the page says it of all places.
fn ask(program: &BestProgram<'_>, wishes: Vec<Cow<'static, str>>) -> Option<Cow<'static, str>> {
    let language = program.context.language;
    let by_video = (program.hit.reach == Reach::Telehealth).then(|| language.say("tag-ask-video"));
    let open = program.criteria().iter().filter(|criterion| {
        criterion.is_left_open_by(program.fact(criterion)) && !is_said_above(program, criterion)
    });
    let open = open.flat_map(|criterion| asked(program, criterion));
    let open: Vec<Cow<'static, str>> = by_video.into_iter().chain(open).chain(wishes).collect();
    if open.is_empty() {
        return None;
    }
    let named = open[..open.len().min(MOST_ASKED)].join(", ");
    Some(match open.len().saturating_sub(MOST_ASKED) {
        0 => language.say_with("tag-ask", &[("what", named.into())]),
        more => language.say_with("tag-ask-more", &[("what", named.into()), ("more", more.into())]),
    })
}

fn asked(program: &BestProgram<'_>, criterion: &Criterion) -> Vec<Cow<'static, str>> {
    let language = program.context.language;
    match criterion {
        Criterion::Age(_) => vec![language.say("tag-ask-age")],
        // The page says to ask about the plan, but not every place lists its kind of insurance.
        Criterion::Insurance { coverages, .. } if program.context.said.plan => {
            coverages.iter().map(|coverage| label(program, coverage.payment().id())).collect()
        }
        _ => labels(program, criterion, Fact::NotStated),
    }
}

/// Whether the page says once, above all cards, to ask about this.
fn is_said_above(program: &BestProgram<'_>, criterion: &Criterion) -> bool {
    let said = program.context.said;
    match criterion {
        Criterion::Level(_) => said.iop,
        Criterion::Insurance { coverages, .. } => {
            let is_listed = |coverage: &Coverage| program.row.fact(coverage.payment().id()) == Fact::Yes;
            said.plan && coverages.iter().all(is_listed)
        }
        _ => false,
    }
}

/// What makes an IOP likely or unlikely where no list records it.
fn likely(program: &BestProgram<'_>) -> Option<Cow<'static, str>> {
    let key = match program.hit.evidence?.sign {
        IopSign::NothingMore => return None,
        IopSign::NoGroupTherapy => "tag-likely-no-groups",
        IopSign::CoOccurringProgram => "tag-likely-both",
        IopSign::AddictionProgram => "tag-likely-addiction",
        IopSign::DayTreatment => "tag-likely-day",
        IopSign::SisterProgram => "tag-likely-sister",
        IopSign::DayTreatmentAndAddictionProgram => "tag-likely-day-and-addiction",
    };
    Some(program.context.language.say(key))
}

/// Says that there is care by telephone or video, if that was asked for.
fn video(program: &BestProgram<'_>) -> Option<Cow<'static, str>> {
    let has_it =
        Vocabulary::embedded().find("telehealth").is_some_and(|id| program.row.fact(id) == Fact::Yes);
    let is_asked = program.context.answers.telehealth;
    (is_asked && (has_it || program.hit.reach == Reach::Telehealth))
        .then(|| program.context.language.say("tag-video"))
}

/// Says that the staff speak the language of the page, if that is not English and it is listed.
fn spoken(program: &BestProgram<'_>) -> Option<Cow<'static, str>> {
    let (_, slug) = SPOKEN.iter().find(|(code, _)| *code == program.context.language.code())?;
    let id = Vocabulary::embedded().find(slug)?;
    let is_new =
        !program.context.answers.wishes.contains(&id) && !program.context.answers.filters.contains(&id);
    (is_new && program.row.fact(id) == Fact::Yes).then(|| label(program, id))
}

fn label(program: &BestProgram<'_>, id: AttributeId) -> Cow<'static, str> {
    Cow::Borrowed(program.context.words().label(id))
}

/// What would be good to have, by what the program says.
struct Wishes {
    listed: Vec<Cow<'static, str>>,
    lacking: Vec<Cow<'static, str>>,
    open: Vec<Cow<'static, str>>,
}

impl Wishes {
    fn new(program: &BestProgram<'_>) -> Wishes {
        let wishes = if program.context.answers.must { &[][..] } else { &program.context.answers.wishes };
        let with = |fact: Fact| -> Vec<Cow<'static, str>> {
            wishes.iter().filter(|id| program.row.fact(**id) == fact).map(|id| label(program, *id)).collect()
        };
        let (listed, lacking, open) = (with(Fact::Yes), with(Fact::No), with(Fact::NotStated));
        if wishes.len() <= MOST_WISHES {
            return Wishes { listed, lacking, open };
        }
        let count = ("count", listed.len().into());
        let some = program.context.language.say_with("tag-wishes", &[count, ("all", wishes.len().into())]);
        Wishes { listed: if listed.is_empty() { listed } else { vec![some] }, lacking: Vec::new(), open }
    }
}
