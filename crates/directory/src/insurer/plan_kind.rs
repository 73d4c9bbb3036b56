//! The kinds of insurance plans, which are more specific than the kinds of payment in listings.

use crate::named_enum;
use crate::vocabulary::Payment;

named_enum! {
    /// What sort of insurance one product of an insurer is.
    pub enum PlanKind {
        /// Through a job, or bought directly.
        Commercial = "commercial",
        /// Bought on a marketplace of the Affordable Care Act.
        Marketplace = "marketplace",
        /// A state's Medicaid itself.
        Medicaid = "medicaid",
        /// A company's plan for people with Medicaid, or a company that manages such care for a state.
        MedicaidPlan = "medicaid_plan",
        /// A state's Children's Health Insurance Program, or a company's plan within it.
        Chip = "chip",
        /// A company's plan that people have instead of original Medicare.
        MedicareAdvantage = "medicare_advantage",
        /// TRICARE itself.
        Tricare = "tricare",
        /// Federal insurance for families of the military or of veterans, with rules or a network of its own.
        MilitaryPlan = "military_plan",
        /// A state's insurance that is not Medicaid.
        StatePlan = "state_plan",
    }
}

impl PlanKind {
    /// The kind in a few plain words.
    pub fn label(self) -> &'static str {
        match self {
            PlanKind::Commercial => "Private insurance",
            PlanKind::Marketplace => "Marketplace plan",
            PlanKind::Medicaid => "Medicaid",
            PlanKind::MedicaidPlan => "Medicaid plan",
            PlanKind::Chip => "CHIP, for children",
            PlanKind::MedicareAdvantage => "Medicare Advantage plan",
            PlanKind::Tricare => "TRICARE",
            PlanKind::MilitaryPlan => "Plan for military or veterans' families",
            PlanKind::StatePlan => "State plan other than Medicaid",
        }
    }

    /// The kind of payment that listings state for it.
    pub fn payment(self) -> Payment {
        match self {
            PlanKind::Commercial | PlanKind::Marketplace => Payment::Private,
            PlanKind::Medicaid | PlanKind::MedicaidPlan | PlanKind::Chip => Payment::Medicaid,
            PlanKind::MedicareAdvantage => Payment::Medicare,
            PlanKind::Tricare | PlanKind::MilitaryPlan => Payment::Military,
            PlanKind::StatePlan => Payment::StateFinanced,
        }
    }

    /// Whether a program that lists the kind of payment certainly takes this plan. That is so for public programs without
    /// a network of their own; for all others, people have to ask.
    pub fn is_sure(self) -> bool {
        matches!(self, PlanKind::Medicaid | PlanKind::Tricare)
    }

    /// Words by which people tell it from other plans of the same insurer.
    pub(super) fn words(self) -> &'static str {
        match self {
            PlanKind::Commercial => "private commercial employer job work",
            PlanKind::Marketplace => "marketplace obamacare aca exchange private",
            PlanKind::Medicaid | PlanKind::MedicaidPlan => "medicaid state",
            PlanKind::Chip => "chip kids children child",
            PlanKind::MedicareAdvantage => "medicare advantage senior",
            PlanKind::Tricare | PlanKind::MilitaryPlan => "military",
            PlanKind::StatePlan => "state",
        }
    }

    /// The two questions to ask on the phone about a plan that is called `spoken`: one for a program that lists the kind of
    /// payment, and one for a program that does not state it.
    pub(super) fn questions(self, spoken: &str) -> (String, String) {
        let network = format!("Are you in network with {spoken}?");
        let kind = format!("Do you take {spoken}?");
        match self {
            PlanKind::Commercial | PlanKind::Marketplace => {
                (network, format!("Do you take private insurance, and are you in network with {spoken}?"))
            }
            PlanKind::MedicaidPlan => {
                (network, format!("Do you take Medicaid, and are you in network with {spoken}?"))
            }
            PlanKind::MedicareAdvantage => {
                (network, format!("Do you take Medicare, and are you in network with {spoken}?"))
            }
            PlanKind::Chip => (format!("You list Medicaid: do you take {spoken} too?"), kind),
            PlanKind::MilitaryPlan => {
                (format!("You list military insurance: do you take {spoken} too?"), kind)
            }
            PlanKind::StatePlan => (format!("You list state insurance: do you take {spoken} too?"), kind),
            PlanKind::Medicaid | PlanKind::Tricare => (kind.clone(), kind),
        }
    }
}
