//! What changes without an import: when one is undone, or a person decides about a pair.

use std::collections::HashMap;

use directory::{ListingId, Placement};
use store::{Reversal, Reversion, StoredListing};

use super::{Before, Plan};
use crate::import::blocking;
use crate::import::error::ImportError;
use crate::import::places::{Places, known_of};

impl Plan {
    /// Takes an import back, and places what is left.
    pub(in crate::import) async fn of_undo(reversal: Reversal, before: Before) -> Result<Plan, ImportError> {
        blocking::elsewhere("placing the listings", move || Plan::of_reversal(reversal, before)).await
    }

    /// Places all listings anew.
    pub(in crate::import) async fn of_review(before: Before) -> Result<Plan, ImportError> {
        blocking::elsewhere("placing the listings", move || Plan::placing(before, &HashMap::new())).await
    }

    fn of_reversal(reversal: Reversal, mut before: Before) -> Plan {
        let to: HashMap<&ListingId, &Reversion> =
            reversal.reverted.iter().map(|reverted| (&reverted.id, &reverted.to)).collect();
        before.known.retain(|stored| to.get(&stored.id) != Some(&&Reversion::Absent));
        for stored in &mut before.known {
            let Some(to) = to.get(&stored.id) else { continue };
            match to {
                Reversion::Present { content, .. } => {
                    (stored.content, stored.gone_at) = ((**content).clone(), None);
                }
                Reversion::Gone { content, gone_at, .. } => {
                    (stored.content, stored.gone_at) = ((**content).clone(), Some(*gone_at));
                }
                Reversion::Absent => {}
            }
            // What it is lent is forgotten when it is written.
            stored.lent = None;
        }
        let plan = Plan::placing(before, &reversal.placements);
        Plan { reverted: reversal.reverted, dated: reversal.dated, ..plan }
    }

    /// Places listings, as if those in `were` had been placed there until now.
    fn placing(before: Before, were: &HashMap<ListingId, Placement>) -> Plan {
        let mut known = known_of(&before.known);
        for known in &mut known {
            if let Some(placement) = were.get(&known.id) {
                known.placement = *placement;
            }
        }
        let present: Vec<&StoredListing> =
            before.known.iter().filter(|stored| stored.gone_at.is_none()).collect();
        let contents = present.iter().map(|stored| (&stored.id, &stored.content)).collect();
        let places = Places::of(contents, &known, &before.decisions);
        let mut plan = Plan {
            moved: places.moved(present.iter().map(|stored| (&stored.id, stored.placement))).collect(),
            lent: places.lent_anew(present.iter().map(|stored| (&stored.id, stored.lent.as_ref()))).collect(),
            ..Plan::default()
        };
        plan.settle(places);
        plan
    }
}
