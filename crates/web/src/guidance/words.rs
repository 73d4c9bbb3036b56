//! Which words stand for what: keys of `data/locales/*/guidance.ftl`.

use directory::guidance::{Answer, Care, Question, Reason};

/// The question itself.
pub(super) fn question(question: Question) -> &'static str {
    match question {
        Question::Danger => "guidance-danger",
        Question::Health => "guidance-health",
        Question::Help => "guidance-help",
        Question::Use => "guidance-use",
        Question::Detox => "guidance-detox",
        Question::Eating => "guidance-eating",
        Question::Pregnancy => "guidance-pregnancy",
        Question::Home => "guidance-home",
        Question::Tried => "guidance-tried",
        Question::Days => "guidance-days",
        Question::Age => "guidance-age",
    }
}

/// What stands under it.
pub(super) fn hint(question: Question) -> Option<&'static str> {
    match question {
        Question::Danger => Some("guidance-danger-hint"),
        Question::Use => Some("guidance-use-hint"),
        Question::Detox => Some("guidance-detox-hint"),
        Question::Eating => Some("guidance-eating-hint"),
        _ => None,
    }
}

/// An answer to choose.
pub(super) fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::DangerNow => "guidance-danger-now",
        Answer::SuicidalThoughts => "guidance-danger-thoughts",
        Answer::NoDanger => "guidance-danger-no",
        Answer::MedicalEmergency => "guidance-health-medical",
        Answer::PsychiatricEmergency => "guidance-health-psychiatric",
        Answer::Substances => "guidance-help-substances",
        Answer::MentalHealth => "guidance-help-mental",
        Answer::EatingDisorder => "guidance-help-eating",
        Answer::Gambling => "guidance-help-gambling",
        Answer::Alcohol => "guidance-use-alcohol",
        Answer::Sedatives => "guidance-use-sedatives",
        Answer::Opioids => "guidance-use-opioids",
        Answer::UnknownDrug => "guidance-use-unknown",
        Answer::OtherDrug => "guidance-use-other",
        Answer::DetoxDone => "guidance-detox-done",
        Answer::DetoxNotDone => "guidance-detox-no",
        Answer::EatingDanger => "guidance-eating-signs",
        Answer::NoEatingDanger => "guidance-eating-no",
        Answer::Pregnant => "guidance-pregnancy-yes",
        Answer::NotPregnant => "guidance-pregnancy-no",
        Answer::SafeHome => "guidance-home-safe",
        Answer::HomeWithUse => "guidance-home-use",
        Answer::NoHome => "guidance-home-none",
        Answer::NothingTried => "guidance-tried-nothing",
        Answer::OutpatientTried => "guidance-tried-outpatient",
        Answer::IntensiveTried => "guidance-tried-intensive",
        Answer::SteppingDown => "guidance-tried-down",
        Answer::WorkOrSchool => "guidance-days-work",
        Answer::Children => "guidance-days-children",
        Answer::CannotManage => "guidance-days-cannot",
        Answer::Under18 => "guidance-age-teen",
        Answer::From18To25 => "guidance-age-young",
        Answer::Adult => "guidance-age-adult",
        Answer::Older => "guidance-age-older",
    }
}

/// What a rule says.
pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::DangerNow => "guidance-says-danger",
        Reason::MedicalEmergency => "guidance-says-medical",
        Reason::WithdrawalDelirium => "guidance-says-delirium",
        Reason::PsychiatricEmergency => "guidance-says-psychiatric",
        Reason::EatingEmergency => "guidance-says-eating-danger",
        Reason::SuicidalThoughts => "guidance-says-thoughts",
        Reason::Withdrawal => "guidance-says-withdrawal",
        Reason::PregnantOpioids => "guidance-says-pregnant-opioids",
        Reason::OverdoseRisk => "guidance-says-overdose",
        Reason::AfterBreak => "guidance-says-break",
        Reason::HospitalFirst => "guidance-says-hospital",
        Reason::ThoughtsCare => "guidance-says-thoughts-care",
        Reason::DetoxDone => "guidance-says-detox-done",
        Reason::AlcoholDetox => "guidance-says-alcohol",
        Reason::SedativeDetox => "guidance-says-sedatives",
        Reason::UnknownDetox => "guidance-says-unknown",
        Reason::OpioidMedication => "guidance-says-opioids",
        Reason::OpioidPlaces => "guidance-says-opioid-places",
        Reason::OpioidPlacesTeen => "guidance-says-opioid-teen",
        Reason::Pregnancy => "guidance-says-pregnancy",
        Reason::EatingCheck => "guidance-says-eating-check",
        Reason::NoHome => "guidance-says-no-home",
        Reason::HomeWithUse => "guidance-says-home-use",
        Reason::SoberHousing => "guidance-says-housing",
        Reason::IntensiveTried => "guidance-says-intensive",
        Reason::CannotManage => "guidance-says-cannot",
        Reason::OutpatientTried => "guidance-says-outpatient",
        Reason::SteppingDown => "guidance-says-down",
        Reason::NothingTried => "guidance-says-nothing",
        Reason::EarlyHelp => "guidance-says-early",
        Reason::Gambling => "guidance-says-gambling",
        Reason::BothTogether => "guidance-says-both",
        Reason::OtherDrugs => "guidance-says-other",
        Reason::WorkOrSchool => "guidance-says-work",
        Reason::Children => "guidance-says-children",
        Reason::Teen => "guidance-says-teen",
        Reason::OlderAdult => "guidance-says-older",
    }
}

/// What a search heeds, in few words.
pub(crate) fn heeded(reason: Reason) -> Option<&'static str> {
    Some(match reason {
        Reason::MedicalEmergency => "guidance-heed-medical",
        Reason::WithdrawalDelirium => "guidance-heed-delirium",
        Reason::PsychiatricEmergency => "guidance-heed-psychiatric",
        Reason::EatingEmergency => "guidance-heed-eating",
        Reason::SuicidalThoughts => "guidance-heed-thoughts",
        Reason::Withdrawal => "guidance-heed-withdrawal",
        Reason::PregnantOpioids => "guidance-heed-pregnant",
        Reason::OverdoseRisk => "guidance-heed-overdose",
        Reason::AfterBreak => "guidance-heed-break",
        Reason::EatingCheck => "guidance-heed-eating-check",
        Reason::IntensiveTried => "guidance-heed-intensive",
        Reason::CannotManage => "guidance-heed-cannot",
        _ => return None,
    })
}

/// Something to look at: what it is called, and what it is.
pub(super) fn care(care: Care) -> (&'static str, &'static str) {
    match care {
        Care::Hospital => ("guidance-care-hospital", "guidance-care-hospital-1"),
        Care::DetoxAlcohol => ("guidance-care-detox-alcohol", "guidance-care-detox-1"),
        Care::DetoxSedatives => ("guidance-care-detox-sedatives", "guidance-care-detox-slow"),
        Care::Detox => ("guidance-care-detox", "guidance-care-detox-1"),
        Care::Residential => ("guidance-care-residential", "guidance-care-residential-1"),
        Care::DayTreatment => ("guidance-care-day", "guidance-care-day-1"),
        Care::OpioidClinic => ("guidance-care-clinic", "guidance-care-clinic-1"),
        Care::OpioidMedication => ("guidance-care-medicine", "guidance-care-medicine-1"),
        Care::GamblingTreatment => ("guidance-care-gambling", "guidance-care-gambling-1"),
        Care::IntensiveOutpatient => ("guidance-care-iop", "guidance-care-iop-1"),
        Care::Housing => ("guidance-care-housing", "guidance-care-housing-1"),
        Care::Outpatient => ("guidance-care-outpatient", "guidance-care-outpatient-1"),
    }
}

#[cfg(test)]
mod tests {
    use directory::guidance::{Outcome, Precautions, RULES};

    use super::*;
    use service::language::Language;

    #[test]
    fn everything_has_words_in_every_language() {
        let questions = Question::ALL.into_iter().flat_map(|known| [Some(question(known)), hint(known)]);
        let answers = Answer::ALL.into_iter().map(answer);
        let reasons = RULES.iter().map(|rule| reason(rule.reason));
        let cares = Care::ALL.into_iter().flat_map(|known| <[&str; 2]>::from(care(known)));
        let mut outcome = Outcome::of(Default::default());
        outcome.rules = RULES.iter().collect();
        let heeds = Precautions::of(&outcome);
        let heeds = heeds.named().map(|(reason, slug)| heeded(reason).unwrap_or_else(|| panic!("{slug}")));
        let keys = questions.flatten().chain(answers).chain(reasons).chain(cares).chain(heeds);
        let keys: Vec<&str> = keys.collect();
        for language in Language::all() {
            for key in &keys {
                assert_ne!(language.say(key), *key, "{} lacks {key}", language.code());
            }
        }
    }
}
