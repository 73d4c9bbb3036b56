//! The keys of the texts in `data/locales/*/guidance.ftl`.

use directory::guidance::{Care, GuideAnswer, GuideQuestion, GuideRule, Reason};

pub(super) fn question(question: GuideQuestion) -> &'static str {
    match question {
        GuideQuestion::Danger => "guidance-danger",
        GuideQuestion::Health => "guidance-health",
        GuideQuestion::Help => "guidance-help",
        GuideQuestion::Use => "guidance-use",
        GuideQuestion::Detox => "guidance-detox",
        GuideQuestion::Eating => "guidance-eating",
        GuideQuestion::Pregnancy => "guidance-pregnancy",
        GuideQuestion::Home => "guidance-home",
        GuideQuestion::Tried => "guidance-tried",
        GuideQuestion::Days => "guidance-days",
        GuideQuestion::Age => "guidance-age",
    }
}

/// The hint below a question.
pub(super) fn hint(question: GuideQuestion) -> Option<&'static str> {
    match question {
        GuideQuestion::Danger => Some("guidance-danger-hint"),
        GuideQuestion::Use => Some("guidance-use-hint"),
        GuideQuestion::Detox => Some("guidance-detox-hint"),
        GuideQuestion::Eating => Some("guidance-eating-hint"),
        _ => None,
    }
}

pub(super) fn answer(answer: GuideAnswer) -> &'static str {
    match answer {
        GuideAnswer::DangerNow => "guidance-danger-now",
        GuideAnswer::SuicidalThoughts => "guidance-danger-thoughts",
        GuideAnswer::NoDanger => "guidance-danger-no",
        GuideAnswer::MedicalEmergency => "guidance-health-medical",
        GuideAnswer::PsychiatricEmergency => "guidance-health-psychiatric",
        GuideAnswer::Substances => "guidance-help-substances",
        GuideAnswer::MentalHealth => "guidance-help-mental",
        GuideAnswer::EatingDisorder => "guidance-help-eating",
        GuideAnswer::Gambling => "guidance-help-gambling",
        GuideAnswer::Alcohol => "guidance-use-alcohol",
        GuideAnswer::Sedatives => "guidance-use-sedatives",
        GuideAnswer::Opioids => "guidance-use-opioids",
        GuideAnswer::UnknownDrug => "guidance-use-unknown",
        GuideAnswer::OtherDrug => "guidance-use-other",
        GuideAnswer::DetoxDone => "guidance-detox-done",
        GuideAnswer::DetoxNotDone => "guidance-detox-no",
        GuideAnswer::EatingDanger => "guidance-eating-signs",
        GuideAnswer::NoEatingDanger => "guidance-eating-no",
        GuideAnswer::Pregnant => "guidance-pregnancy-yes",
        GuideAnswer::NotPregnant => "guidance-pregnancy-no",
        GuideAnswer::SafeHome => "guidance-home-safe",
        GuideAnswer::HomeWithUse => "guidance-home-use",
        GuideAnswer::NoHome => "guidance-home-none",
        GuideAnswer::NothingTried => "guidance-tried-nothing",
        GuideAnswer::OutpatientTried => "guidance-tried-outpatient",
        GuideAnswer::IntensiveTried => "guidance-tried-intensive",
        GuideAnswer::SteppingDown => "guidance-tried-down",
        GuideAnswer::WorkOrSchool => "guidance-days-work",
        GuideAnswer::Children => "guidance-days-children",
        GuideAnswer::CannotManage => "guidance-days-cannot",
        GuideAnswer::Under18 => "guidance-age-teen",
        GuideAnswer::From18To25 => "guidance-age-young",
        GuideAnswer::Adult => "guidance-age-adult",
        GuideAnswer::Older => "guidance-age-older",
    }
}

/// What a rule says to the visitor.
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

/// Whether a warning comes with the buttons that call 911 and 988.
pub(super) fn is_urgent(rule: &GuideRule) -> bool {
    rule.is_danger() || rule.reason == Reason::OverdoseRisk
}

/// A warning that a search carries along, in a few words. `None` for reasons that no search carries along.
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

/// The name of a kind of care, and what it is.
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
    use directory::guidance::{GuideOutcome, Precautions, RULES};
    use service::Language;

    use super::*;

    #[test]
    fn everything_has_a_text_in_every_language() {
        let questions = GuideQuestion::ALL.into_iter().flat_map(|known| [Some(question(known)), hint(known)]);
        let answers = GuideAnswer::ALL.into_iter().map(answer);
        let reasons = RULES.iter().map(|rule| reason(rule.reason));
        let cares = Care::ALL.into_iter().flat_map(|known| <[&str; 2]>::from(care(known)));
        let mut outcome = GuideOutcome::from_answers(Default::default());
        outcome.rules = RULES.iter().collect();
        let heeds = Precautions::from_outcome(&outcome);
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
